#!/usr/bin/env bash
# tools/demo.sh
# Shows vern at work from a bare machine: installs what is missing, builds, finds what is wrong with a privacy policy as a
# company published it, writes the statements of a repaired one and asks it three questions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

published=examples/kvantel/published
repaired=examples/kvantel/repaired
out=build/demo

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

title "What is wrong with the policy as published"
run "$vern" check "$published" --lang en

title "The same in Norwegian"
run "$vern" check "$published" --lang nb

title "The repaired policy becomes a statement in each language"
rm -rf "$out"
run "$vern" build "$repaired" --out "$out"

title "The same policy answers questions"
for question in "$question_1" "$question_2" "$question_3"; do
  # The question is several arguments, as one types it.
  # shellcheck disable=SC2086
  run "$vern" decide --policy "$repaired" $question --explain
  echo
done
