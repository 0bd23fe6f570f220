#!/usr/bin/env bash
# tools/mutate-table.sh [COUNT [SEED]]
# Puts faults into what builds tables, one at a time: a comparison turned round, a mask or a bound changed, a condition
# dropped. Each mutant is built in a copy of the last commit, and must be caught by a test: validation of the examples, random
# policies, or hostile files. Prints each, and which survive. COUNT of them are drawn with SEED; without it, all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

count=${1:-0}
seed=${2:-1}
files=(compiler/table/cells.cpp compiler/table/conditions.cpp compiler/table/covers.cpp compiler/table/fact_slots.cpp
  compiler/table/from_grants.cpp compiler/table/rows.cpp compiler/table/terms.cpp compiler/table/vocabulary.cpp runtime/vern/need.h)
tests="a table answers*,validation finds*,the tables of the examples*,numbers made to mislead*,questions in columns*"
tests+=",grants on whole branches*,a grant on a whole branch*,a narrow purpose*"
tree=$PWD/build/mutants/tree
list=$PWD/build/mutants/list
mkdir -p build/mutants
git worktree list --porcelain | grep -qx "worktree $tree" || git worktree add --quiet --detach "$tree" HEAD
git -C "$tree" checkout --quiet --force --detach "$(git rev-parse HEAD)"

# file:line:column:length:replacement, for each place where a fault can be put. Comments and preprocessor lines are left out.
(cd "$tree" && awk '
  function fault(from, to,   at, rest, offset) {
    rest = $0; offset = 0
    while ((at = index(rest, from)) > 0) {
      print FILENAME ":" FNR ":" offset + at ":" length(from) ":" to
      offset += at + length(from) - 1
      rest = substr(rest, at + length(from))
    }
  }
  /^ *\/\// || /^#/ || /static_assert/ { next }
  {
    sub(/ *\/\/.*$/, "")
    fault(" < ", " <= "); fault(" <= ", " < "); fault(" > ", " >= "); fault(" >= ", " > ")
    fault(" == ", " != "); fault(" != ", " == "); fault(" && ", " || "); fault(" || ", " && ")
    fault(" |= ", " &= "); fault(" << ", " >> "); fault(" + 1", " + 2"); fault(" - 1", " - 0")
    fault(": 0u", ": 1u"); fault("return true", "return false"); fault("return false", "return true")
    fault("any_of", "all_of"); fault("all_of", "any_of"); fault("continue;", ";")
  }' "${files[@]}") >"$list"
if ((count > 0)); then
  shuf --random-source=<(yes "$seed") -n "$count" "$list" >"$list.drawn"
  mv "$list.drawn" "$list"
fi

caught=0 unbuilt=0 survivors=()
export CCACHE_BASEDIR=$tree CCACHE_NOHASHDIR=true VERN_QUESTIONS=100000
run() { # the tests that find most come first, and one that fails is enough
  nice -n 19 ninja -C "$tree/build" vern_table_tests &>"$list.build" || return 2
  nice -n 19 timeout 300 "$tree/build/bin/vern_table_tests" --abort "$tests" &>"$list.run"
}
(cd "$tree" && cmake --preset release) >"$list.build"
run || { echo "mutate: the tests fail without a fault" >&2; cat "$list.build" "$list.run" >&2; exit 1; }
while IFS=: read -r file line column length replacement; do
  git -C "$tree" show "HEAD:$file" | awk -v line="$line" -v column="$column" -v length_="$length" -v to="$replacement" '
    NR == line { $0 = substr($0, 1, column - 1) to substr($0, column + length_) }
    { print }' >"$tree/$file"
  what="$file:$line: $(sed -n "${line}p" "$tree/$file" | sed 's/^ *//')"
  status=0
  run || status=$?
  case $status in
    0) survivors+=("$what"); echo "survives  $what" ;;
    2) unbuilt=$((unbuilt + 1)); echo "unbuilt   $what" ;;
    *) caught=$((caught + 1)); echo "caught    $what" ;;
  esac
  git -C "$tree" checkout --quiet --force
done <"$list"
echo "$caught caught, ${#survivors[@]} survive, $unbuilt do not compile"
