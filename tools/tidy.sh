#!/usr/bin/env bash
# tools/tidy.sh [FILE.cpp…]
# Runs clang-tidy over these files, or over every one that is ours, tests included. Prints what it finds; .clang-tidy
# says what is looked for. The flags come from the dev preset, because clang does not know all warnings of g++.
# A source in which nothing was found is not read again while it, its headers, its flags and .clang-tidy are the same: its
# key is kept in ccache's folder, so that whoever keeps the one keeps the other.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools/setup.sh --ci
tools/build.sh dev vern_grammar vern_stdlib_data  # for the headers that are made
if (($# > 0)); then
  files=("$@")
else
  # The dev preset reads the sources of a layer together, and so does clang-tidy: each header once for all of them. These
  # come first, so that no core is left with one of them alone at the end.
  sources() { grep -oE '"file": "[^"]*\.cpp"' build-dev/compile_commands.json | cut -d'"' -f4 | sort -u; }
  alone() { grep -v '/build-dev/' | grep -vFf <(cut -d'"' -f2 build-dev/together/*/*.cpp); }
  mapfile -t files < <(sources | grep '/build-dev/together/' | xargs ls -S; sources | alone | xargs ls -S)
fi
results=build-dev/tidy
rm -rf "$results"
mkdir -p "$results"
clean=${CCACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/ccache}/tidy
mkdir -p "$clean"

# What a source's findings depend on, without the place where the project lies.
key() {
  local command headers
  command=$(awk -v file="\"$1\"" '/"command":/ { command = $0 } /"file":/ && index($0, file) { print command; exit }' \
    build-dev/compile_commands.json | sed -E 's/^ *"command": "//; s/",$//; s/ -o [^ ]+ -c / /; s/\\"/"/g')
  [[ -n $command ]] || return 1  # not built in the dev preset
  headers=$(eval "$command -w -M" | tr ' ' '\n' | grep '^/' | sort -u)
  [[ -n $headers ]] || return 1
  { clang-tidy-19 --version; cat .clang-tidy; echo "$command"; xargs sha256sum <<<"$headers"; } |
    sed "s|$PWD||g" | sha256sum | cut -d' ' -f1
}
one() {
  local file key found=$results/${1//\//_}.found
  file=$(realpath "$1")
  key=$(key "$file") || key=
  [[ -n $key && -f $clean/$key ]] && { echo "$1" >>"$results/known"; return 0; }
  if ! clang-tidy-19 -p build-dev --quiet "$file" >"$found" 2>"$found.errors"; then
    echo "tidy: $1"
  elif [[ -n $key ]]; then
    touch "$clean/$key"
  fi
}
export -f one key
export clean results
failed=$(printf '%s\0' "${files[@]}" | xargs -0 -P "${VERN_JOBS:-$(nproc)}" -I{} bash -c 'one "$1"' _ {})
known=$([[ -f $results/known ]] && wc -l <"$results/known" || echo 0)
echo "${#files[@]} files, $((${#files[@]} - known)) read and $known as before, $([[ -z $failed ]] && echo 0 || wc -l <<<"$failed") with findings"
[[ -z $failed ]] && exit 0
# A finding in a header comes once for every file that includes it.
cat "$results"/*.found | awk '/^\/.*: (error|warning): /{ show = !seen[$0]++ } show'
exit 1
