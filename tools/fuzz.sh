#!/usr/bin/env bash
# tools/fuzz.sh [TARGET|all] [SECONDS]
# Throws bytes at parts of vern under the sanitizers, each target of tests/fuzz/ for SECONDS (60). Starts from the kept
# corpus, and keeps what it finds beside it in build-dev/fuzz/. A crash is an input in build-dev/fuzz/TARGET.crashes/:
# it becomes a file of the corpus, which the tests replay. Prints for each target how much was tried.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${1:-all}
seconds=${2:-60}
jobs=${VERN_JOBS:-$(nproc)}

declare -A most_bytes=([text]=256 [parse]=16384 [fmt]=16384 [manifest]=1024 [question]=1024 [check]=16384 [table]=280)
targets=(text parse fmt manifest question check table)
if [[ $target != all ]]; then
  [[ -n ${most_bytes[$target]:-} ]] || { echo "usage: tools/fuzz.sh [${targets[*]}|all] [SECONDS]" >&2; exit 2; }
  targets=("$target")
fi
tools/build.sh dev "${targets[@]/#/vern_fuzz_}" || exit 1
folder=build-dev/fuzz
mkdir -p "$folder"

# The words of the language, so that texts of many clauses come about.
grep -oE "'[a-z_]{2,}'" grammar/VernLexer.g4 | tr "'" '"' | sort -u >"$folder/vern.dict"

# Real policies and rules to begin with, for the targets that read them.
seeds=$folder/policies
mkdir -p "$seeds"
while IFS= read -r file; do cp "$file" "$seeds/${file//\//_}"; done < <(find examples stdlib-policies -name '*.vern')

fuzz() {
  local name=$1 found=$folder/$1 crashes=$folder/$1.crashes log=$folder/$1.log more=() status=0
  mkdir -p "$found" "$crashes"
  case $name in parse | fmt | check) more=(-dict="$folder/vern.dict" "$seeds") ;; esac
  # Memory is bounded, and an input that takes ten seconds counts as a crash.
  build-dev/bin/vern_fuzz_"$name" -max_total_time="$seconds" -max_len="${most_bytes[$name]}" -timeout=10 -rss_limit_mb=3000 \
    -artifact_prefix="$crashes/" -print_final_stats=1 "$found" "tests/fuzz/corpus/$name" "${more[@]}" \
    >"$log" 2>&1 </dev/null || status=$?
  gawk -v name="$name" -v status="$status" '
    /^stat::number_of_executed_units/ { runs = $2 }
    /cov: [0-9]+/ { match($0, /cov: ([0-9]+)/, m); places = m[1] }
    /^Done [0-9]+ runs in/ { seconds = $5 }
    END { printf "%-10s %9d inputs in %4d s, %6d places reached, %s\n", name, runs, seconds, places,
                 status == 0 ? "no crash" : "CRASHED" }' "$log"
  if ((status != 0)); then
    grep -E 'ERROR|SUMMARY|does not hold|Test unit written|runtime error' "$log" | head -n 20
  fi
  return "$status"
}
pids=()
for name in "${targets[@]}"; do
  while (($(jobs -rp | wc -l) >= jobs)); do sleep 0.2; done
  fuzz "$name" &
  pids+=($!)
done
status=0
for pid in "${pids[@]}"; do wait "$pid" || status=1; done
exit "$status"
