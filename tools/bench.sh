#!/usr/bin/env bash
# tools/bench.sh [check|rules|runtime] [--write]
# Measures what users run. `check`: whole processes against an empty one. `rules`: judging the published examples against
# reading them. `runtime`: decisions against a hash table, whose answers are compared before anything is timed. Contestants take turns; figures are medians, ratios are taken inside a
# turn. With --write the figures go into docs/performance.md.
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

tools/build.sh release vern vern_bench_process vern_bench_empty vern_bench_rules vern_bench_runtime
bin=build/bin

measure_check() {
  $bin/vern_bench_process "${VERN_ROUNDS:-101}" \
    "empty C++ program=$bin/vern_bench_empty" \
    "/bin/true=/bin/true" \
    "vern check examples/kvantel/published=$bin/vern check examples/kvantel/published" \
    "vern check examples/kvantel/repaired=$bin/vern check examples/kvantel/repaired"
}

measure_rules() {
  $bin/vern_bench_rules "${VERN_ROUNDS:-101}" .
}

measure_runtime() {
  $bin/vern_bench_runtime ${VERN_SIZES:-10 100 1000 10000 100000}
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
