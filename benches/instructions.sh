#!/usr/bin/env bash
# Counts the instructions of decoding, folding, tables, CSV, workbooks and signing with callgrind, and holds them against
# instructions.txt, so that a regression shows on a noisy machine. UPDATE=1 writes that file anew.
#
# The tolerance is 10 %: the same binary counts the same to within a thousandth, but another compiler, another allocator or
# another processor (the libraries pick their way of searching bytes by what it can do) moves a count by some percent.
set -euo pipefail
cd "$(dirname "$0")/.."
tolerance=10
tool=${1:-target/release/agentactivity}
baseline=benches/instructions.txt
work=$(mktemp -d)
trap 'kill "$simulator" 2>/dev/null || true; rm -rf "$work"' EXIT
export AGENTACTIVITY_ACCOUNT=1 HOME=$work TZ=UTC

"$tool" simulate --agents 60 --now 2026-11-22T08:42:11Z >"$work/address" 2>/dev/null &
simulator=$!
until [ -s "$work/address" ]; do sleep 0.05; done
url=$(cat "$work/address")
export AGENTACTIVITY_BEARER=x
"$tool" fetch --domain "$url" -t 1440 -i 15 -f envelope -o "$work/body"
unset AGENTACTIVITY_BEARER
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
count signed_request fetch --domain "$url" --agents 2152260212 -f csv

if [ -n "${UPDATE:-}" ]; then
  cp "$work/counts" "$baseline"
  cat "$baseline"
  exit
fi
failed=0
while read -r name counted; do
  known=$(sed -n "s/^$name //p" "$baseline")
  percent=$(((counted - known) * 100 / known))
  printf '%-15s %12d %+4d %%\n' "$name" "$counted" "$percent"
  [ "$percent" -le "$tolerance" ] || { failed=1; echo "  more than $tolerance % over the $known of $baseline"; }
  [ "$percent" -ge "-$tolerance" ] || echo "  better: UPDATE=1 benches/instructions.sh keeps it"
done <"$work/counts"
exit $failed
