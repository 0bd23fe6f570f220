#!/usr/bin/env bash
# tools/mutate-law.sh [ID]
# Changes the condition of every rule in one place at a time (a part dropped, `and` for `or`, a term for its parent …), and
# runs the rule's own examples. Lists the changes that no example notices, and prints the score. ID, or the beginning of
# one, keeps to these rules. What no policy can tell from the rule is not counted: tests/law/equivalent.txt, with reasons.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools/build.sh release vern_law_mutants
build/bin/vern_law_mutants "$@"
