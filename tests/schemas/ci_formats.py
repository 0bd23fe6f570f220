#!/usr/bin/env python3
"""ci_formats.py VERN [EVERY]: SARIF, GitHub's annotations and JUnit, read as their consumers read them.

Each published example and each golden project is checked; of these each EVERY-th alone, where it is given. SARIF must
fit the OASIS schema (sarif/NOTICE.md) and keep what GitHub asks for beyond it. Exit status 77: the Python package jsonschema is not there; with VERN_CI=1 that is a fault.
"""
import json, pathlib, re, sys, tempfile, urllib.parse
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import verdict
from verdict import ROOT, expect, finish, need

jsonschema = need("jsonschema")
SARIF = jsonschema.Draft4Validator(json.loads((ROOT / "tests/schemas/sarif/sarif-schema-2.1.0.json").read_text()))
ANNOTATION = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,)*[a-zA-Z]+=[^,:\r\n]*)::([^\r\n]*)")
counts = {"projects": 0, "results": 0, "suppressed": 0, "fixes": 0, "annotations": 0, "test cases": 0}


def vern(*words, **more):
    return verdict.vern(*words, **more).stdout


def text_of(cwd, uri):
    return (pathlib.Path(cwd) / urllib.parse.unquote(uri)).read_text(encoding="utf-8-sig")


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def region_of(cwd, physical, what):
    """The text that a region marks; lines and columns as UTF-16 code units must lie in the file."""
    uri, region = physical["artifactLocation"]["uri"], physical["region"]
    expect(not re.match(r"[a-z]+:|/", uri) and "\\" not in uri and " " not in uri and ".." not in uri, f"{what}: URI {uri}")
    if not (pathlib.Path(cwd) / urllib.parse.unquote(uri)).exists():
        return None
    lines = re.split(r"\r\n|\n|\r", text_of(cwd, uri))
    begin, end = region["startLine"], region.get("endLine", region["startLine"])
    expect(1 <= begin <= end <= len(lines), f"{what}: lines {begin} to {end} of {len(lines)} in {uri}")
    if "startColumn" not in region or not 1 <= begin <= end <= len(lines):
        return None
    for line, column in [(begin, region["startColumn"]), (end, region["endColumn"])]:
        expect(1 <= column <= utf16(lines[line - 1]) + 1, f"{what}: column {column} of {uri}:{line}")
    expect(begin < end or region["startColumn"] <= region["endColumn"], f"{what}: a region that runs backwards")
    if begin != end:
        return None
    units = lines[begin - 1].encode("utf-16-le")
    return units[2 * region["startColumn"] - 2:2 * region["endColumn"] - 2].decode("utf-16-le", "surrogatepass")


def sarif(cwd, words, what):
    """Holds the log against the schema, and against what GitHub's upload and display ask for."""
    log = json.loads(vern("check", *words, "--format", "sarif", cwd=cwd))
    for error in SARIF.iter_errors(log):
        faults.append(f"{what}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    expect(len(log["runs"]) == 1, f"{what}: {len(log['runs'])} runs")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    expect(run["columnKind"] == "utf16CodeUnits", f"{what}: unit of columns")
    expect(len({rule["id"] for rule in rules}) == len(rules), f"{what}: a rule twice")
    for rule in rules:
        for key in ["shortDescription", "fullDescription"]:
            expect(0 < len(rule[key]["text"]) <= 1024, f"{what}: {key} of {rule['id']}")
        expect(rule["help"]["text"].strip() and rule["help"]["markdown"].strip(), f"{what}: help of {rule['id']}")
        expect(len(rule["properties"]["tags"]) <= 10, f"{what}: tags of {rule['id']}")
    fingerprints = set()
    for result in run["results"]:
        counts["results"] += 1
        here = f"{what}: {result['ruleId']}"
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{here}: ruleIndex")
        expect(len(result["locations"]) == 1, f"{here}: {len(result['locations'])} locations")
        for location in result["locations"] + result.get("relatedLocations", []):
            region_of(cwd, location["physicalLocation"], here)
        fingerprint = result["partialFingerprints"]["primaryLocationLineHash"]
        expect(fingerprint not in fingerprints, f"{here}: fingerprint {fingerprint} twice")
        fingerprints.add(fingerprint)
        # What a person has to choose is no fix: another lawful basis is not put in by an editor.
        expect(result["ruleId"] != "VERN-BASIS-003" or "fixes" not in result, f"{here}: a fix that changes the policy")
        for fix in result.get("fixes", []):
            counts["fixes"] += 1
            for change in fix["artifactChanges"]:
                for replacement in change["replacements"]:
                    region_of(cwd, {**change, "region": replacement["deletedRegion"]}, here)
        for suppression in result.get("suppressions", []):
            counts["suppressed"] += 1
            expect(suppression.get("justification"), f"{here}: suppressed without a reason")
    return log


def unescaped(text):
    for code, letter in [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]:
        text = text.replace(code, letter)
    return text


def annotations(cwd, words, what):
    """Each line by the grammar of workflow commands: (kind, properties, message)."""
    out = []
    for line in vern("check", *words, "--format", "github", cwd=cwd).splitlines():
        found = ANNOTATION.fullmatch(line)
        if not found:
            faults.append(f"{what}: no annotation: {line[:200]}")
            continue
        counts["annotations"] += 1
        properties = {key: unescaped(value) for key, value in (one.split("=", 1) for one in found[2].split(","))}
        out.append((found[1], properties, unescaped(found[3])))
    shown = [kind for kind, _, _ in out]
    for kind in ["error", "warning"]:
        expect(shown.count(kind) <= 10, f"{what}: {shown.count(kind)} annotations of a level")
    order = [["error", "warning", "notice"].index(kind) for kind in shown]
    expect(order == sorted(order), f"{what}: the most severe do not come first")
    return out


def junit(cwd, words, what):
    root = xml.fromstring(vern("check", *words, "--format", "junit", cwd=cwd).encode())
    expect(root.tag == "testsuites" and [suite.tag for suite in root] == ["testsuite"], f"{what}: suites")
    cases = root.findall("testsuite/testcase")
    counts["test cases"] += len(cases)
    expect(cases, f"{what}: no test case, and GitLab shows nothing")
    failures = [case for case in cases if case.find("failure") is not None]
    for part in [root, root[0]]:
        expect((int(part.get("tests")), int(part.get("failures"))) == (len(cases), len(failures)), f"{what}: counts")
    for case in cases:
        expect(case.get("name") and case.get("classname"), f"{what}: a case without a name")
    return cases, failures


ATTRIBUTES = {"testsuites": {"name", "tests", "failures", "errors"}, "testsuite": {"name", "tests", "failures", "errors"},
              "testcase": {"name", "classname", "file", "line"}, "failure": {"message", "type"}, "error": {"message"}}
CHILDREN = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure", "error"}, "failure": set(),
            "error": set()}


def junit_of_tests(cwd, words, what):
    """The report of `vern test`: elements and attributes that JUnit's readers agree on, and counts that are true."""
    root = xml.fromstring(vern("test", *words, "--format", "junit", cwd=cwd).encode())
    expect(root.tag == "testsuites", f"{what}: no test suites")
    for part in root.iter():
        expect(set(part.attrib) <= ATTRIBUTES.get(part.tag, set()), f"{what}: attributes of {part.tag}")
        expect({child.tag for child in part} <= CHILDREN.get(part.tag, set()), f"{what}: children of {part.tag}")
    for part in [root, *root]:
        cases = list(part.iter("testcase"))
        failed = [case for case in cases if case.find("failure") is not None]
        expect((int(part.get("tests")), int(part.get("failures"))) == (len(cases), len(failed)), f"{what}: counts")
    for case in root.iter("testcase"):
        expect(case.get("name") and case.get("classname") and int(case.get("line")) > 0, f"{what}: a nameless case")
        expect(len(case) <= 1 and all(one.get("message") and one.text for one in case), f"{what}: failures of a case")
    counts["test cases"] += len(root.findall("testsuite/testcase"))
    return root


def tests():
    """Blocks of policies that hold, blocks that fail for two reasons, names that XML must escape, and examples of rules."""
    held = junit_of_tests(ROOT, ["examples/kvantel/repaired"], "tests of an example")
    expect(held.findall("testsuite/testcase") and not list(held.iter("failure")), "tests of an example: cases")
    with tempfile.TemporaryDirectory() as name:
        pathlib.Path(name, "a.vern").write_text("""use norway
policy a { languages en }
activity bill { subjects customer  data email  purpose billing  basis contract with subject }
test "kept <for> ever & a day" { ask keep email of customer  expect permit until 2026-01-01, then_what }
test "used" { ask use email of customer for billing  expect permit }
test "not used" { ask use email of customer for billing  expect deny }
""".replace(", then_what", ""))
        failed = junit_of_tests(name, ["a.vern"], "tests that fail")
        expect(0 < len(list(failed.iter("failure"))) < len(list(failed.iter("testcase"))), "tests that fail: failures")
        expect(failed.find("testsuite/testcase").get("name") == "kept <for> ever & a day", "tests that fail: names")
    rules = junit_of_tests(ROOT, ["stdlib-policies/rules/trackers"], "tests of rules")
    expect(len(rules.findall("testsuite/testcase")) > 5, "tests of rules: cases")


def whole(cwd, words, what):
    """The three formats of a project, against its JSON."""
    counts["projects"] += 1
    findings = json.loads(vern("check", *words, "--format", "json", cwd=cwd))["findings"]
    results = sarif(cwd, words, what)["runs"][0]["results"]
    expect([one["id"] for one in findings] == [one["ruleId"] for one in results], f"{what}: JSON and SARIF differ")
    for finding, result in zip(findings, results):
        expect(finding["accepted"] == ("suppressions" in result), f"{what}: suppressions of {finding['id']}")
    if not findings:
        return
    told = [one for one in findings if not one["accepted"]]
    shown = [properties["title"] for _, properties, _ in annotations(cwd, words, what) if properties["title"] != "vern"]
    for level in ["error", "warning", "note"]:
        wanted = [one["id"] for one in told if one["level"] == level][:10]
        expect(shown[:len(wanted)] == wanted, f"{what}: annotations of level {level}")
        shown = shown[len(wanted):]
    failures = junit(cwd, words, what)[1]
    expect(len(failures) == len([one for one in told if one["level"] != "note"]), f"{what}: failures in JUnit")


def examples():
    for example in sorted(ROOT.glob("examples/*/*/vern.toml")):
        folder = example.parent.relative_to(ROOT)
        for language in ["en", "nb"]:
            whole(ROOT, [folder, "--lang", language, "--questions"], f"{folder} in {language}")


def golden():
    """The input files of a golden test: what stands before the first `--- NAME`, and the sections that are not expected."""
    files = sorted(file for file in (ROOT / "tests/golden").rglob("*.vern")
                   if file.parent.name != "syntax")  # one mistake after the other, of a few kinds
    for file in files[::int(sys.argv[2]) if len(sys.argv) > 2 else 1]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            parts = re.split(r"^--- (\S+)\n", file.read_text(), flags=re.M)
            inputs = dict([("main.vern", parts[0]), *zip(parts[1::2], parts[2::2])])
            for path, text in inputs.items():
                if not path.startswith("out/"):
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (folder / path).write_text(text)
            whole(folder, ["." if "vern.toml" in inputs else "main.vern"], str(file.relative_to(ROOT)))


def columns():
    """Letters beyond the basic plane are two units in SARIF, one letter elsewhere; a path with blanks and letters."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "våre regler, 100 %.vern"
        file.write_text('use norway\nactivity a { title en "𝒜😀 øl" nb "x"  data emial }\n')
        result = sarif(name, [file.name], "columns")["runs"][0]["results"][0]
        physical = result["locations"][0]["physicalLocation"]
        expect(physical["artifactLocation"]["uri"] == "v%C3%A5re%20regler%2C%20100%20%25.vern", f"columns: {physical}")
        expect(region_of(name, physical, "columns") == "emial", f"columns: {physical['region']}")
        expect(physical["region"]["startColumn"] == 46, f"columns: {physical['region']}")
        fix = result["fixes"][0]["artifactChanges"][0]
        expect(fix["replacements"][0]["insertedContent"]["text"] == "email", f"columns: {fix}")
        region = fix["replacements"][0]["deletedRegion"]
        expect(region_of(name, {**fix, "region": region}, "columns") == "emial", f"columns: {fix}")
        kind, properties, message = annotations(name, [file.name], "columns")[0]
        expect((kind, properties["file"], properties["col"]) == ("error", file.name, "44"), f"columns: {properties}")
        expect("\n" in message and "`emial`" in message, f"columns: {message!r}")
        case = junit(name, [file.name], "columns")[1][0]
        expect(case.get("file") == file.name and "emial" in case.find("failure").get("message"), "columns: JUnit")
        # The same file by its full name is the same file.
        again = sarif(name, [file], "columns")["runs"][0]["results"][0]
        expect(again["locations"] == result["locations"], f"columns: {again['locations']}")


def control_characters():
    """XML 1.0 cannot hold them, and a line is one annotation."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "a.vern"
        file.write_bytes(b"use norway\nactivity a { data \x01\x1b[31m%0A,:: }\n")
        whole(name, [file.name], "control characters")


def fingerprints():
    """They stay when lines move, and all others stay when one finding is gone."""
    source = (ROOT / "examples/kvantel/published/kvantel.vern").read_text()
    with tempfile.TemporaryDirectory() as name:
        def prints(text):
            (pathlib.Path(name) / "a.vern").write_text(text)
            return {result["partialFingerprints"]["primaryLocationLineHash"]
                    for result in sarif(name, ["a.vern"], "fingerprints")["runs"][0]["results"]}
        before = prints(source)
        expect(len(before) > 10 and before == prints("// one\n\n// two\n" + source), "fingerprints move with lines")
        after = prints(source.replace("activity technology {", "activity technology {\n  retain 1 years after contract_end"))
        expect(after < before, f"fingerprints: new after a repair: {after - before}")
        # Of several like findings in one declaration, the one that is mended goes.
        slips = "use norway\nactivity a { title en \"A\"  data custmer, nothing, adress_of, ordr, quux }\n"
        before = prints(slips)
        after = prints(slips.replace("custmer, ", ""))
        expect(len(before) - len(after) == 1 and after < before, f"fingerprints: {before} became {after}")


def accepted():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "a.vern"
        file.write_text(re.split(r"^//~ only.*\n", (ROOT / "tests/golden/rules/accept.vern").read_text(), flags=re.M)[-1])
        log = sarif(name, [file.name, "--as-of", "2026-06-01"], "accepted")
        reasons = [one["suppressions"][0]["justification"] for one in log["runs"][0]["results"] if "suppressions" in one]
        expect(reasons == ["Under review. (DPO, until 2026-12-31)"], f"accepted: {reasons}")


def baseline():
    schema = json.loads((ROOT / "docs/baseline.schema.json").read_text())
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "known.json"
        vern("check", "examples/kvantel/published", "--baseline", file, "--write-baseline")
        document = json.loads(file.read_text())
        jsonschema.Draft202012Validator(schema).validate(document)
        expect(sum(one["count"] for one in document["findings"]) > 20, "baseline: too few findings")
        expect(not sarif(ROOT, ["examples/kvantel/published", "--baseline", file], "baseline")["runs"][0]["results"],
               "baseline: known findings are told")


def nothing_to_read():
    """What cannot be read has a location too, and a clean policy gives JUnit a case that passes."""
    with tempfile.TemporaryDirectory() as name:
        for words in [["."], ["absent.vern"]]:
            log = sarif(name, words, "nothing to read")
            expect(len(log["runs"][0]["results"]) == 1, "nothing to read: no result")
            junit(name, words, "nothing to read")
        vern("init", "clean", cwd=name)
        for policy in pathlib.Path(name, "clean").glob("*.vern"):
            text = re.sub(r"reviewed +none", "reviewed  2026-01-01", policy.read_text())
            policy.write_text(text.replace("Example AS", "Fjord AS").replace("example.com", "fjord.example"))
        expect(not sarif(name, ["clean"], "clean")["runs"][0]["results"], "clean: results")
        expect(not annotations(name, ["clean"], "clean"), "clean: annotations")
        cases, failures = junit(name, ["clean"], "clean")
        expect(len(cases) == 1 and not failures, "clean: JUnit")


def job_summary():
    with tempfile.TemporaryDirectory() as name:
        summary = pathlib.Path(name) / "summary.md"
        summary.write_text("before\n")
        vern("check", "examples/kvantel/published", "--format", "github", environment={"GITHUB_STEP_SUMMARY": str(summary)})
        text = summary.read_text()
        rows = [line for line in text.splitlines() if line.startswith("| ") and "VERN-" in line]
        findings = json.loads(vern("check", "examples/kvantel/published", "--format", "json"))["findings"]
        expect(text.startswith("before\n### vern check: kvantel\n") and len(rows) == len(findings) > 20, f"job summary: {len(rows)}")
        expect(all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows), "job summary: cells")


for part in [examples, golden, columns, control_characters, fingerprints, accepted, baseline, nothing_to_read, job_summary, tests]:
    part()
for key in ["suppressed", "fixes", "annotations", "test cases"]:
    expect(counts[key] > 0, f"nothing was {key}")
finish(", ".join(f"{counts[key]} {key}" for key in counts), 60)
