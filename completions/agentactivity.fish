# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_agentactivity_global_optspecs
    string join \n profile= config= v/verbose q/quiet color= h/help V/version
end

function __fish_agentactivity_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_agentactivity_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_agentactivity_using_subcommand
    set -l cmd (__fish_agentactivity_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c agentactivity -n "__fish_agentactivity_needs_command" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_needs_command" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_needs_command" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_needs_command" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -s V -l version -d 'Print version'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "fetch" -d 'Ask the service, and present the answer'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "convert" -d 'Present a saved answer'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "simulate" -d 'Play the service, on this machine only'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "doctor" -d 'Check every step that a first request needs, one by one'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "config" -d 'The configuration: where it is, one to begin with, and what counts'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "completions" -d 'Print a shell\'s completions'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "man" -d 'Print the man page, or write one per command'
complete -c agentactivity -n "__fish_agentactivity_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s a -l account -d 'Account id, or several separated by commas' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l domain -d 'Host of the service; else looked up' -r -f -a "(__fish_print_hostnames)"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l domain-api -d 'Where domains are looked up [default: https://api.liveperson.net]' -r -f
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l timeout -d 'Give up after T without progress: seconds or a duration [default: 60]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l connect-timeout -d 'Give up connecting after T [default: 10]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l retries -d 'Further tries after a failed one [default: 5 where throttled, else 3]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l backoff -d 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l deadline -d 'Give up an account after T, tries and pauses included [default: 5m]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l ca-file -d 'Trust the certificates in FILE (PEM) besides the system\'s' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s t -l timeframe -d 'How far back: minutes, 2h, 1h30m [default: 60]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l since -d 'Instead of -t: from this time of day in --tz' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s i -l interval -d 'Cut into intervals of this size' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l agents -d 'all (default), ID,ID, @FILE, or - for stdin' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l names -d 'Look names up: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l method -d 'GET, POST, or POST once the URL would exceed 2,000 characters [default: auto]' -r -f -a "auto\t'GET, or POST for a long list of agents'
get\t'Parameters in the URL'
post\t'Parameters in a JSON body'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l splay -d 'Begin after a random pause of up to T, so that many jobs do not start together' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s f -l format -d 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope' -r -f -a "table\t''
csv\t''
tsv\t''
json\t''
ndjson\t''
xlsx\t''
openmetrics\t''
envelope\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s o -l output -d 'Write to FILE, whole or not at all; - is stdout' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l every -d 'Fold into buckets of the wall clock: 15m, 1h' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l columns -d 'Columns, in this order (csv, tsv, ndjson, xlsx)' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l totals -d 'Sums over agents: none, also or only' -r -f -a "none\t''
also\t''
only\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l sort -d 'Agents within an interval: served, name or away' -r -f -a "served\t''
name\t''
away\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l tz -d 'Time zone: an IANA name, local or UTC' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l delimiter -d 'Character between fields (csv); tab for a tab' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l demo -d 'Ask the built-in simulator; no account needed'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l dry-run -d 'Print the requests, and send nothing'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l wide -d 'One row per agent and interval, states side by side'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l complete-only -d 'Drop intervals that are not complete'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l fill -d 'Zeros for agents and intervals without data'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l check -d 'Report rows that do not add up; status 9 if any'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l no-header -d 'Leave the header line out (csv, tsv)'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -l fail-on-empty -d 'Status 8 when no agent was active'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand fetch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s a -l account -d 'Whose answer it is' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s t -l timeframe -d 'The time frame that was asked: minutes or a duration' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s i -l interval -d 'The interval that was asked' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l at -d 'The moment of the answer' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s f -l format -d 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope' -r -f -a "table\t''
csv\t''
tsv\t''
json\t''
ndjson\t''
xlsx\t''
openmetrics\t''
envelope\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s o -l output -d 'Write to FILE, whole or not at all; - is stdout' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l every -d 'Fold into buckets of the wall clock: 15m, 1h' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l columns -d 'Columns, in this order (csv, tsv, ndjson, xlsx)' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l totals -d 'Sums over agents: none, also or only' -r -f -a "none\t''
also\t''
only\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l sort -d 'Agents within an interval: served, name or away' -r -f -a "served\t''
name\t''
away\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l tz -d 'Time zone: an IANA name, local or UTC' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l delimiter -d 'Character between fields (csv); tab for a tab' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l wide -d 'One row per agent and interval, states side by side'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l complete-only -d 'Drop intervals that are not complete'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l fill -d 'Zeros for agents and intervals without data'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l check -d 'Report rows that do not add up; status 9 if any'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l no-header -d 'Leave the header line out (csv, tsv)'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -l fail-on-empty -d 'Status 8 when no agent was active'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l port -d 'Port on 127.0.0.1; 0 takes a free one' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l agents -d 'How many agents work there' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l seed -d 'Seed of the agents\' days' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l now -d 'Freeze the clock' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l max-concurrent -d 'Answer 429 beyond N requests at once' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l fault -d 'Faults that the next requests meet, one each' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -l require-auth -d 'Verify signatures, bearers and log-ins'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -s a -l account -d 'Account id, or several separated by commas' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l domain -d 'Host of the service; else looked up' -r -f -a "(__fish_print_hostnames)"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l domain-api -d 'Where domains are looked up [default: https://api.liveperson.net]' -r -f
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l timeout -d 'Give up after T without progress: seconds or a duration [default: 60]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l connect-timeout -d 'Give up connecting after T [default: 10]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l retries -d 'Further tries after a failed one [default: 5 where throttled, else 3]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l backoff -d 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l deadline -d 'Give up an account after T, tries and pauses included [default: 5m]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l ca-file -d 'Trust the certificates in FILE (PEM) besides the system\'s' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -s f -l format -d 'text or json' -r -f -a "text\t'For people'
json\t'For scripts'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -l demo -d 'Ask the built-in simulator; no account needed'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -f -a "path" -d 'Tell where it is'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -f -a "init" -d 'Write a commented one, never over another'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -f -a "show" -d 'Show every setting and where it comes from: flag, environment, profile or default'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and not __fish_seen_subcommand_from path init show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from init" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s a -l account -d 'Account id, or several separated by commas' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l domain -d 'Host of the service; else looked up' -r -f -a "(__fish_print_hostnames)"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l domain-api -d 'Where domains are looked up [default: https://api.liveperson.net]' -r -f
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'Give up after T without progress: seconds or a duration [default: 60]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l connect-timeout -d 'Give up connecting after T [default: 10]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l retries -d 'Further tries after a failed one [default: 5 where throttled, else 3]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l backoff -d 'First pause after an error of the network or the service; later ones are 2 and 3 times it [default: 5]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l deadline -d 'Give up an account after T, tries and pauses included [default: 5m]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l ca-file -d 'Trust the certificates in FILE (PEM) besides the system\'s' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s t -l timeframe -d 'How far back: minutes, 2h, 1h30m [default: 60]' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l since -d 'Instead of -t: from this time of day in --tz' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s i -l interval -d 'Cut into intervals of this size' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l agents -d 'all (default), ID,ID, @FILE, or - for stdin' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l names -d 'Look names up: auto, always or never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l method -d 'GET, POST, or POST once the URL would exceed 2,000 characters [default: auto]' -r -f -a "auto\t'GET, or POST for a long list of agents'
get\t'Parameters in the URL'
post\t'Parameters in a JSON body'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l splay -d 'Begin after a random pause of up to T, so that many jobs do not start together' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s f -l format -d 'table|csv|tsv|ndjson|xlsx|openmetrics|json|envelope' -r -f -a "table\t''
csv\t''
tsv\t''
json\t''
ndjson\t''
xlsx\t''
openmetrics\t''
envelope\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'Write to FILE, whole or not at all; - is stdout' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l every -d 'Fold into buckets of the wall clock: 15m, 1h' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l columns -d 'Columns, in this order (csv, tsv, ndjson, xlsx)' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l totals -d 'Sums over agents: none, also or only' -r -f -a "none\t''
also\t''
only\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l sort -d 'Agents within an interval: served, name or away' -r -f -a "served\t''
name\t''
away\t''"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l tz -d 'Time zone: an IANA name, local or UTC' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l delimiter -d 'Character between fields (csv); tab for a tab' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l demo -d 'Ask the built-in simulator; no account needed'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l dry-run -d 'Print the requests, and send nothing'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l wide -d 'One row per agent and interval, states side by side'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l complete-only -d 'Drop intervals that are not complete'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l fill -d 'Zeros for agents and intervals without data'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l check -d 'Report rows that do not add up; status 9 if any'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l no-header -d 'Leave the header line out (csv, tsv)'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -l fail-on-empty -d 'Status 8 when no agent was active'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Tell where it is'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "init" -d 'Write a commented one, never over another'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show every setting and where it comes from: flag, environment, profile or default'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand completions" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand completions" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand completions" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand completions" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand completions" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand man" -l out-dir -d 'Write agentactivity.1 and one page per command into DIR' -r -f -a "(__fish_complete_directories)"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand man" -l profile -d 'Ask with the settings of profiles: A,B or all' -r
complete -c agentactivity -n "__fish_agentactivity_using_subcommand man" -l config -d 'The configuration file, if not the usual one' -r -F
complete -c agentactivity -n "__fish_agentactivity_using_subcommand man" -l color -d 'Colours in the table [default: auto]' -r -f -a "auto\t'On a terminal'
always\t'Always'
never\t'Never'"
complete -c agentactivity -n "__fish_agentactivity_using_subcommand man" -s v -l verbose -d 'Say what is sent and received; secrets are masked'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand man" -s q -l quiet -d 'Say nothing but failures'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "fetch" -d 'Ask the service, and present the answer'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "convert" -d 'Present a saved answer'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "simulate" -d 'Play the service, on this machine only'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "doctor" -d 'Check every step that a first request needs, one by one'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "config" -d 'The configuration: where it is, one to begin with, and what counts'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "completions" -d 'Print a shell\'s completions'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "man" -d 'Print the man page, or write one per command'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and not __fish_seen_subcommand_from fetch convert simulate doctor config completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Tell where it is'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "init" -d 'Write a commented one, never over another'
complete -c agentactivity -n "__fish_agentactivity_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show every setting and where it comes from: flag, environment, profile or default'
