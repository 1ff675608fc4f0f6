
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'agentactivity' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'agentactivity'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'agentactivity' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('fetch', 'fetch', [CompletionResultType]::ParameterValue, 'Ask the service, and present the answer')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Present a saved answer')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Play the service, on this machine only')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check every step that a first request needs, one by one')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'The configuration: where it is, one to begin with, and what counts')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell''s completions')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, or write one per command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'agentactivity;fetch' {
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Account id, or several separated by commas')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account id, or several separated by commas')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Host of the service; else looked up')
            [CompletionResult]::new('--domain-api', '--domain-api', [CompletionResultType]::ParameterName, 'Where domains are looked up [default: https://api.liveperson.net]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after T without progress: seconds or a duration [default: 60]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after T [default: 10]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'Further tries after a failed one [default: 5 where throttled, else 3]')
            [CompletionResult]::new('--backoff', '--backoff', [CompletionResultType]::ParameterName, 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Give up an account after T, tries and pauses included [default: 5m]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM) besides the system''s')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'How far back: minutes, 2h, 1h30m [default: 60]')
            [CompletionResult]::new('--timeframe', '--timeframe', [CompletionResultType]::ParameterName, 'How far back: minutes, 2h, 1h30m [default: 60]')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Instead of -t: from this time of day in --tz')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Cut into intervals of this size')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'Cut into intervals of this size')
            [CompletionResult]::new('--agents', '--agents', [CompletionResultType]::ParameterName, 'all (default), ID,ID, @FILE, or - for stdin')
            [CompletionResult]::new('--names', '--names', [CompletionResultType]::ParameterName, 'Look names up: auto, always or never')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'GET, POST, or POST once the URL would exceed 2,000 characters [default: auto]')
            [CompletionResult]::new('--splay', '--splay', [CompletionResultType]::ParameterName, 'Begin after a random pause of up to T, so that many jobs do not start together')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE, whole or not at all; - is stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE, whole or not at all; - is stdout')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'Fold into buckets of the wall clock: 15m, 1h')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns, in this order (csv, tsv, ndjson, xlsx)')
            [CompletionResult]::new('--totals', '--totals', [CompletionResultType]::ParameterName, 'Sums over agents: none, also or only')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Agents within an interval: served, name or away')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone: an IANA name, local or UTC')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'Character between fields (csv); tab for a tab')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Ask the built-in simulator; no account needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the requests, and send nothing')
            [CompletionResult]::new('--wide', '--wide', [CompletionResultType]::ParameterName, 'One row per agent and interval, states side by side')
            [CompletionResult]::new('--complete-only', '--complete-only', [CompletionResultType]::ParameterName, 'Drop intervals that are not complete')
            [CompletionResult]::new('--fill', '--fill', [CompletionResultType]::ParameterName, 'Zeros for agents and intervals without data')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Report rows that do not add up; status 9 if any')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave the header line out (csv, tsv)')
            [CompletionResult]::new('--fail-on-empty', '--fail-on-empty', [CompletionResultType]::ParameterName, 'Status 8 when no agent was active')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;convert' {
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Whose answer it is')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Whose answer it is')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The time frame that was asked: minutes or a duration')
            [CompletionResult]::new('--timeframe', '--timeframe', [CompletionResultType]::ParameterName, 'The time frame that was asked: minutes or a duration')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'The interval that was asked')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'The interval that was asked')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The moment of the answer')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE, whole or not at all; - is stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE, whole or not at all; - is stdout')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'Fold into buckets of the wall clock: 15m, 1h')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns, in this order (csv, tsv, ndjson, xlsx)')
            [CompletionResult]::new('--totals', '--totals', [CompletionResultType]::ParameterName, 'Sums over agents: none, also or only')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Agents within an interval: served, name or away')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone: an IANA name, local or UTC')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'Character between fields (csv); tab for a tab')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('--wide', '--wide', [CompletionResultType]::ParameterName, 'One row per agent and interval, states side by side')
            [CompletionResult]::new('--complete-only', '--complete-only', [CompletionResultType]::ParameterName, 'Drop intervals that are not complete')
            [CompletionResult]::new('--fill', '--fill', [CompletionResultType]::ParameterName, 'Zeros for agents and intervals without data')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Report rows that do not add up; status 9 if any')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave the header line out (csv, tsv)')
            [CompletionResult]::new('--fail-on-empty', '--fail-on-empty', [CompletionResultType]::ParameterName, 'Status 8 when no agent was active')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;simulate' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Port on 127.0.0.1; 0 takes a free one')
            [CompletionResult]::new('--agents', '--agents', [CompletionResultType]::ParameterName, 'How many agents work there')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of the agents'' days')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Freeze the clock')
            [CompletionResult]::new('--max-concurrent', '--max-concurrent', [CompletionResultType]::ParameterName, 'Answer 429 beyond N requests at once')
            [CompletionResult]::new('--fault', '--fault', [CompletionResultType]::ParameterName, 'Faults that the next requests meet, one each')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('--require-auth', '--require-auth', [CompletionResultType]::ParameterName, 'Verify signatures, bearers and log-ins')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;doctor' {
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Account id, or several separated by commas')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account id, or several separated by commas')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Host of the service; else looked up')
            [CompletionResult]::new('--domain-api', '--domain-api', [CompletionResultType]::ParameterName, 'Where domains are looked up [default: https://api.liveperson.net]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after T without progress: seconds or a duration [default: 60]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after T [default: 10]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'Further tries after a failed one [default: 5 where throttled, else 3]')
            [CompletionResult]::new('--backoff', '--backoff', [CompletionResultType]::ParameterName, 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Give up an account after T, tries and pauses included [default: 5m]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM) besides the system''s')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'text or json')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'text or json')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Ask the built-in simulator; no account needed')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;config' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Tell where it is')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented one, never over another')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting and where it comes from: flag, environment, profile or default')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'agentactivity;config;path' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;config;init' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;config;show' {
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Account id, or several separated by commas')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account id, or several separated by commas')
            [CompletionResult]::new('--domain', '--domain', [CompletionResultType]::ParameterName, 'Host of the service; else looked up')
            [CompletionResult]::new('--domain-api', '--domain-api', [CompletionResultType]::ParameterName, 'Where domains are looked up [default: https://api.liveperson.net]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after T without progress: seconds or a duration [default: 60]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'Give up connecting after T [default: 10]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'Further tries after a failed one [default: 5 where throttled, else 3]')
            [CompletionResult]::new('--backoff', '--backoff', [CompletionResultType]::ParameterName, 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Give up an account after T, tries and pauses included [default: 5m]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM) besides the system''s')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'How far back: minutes, 2h, 1h30m [default: 60]')
            [CompletionResult]::new('--timeframe', '--timeframe', [CompletionResultType]::ParameterName, 'How far back: minutes, 2h, 1h30m [default: 60]')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Instead of -t: from this time of day in --tz')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Cut into intervals of this size')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'Cut into intervals of this size')
            [CompletionResult]::new('--agents', '--agents', [CompletionResultType]::ParameterName, 'all (default), ID,ID, @FILE, or - for stdin')
            [CompletionResult]::new('--names', '--names', [CompletionResultType]::ParameterName, 'Look names up: auto, always or never')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'GET, POST, or POST once the URL would exceed 2,000 characters [default: auto]')
            [CompletionResult]::new('--splay', '--splay', [CompletionResultType]::ParameterName, 'Begin after a random pause of up to T, so that many jobs do not start together')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE, whole or not at all; - is stdout')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE, whole or not at all; - is stdout')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'Fold into buckets of the wall clock: 15m, 1h')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns, in this order (csv, tsv, ndjson, xlsx)')
            [CompletionResult]::new('--totals', '--totals', [CompletionResultType]::ParameterName, 'Sums over agents: none, also or only')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Agents within an interval: served, name or away')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Time zone: an IANA name, local or UTC')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'Character between fields (csv); tab for a tab')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Ask the built-in simulator; no account needed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print the requests, and send nothing')
            [CompletionResult]::new('--wide', '--wide', [CompletionResultType]::ParameterName, 'One row per agent and interval, states side by side')
            [CompletionResult]::new('--complete-only', '--complete-only', [CompletionResultType]::ParameterName, 'Drop intervals that are not complete')
            [CompletionResult]::new('--fill', '--fill', [CompletionResultType]::ParameterName, 'Zeros for agents and intervals without data')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Report rows that do not add up; status 9 if any')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Leave the header line out (csv, tsv)')
            [CompletionResult]::new('--fail-on-empty', '--fail-on-empty', [CompletionResultType]::ParameterName, 'Status 8 when no agent was active')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;config;help' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Tell where it is')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented one, never over another')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting and where it comes from: flag, environment, profile or default')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'agentactivity;config;help;path' {
            break
        }
        'agentactivity;config;help;init' {
            break
        }
        'agentactivity;config;help;show' {
            break
        }
        'agentactivity;config;help;help' {
            break
        }
        'agentactivity;completions' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;man' {
            [CompletionResult]::new('--out-dir', '--out-dir', [CompletionResultType]::ParameterName, 'Write agentactivity.1 and one page per command into DIR')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Ask with the settings of profiles: A,B or all')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file, if not the usual one')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in the table [default: auto]')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what is sent and received; secrets are masked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but failures')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'agentactivity;help' {
            [CompletionResult]::new('fetch', 'fetch', [CompletionResultType]::ParameterValue, 'Ask the service, and present the answer')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Present a saved answer')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Play the service, on this machine only')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check every step that a first request needs, one by one')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'The configuration: where it is, one to begin with, and what counts')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell''s completions')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, or write one per command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'agentactivity;help;fetch' {
            break
        }
        'agentactivity;help;convert' {
            break
        }
        'agentactivity;help;simulate' {
            break
        }
        'agentactivity;help;doctor' {
            break
        }
        'agentactivity;help;config' {
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Tell where it is')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented one, never over another')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting and where it comes from: flag, environment, profile or default')
            break
        }
        'agentactivity;help;config;path' {
            break
        }
        'agentactivity;help;config;init' {
            break
        }
        'agentactivity;help;config;show' {
            break
        }
        'agentactivity;help;completions' {
            break
        }
        'agentactivity;help;man' {
            break
        }
        'agentactivity;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
