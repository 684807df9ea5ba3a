#!/bin/bash
# Prepares a host that has just started: fills the ledger and makes it known to ODBC under its name.
set -euo pipefail
cd "$(dirname "$0")"

mkdir -p /var/lib/ledger
sqlite3 /var/lib/ledger/ledger.db <<'SQL'
create table if not exists prices (symbol text not null, day text not null, price real not null, primary key (symbol, day));
.mode csv
.import --skip 1 stocks.csv prices
SQL

cat > /etc/odbc.ini <<'INI'
[ledger]
Driver = SQLite3
Database = /var/lib/ledger/ledger.db
INI
