#!/usr/bin/env bash
# Runs this tool beside what people use and beside the floor, in one go on one machine, and prints ratios and peak memory.
# Needs curl, jq, python3, openssl and hyperfine. SMALL=1 leaves out the answers of 382 MB and 1 GB.
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
# A server that sends one file as it is, with TLS where a certificate and its key follow; its address goes to $plain.
send() {
  python3 "$here/serve.py" "$@" >address &
  until [ -s address ]; do sleep 0.05; done
  plain=$(cat address)
  rm address
}
# The seconds of a command at its fastest: what else the machine does only adds to them.
seconds() {
  hyperfine -N --warmup 1 --runs "${RUNS:-7}" --export-json times "$@" >told 2>&1 || { cat told >&2; exit 1; }
  jq '.results[0].min' times
}
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

printf '\n%s\n\n' "From a server on this machine; the ratio is to curl and convert together."
line "what" "seconds" "ratio" "peak MiB"
line "---" "---:" "---:" "---:"
path="operations/api/account/1/agentactivity?timeframe=1440&agentIds=all&interval=30&v=1"
send body.json
for server in "gzip $url" "plain $plain"; do
  read -r how url <<<"$server"
  curl="curl -s --compressed -o /dev/null $url/$path"
  received=$(seconds "$curl")
  line "curl, $how" "$received" "" "$(peak "$curl")"
  fetch="sh -c '$tool fetch --domain $url -t 1440 -i 30 -f csv >out.csv'"
  time=$(seconds "$fetch")
  line "fetch -f csv, $how" "$time" "$(ratio "$time" "($received + $base)")" "$(peak "$fetch")"
done

printf '\n%s\n\n' "A table of 10,000 agents."
serve 10000
AGENTACTIVITY_DOMAIN=$url "$tool" fetch -t 60 -o many.json
line "what" "seconds" "ratio" "peak MiB"
line "---" "---:" "---:" "---:"
csv=$(seconds "$tool convert many.json -f csv")
line "convert -f csv" "$csv" 1 "$(peak "$tool convert many.json -f csv")"
table=$(seconds "$tool convert many.json -f table")
line "convert -f table" "$table" "$(ratio "$table" "$csv")" "$(peak "$tool convert many.json -f table")"

printf '\n%s\n\n' "Start-up, over that of an empty Rust program."
line "what" "seconds" "over empty" "peak MiB"
line "---" "---:" "---:" "---:"
RUNS=200
empty=$(seconds "$floor nothing")
AGENTACTIVITY_DOMAIN=$url "$tool" fetch --agents 1 -o few.json
key() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -subj "/CN=$1" "${@:2}" 2>/dev/null; }
key authority -x509 -days 1 -out authority.pem
key localhost -out localhost.csr
openssl x509 -req -in localhost.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 1 \
  -extfile <(echo subjectAltName=DNS:localhost) -out localhost.pem 2>/dev/null
send few.json localhost.pem localhost.key
for command in "$tool --version" "$tool fetch -h" "$tool fetch --domain $url --agents 1 -f csv" "curl -s -o /dev/null $url" \
  "$tool fetch --domain $plain --ca-file authority.pem --agents 1 -f csv" "curl -s -o /dev/null --cacert authority.pem $plain"; do
  time=$(seconds "$command")
  line "${command/$tool/agentactivity}" "$time" "$(jq -n "($time - $empty) * 100000 | round / 100") ms" "$(peak "$command >/dev/null")"
done
unset RUNS

[ -z "${SMALL:-}" ] || exit 0
printf '\n%s\n\n' "Large answers, to /dev/null; the ratio is the time for each byte to that of the 32 MB."
line "what" "seconds" "ratio" "peak MiB"
line "---" "---:" "---:" "---:"
declare -A each
for agents in 253 3040 8000; do
  serve $agents
  AGENTACTIVITY_DOMAIN=$url "$tool" fetch -t 1440 -i 5 -o large.json
  size=$(stat -c %s large.json)
  for what in "convert large.json -f csv" "convert large.json --every 15m --tz UTC -f csv" "convert large.json --wide -f csv" \
    "convert large.json --totals also -f csv" "convert large.json -f ndjson" "fetch --domain-api $url -t 1440 -i 5 --names always -f csv"; do
    command="sh -c '$tool $what >/dev/null'"
    time=$(RUNS=3 seconds "$command")
    told=${what/large.json }
    told="${told/--domain-api $url -t 1440 -i 5 }"
    : "${each[$told]:=$time / $size}"
    line "$told, $((size / 1000000)) MB" "$time" "$(ratio "$time / $size" "(${each[$told]})")" "$(peak "$command")"
  done
done
