#!/usr/bin/env bash
# Counts the instructions of decoding, folding, tables, CSV, workbooks and signing with callgrind, and holds them against
# instructions.txt, so that a regression shows on a noisy machine. UPDATE=1 writes that file anew.
#
# The tolerance is 10 %: the same binary counts the same to within a thousandth, but another compiler, another allocator or
# another processor (the libraries pick their way of searching bytes by what it can do) moves a count by some percent.
#
# An answer TIMES as large (4 unless told) may take TIMES the instructions, with the same tolerance. TIMES=100 makes it 390 MB
# and takes a quarter of an hour.
set -euo pipefail
cd "$(dirname "$0")/.."
tolerance=10 times=${TIMES:-4}
tool=${1:-target/release/agentactivity}
baseline=benches/instructions.txt
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
export AGENTACTIVITY_ACCOUNT=1 HOME=$work TZ=UTC

# An answer of a simulator with so many agents, in a file; its address stays in $url.
answer() {
  "$tool" simulate --agents "$1" --now 2026-11-22T08:42:11Z >"$work/address" 2>/dev/null &
  until [ -s "$work/address" ]; do sleep 0.05; done
  url=$(cat "$work/address")
  rm "$work/address"
  AGENTACTIVITY_BEARER=x "$tool" fetch --domain "$url" -t 1440 -i 15 -f envelope -o "$work/$2"
}
answer $((60 * times)) large
answer 60 body
export AGENTACTIVITY_APP_KEY=demo-app-key AGENTACTIVITY_APP_SECRET=demo-app-secret AGENTACTIVITY_ACCESS_TOKEN=demo-token \
  AGENTACTIVITY_ACCESS_TOKEN_SECRET=demo-token-secret

count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$tool" "${@:2}" -o "$work/out" 2>"$work/told" ||
    { cat "$work/told"; exit 1; }
  printf '%s %s\n' "$1" "$(sed -n 's/.*Collected : //p' "$work/told" | tr -d ' ')" >>"$work/counts"
}
count decode convert "$work/body" -f envelope
count csv convert "$work/body" -f csv
count wide convert "$work/body" -f csv --wide
count ndjson convert "$work/body" -f ndjson
count fold convert "$work/body" -f csv --every 1h --tz Europe/Madrid
count table convert "$work/body" -f table
count workbook convert "$work/body" -f xlsx
count csv_large convert "$work/large" -f csv
count ndjson_large convert "$work/large" -f ndjson
count signed_request fetch --domain "$url" --agents 2152260212 -f csv

if [ -n "${UPDATE:-}" ]; then
  grep -v _large "$work/counts" | tee "$baseline"
  exit
fi
known() { sed -n "s/^$1 //p" "$2"; }
size() { stat -c %s "$work/$1"; }
failed=0
while read -r name counted; do
  case $name in
  *_large) allowed=$(($(known "${name%_large}" "$work/counts") * $(size large) / $(size body))) ;;
  *) allowed=$(known "$name" "$baseline") ;;
  esac
  percent=$(((counted - allowed) * 100 / allowed))
  printf '%-15s %12d %+4d %%\n' "$name" "$counted" "$percent"
  [ "$percent" -le "$tolerance" ] || { failed=1; echo "  more than $tolerance % over $allowed"; }
  [ "$percent" -ge "-$tolerance" ] || echo "  better: UPDATE=1 benches/instructions.sh keeps it"
done <"$work/counts"
exit $failed
