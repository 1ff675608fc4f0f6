
use builtin;
use str;

set edit:completion:arg-completer[agentactivity] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'agentactivity'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'agentactivity'= {
            cand --color 'Colours in the table; NO_COLOR is honoured'
            cand -v 'Say what is sent and received, on stderr; secrets are masked'
            cand --verbose 'Say what is sent and received, on stderr; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand fetch 'Ask the service, and present the answer'
            cand convert 'Present a saved answer'
            cand simulate 'Play the service, on this machine only'
            cand completions 'Print a shell''s completions'
            cand man 'Print the man page, or write one page per command'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'agentactivity;fetch'= {
            cand -a 'Account (site) id; repeat it, or separate by commas, to ask several [env: AGENTACTIVITY_ACCOUNT]'
            cand --account 'Account (site) id; repeat it, or separate by commas, to ask several [env: AGENTACTIVITY_ACCOUNT]'
            cand --domain 'Host of the leDataReporting service; looked up where absent [env: AGENTACTIVITY_DOMAIN]'
            cand --domain-api 'Where domains are looked up [default: https://api.liveperson.net] [env: AGENTACTIVITY_DOMAIN_API]'
            cand -t 'How far back: minutes (120) or a duration (2h, 1h30m, 1d) [default: 60]'
            cand --timeframe 'How far back: minutes (120) or a duration (2h, 1h30m, 1d) [default: 60]'
            cand -i 'Cut into intervals of this size: at least 5 minutes, and a divisor of the time frame'
            cand --interval 'Cut into intervals of this size: at least 5 minutes, and a divisor of the time frame'
            cand --agents 'all (default), ids separated by commas, @FILE, or - for stdin'
            cand --method 'GET, POST, or POST once the URL would exceed 2,000 characters'
            cand --timeout 'Give up after so long without progress: seconds or a duration [default: 60]'
            cand --connect-timeout 'Give up connecting after so long [default: 10]'
            cand --retries 'Further tries after a failed one [default: 5 where throttled, else 3]'
            cand --backoff 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]'
            cand --deadline 'Give up an account after so long, tries and pauses included [default: 5m]'
            cand --splay 'Begin after a random pause of up to T, so that many jobs do not start together'
            cand --ca-file 'Trust the certificates in FILE (PEM) besides the system''s'
            cand -f 'table, csv, tsv, ndjson, json (the service''s own body) or envelope [default: by -o''s extension, else table]'
            cand --format 'table, csv, tsv, ndjson, json (the service''s own body) or envelope [default: by -o''s extension, else table]'
            cand -o 'Write to FILE, whole or not at all; - is stdout'
            cand --output 'Write to FILE, whole or not at all; - is stdout'
            cand --columns 'Columns to show, in this order (csv, tsv, ndjson)'
            cand --tz 'Time zone: an IANA name, local or UTC [default: local for table, else UTC]'
            cand --delimiter 'Character between fields (csv); tab for a tab'
            cand --color 'Colours in the table; NO_COLOR is honoured'
            cand --demo 'Ask the built-in simulator: no account, no credentials, no network'
            cand --dry-run 'Print the requests, secrets masked, and send nothing'
            cand --no-header 'Leave the header line out (csv, tsv)'
            cand --fail-on-empty 'Status 8 when no agent was active'
            cand -v 'Say what is sent and received, on stderr; secrets are masked'
            cand --verbose 'Say what is sent and received, on stderr; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;convert'= {
            cand -a 'Whose answer it is'
            cand --account 'Whose answer it is'
            cand -t 'The time frame that was asked: minutes or a duration'
            cand --timeframe 'The time frame that was asked: minutes or a duration'
            cand -i 'The interval that was asked; else told from neighbouring ends'
            cand --interval 'The interval that was asked; else told from neighbouring ends'
            cand --at 'The moment of the answer'
            cand -f 'table, csv, tsv, ndjson, json (the service''s own body) or envelope [default: by -o''s extension, else table]'
            cand --format 'table, csv, tsv, ndjson, json (the service''s own body) or envelope [default: by -o''s extension, else table]'
            cand -o 'Write to FILE, whole or not at all; - is stdout'
            cand --output 'Write to FILE, whole or not at all; - is stdout'
            cand --columns 'Columns to show, in this order (csv, tsv, ndjson)'
            cand --tz 'Time zone: an IANA name, local or UTC [default: local for table, else UTC]'
            cand --delimiter 'Character between fields (csv); tab for a tab'
            cand --color 'Colours in the table; NO_COLOR is honoured'
            cand --no-header 'Leave the header line out (csv, tsv)'
            cand --fail-on-empty 'Status 8 when no agent was active'
            cand -v 'Say what is sent and received, on stderr; secrets are masked'
            cand --verbose 'Say what is sent and received, on stderr; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;simulate'= {
            cand --port 'Port on 127.0.0.1; 0 takes a free one'
            cand --agents 'How many agents work there'
            cand --seed 'Other lives for the agents'
            cand --now 'Freeze the clock: the same seed then gives the same bytes'
            cand --max-concurrent 'Answer 429 beyond N requests at once'
            cand --fault 'Spend one fault per request, then behave: 429*2,500,reset,truncate,stall=3s,slow=2s,html,badjson,empty'
            cand --color 'Colours in the table; NO_COLOR is honoured'
            cand --require-auth 'Verify signatures (keys demo-app-key, demo-app-secret, demo-token, demo-token-secret) or the bearer demo-bearer'
            cand -v 'Say what is sent and received, on stderr; secrets are masked'
            cand --verbose 'Say what is sent and received, on stderr; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'agentactivity;completions'= {
            cand --color 'Colours in the table; NO_COLOR is honoured'
            cand -v 'Say what is sent and received, on stderr; secrets are masked'
            cand --verbose 'Say what is sent and received, on stderr; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'agentactivity;man'= {
            cand --out-dir 'Write agentactivity.1 and one page per command into DIR'
            cand --color 'Colours in the table; NO_COLOR is honoured'
            cand -v 'Say what is sent and received, on stderr; secrets are masked'
            cand --verbose 'Say what is sent and received, on stderr; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'agentactivity;help'= {
            cand fetch 'Ask the service, and present the answer'
            cand convert 'Present a saved answer'
            cand simulate 'Play the service, on this machine only'
            cand completions 'Print a shell''s completions'
            cand man 'Print the man page, or write one page per command'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'agentactivity;help;fetch'= {
        }
        &'agentactivity;help;convert'= {
        }
        &'agentactivity;help;simulate'= {
        }
        &'agentactivity;help;completions'= {
        }
        &'agentactivity;help;man'= {
        }
        &'agentactivity;help;help'= {
        }
    ]
    $completions[$command]
}
