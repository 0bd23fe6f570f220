#!/usr/bin/env bash
# tools/demo.sh
# Shows vern at work on a made-up company, from a bare machine: installs what is missing, builds, finds what is wrong with
# a published privacy policy, writes the statements of a repaired one and asks it three questions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

published=examples/kvantel/published
repaired=examples/kvantel/repaired
out=build/demo
findings_in_norwegian=2  # how many of them are shown

question_1="use email of newsletter_reader for newsletter --consent given"
question_2="use email of newsletter_reader for newsletter --consent withdrawn"
question_3="use cv of applicant for recruitment --event application_closed=2026-01-10 --now 2026-11-01"

tools/setup.sh
echo "building (about two minutes the first time)"
tools/build.sh release vern
vern=build/bin/vern

title() { printf '\n== %s\n' "$1"; }

# Shows the command, then runs it. Findings give exit status 1, which is what the demo is about; more than that is a fault.
run() {
  printf '$ %s\n' "$*"
  local status=0
  "$@" || status=$?
  ((status <= 1)) || exit "$status"
}

# The first $1 findings of what comes in, each a paragraph that starts with a level and an id.
first_findings() { awk -v most="$1" '/^[^ ].*\[VERN-[A-Z]+-[0-9]+\]/ { ++n } n <= most'; }

title "What is wrong with the policy as published"
run "$vern" check "$published" --lang en

title "The same in Norwegian: the first $findings_in_norwegian"
run "$vern" check "$published" --lang nb | first_findings "$findings_in_norwegian"

title "The repaired policy becomes a statement in each language"
rm -rf "$out"
run "$vern" build "$repaired" --out "$out"
find "$out" -name '*.html' | sort

title "The same policy answers questions"
for question in "$question_1" "$question_2" "$question_3"; do
  # The question is several arguments, as one types it.
  # shellcheck disable=SC2086
  run "$vern" decide --policy "$repaired" $question --explain
  echo
done
