//! No secret shows anywhere: not in a dry run, not with `-v`, not in an error, not in the `Debug` of anything.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use agentactivity::api::http::Verb;
use agentactivity::model::credentials::{ApiKey, Credentials, LogIn};
use support::{Bench, answering, data, echoing, response};

const SECRETS: [(&str, &str); 6] = [
    ("AGENTACTIVITY_APP_KEY", "k3y-app-visible"),
    ("AGENTACTIVITY_APP_SECRET", "s3cret-app-visible"),
    ("AGENTACTIVITY_ACCESS_TOKEN", "t0ken-visible"),
    ("AGENTACTIVITY_ACCESS_TOKEN_SECRET", "t0ken-s3cret-visible"),
    ("AGENTACTIVITY_BEARER", "b3arer-visible"),
    ("AGENTACTIVITY_PASSWORD", "passw0rd-visible"),
];

/// A bench with all secrets of a kind, asking this server for everything.
fn bench(base_url: &str, kind: &str) -> Bench {
    let mut bench = Bench::asking(base_url)
        .with("AGENTACTIVITY_DOMAIN_API", base_url)
        .with("AGENTACTIVITY_AUTH", kind);
    for (name, value) in SECRETS {
        bench = bench.without(name).with(name, value);
    }
    bench.with("AGENTACTIVITY_USERNAME", "somebody")
}

#[track_caller]
fn assert_hidden(bench: &Bench, arguments: &str) -> String {
    let ended = bench.run(arguments);
    let printed = ended.stdout + &ended.stderr;
    for (name, value) in SECRETS {
        assert!(
            !printed.contains(value),
            "{arguments} shows {name}:\n{printed}"
        );
    }
    printed
}

#[test]
fn nothing_printed_holds_a_secret() {
    let answers = [
        response("200 OK", &data("documented-whole.json")),
        response("401 Unauthorized", "oauth_problem=signature_invalid"),
        response("500 Oops", ""),
        response("200 OK", "<html>"),
        String::new(),
    ];
    for answer in answers {
        let base_url = answering(answer);
        for kind in ["oauth1", "bearer", "login", "app-login"] {
            for arguments in [
                "fetch -v",
                "fetch -v --dry-run",
                "fetch -v --method post --dry-run",
                "fetch -v -f json",
            ] {
                assert_hidden(&bench(&base_url, kind), arguments);
            }
        }
    }
}

#[test]
fn what_a_service_repeats_of_a_secret_is_masked() {
    // The server gives the whole request back, in the places that errors quote.
    for make in [
        (|head: &str| response("401 Unauthorized", &format!(r#"{{"message":{head:?}}}"#)))
            as fn(&str) -> String,
        |head| response("400 Bad Request", &format!("you said {head}")),
        |head| response("200 OK", &format!("<p>{head}")),
        |head| response("200 OK", &format!(r#"{{"agentsMetrics":{head:?}}}"#)),
        |head| {
            response("302 Found", "").replace(
                "Date:",
                &format!("Location: https://elsewhere.example/{head}\r\nDate:"),
            )
        },
    ] {
        let base_url = echoing(move |head| {
            let authorization = head
                .lines()
                .find(|line| line.to_lowercase().starts_with("authorization:"));
            make(authorization.unwrap_or("none").trim_end())
        });
        for kind in ["oauth1", "bearer"] {
            let printed = assert_hidden(&bench(&base_url, kind), "fetch --retries 0");
            assert!(printed.contains("***"), "{printed}");
        }
    }
}

#[test]
fn a_log_ins_body_repeated_is_masked_and_its_bearer_never_shown() {
    let base_url = echoing(|request| {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        if head.contains("baseURI") {
            let host = head
                .lines()
                .find_map(|line| line.strip_prefix("host: "))
                .unwrap();
            return response("200 OK", &format!(r#"{{"baseURI":"{host}"}}"#));
        }
        response("401 Unauthorized", &format!("no: {body}"))
    });
    for kind in ["login", "app-login"] {
        let printed = assert_hidden(&bench(&base_url, kind), "fetch");
        assert!(
            printed.contains("no: {") && printed.contains("***"),
            "{printed}"
        );
    }
    // Quotes, blanks in a row, a short one, and one that begins like another.
    for password in [
        "quote\"back\\slash",
        "two  blanks",
        "abc",
        "s3cret-app-visible-and-more",
    ] {
        let odd = bench(&base_url, "login")
            .without("AGENTACTIVITY_PASSWORD")
            .with("AGENTACTIVITY_PASSWORD", password);
        let told = odd.run("fetch").badly(4);
        let quoted = serde_json::to_string(password).unwrap();
        for shown in [
            password,
            &quoted[1..quoted.len() - 1],
            "two blanks",
            "-and-more",
        ] {
            assert!(!told.contains(shown), "{password}: {told}");
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
    let key = ApiKey {
        app_key: secret(SECRETS[0].1),
        app_secret: secret(SECRETS[1].1),
        access_token: secret(SECRETS[2].1),
        access_token_secret: secret(SECRETS[3].1),
    };
    let user = LogIn::User {
        username: secret("u"),
        password: secret(SECRETS[5].1),
    };
    let application = LogIn::Application {
        username: secret("u"),
        key: key.clone(),
    };
    let request = Verb::PostSecret(secret(SECRETS[5].1));
    let bearer = Credentials::Bearer(secret(SECRETS[4].1));
    let all = [
        Credentials::ApiKey(key),
        bearer,
        Credentials::LogIn(user),
        Credentials::LogIn(application),
    ];
    let shown = format!("{all:?} {all:#?} {request:?}");
    assert!(
        SECRETS.iter().all(|(_, value)| !shown.contains(value)),
        "{shown}"
    );
}
