#!/bin/bash
# Does one run. Input, on standard input: {"year": 2008}. Writes ledger.csv, and answers with its last line.
set -euo pipefail
year=$(sed -nE 's/.*"year"[[:space:]]*:[[:space:]]*"?([0-9]{4})"?.*/\1/p' | head -1)
if [ -z "$year" ]; then
  echo 'the input names no year, e.g. {"year": 2008}' >&2
  exit 2
fi

query="select symbol, count(*), round(min(price), 2), round(avg(price), 2), round(max(price), 2)
  from prices where day like '% $year' group by symbol order by symbol"
{
  echo symbol,months,lowest,mean,highest
  echo "$query" | tr '\n' ' ' | isql -b -d, ledger
} > "$BC_OUTPUT_DIR/ledger.csv"

symbols=$(($(wc -l < "$BC_OUTPUT_DIR/ledger.csv") - 1))
if [ "$symbols" -eq 0 ]; then
  echo "the ledger has nothing of $year" >&2
  exit 1
fi
echo "exported $symbols symbols of $year through $(odbcinst -q -d | tr -d '[]' | head -1)"
echo "{\"year\":$year,\"symbols\":$symbols,\"sha256\":\"$(sha256sum < "$BC_OUTPUT_DIR/ledger.csv" | cut -d' ' -f1)\"}"
