#!/usr/bin/env bash
# tools/law-quality.sh
# Checks the published examples against their lists (examples/<name>/expected.md), and writes docs/law-quality.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools/build.sh release vern_law_quality
build/bin/vern_law_quality . >docs/law-quality.md.new
mv docs/law-quality.md.new docs/law-quality.md
sed -n '/^| example | found/,/^$/p' docs/law-quality.md
