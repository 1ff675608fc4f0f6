
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
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand fetch 'Ask the service, and present the answer'
            cand convert 'Present a saved answer'
            cand simulate 'Play the service, on this machine only'
            cand doctor 'Check every step that a first request needs, one by one'
            cand config 'The configuration: where it is, one to begin with, and what counts'
            cand completions 'Print a shell''s completions'
            cand man 'Print the man page, or write one per command'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'agentactivity;fetch'= {
            cand -a 'Account id, or several separated by commas'
            cand --account 'Account id, or several separated by commas'
            cand --domain 'Host of the service; else looked up'
            cand --domain-api 'Where domains are looked up [default: https://api.liveperson.net]'
            cand --timeout 'Give up after T without progress: seconds or a duration [default: 60]'
            cand --connect-timeout 'Give up connecting after T [default: 10]'
            cand --retries 'Further tries after a failed one [default: 5 where throttled, else 3]'
            cand --backoff 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]'
            cand --deadline 'Give up an account after T, tries and pauses included [default: 5m]'
            cand --ca-file 'Trust the certificates in FILE (PEM) besides the system''s'
            cand -t 'How far back: minutes, 2h, 1h30m [default: 60]'
            cand --timeframe 'How far back: minutes, 2h, 1h30m [default: 60]'
            cand --since 'Instead of -t: from this time of day in --tz'
            cand -i 'Cut into intervals of this size'
            cand --interval 'Cut into intervals of this size'
            cand --agents 'all (default), ID,ID, @FILE, or - for stdin'
            cand --names 'Look names up: auto, always or never'
            cand --method 'GET, POST, or POST once the URL would exceed 2,000 characters [default: auto]'
            cand --splay 'Begin after a random pause of up to T, so that many jobs do not start together'
            cand -f 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope'
            cand --format 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope'
            cand -o 'Write to FILE, whole or not at all; - is stdout'
            cand --output 'Write to FILE, whole or not at all; - is stdout'
            cand --every 'Fold into buckets of the wall clock: 15m, 1h'
            cand --columns 'Columns, in this order (csv, tsv, ndjson, xlsx)'
            cand --totals 'Sums over agents: none, also or only'
            cand --sort 'Agents within an interval: served, name or away'
            cand --tz 'Time zone: an IANA name, local or UTC'
            cand --delimiter 'Character between fields (csv); tab for a tab'
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand --demo 'Ask the built-in simulator; no account needed'
            cand --dry-run 'Print the requests, and send nothing'
            cand --wide 'One row per agent and interval, states side by side'
            cand --complete-only 'Drop intervals that are not complete'
            cand --fill 'Zeros for agents and intervals without data'
            cand --check 'Report rows that do not add up; status 9 if any'
            cand --no-header 'Leave the header line out (csv, tsv)'
            cand --fail-on-empty 'Status 8 when no agent was active'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
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
            cand -i 'The interval that was asked'
            cand --interval 'The interval that was asked'
            cand --at 'The moment of the answer'
            cand -f 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope'
            cand --format 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope'
            cand -o 'Write to FILE, whole or not at all; - is stdout'
            cand --output 'Write to FILE, whole or not at all; - is stdout'
            cand --every 'Fold into buckets of the wall clock: 15m, 1h'
            cand --columns 'Columns, in this order (csv, tsv, ndjson, xlsx)'
            cand --totals 'Sums over agents: none, also or only'
            cand --sort 'Agents within an interval: served, name or away'
            cand --tz 'Time zone: an IANA name, local or UTC'
            cand --delimiter 'Character between fields (csv); tab for a tab'
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand --wide 'One row per agent and interval, states side by side'
            cand --complete-only 'Drop intervals that are not complete'
            cand --fill 'Zeros for agents and intervals without data'
            cand --check 'Report rows that do not add up; status 9 if any'
            cand --no-header 'Leave the header line out (csv, tsv)'
            cand --fail-on-empty 'Status 8 when no agent was active'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;simulate'= {
            cand --port 'Port on 127.0.0.1; 0 takes a free one'
            cand --agents 'How many agents work there'
            cand --seed 'Seed of the agents'' days'
            cand --now 'Freeze the clock'
            cand --max-concurrent 'Answer 429 beyond N requests at once'
            cand --fault 'Faults that the next requests meet, one each'
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand --require-auth 'Verify signatures, bearers and log-ins'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;doctor'= {
            cand -a 'Account id, or several separated by commas'
            cand --account 'Account id, or several separated by commas'
            cand --domain 'Host of the service; else looked up'
            cand --domain-api 'Where domains are looked up [default: https://api.liveperson.net]'
            cand --timeout 'Give up after T without progress: seconds or a duration [default: 60]'
            cand --connect-timeout 'Give up connecting after T [default: 10]'
            cand --retries 'Further tries after a failed one [default: 5 where throttled, else 3]'
            cand --backoff 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]'
            cand --deadline 'Give up an account after T, tries and pauses included [default: 5m]'
            cand --ca-file 'Trust the certificates in FILE (PEM) besides the system''s'
            cand -f 'text or json'
            cand --format 'text or json'
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand --demo 'Ask the built-in simulator; no account needed'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;config'= {
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand path 'Tell where it is'
            cand init 'Write a commented one, never over another'
            cand show 'Show every setting and where it comes from: flag, environment, profile or default'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'agentactivity;config;path'= {
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;config;init'= {
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;config;show'= {
            cand -a 'Account id, or several separated by commas'
            cand --account 'Account id, or several separated by commas'
            cand --domain 'Host of the service; else looked up'
            cand --domain-api 'Where domains are looked up [default: https://api.liveperson.net]'
            cand --timeout 'Give up after T without progress: seconds or a duration [default: 60]'
            cand --connect-timeout 'Give up connecting after T [default: 10]'
            cand --retries 'Further tries after a failed one [default: 5 where throttled, else 3]'
            cand --backoff 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]'
            cand --deadline 'Give up an account after T, tries and pauses included [default: 5m]'
            cand --ca-file 'Trust the certificates in FILE (PEM) besides the system''s'
            cand -t 'How far back: minutes, 2h, 1h30m [default: 60]'
            cand --timeframe 'How far back: minutes, 2h, 1h30m [default: 60]'
            cand --since 'Instead of -t: from this time of day in --tz'
            cand -i 'Cut into intervals of this size'
            cand --interval 'Cut into intervals of this size'
            cand --agents 'all (default), ID,ID, @FILE, or - for stdin'
            cand --names 'Look names up: auto, always or never'
            cand --method 'GET, POST, or POST once the URL would exceed 2,000 characters [default: auto]'
            cand --splay 'Begin after a random pause of up to T, so that many jobs do not start together'
            cand -f 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope'
            cand --format 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope'
            cand -o 'Write to FILE, whole or not at all; - is stdout'
            cand --output 'Write to FILE, whole or not at all; - is stdout'
            cand --every 'Fold into buckets of the wall clock: 15m, 1h'
            cand --columns 'Columns, in this order (csv, tsv, ndjson, xlsx)'
            cand --totals 'Sums over agents: none, also or only'
            cand --sort 'Agents within an interval: served, name or away'
            cand --tz 'Time zone: an IANA name, local or UTC'
            cand --delimiter 'Character between fields (csv); tab for a tab'
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand --demo 'Ask the built-in simulator; no account needed'
            cand --dry-run 'Print the requests, and send nothing'
            cand --wide 'One row per agent and interval, states side by side'
            cand --complete-only 'Drop intervals that are not complete'
            cand --fill 'Zeros for agents and intervals without data'
            cand --check 'Report rows that do not add up; status 9 if any'
            cand --no-header 'Leave the header line out (csv, tsv)'
            cand --fail-on-empty 'Status 8 when no agent was active'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;config;help'= {
            cand path 'Tell where it is'
            cand init 'Write a commented one, never over another'
            cand show 'Show every setting and where it comes from: flag, environment, profile or default'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'agentactivity;config;help;path'= {
        }
        &'agentactivity;config;help;init'= {
        }
        &'agentactivity;config;help;show'= {
        }
        &'agentactivity;config;help;help'= {
        }
        &'agentactivity;completions'= {
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;man'= {
            cand --out-dir 'Write agentactivity.1 and one page per command into DIR'
            cand --profile 'Ask with the settings of profiles: A,B or all'
            cand --config 'The configuration file, if not the usual one'
            cand --color 'Colours in the table [default: auto]'
            cand -v 'Say what is sent and received; secrets are masked'
            cand --verbose 'Say what is sent and received; secrets are masked'
            cand -q 'Say nothing but failures'
            cand --quiet 'Say nothing but failures'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'agentactivity;help'= {
            cand fetch 'Ask the service, and present the answer'
            cand convert 'Present a saved answer'
            cand simulate 'Play the service, on this machine only'
            cand doctor 'Check every step that a first request needs, one by one'
            cand config 'The configuration: where it is, one to begin with, and what counts'
            cand completions 'Print a shell''s completions'
            cand man 'Print the man page, or write one per command'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'agentactivity;help;fetch'= {
        }
        &'agentactivity;help;convert'= {
        }
        &'agentactivity;help;simulate'= {
        }
        &'agentactivity;help;doctor'= {
        }
        &'agentactivity;help;config'= {
            cand path 'Tell where it is'
            cand init 'Write a commented one, never over another'
            cand show 'Show every setting and where it comes from: flag, environment, profile or default'
        }
        &'agentactivity;help;config;path'= {
        }
        &'agentactivity;help;config;init'= {
        }
        &'agentactivity;help;config;show'= {
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
