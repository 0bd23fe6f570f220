#!/usr/bin/env bash
# embed_test.sh SOURCE BUILD: installs the runtime, and builds examples/embed-cpp against it, with CMake and with
# pkg-config. What a program names must be in the policy: one that is renamed does not compile.
set -euo pipefail
source=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --component runtime --prefix "$work/prefix" >/dev/null
"$build/bin/vern" build "$source/examples/kvantel/repaired" --as-of 2026-11-25 --out "$work/out" >/dev/null

cmake -G Ninja -S "$source/examples/embed-cpp" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$work/prefix" \
  -DCMAKE_CXX_COMPILER=g++ -DVERN_OUT="$work/out" >/dev/null
cmake --build "$work/cmake" >/dev/null
expect() {
  local answer
  answer=$("$@" || true)
  # The code, and behind it the same in words.
  [[ $answer == "$expected"$'\n'* && ${#answer} -gt $((${#expected} + 10)) ]] || { echo "$* says '$answer', not '$expected'" >&2; exit 1; }
}
expected="deny: consent_missing" expect "$work/cmake/embed" "$work/out/kvantel.vdt"
expected="permit: permitted" expect "$work/cmake/embed" "$work/out/kvantel.vdt" consents

flags=$(sed -n "s|^Cflags: ||p" "$work/prefix/share/pkgconfig/vern-runtime.pc")
flags=${flags/'${includedir}'/"$work/prefix/include"}
if command -v pkg-config >/dev/null; then
  flags=$(PKG_CONFIG_PATH="$work/prefix/share/pkgconfig" pkg-config --cflags vern-runtime)
fi
# No exceptions, no run-time types, every warning: what the headers promise.
compile() {
  g++ -std=c++20 -O1 -fno-exceptions -fno-rtti -Wall -Wextra -Wconversion -Wshadow -Werror $flags -I "$1" \
    "$source/examples/embed-cpp/main.cpp" -o "$work/embed"
}
compile "$work/out"
expected="permit: permitted" expect "$work/embed" "$work/out/kvantel.vdt" consents

mkdir "$work/renamed"
sed 's/\bnewsletter_reader\b/letter_reader/' "$work/out/kvantel.ids.h" >"$work/renamed/kvantel.ids.h"
if compile "$work/renamed" 2>/dev/null; then
  echo "a term that is not in the policy compiles" >&2
  exit 1
fi
# Ids of another table are refused.
mkdir "$work/other"
sed 's/source_hash\[32\] = {/&255 ^ /' "$work/out/kvantel.ids.h" >"$work/other/kvantel.ids.h"
compile "$work/other"
if "$work/embed" "$work/out/kvantel.vdt" consents 2>/dev/null; then
  echo "ids of another table are taken" >&2
  exit 1
fi

# No way to ask allocates or throws.
g++ -std=c++20 -O1 -fno-exceptions -fno-rtti -Wall -Wextra -Wconversion -Wshadow -Werror $flags -c \
  "$source/tests/cli/every_way.cpp" -o "$work/every_way.o"
calls=$(nm -C --undefined-only "$work/every_way.o" | sed 's/^ *U //')
allowed='^(memchr|memcpy|memcmp|memmove|memset|strlen|sched_yield|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_)$'
if grep -vE "$allowed" <<<"$calls"; then
  echo "the runtime calls these" >&2
  exit 1
fi
