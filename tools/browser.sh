#!/usr/bin/env bash
# tools/browser.sh [VERN]
# The browser tests: statements of all examples in Debian's Chromium, on a phone and a desktop, light and dark (axe at WCAG
# 2.2 AA, HTML validator, keyboard, language links, print), and hostile texts in every place of a policy, of which none may
# run. Exit status 77, with the reason, where Chromium or Node 20 is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
vern=${1:-build/bin/vern}
browser=$(tools/browser/setup.sh) || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for project in $(dirname examples/*/vern.toml examples/*/*/vern.toml); do
  name=${project#examples/} name=${name//\//-}
  "$vern" build "$project" --allow-errors --out "$work/$name" >/dev/null 2>&1 || { echo "cannot build $project"; exit 1; }
done
# One of them once more, in the colours and with the logo of somebody.
mkdir "$work/project" && cp -r examples/kvantel/repaired/. "$work/project"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 9h9z"/></svg>' >"$work/project/logo.svg"
echo 'h1 { letter-spacing: 0 }' >"$work/project/house.css"
cat >>"$work/project/vern.toml" <<'TOML'
[theme]
name = "<b>Kvantel</b>"
logo = "logo.svg"
css = "house.css"
light.accent = "#0a5c36"
dark = { accent = "#7fd6a8", background = "#101613" }
TOML
"$vern" build "$work/project" --out "$work/themed" --allow-errors >/dev/null 2>&1 || { echo "cannot build with a theme"; exit 1; }
rm -r "$work/project"
statements=("$work"/*/*.html)
mkdir "$work/hostile"
VERN_HOSTILE_PAGES=$work/hostile build/bin/vern_unit "hostile pages for a browser" >/dev/null

# Side by side: each waits for its browser much of the time.
node "$browser/hostile.mjs" "$work"/hostile/*.html >"$work/hostile.txt" 2>&1 &
hostile=$!
node "$browser/check.mjs" "${statements[@]}" >"$work/found.jsonl"
pages=$(wc -l <"$work/found.jsonl")
bad=$(grep -cvE '"axe":\[\],"html":\[\],"page":\[\]' "$work/found.jsonl" || true)
grep -vE '"axe":\[\],"html":\[\],"page":\[\]' "$work/found.jsonl" || true
echo "$pages statements, $bad with findings"
ran=0
wait "$hostile" || ran=1
cat "$work/hostile.txt"
((bad == 0 && ran == 0))
