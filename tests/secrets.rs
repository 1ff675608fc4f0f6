//! No secret shows anywhere: not in a dry run, not with `-v`, not in an error, not in the `Debug` of anything.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use agentactivity::model::credentials::Credentials;
use support::{Bench, answering, data, response};

const SECRETS: [(&str, &str); 5] = [
    ("AGENTACTIVITY_APP_KEY", "k3y-app-visible"),
    ("AGENTACTIVITY_APP_SECRET", "s3cret-app-visible"),
    ("AGENTACTIVITY_ACCESS_TOKEN", "t0ken-visible"),
    ("AGENTACTIVITY_ACCESS_TOKEN_SECRET", "t0ken-s3cret-visible"),
    ("AGENTACTIVITY_BEARER", "b3arer-visible"),
];

#[test]
fn nothing_printed_holds_a_secret() {
    let echo = SECRETS.map(|(_, value)| value.len()).iter().sum::<usize>();
    let answers = [
        response("200 OK", &data("documented-whole.json")),
        response("401 Unauthorized", "oauth_problem=signature_invalid"),
        response("500 Oops", &"x".repeat(echo)),
        response("200 OK", "<html>"),
        String::new(),
    ];
    for answer in answers {
        let base_url = answering(answer);
        for kind in ["oauth1", "bearer"] {
            let mut bench = Bench::asking(&base_url).with("AGENTACTIVITY_AUTH", kind);
            for (name, value) in SECRETS {
                bench = bench.without(name).with(name, value);
            }
            for arguments in [
                "fetch -v",
                "fetch -v --dry-run",
                "fetch -v --method post --dry-run",
                "fetch -v -f json",
                "fetch --nosuch",
            ] {
                let ended = bench.run(arguments);
                let printed = ended.stdout + &ended.stderr;
                for (name, value) in SECRETS {
                    assert!(
                        !printed.contains(value),
                        "{arguments} shows {name}:\n{printed}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_secret_that_cannot_be_sent_is_refused_without_being_shown() {
    let bench = Bench::asking(&answering(""))
        .with("AGENTACTIVITY_AUTH", "bearer")
        .with("AGENTACTIVITY_BEARER", "b3arer\nvisible");
    let told = bench.run("fetch").badly(3);
    assert!(
        told.contains("characters that cannot be sent") && !told.contains("b3arer"),
        "{told}"
    );
}

#[test]
fn debug_shows_no_secret() {
    let secret = |value: &str| value.to_owned().into();
    let key = Credentials::ApiKey {
        app_key: secret(SECRETS[0].1),
        app_secret: secret(SECRETS[1].1),
        access_token: secret(SECRETS[2].1),
        access_token_secret: secret(SECRETS[3].1),
    };
    let shown = format!("{key:?} {:#?}", Credentials::Bearer(secret(SECRETS[4].1)));
    assert!(
        SECRETS.iter().all(|(_, value)| !shown.contains(value)),
        "{shown}"
    );
}
