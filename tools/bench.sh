#!/usr/bin/env bash
# tools/bench.sh [check|rules|runtime] [--write]
# Measures what users run. `check`: whole processes, with their peak memory, against an empty one and at growing numbers of
# activities, and from an edit to its findings; reading against ANTLR's own lexer and parser; and the checkers in the folder
# VERN_PEERS, if it is given. `rules`: judging the published examples against reading them. `runtime`: decisions against a
# hash table, whose answers are compared before anything is timed, and the policy engines in VERN_PEERS. Contestants take
# turns; figures are medians, ratios are taken inside a turn. With --write the figures go into docs/performance.md.
# VERN_SIZES, VERN_PEER_SIZES and VERN_ROUNDS change what is measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

parts=()
write=false
for argument in "$@"; do
  case $argument in
    check | rules | runtime) parts+=("$argument") ;;
    --write) write=true ;;
    *) echo "usage: tools/bench.sh [check|rules|runtime] [--write]" >&2; exit 2 ;;
  esac
done
((${#parts[@]} > 0)) || parts=(check rules runtime)

bin=build/bin
targets=(vern vern_bench_process vern_bench_empty)
for part in "${parts[@]}"; do
  case $part in
    check) targets+=(vern_bench_policy vern_bench_parse) ;;
    rules) targets+=(vern_bench_rules) ;;
    runtime) targets+=(vern_bench_runtime) ;;
  esac
done
tools/build.sh release "${targets[@]}"

# What others need for the same, if VERN_PEERS names a folder with their programs: peers WHAT SCRIPT [ARGUMENT…]
peers() {
  [[ -n ${VERN_PEERS:-} ]] || return 0
  echo
  if ! command -v node >/dev/null; then
    echo "$1: not measured, for node is not installed"
  elif [[ ! -f $VERN_PEERS/$2 ]]; then
    echo "$1: not measured, for $2 is not in VERN_PEERS"
  elif [[ ! -d $VERN_PEERS/node_modules ]]; then
    echo "$1: not measured, for their packages are not installed in VERN_PEERS (npm install)"
  else
    echo "$1"
    node "$VERN_PEERS/$2" "${@:3}" || echo "$2: ended with status $?"
  fi
}

measure_check() {
  local sizes=(${VERN_SIZES:-10 100 1000 10000 100000}) rounds=${VERN_ROUNDS:-101} size least
  strip -o build/vern-stripped $bin/vern
  echo "binary, stripped: $(($(stat -c %s build/vern-stripped) / 1024)) KiB"
  echo
  echo "whole processes: $rounds turns, median time by the clock and of the processor, peak memory, ratio to the first"
  $bin/vern_bench_process "$rounds" \
    "empty C++ program=$bin/vern_bench_empty" \
    "/bin/true=/bin/true" \
    "vern help=$bin/vern help" \
    "vern check examples/kvantel/published=$bin/vern check examples/kvantel/published" \
    "vern check examples/kvantel/repaired=$bin/vern check examples/kvantel/repaired"
  echo
  echo "vern check of so many synthetic activities (tests/bench/policy.cpp), the files in the page cache, and not"
  for size in "${sizes[@]}"; do
    mkdir -p build/bench/$size
    $bin/vern_bench_policy $size build/bench/$size
    least=$((rounds * 10 / size))
    ((least >= 3 || size >= 100000)) || least=3
    ((least <= rounds)) || least=$rounds
    ((least > 0)) || least=1
    $bin/vern_bench_process $least "$size activities=$bin/vern check build/bench/$size/policy.vern"
    $bin/vern_bench_process --cold $least "$size activities, cold=$bin/vern check build/bench/$size/policy.vern"
  done | awk '
    { printf "%s\n", substr($0, 1, index($0, "MB") + 1) }
    !/cold/ {
      if (before > 0) growth = growth sprintf("  %d to %d: %.2f", size, $1, log($5 / before) / log($1 / size))
      size = $1
      before = $5
    }
    END { if (growth != "") printf "exponent of growth, time of the processor:%s\n", growth }'
  echo
  echo "vern check --watch: from an edit to its findings"
  for size in "${sizes[@]}"; do measure_edit "$size"; done
  echo
  echo "reading the policy of 1,000 activities, on one core"
  mkdir -p build/bench/1000
  $bin/vern_bench_policy 1000 build/bench/1000
  $bin/vern_bench_parse build/bench/1000/policy.vern
  peers "other checkers, of a file that says as much" cli-lint.mjs
}

# A policy of $1 activities is changed eleven times, at most three where that takes long; the median. First what an
# activity in the middle says of the time to keep, to and fro; then a declaration comes in, and all is checked afresh.
measure_edit() {
  local size=$1 folder=build/bench/watched line begin rounds=11 file times=()
  ((size < 10000)) || rounds=3
  rm -rf $folder
  cp -r "build/bench/$size" $folder
  file=$(grep -l '^activity' $folder/*.vern | head -1)
  coproc WATCH { exec $bin/vern check --watch $folder/policy.vern 2>&1; }
  local watcher=$WATCH_PID output=${WATCH[0]}
  told() { while read -r line <&"$output" && [[ $line != watching* ]]; do :; done; }
  saved() { # the other version of the file, which editors put in its place
    sleep 0.1
    begin=$EPOCHREALTIME
    mv $folder/next "$file"
    told
    times+=($((${EPOCHREALTIME/./} - ${begin/./})))
  }
  median() {
    printf '%s\n' "${times[@]}" | sort -n | awk -v what="$1" '{ t[NR] = $1 }
      END { printf "%-46s %13.2f ms\n", what, t[int((NR + 1) / 2)] / 1000 }'
    times=()
  }
  told
  # Another activity each time: some can be checked in part, and some cannot.
  for ((i = 0; i < 11; ++i)); do
    awk -v years=$((3 + i % 2)) -v one=$((i * 7919 % $(grep -c '^activity' "$file") + 1)) '
      /^activity/ { ++seen }
      seen == one && /retain/ { sub(/[0-9]+ [a-z]+/, years " years") }
      { print }' "$file" >$folder/next
    saved
  done
  median "$size activities, an edit inside of one"
  for ((i = 0; i < rounds; ++i)); do
    { cat "$file" && echo "activity edited$i { data email }"; } >$folder/next
    saved
  done
  median "$size activities, one comes in"
  kill -INT "$watcher"
  wait "$watcher" || true
}

measure_rules() {
  $bin/vern_bench_rules "${VERN_ROUNDS:-101}" .
}

measure_runtime() {
  $bin/vern_bench_runtime ${VERN_SIZES:-10 100 1000 10000 100000 w100 w1000}
  # In turns, each in a process of its own, each held against the same answers first.
  peers "policy engines: the same sort of question, nanoseconds a decision, and how many answers were wrong" \
    run.mjs ROUNDS=1 "SIZES=${VERN_PEER_SIZES:-10,100,1000}"
}

for part in "${parts[@]}"; do
  log=build/bench-$part.txt
  "measure_$part" | tee "$log"
  $write || continue
  awk -v part="$part" -v log_file="$log" '
    $0 == "<!-- end of " part " -->" {
      print "```"
      while ((getline line < log_file) > 0) print line
      print "```"
      skipping = 0
    }
    !skipping
    $0 == "<!-- " part " -->" { skipping = 1 }' docs/performance.md >build/performance.md
  cat build/performance.md >docs/performance.md
done
