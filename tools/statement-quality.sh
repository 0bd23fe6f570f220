#!/usr/bin/env bash
# tools/statement-quality.sh [VERN]
# For each example and language: LIX, beside that of what the company published (tools/statement-originals.txt); the share of
# the items of Articles 13 and 14 that apply and are there (tools/statement_items.py); what axe and an HTML validator find in
# Chromium, the size of the page, and the time to write it. Without Chromium or Node 20 the columns of axe and HTML say "-",
# with the reason. Prints the table, and writes it into docs/statement-quality.md. The aims are for the repaired examples: LIX
# at most 38 in Norwegian and 40 in English, every item, no finding. Status 1 where one of them misses it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
vern=${1:-build/bin/vern}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
browser=$(tools/browser/setup.sh) || browser=

names=() pages=()
for project in examples/*/published examples/*/repaired; do
  example=$(basename "$(dirname "$project")") kind=$(basename "$project")
  mkdir -p "$work/$example-$kind"
  "$vern" build "$project" --allow-errors --out "$work/$example-$kind" >/dev/null 2>&1
  for page in "$work/$example-$kind"/*.html; do
    names+=("$example/$kind") pages+=("$page")
  done
done
[[ -z $browser ]] || node "$browser/check.mjs" "${pages[@]}" >"$work/found"

{
  echo '| example | language | LIX | published text | items | axe | HTML | KB | ms |'
  echo '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'
  missing=()
  for i in "${!pages[@]}"; do
    page=${pages[i]} project=examples/${names[i]}
    language=${page%.html}
    language=${language##*.}
    lix=$("$vern" statement "$project" --lang "$language" --readability 2>/dev/null | sed -n '1s/.*LIX \([0-9.]*\).*/\1/p')
    original=$(awk -F'\t' -v e="$(basename "${names[i]%/*}")" -v l="$language" '$1 == e && $2 == l { print $3 }' \
      tools/statement-originals.txt)
    mapfile -t items < <(python3 tools/statement_items.py "${page%.html}.json")
    read -r there apply <<<"${items[0]}"
    for item in "${items[@]:1}"; do missing+=("${names[i]}: $item"); done
    axe=- html=-
    if [[ -n $browser ]]; then
      line=$(sed -n "$((i + 1))p" "$work/found")
      axe=$(grep -oP '"axe":\[\K[^]]*' <<<"$line" | grep -o '","' | wc -l || true)
      html=$(grep -oP '"html":\[\K[^]]*' <<<"$line" | grep -o '","' | wc -l || true)
      [[ $line == *'"axe":[]'* ]] || axe=$((axe + 1))
      [[ $line == *'"html":[]'* ]] || html=$((html + 1))
    fi
    from=$(date +%s%N)
    "$vern" statement "$project" --lang "$language" >/dev/null 2>&1 || true
    ms=$((($(date +%s%N) - from) / 1000000))
    echo "| ${names[i]} | $language | $lix | ${original:--} | $there of $apply | $axe | $html | $((($(wc -c <"$page") + 512) / 1024)) | $ms |"
  done
  if ((${#missing[@]} > 0)); then
    echo
    printf -- '- not in %s\n' "${missing[@]}" | sort -u
  fi
} | tee "$work/table"
sed -i '/^<!-- measured -->$/q' docs/statement-quality.md
{ echo; cat "$work/table"; } >>docs/statement-quality.md
awk -F' *[|] *' '$2 ~ /\/repaired$/ {
  split($6, items, " of ")
  if ($4 > ($3 == "en" ? 40 : 38) || items[1] != items[2] || $7 > 0 || $8 > 0) { print "misses an aim: " $2 " " $3; bad = 1 }
} END { exit bad }' "$work/table"
