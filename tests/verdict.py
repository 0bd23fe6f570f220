"""What the tests in Python share: packages that may not be there, the program under test, and the faults that were found.
The first argument of each of them is the program."""
import importlib, os, pathlib, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
VERN = pathlib.Path(sys.argv[1]).resolve()
faults = []


def need(package):
    """A Python package (Debian: python3-PACKAGE). Without it the test is skipped; with VERN_CI=1 that is a fault."""
    try:
        return importlib.import_module(package)
    except ImportError:
        print(f"skipped: python3-{package} is not installed")
        sys.exit(1 if os.environ.get("VERN_CI") == "1" else 77)


def expect(holds, what):
    if not holds:
        faults.append(what)


def vern(*words, cwd=ROOT, stdin="", environment=None):
    """Runs the program. What it writes is read as UTF-8, strictly; an exit status that is not documented is a fault."""
    done = subprocess.run([VERN, *map(str, words)], input=stdin, capture_output=True, encoding="utf-8", cwd=cwd,
                          env={**os.environ, **(environment or {})})
    if done.returncode not in (0, 1, 2):
        faults.append(f"vern {' '.join(map(str, words))}: exit status {done.returncode}: {done.stderr[:300]}")
    return done


def finish(figures, shown=None):
    """Prints the faults and the figures, and ends the test."""
    for fault in faults[:shown]:
        print(fault)
    print(figures)
    sys.exit(1 if faults else 0)
