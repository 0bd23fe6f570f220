#!/usr/bin/env bash
# tools/tidy.sh [FILE.cpp…]
# Runs clang-tidy over these files, or over every one that is ours, tests included. Prints what it finds; .clang-tidy
# says what is looked for. The flags come from the dev preset, because clang does not know all warnings of g++.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools/setup.sh --ci
tools/build.sh dev vern_grammar vern_stdlib_data  # for the headers that are made
if (($# > 0)); then
  files=("$@")
else
  # The largest first, so that no core is left with one of them alone at the end.
  mapfile -t files < <(grep -oE '"file": "[^"]*\.cpp"' build-dev/compile_commands.json | cut -d'"' -f4 | sort -u |
    grep -v '/build-dev/' | xargs ls -S)
fi
results=build-dev/tidy
rm -rf "$results"
mkdir -p "$results"
one() { clang-tidy-19 -p build-dev --quiet "$1" >"$2/$(tr / _ <<<"$1")" 2>"$2/errors.$$" || echo "tidy: $1"; }
export -f one
failed=$(printf '%s\0' "${files[@]}" | xargs -0 -P "${VERN_JOBS:-$(nproc)}" -I{} bash -c 'one "$1" "$2"' _ {} "$results")
echo "${#files[@]} files read, $([[ -z $failed ]] && echo 0 || wc -l <<<"$failed") with findings"
[[ -z $failed ]] && exit 0
# A finding in a header comes once for every file that includes it.
cat "$results"/* | awk '/^\/.*: (error|warning): /{ show = !seen[$0]++ } show'
exit 1
