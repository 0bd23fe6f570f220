#!/usr/bin/env python3
"""shell.py VERN: the program among other programs: pipes that close, odd paths, no network, a read-only disk, a locale, a
terminal, and the completions in the shells that are there."""
import os, pathlib, pty, re, shutil, subprocess, sys, tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import verdict
from verdict import ROOT, expect, finish

VERN = str(verdict.VERN)
KVANTEL = ROOT / "examples/kvantel/published"
skipped = []
for name in ["NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "GITHUB_STEP_SUMMARY"]:
    os.environ.pop(name, None)


def run(*words, cwd=None, stdin="", **environment):
    return subprocess.run([str(word) for word in words], cwd=cwd, input=stdin, capture_output=True, text=True,
                          env={**os.environ, "VERN": VERN, **environment})


def bash(script, **more):
    return run("bash", "--noprofile", "--norc", "-c", script, **more)


def pipes():
    for words in [f"check {KVANTEL}", f"check {KVANTEL} --format sarif", "rules", "help", "manual check"]:
        done = bash(f'"$VERN" {words} | head -n 1')
        expect(done.stdout.count("\n") == 1 and done.stderr == "", f"{words} | head: {done.stderr[:200]}")
    for words in [f"check {KVANTEL}", "rules", "--version"]:
        done = bash(f'"$VERN" {words} >/dev/full')
        expect(done.returncode == 2 and done.stderr.count("\n") == 1, f"{words} on a full disk: {done.stderr[:200]}")
        done = bash(f'"$VERN" {words} >&-')
        expect(done.returncode == 2, f"{words} without an output: {done.returncode}")


def paths():
    with tempfile.TemporaryDirectory() as name:
        for folder in ["two  blanks", "blåbær — 😀", "--format", "semi;colon'quote\"", "a$(touch b)"]:
            expect(run(VERN, "init", "--", folder, cwd=name).returncode == 0, f"init {folder}")
            for where in [f"./{folder}", f"./{folder}/vern.toml", f"./{folder}/example_as.vern", f"{name}/{folder}/"]:
                done = run(VERN, "check", where, cwd=name)
                expect(done.returncode == 0 and done.stdout.startswith("nothing to report"), f"{where}: {done.stdout}")
            done = run(VERN, "build", "--", folder, cwd=name)
            expect(done.returncode == 0 and (pathlib.Path(name) / folder / "out/example_as.vdt").exists(), f"build {folder}")
        expect(not (pathlib.Path(name) / "b").exists(), "a path was run")


def locales():
    for value, nb in [("nb_NO.UTF-8", True), ("nb_NO", True), ("nn_NO.UTF-8", True), ("no", True), ("C.UTF-8", False)]:
        done = run(VERN, "check", KVANTEL, LANG=value)
        expect(("feil[VERN-" in done.stdout) == nb, f"LANG={value}")
    expect("error[" in run(VERN, "check", KVANTEL, LANG="nb_NO", LC_ALL="C").stdout, "LC_ALL goes before LANG")


def without(*unshare):
    """unshare with these options, where this machine lets it."""
    prefix = ["unshare", *unshare]
    if shutil.which("unshare") is None or run(*prefix, "true").returncode != 0:
        skipped.append(" ".join(prefix))
        return None
    return prefix


def cut_off():
    """Without a network, and with every disk read-only."""
    with tempfile.TemporaryDirectory() as name:
        expect(run(VERN, "init", "a", cwd=name).returncode == 0, "init")
        plain = [run(VERN, *words, cwd=name).stdout for words in [["check", "a"], ["statement", "a"], ["rules"]]]
        if prefix := without("--net", "--map-root-user"):
            for words, wanted in zip([["check", "a"], ["statement", "a"], ["rules"]], plain):
                done = run(*prefix, VERN, *words, cwd=name)
                expect((done.returncode, done.stdout) == (0, wanted), f"without a network: {words}: {done.stderr[:200]}")
        if prefix := without("--mount", "--map-root-user"):
            script = 'mount --bind -o ro . . 2>/dev/null && mount -o remount,bind,ro . && cd "$PWD" || exit 99\n'
            if run(*prefix, "bash", "-c", script, cwd=name).returncode == 99:
                skipped.append("a read-only mount")
                return
            done = run(*prefix, "bash", "-c", script + '"$VERN" check a && "$VERN" statement a >/dev/null', cwd=name)
            expect(done.returncode == 0, f"read-only: {done.stdout[:200]} {done.stderr[:200]}")
            for words in ["build a", "init b", "check a --baseline b.json --write-baseline", "statement a --out b"]:
                done = run(*prefix, "bash", "-c", script + f'"$VERN" {words}', cwd=name)
                expect(done.returncode == 2 and "can only be read" in done.stderr and done.stderr.count("\n") == 1,
                       f"read-only: {words}: {done.returncode} {done.stderr[:200]}")


def on_a_terminal(*words, **environment):
    """What is printed where the output is a terminal."""
    main, other = pty.openpty()
    child = subprocess.Popen([VERN, *map(str, words)], stdout=other, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                             env={**os.environ, "TERM": "xterm", **environment})
    os.close(other)
    out = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    child.wait()
    os.close(main)
    return out.decode()


def colour():
    expect("\033[" not in run(VERN, "check", KVANTEL, TERM="xterm").stdout, "colour in a pipe")
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as error:
        skipped.append(f"a terminal ({error})")
        return
    expect("\033[1;31m" in on_a_terminal("check", KVANTEL), "no colour on a terminal")
    expect("\033[" in on_a_terminal("check", KVANTEL, NO_COLOR=""), "NO_COLOR counts only if it is not empty")
    for environment in [{"NO_COLOR": "1"}, {"TERM": "dumb"}]:
        expect("\033[" not in on_a_terminal("check", KVANTEL, **environment), f"colour with {environment}")
    expect("\033[" not in on_a_terminal("check", KVANTEL, "--format", "json"), "colour in JSON")


def completions():
    """Asks bash what it offers after the tabulator key; zsh and fish, where they are, read their scripts."""
    def offers(*words):
        line = " ".join(f"'{word}'" for word in words)
        done = bash(f'source <("$VERN" completions bash); COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _vern; '
                    'printf "%s\\n" "${COMPREPLY[@]}"')
        expect(done.stderr == "", f"completions: {done.stderr[:200]}")
        return done.stdout.split()
    commands = [line.split()[0] for line in run(VERN, "help").stdout.splitlines() if line.startswith("  ")]
    expect(set(commands) <= set(offers("vern", "")) and "check" in commands, "completions: commands")
    expect(offers("vern", "che") == ["check"], f"completions: che: {offers('vern', 'che')}")
    for command in commands:
        listed = re.findall(r"^  (?:-\w, )?(--[\w-]+)", run(VERN, "help", command).stdout, flags=re.M)
        expect(offers("vern", command, "-") == [*listed, "--help"], f"completions: {command}: {offers('vern', command, '-')}")
    expect(offers("vern", "check", "--format", "s") == ["sarif"], "completions: values")
    expect(offers("vern", "check", "--format", "=", "j") == ["json", "junit"], "completions: values after =")
    expect(offers("vern", "help", "fm") == ["fmt"], "completions: help")
    expect(offers("vern", "completions", "") == ["bash", "zsh", "fish"], "completions: shells")
    expect(offers("vern", "check", "") == offers("vern", "fmt", "") == [], "completions: the first word may be a file")
    expect(offers("vern", "check", "--baseline", "") == [], "completions: files are the shell's affair")
    for shell in ["zsh", "fish"]:
        script = run(VERN, "completions", shell).stdout
        expect(len(script) > 2000, f"completions: {shell}")
        if shutil.which(shell) is None:
            skipped.append(shell)
            continue
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(script)
            file.flush()
            done = run(shell, "-n", file.name)
            expect(done.returncode == 0, f"completions: {shell}: {done.stderr[:300]}")
    if shutil.which("fish"):
        done = run("fish", "-c", '"$VERN" completions fish | source; complete -C "vern check --format "')
        expect("sarif" in done.stdout.split(), f"completions: fish offers {done.stdout[:200]} {done.stderr[:200]}")


for part in [pipes, paths, locales, cut_off, colour, completions]:
    part()
finish(f"not tried here: {', '.join(skipped)}" if skipped else "all was tried")
