#!/usr/bin/env bash
# tools/test.sh [release|dev]
# Builds and runs every test. Prints what failed, with its output, and what was skipped, with the reason. The last line is
# "N passed, N failed", and the exit status is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=${1:-release}
jobs=${VERN_JOBS:-$(nproc)}
setup=()
folder=build
if [[ $preset == dev ]]; then
  setup=(--ci)
  folder=build-dev
fi

stop() {
  echo "test: $1" >&2
  echo "0 passed, 1 failed"
  exit 1
}
tools/setup.sh "${setup[@]}" || stop "packages are missing"
tools/build.sh "$preset" all || stop "the build failed"
if [[ $preset == dev ]]; then
  tools/build.sh dev all_verify_interface_header_sets || stop "a header does not compile alone"
fi

results=$PWD/$folder/test-results.xml
log=$folder/test.log
rm -f "$results"
ctest --test-dir "$folder" --parallel "$jobs" --output-on-failure --timeout 300 --output-junit "$results" \
  </dev/null >"$log" 2>&1
status=$?
[[ -s $results ]] || { cat "$log" >&2; stop "no test ran"; }

# One line for each test: how it ended, its name, and why it was skipped or the last line it printed; and before it, one
# for each thing that it counted.
outcomes=$(gawk '
  function plain(text) {
    gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\x27", text)
    gsub(/&amp;/, "\\&", text)
    return text
  }
  /^\t<testcase / {
    match($0, /name="([^"]*)"/, name); match($0, /status="([^"]*)"/, state)
    outcome = state[1] == "run" ? "passed" : state[1] == "disabled" ? "skipped" : "failed"
    last = reason = ""
  }
  /<skipped message="SKIP_/ { outcome = "skipped" }
  {
    line = $0
    sub(/^\t\t<system-out>/, "", line); sub(/<\/system-out>.*/, "", line)
    if (line ~ /^ *skipped: /) { sub(/^ */, "", line); reason = line }
    # What a test counted, which goes on to the next empty line.
    else if (line ~ /^ *counted: /) { sub(/^ *counted: /, "", line); counted[++counts] = plain(line); more = 1 }
    else if (more && line ~ /[^ \t]/) { sub(/^ */, " ", line); counted[counts] = counted[counts] plain(line) }
    else if (more) more = 0
    else if (line !~ /^[ \t]*(<.*)?$/) last = line
  }
  /^\t<\/testcase>/ { for (i = 1; i <= counts; ++i) print "counted\t" plain(name[1]) "\t" counted[i]; counts = more = 0 }
  /^\t<\/testcase>/ { print outcome "\t" plain(name[1]) "\t" plain(reason ? reason : last) }
' "$results")
count() { grep -c "^$1"$'\t' <<<"$outcomes"; }
passed=$(count passed)
failed=$(count failed)

if ((failed > 0 || status != 0)); then
  grep -vE '^ *[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed +[0-9.]+ sec$|^ *Start +[0-9]+: |^Internal ctest |^Test project ' "$log"
  grep "^failed"$'\t' <<<"$outcomes" | cut -f2 | sed 's/^/failed: /'
fi
grep "^counted"$'\t' <<<"$outcomes" | gawk -F'\t' '{ print "counted: " $2 ": " $3 }'
grep "^skipped"$'\t' <<<"$outcomes" | gawk -F'\t' '{ sub(/^skipped: /, "", $3); print "skipped: " $2 ": " $3 }'

# ctest itself may have something to complain about that is no test.
if ((status != 0 && failed == 0)); then failed=1; fi
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
