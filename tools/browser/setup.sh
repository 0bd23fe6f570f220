#!/usr/bin/env bash
# tools/browser/setup.sh: prints the folder in which the browser checks can run, or nothing and, to standard error, why not.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${VERN_BROWSER_DIR:-$here/../../build/browser}

no() { echo "skipped: $*" >&2; exit 77; }
command -v "${CHROMIUM:-chromium}" >/dev/null || no "chromium is not installed (apt-get install chromium)"
command -v node >/dev/null || no "node is not installed"
version=$(node --version)
major=${version#v}
((${major%%.*} >= 20)) || no "node $version is older than 20"
mkdir -p "$folder" || no "cannot write $folder"
cp "$here"/*.mjs "$here"/package.json "$folder"/
if ! [[ -d $folder/node_modules/puppeteer-core && -d $folder/node_modules/axe-core && -d $folder/node_modules/html-validate ]]; then
  command -v npm >/dev/null || no "npm is not installed"
  (cd "$folder" && timeout 300 npm install --fetch-retries=1 --no-audit --no-fund --ignore-scripts) >"$folder/npm.log" 2>&1 \
    || no "npm install failed, see $folder/npm.log"
fi
(cd "$folder" && pwd)
