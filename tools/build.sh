#!/usr/bin/env bash
# tools/build.sh [release|dev|bench] [target…]
# Configures and builds one preset, silent unless something fails. VERN_JOBS limits how many compilers run at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=${1:-release}
shift || true
case $preset in
  release) folder=build ;;
  dev | bench) folder=build-$preset ;;
  *) echo "usage: tools/build.sh [release|dev|bench] [target…]" >&2; exit 2 ;;
esac

mkdir -p "$folder"
log=$folder/build.log
quietly() {
  if ! "$@" </dev/null >"$log" 2>&1; then
    grep -vE '^\[[0-9]+/[0-9]+\] |^-- ' "$log" >&2 || true
    echo "build: failed: $*" >&2
    exit 1
  fi
}
quietly cmake --preset "$preset"
quietly cmake --build "$folder" --parallel "${VERN_JOBS:-$(nproc)}" --target "${@:-all}"
