#!/usr/bin/env bash
# race_test.sh SOURCE BUILD: a table is replaced while threads ask, under ThreadSanitizer.
set -euo pipefail
source=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/bin/vern" build "$source/examples/kvantel/repaired" --as-of 2026-11-25 --out "$work/out" >/dev/null
g++ -std=c++20 -O1 -g -fsanitize=thread -Wall -Wextra -Werror -I "$source/runtime" "$source/tests/cli/race.cpp" -o "$work/race"
"$work/race" "$work/out/kvantel.vdt"
