#!/bin/bash
# The ledger is a copy, so there is nothing to save: only its size is worth a line in the log.
du -h /var/lib/ledger/ledger.db | cut -f1 | sed 's/^/the ledger took /'
