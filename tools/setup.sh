#!/usr/bin/env bash
# tools/setup.sh [--ci]
# Installs what building and testing vern needs on Debian 12, each package by name, and nothing else. With --ci also what
# .ci/run needs: clang 19 for the sanitizers, clang-tidy and clang-format, Python for JSON schemas, and the locales that
# statements are compared in. Does nothing when all of it is there.
set -euo pipefail

packages=(
  bash coreutils findutils diffutils grep sed gawk git        # the scripts
  g++ gcc libc6-dev binutils cmake ninja-build ccache mold    # compiling and linking
  antlr4 default-jre-headless libantlr4-runtime-dev uuid-dev  # lexer and parser
  llvm-19-dev libzstd-dev zlib1g-dev                          # ADT and Support
  libfmt-dev libtomlplusplus-dev                              # text and vern.toml
  libicu-dev icu-devtools                                     # languages
  catch2                                                      # tests
)
languages=()
case ${1-} in
  "") ;;
  --ci)
    packages+=(clang-19 libclang-rt-19-dev clang-tidy-19 clang-format-19 python3 python3-jsonschema python3-yaml locales)
    languages+=(nb_NO tr_TR)
    ;;
  *) echo "usage: tools/setup.sh [--ci]" >&2; exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done
absent=()
for language in "${languages[@]}"; do
  locale -a 2>/dev/null | grep -q "^$language.utf8$" || absent+=("$language")
done
if ((${#missing[@]} + ${#absent[@]} == 0)); then
  exit 0
fi

root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "setup: missing ${missing[*]} ${absent[*]}; run this as root, or install sudo" >&2
    exit 1
  fi
  root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
  if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive "$@" </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    echo "setup: failed: $*" >&2
    exit 1
  fi
}

echo "setup: installing ${missing[*]} ${absent[*]}"
if ((${#missing[@]} > 0)); then
  quietly apt-get -q update
  quietly apt-get -q -y install --no-install-recommends "${missing[@]}"
fi
for language in "${absent[@]}"; do
  quietly localedef -i "$language" -f UTF-8 "$language.UTF-8"
done
echo "setup: done"
