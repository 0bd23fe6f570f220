#!/usr/bin/env bash
# tools/soak.sh [QUESTIONS] [SEED]
# Asks the table and the reference evaluator the same random questions about random policies: a billion, from a seed of
# the day's making, which it prints. What differs is printed with its policy, and repeats with that seed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export VERN_QUESTIONS=${1:-1000000000}
export VERN_SEED=${2:-$((RANDOM * 32768 + RANDOM))}
tools/build.sh release vern_unit
exec nice build/bin/vern_unit "a table answers what the reference answers, for random grants and questions"
