#!/usr/bin/env bash
# tools/sarif.sh
# What Microsoft's SARIF validator (npm package @microsoft/sarif-multitool) says of the SARIF that vern writes for the
# published examples, by the rules of the format and of GitHub. Its exit status says nothing; what it writes is counted.
# One warning for each file is known: SARIF2005, for this project has no address to name. Where npm is not there or
# cannot fetch the package, says so and exits 77.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=build/sarif
mkdir -p "$folder"
if [[ ! -x $folder/node_modules/.bin/sarif-multitool ]]; then
  command -v npm >/dev/null || { echo "skipped: there is no npm"; exit 77; }
  timeout 300 npm install --silent --no-fund --no-audit --prefix "$folder" @microsoft/sarif-multitool >"$folder/npm.log" 2>&1 ||
    { echo "skipped: npm could not fetch @microsoft/sarif-multitool"; exit 77; }
fi
[[ -x build/bin/vern ]] || tools/build.sh release vern || exit 1

unknown=0
for example in examples/*/published; do
  name=$(basename "$(dirname "$example")")
  build/bin/vern check "$example" --format sarif --exit-zero >"$folder/$name.sarif" || exit 1
  rm -f "$folder/$name.said.sarif"
  # Its words go through a shell, so those with a semicolon need quotes of their own.
  "$folder/node_modules/.bin/sarif-multitool" validate "$folder/$name.sarif" --rule-kind "'Sarif;Ghas'" \
    --level "'Error;Warning'" --output "$folder/$name.said.sarif" >"$folder/$name.log" 2>&1
  [[ -s $folder/$name.said.sarif ]] || { echo "$name: the validator wrote nothing"; tail -n 5 "$folder/$name.log"; exit 1; }
  said=$(grep -oE '"ruleId": *"[A-Z]+[0-9]+' "$folder/$name.said.sarif" | grep -oE '[A-Z]+[0-9]+$' | sort | uniq -c |
    awk '{ printf "%s%s x %s", sep, $1, $2; sep = ", " }')
  echo "$name: ${said:-nothing}"
  others=$(grep -oE '"ruleId": *"[A-Z]+[0-9]+' "$folder/$name.said.sarif" | grep -vc 'SARIF2005')
  unknown=$((unknown + others))
done
((unknown == 0))
