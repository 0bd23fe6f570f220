#!/usr/bin/env python3
"""recipes.py VERN: runs the commands of action.yml, .pre-commit-hooks.yaml and docs/ci.md, as they stand in these files.

Exit status 77: the Python package yaml is not there (Debian: python3-yaml); with VERN_CI=1 that is a fault.
"""
import json, os, pathlib, re, shutil, subprocess, sys, tempfile
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from verdict import ROOT, VERN, expect, finish, need

yaml = need("yaml")
ran = 0


def shell(command, cwd, **environment):
    """As a runner does: a new bash that stops at the first error, with vern on the path."""
    global ran
    ran += 1
    path = f"{VERN.parent}:{os.environ['PATH']}"
    return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command], cwd=cwd, text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, env={**os.environ, "PATH": path, **environment})


class Project:
    """A clean project and one with errors, in a folder with a blank and a letter of Norwegian."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vern på CI "))
        expect(shell('vern init clean', self.folder).returncode == 0, "vern init")
        shutil.copytree(ROOT / "examples/kvantel/published", self.folder / "broken")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


def action(project, **given):
    """Runs the steps of action.yml with these inputs. The status of the first that failed, and all that was printed."""
    definition = yaml.safe_load((ROOT / "action.yml").read_text())
    inputs = {name: one["default"] for name, one in definition["inputs"].items()}
    expect(set(given) <= set(inputs), f"action: inputs {given}")
    inputs |= given
    expect(definition["runs"]["using"] == "composite", "action: not composite")
    status, out = 0, ""
    for step in definition["runs"]["steps"]:
        always, name = re.fullmatch(r"(always\(\) && )?inputs\.(\S+) != ''", step.get("if", "inputs.path != ''")).groups()
        if not inputs[name] or (status != 0 and not always):
            continue
        expect("${{" not in step["run"], "action: an input is pasted into a script")
        environment = {key: re.sub(r"\$\{\{ inputs\.(\S+) \}\}", lambda one: inputs[one[1]], value)
                       for key, value in step["env"].items()}
        done = shell(step["run"], project.folder, GITHUB_STEP_SUMMARY=str(project.folder / "summary.md"), **environment)
        status, out = status or done.returncode, out + done.stdout + done.stderr
    return status, out


def github(project):
    status, out = action(project, path="clean")
    expect((status, out) == (0, ""), f"action: a clean project: {status} {out}")
    status, out = action(project, path="broken", sarif="out.sarif")
    expect(status == 1 and "::error file=broken/kvantel.vern,line=" in out, f"action: {status} {out[:300]}")
    expect("VERN-" in (project.folder / "summary.md").read_text(), "action: no summary")
    log = json.loads((project.folder / "out.sarif").read_text())
    expect(len(log["runs"][0]["results"]) > 10, "action: SARIF")
    expect(action(project, path="broken", lang="nb")[1] != out, "action: the language has no effect")
    expect(action(project, path="clean", program="no-such-vern")[0] == 127, "action: no program")
    status, out = action(project, path="absent", sarif="out.sarif")
    expect(status == 2 and "::error" in out, f"action: an absent path: {status} {out[:300]}")
    expect(action(project, path="$(touch pasted)")[0] == 2, "action: a path is run")
    expect(not (project.folder / "pasted").exists(), "action: a path is run")
    shell("vern check broken --baseline known.json --write-baseline", project.folder)
    status, out = action(project, path="broken", baseline="known.json", sarif="out.sarif")
    expect((status, out) == (0, ""), f"action: a baseline: {status} {out[:300]}")
    expect(not json.loads((project.folder / "out.sarif").read_text())["runs"][0]["results"], "action: baseline, SARIF")


def hooks(project):
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        expect({"id", "name", "description", "entry", "language", "files"} <= set(hook), f"hook: {hook}")
        expect(shutil.which(hook["entry"].split()[0], path=str(VERN.parent)) is not None, f"hook: {hook['entry']}")
        for name, wanted in [("clean", 0), ("broken", 1 if hook["id"] == "vern-check" else 0)]:
            folder = project.folder / name
            files = [file.name for file in sorted(folder.iterdir()) if re.search(hook["files"], file.name)]
            expect(files, f"hook: {hook['id']}: no file of {name} is meant")
            words = [] if not hook.get("pass_filenames", True) else [f"'{file}'" for file in files]
            done = shell(" ".join([hook["entry"], *words]), folder)
            expect(done.returncode == wanted, f"hook: {hook['id']} in {name}: {done.returncode}: {done.stderr[:300]}")


def page(project):
    text = (ROOT / "docs/ci.md").read_text()
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", text, flags=re.M | re.S)
    documents = [yaml.safe_load(block) for kind, block in blocks if kind == "yaml"]
    # PyYAML reads the key `on` as true.
    workflow = next(one for one in documents if "jobs" in one)
    uses = [step for step in workflow["jobs"]["privacy"]["steps"] if "/vern@" in step.get("uses", "")]
    known = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    expect(len(uses) == 1 and set(uses[0]["with"]) <= set(known), f"page: {uses}")
    uploaded = workflow["jobs"]["privacy"]["steps"][-1]["with"]["sarif_file"]
    expect(uploaded == uses[0]["with"]["sarif"], "page: another file is uploaded")

    job = next(one["vern"] for one in documents if "vern" in one)
    for name, wanted in [("clean", 0), ("broken", 1)]:
        folder = project.folder / name
        status = [shell(command, folder).returncode for command in job["script"]][-1]
        expect(status == wanted, f"page: GitLab in {name}: {status}")
        cases = xml.parse(folder / job["artifacts"]["reports"]["junit"]).getroot().findall("testsuite/testcase")
        expect(len(cases) > wanted * 10, f"page: GitLab in {name}: {len(cases)} cases")

    ids = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    config = next(one for one in documents if "repos" in one)
    expect({hook["id"] for hook in config["repos"][0]["hooks"]} == ids, "page: hooks")

    for kind, block in blocks:
        if kind != "sh":
            continue
        for command in block.splitlines():
            done = shell(command, project.folder / "clean")
            expect(done.returncode == 0, f"page: `{command}`: {done.returncode}: {done.stderr[:300]}")
    # With findings, the first run writes the baseline, and the second has nothing to tell.
    baseline = [line for kind, block in blocks if kind == "sh" for line in block.splitlines() if "--baseline" in line]
    status = [shell(command, project.folder / "broken").returncode for command in baseline]
    expect(status == [0, 0], f"page: baseline: {status}")


with Project() as project:
    github(project)
    hooks(project)
    page(project)
expect(ran >= 20, "few commands were run")
finish(f"{ran} commands were run")
