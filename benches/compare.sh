#!/usr/bin/env bash
# Runs this tool beside what people use and beside the floor, in one go on one machine, and prints ratios and peak memory.
# Needs curl, jq, python3 and hyperfine. SMALL=1 leaves out the answers of 382 MB and 1 GB.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet --bin agentactivity --example floor
tool=$PWD/target/release/agentactivity floor=$PWD/target/release/examples/floor here=$PWD/benches
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
export AGENTACTIVITY_ACCOUNT=1 AGENTACTIVITY_BEARER=x LC_ALL=C.UTF-8

# A simulator with so many agents; its address goes to $url.
serve() {
  "$tool" simulate --agents "$1" --now 2026-11-22T08:42:11Z >address 2>/dev/null &
  until [ -s address ]; do sleep 0.05; done
  url=$(cat address)
  rm address
}
# The median seconds of a command.
seconds() { hyperfine -N --warmup 1 --runs "${RUNS:-7}" --export-json times "$@" >/dev/null 2>&1 || hyperfine --warmup 1 --runs "${RUNS:-7}" --export-json times "$@" >/dev/null; jq '.results[0].median' times; }
# The most memory a command held, in MiB.
peak() { /usr/bin/time -f %M -o held sh -c "exec ${1//exec /}" >/dev/null 2>&1; awk '{ printf "%.1f", $1 / 1024 }' held; }
ratio() { jq -n "$1 / ($2) * 100 | round / 100"; }
line() { printf '| %-58s | %9.9s | %9s | %9s |\n' "$@"; }

serve 1340
AGENTACTIVITY_DOMAIN=$url "$tool" fetch -t 1440 -i 30 -o body.json
rows=$("$tool" convert body.json -f csv | wc -l)
printf '%s\n\n' "A body of $(($(stat -c %s body.json) / 1000000)) MB, $rows lines of CSV; on $(nproc) cores."
line "what" "seconds" "ratio" "peak MiB"
line "---" "---:" "---:" "---:"
# To a pipe's end like the others: -o would also wait until the file is safely on the disk.
ours="sh -c '$tool convert body.json -f csv >out.csv'"
base=$(seconds "$ours")
line "convert -f csv" "$base" 1 "$(peak "$ours")"
compare() { local time; time=$(seconds "$2"); line "$1" "$time" "$(ratio "$time" "$base")" "$(peak "$2")"; }
RUNS=3 compare "jq, the same columns" "sh -c 'jq -r --argjson size 1800 -f $here/rows.jq body.json >jq.csv'"
RUNS=3 compare "Python json and csv, the same columns" "sh -c 'python3 $here/rows.py body.json 1800 >python.csv'"
compare "floor: skip everything, from a slice" "$floor skip body.json"
compare "floor: one pass from a reader to CSV" "sh -c '$floor rows body.json >floor.csv'"
for options in "-f ndjson" "--wide -f csv" "--totals also -f csv" "-f table" "-f json"; do
  compare "convert $options" "sh -c '$tool convert body.json $options >other.txt'"
done

printf '\n%s\n\n' "From a server on this machine."
line "what" "seconds" "ratio" "peak MiB"
line "---" "---:" "---:" "---:"
ask="$url/operations/api/account/1/agentactivity?timeframe=1440&agentIds=all&interval=30&v=1"
plain=$(seconds "curl -s -o /dev/null $ask")
gzip=$(seconds "curl -s --compressed -o /dev/null $ask")
fetch="$tool fetch --domain $url -t 1440 -i 30 -f csv -o out.csv"
time=$(seconds "$fetch")
line "curl, gzip" "$gzip" 1 "$(peak "curl -s --compressed -o /dev/null $ask")"
line "curl" "$plain" 1 "$(peak "curl -s -o /dev/null $ask")"
line "fetch -f csv, gzip: to curl + convert" "$time" "$(ratio "$time" "($gzip + $base)")" "$(peak "$fetch")"

printf '\n%s\n\n' "A table of 10,000 agents."
kill %% 2>/dev/null || true
serve 10000
AGENTACTIVITY_DOMAIN=$url "$tool" fetch -t 60 -o many.json
line "what" "seconds" "ratio" "peak MiB"
line "---" "---:" "---:" "---:"
csv=$(seconds "$tool convert many.json -f csv")
line "convert -f csv" "$csv" 1 "$(peak "$tool convert many.json -f csv")"
table=$(seconds "$tool convert many.json -f table")
line "convert -f table" "$table" "$(ratio "$table" "$csv")" "$(peak "$tool convert many.json -f table")"

printf '\n%s\n\n' "Start-up."
line "what" "seconds" "over true" "peak MiB"
line "---" "---:" "---:" "---:"
RUNS=200
empty=$(seconds true)
for command in "$tool --version" "$tool fetch -h" "$tool fetch --domain $url --agents 1 -f csv" "curl -s -o /dev/null $url"; do
  time=$(seconds "$command")
  line "${command/$tool/agentactivity}" "$time" "$(jq -n "($time - $empty) * 100000 | round / 100") ms" "$(peak "$command >/dev/null")"
done
unset RUNS

[ -z "${SMALL:-}" ] || exit 0
printf '\n%s\n\n' "Large answers; the ratio is time for each byte against the first table's."
line "what" "seconds" "ratio" "peak MiB"
line "---" "---:" "---:" "---:"
small=$(stat -c %s body.json)
for agents in 3040 8000; do
  kill %% 2>/dev/null || true
  serve $agents
  AGENTACTIVITY_DOMAIN=$url "$tool" fetch -t 1440 -i 5 -o large.json
  size=$(stat -c %s large.json)
  for options in "-f csv" "--every 15m --tz UTC -f csv" "--wide -f csv" "--totals also -f csv" "-f ndjson"; do
    time=$(RUNS=1 seconds "$tool convert large.json $options -o other.txt")
    line "convert $options, $((size / 1000000)) MB" "$time" "$(ratio "$time / $size" "($base / $small)")" "$(peak "$tool convert large.json $options -o other.txt")"
  done
  command="$tool fetch --domain-api $url -t 1440 -i 5 --names always -f csv -o other.txt"
  line "fetch --names always -f csv, $((size / 1000000)) MB" "$(RUNS=1 seconds "$command")" "" "$(peak "$command")"
done
