#!/usr/bin/env bash
# tools/soak.sh [QUESTIONS|SECONDSs] [SEED]
# Asks the table and the reference evaluator the same random questions about random policies: a billion, or for as long as
# `180s` says, from a seed of the day's making. Prints the seed and the count. What differs is printed with its policy, and
# repeats with that seed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

many=${1:-1000000000}
if [[ $many == *s ]]; then export VERN_SECONDS=${many%s} VERN_QUESTIONS=1000000000000; else export VERN_QUESTIONS=$many; fi
export VERN_SEED=${2:-$((RANDOM * 32768 + RANDOM))}
tools/build.sh release vern_unit
# To Catch a comma is an "or".
nice -n 19 build/bin/vern_unit "a table answers what the reference answers\\, for random grants and questions" 2>&1 |
  tee build/soak.log
grep -q " questions to " build/soak.log || { echo "soak: nothing was asked" >&2; exit 1; }
