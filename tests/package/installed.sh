#!/usr/bin/env bash
# installed.sh BUILD: installs vern from the build folder, and as a Debian package into an empty root, where it must run with
# nothing but what the package depends on, and be gone without a trace when it is removed.
set -euo pipefail
build=$(cd "$1" && pwd)
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
fail() { echo "installed: $*" >&2; exit 1; }

# From the build folder.
cmake --install "$build" --prefix "$top/local" --component vern --strip >"$top/log" 2>&1 || { cat "$top/log"; exit 1; }
vern=$top/local/bin/vern
"$vern" --version >"$top/version"
grep -q '^vern [0-9]' "$top/version" || fail "no version"
needed=$(objdump -p "$vern" | sed -n 's/^ *NEEDED *//p' | grep -vE '^(libc|libm|ld-linux.*)\.so' || true)
[[ -z $needed ]] || fail "vern needs $needed"
for command in $("$vern" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
  [[ -s $top/local/share/man/man1/vern-$command.1 ]] || fail "no manual page of $command"
done
cmp -s <("$vern" manual) "$top/local/share/man/man1/vern.1" || fail "the manual page is of another vern"
cmp -s <("$vern" completions bash) "$top/local/share/bash-completion/completions/vern" || fail "completions of bash"
[[ -s $top/local/share/fish/vendor_completions.d/vern.fish ]] || fail "completions of fish"
[[ -s $top/local/share/zsh/vendor-completions/_vern ]] || fail "completions of zsh"
[[ -s $top/local/share/doc/vern/cli.md && -s $top/local/share/doc/vern/copyright ]] || fail "no manual"
if command -v man >/dev/null; then
  complaints=$(MANWIDTH=80 man --warnings -l "$top/local/share/man/man1/vern-check.1" 2>&1 >"$top/page")
  [[ -z $complaints ]] || fail "man: $complaints"
  grep -q -- '--fail-on error|warning|note' "$top/page" || fail "man does not show the options of check"
fi

# As a package.
for tool in cpack dpkg dpkg-deb dpkg-shlibdeps; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not here"; exit 77; }
done
(cd "$top" && cpack --config "$build/CPackConfig.cmake" -G DEB -B "$top/packages") >"$top/log" 2>&1 || { cat "$top/log"; exit 1; }
deb=("$top"/packages/*.deb)
[[ ${#deb[@]} == 1 && -f ${deb[0]} ]] || fail "not one package: ${deb[*]}"
[[ $(dpkg-deb -f "${deb[0]}" Package) == vern ]] || fail "the package has another name"
depends=$(dpkg-deb -f "${deb[0]}" Depends)
[[ $depends == libc6* && $depends != *,* ]] || fail "the package depends on: $depends"
outside=$(dpkg-deb -c "${deb[0]}" | awk '$1 !~ /^d/ { print $6 }' | grep -vE '^\./usr/(bin|share)/' || true)
[[ -z $outside ]] || fail "files in other places: $outside"
notices=$(dpkg-deb --fsys-tarfile "${deb[0]}" | tar -xO ./usr/share/doc/vern/copyright)
for owner in Apache ANTLR LLVM Unicode; do
  [[ $notices == *$owner* ]] || fail "the licence of $owner is not passed on"
done
owners=$(dpkg-deb -c "${deb[0]}" | awk '$2 != "root/root"')
[[ -z $owners ]] || fail "files that are not root's: $owners"

((EUID == 0)) || { echo "skipped: only root may install into another root"; exit 77; }
root=$top/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/tmp"
: >"$root/var/lib/dpkg/status"
# The one thing that it depends on: the C library, as it is on this machine.
for library in $(ldd "$vern" | grep -oE '/[^ ]+'); do install -D "$library" "$root$library"; done
(cd "$root" && find . -not -path './var/*' | sort) >"$top/before"
dpkg --root="$root" --force-depends --force-unsafe-io --log=/dev/null --install "${deb[0]}" >"$top/log" 2>&1 || { cat "$top/log"; exit 1; }
chroot "$root" /usr/bin/vern --version | cmp -s - "$top/version" || fail "the installed program is another one"
chroot "$root" /usr/bin/vern init /tmp/policy >"$top/log" || fail "the installed program does not run"
chroot "$root" /usr/bin/vern check /tmp/policy | grep -q '^nothing to report' || fail "a new policy is not clean"
chroot "$root" /usr/bin/vern build /tmp/policy | grep -q '\.vdt$' || fail "no table"
rm -rf "$root/tmp/policy"
dpkg --root="$root" --log=/dev/null --purge vern >"$top/log" 2>&1 || { cat "$top/log"; exit 1; }
(cd "$root" && find . -not -path './var/*' | sort) >"$top/after"
diff "$top/before" "$top/after" || fail "something is left behind"
echo "installed: $(basename "${deb[0]}"), $(stat -c %s "${deb[0]}") bytes; vern itself $(stat -c %s "$vern") bytes"
