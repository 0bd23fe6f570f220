#!/usr/bin/env python3
"""check.py VERN: holds what the program reads and writes as JSON and TOML against the schemas in docs/.

What the program writes must fit. What the program refuses the schema must refuse, and the other way round. And each
schema must notice when a key of a real document is gone, unknown, or holds what nobody wrote.
Exit status 77: the Python package jsonschema is not there; with VERN_CI=1 that is a fault.
"""
import copy, json, pathlib, sys, tempfile, tomllib

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from verdict import ROOT, faults, finish, need, vern

jsonschema = need("jsonschema")
counts = {}


def schema(name):
    text = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(text)
    return jsonschema.Draft202012Validator(text)


SCHEMAS = {name: schema(name) for name in ["check", "statement", "question", "answer", "vern-toml"]}


def fits(name, document, what):
    counts[name] = counts.get(name, 0) + 1
    for error in SCHEMAS[name].iter_errors(document):
        faults.append(f"{name}: {what}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")


def agree(name, document, accepted, what):
    """The program takes `document`, or does not; the schema must say the same."""
    counts[name] = counts.get(name, 0) + 1
    if SCHEMAS[name].is_valid(document) != accepted:
        faults.append(f"{name}: {what}: vern {'takes' if accepted else 'refuses'} it, the schema does not")


def notices(name, document):
    for key in document:
        for change in ["gone", "odd"]:
            bent = copy.deepcopy(document)
            if change == "odd":
                bent[key] = [[-1]]
            else:
                del bent[key]
            if SCHEMAS[name].is_valid(bent):
                faults.append(f"{name}: nobody notices that `{key}` is {change}")
    if SCHEMAS[name].is_valid({**document, "nonsense": 1}):
        faults.append(f"{name}: an unknown key is not noticed")


def findings():
    examples = sorted(ROOT.glob("examples/*/*/vern.toml"))
    for example in examples:
        for language in ["en", "nb"]:
            done = vern("check", example.parent, "--format", "json", "--lang", language, "--questions")
            document = json.loads(done.stdout)
            fits("check", document, f"{example.parent} in {language}")
    document = json.loads(vern("check", ROOT / "examples/kvantel/published", "--format", "json").stdout)
    notices("check", document)
    for key in document["findings"][0]:
        bent = copy.deepcopy(document)
        del bent["findings"][0][key]
        if SCHEMAS["check"].is_valid(bent):
            faults.append(f"check: nobody notices a finding without `{key}`")
    # A text with mistakes, and a path that is not there.
    with tempfile.TemporaryDirectory() as folder:
        broken = pathlib.Path(folder) / "broken.vern"
        broken.write_text("use norway\nactivity x { purpose billng  data email, }\n")
        fits("check", json.loads(vern("check", broken, "--format", "json").stdout), "a broken text")
        fits("check", json.loads(vern("check", f"{folder}/absent", "--format", "json").stdout), "no file")


def statements():
    for example in sorted(ROOT.glob("examples/*/*/vern.toml")):
        for language in ["nb", "nn", "en"]:
            done = vern("statement", example.parent, "--lang", language, "--format", "json")
            if done.returncode == 0:
                document = json.loads(done.stdout)
                fits("statement", document, f"{example.parent} in {language}")
    notices("statement", document)
    # What changed since the published version.
    for example in sorted(ROOT.glob("examples/*/repaired")):
        done = vern("statement", example, "--lang", "nb", "--format", "json", "--against", example.parent / "published")
        if '"change": "deleted"' not in done.stdout:
            faults.append(f"statement: nothing of {example.parent} went since it was published")
        fits("statement", json.loads(done.stdout), f"{example} against the published one")


def questions():
    good = [
        {"ask": "use", "subject": "newsletter_reader", "data": "email", "purpose": "newsletter"},
        {"ask": "use", "subject": "newsletter_reader", "data": "email", "purpose": "newsletter",
         "consent": {"newsletter": "given"}, "now": "2026-11-22"},
        {"ask": "use", "subject": "newsletter_reader", "data": "email", "purpose": "newsletter",
         "consent": {"newsletter": {"state": "withdrawn", "on": "2026-01-01", "recipient": None}},
         "objections": ["newsletter"], "restricted": True, "subject_age": 34, "events": {"customer_leaves": None}},
        {"ask": "keep", "subject": "contact_person", "data": "voucher", "events": {"invoice": "2025-02-28"}},
        {"ask": "keep", "subject": "contact_person", "data": "email", "since": "customer_leaves", "elapsed": "P1M"},
        {"ask": "keep", "subject": "contact_person", "data": "email", "since": None, "purpose": None},
        {"ask": "keep", "subject": "contact_person", "data": "email", "since": "customer_leaves", "elapsed": "P1Y2M3W4DT5H"},
        {"ask": "disclose", "subject": "contact_person", "data": "phone", "purpose": "delivery_on_site",
         "recipient": "local_partner", "country": "delivery_country", "circumstances": ["ordered_outside_eea"]},
        {"ask": "disclose", "subject": "contact_person", "data": "phone", "purpose": "delivery_on_site",
         "recipient": "local_partner", "circumstances": []},
        {"ask": "use", "subject": "portal_user", "data": "usage_pattern", "purpose": "improve_track",
         "objections": ["improve_track"]},
    ]
    first = good[0]
    bad = [
        {**first, "ask": "guess"}, {**first, "subject": ""}, {**first, "subject": 1}, {**first, "now": "22.11.2026"},
        {**first, "now": 20261122}, {**first, "colour": "red"}, {**first, "recipient": "local_partner"},
        {**first, "country": "NO"}, {**first, "since": "customer_leaves"}, {**first, "elapsed": "P1Y"},
        {**first, "since": "customer_leaves", "elapsed": "2 years"}, {**first, "since": "customer_leaves", "elapsed": "P"},
        {**first, "consent": "given"}, {**first, "consent": {"newsletter": "perhaps"}},
        {**first, "consent": {"newsletter": {"state": "given", "when": "2025-01-01"}}},
        {**first, "consent": {"newsletter": {"on": "2025-01-01"}}}, {**first, "consent": {"": "given"}},
        {**first, "objections": "newsletter"}, {**first, "objections": [""]}, {**first, "objections": [1]},
        {**first, "events": ["customer_leaves"]}, {**first, "events": {"customer_leaves": True}},
        {**first, "circumstances": {"voice_ordered": True}}, {**first, "restricted": "no"},
        {**first, "subject_age": -1}, {**first, "subject_age": 200}, {**first, "subject_age": "34"},
        {k: v for k, v in first.items() if k != "ask"}, {k: v for k, v in first.items() if k != "subject"},
        {k: v for k, v in first.items() if k != "data"}, {k: v for k, v in first.items() if k != "purpose"},
        {"ask": "keep", "subject": "contact_person", "data": "email", "purpose": "newsletter"},
        {"ask": "disclose", "subject": "contact_person", "data": "phone", "purpose": "delivery_on_site"},
    ]
    lines = "".join(json.dumps(question) + "\n" for question in good + bad) + "not JSON\n"
    done = vern("decide", "--policy", ROOT / "examples/kvantel/repaired", "--jsonl", stdin=lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(good) + len(bad) + 1:
        faults.append(f"answer: {len(answers)} answers: {done.stderr}")
        return
    for question, answer in zip(good + bad + ["not JSON"], answers):
        fits("answer", answer, json.dumps(question))
        agree("question", question, "error" not in answer, json.dumps(question) + " " + answer.get("error", ""))
    for question, answer in zip(good, answers):
        if "error" in answer:
            faults.append(f"question: {json.dumps(question)}: {answer['error']}")
    if {answer.get("decision") for answer in answers} != {"permit", "deny", None}:
        faults.append("answer: the questions do not reach each kind of answer")
    notices("answer", next(a for a in answers if a.get("decision") == "permit"))
    notices("answer", answers[-1])


def manifests():
    for example in sorted(ROOT.glob("examples/**/vern.toml")):
        fits("vern-toml", tomllib.loads(example.read_text()), str(example))
    good = [
        '[project]\npolicy = "a.vern"\n',
        '[project]\nname = "a"\npolicies = ["a.vern"]\n',
        '[project]\npolicies = ["a.vern"]\n[rules]\nfolders = ["house"]\n[rules.levels]\nVERN-INFO-007 = "off"\n"VERN-INFO" = "note"\n',
        '[project]\npolicies = ["a.vern"]\n[output]\nfolder = "out"\n',
        '[project]\npolicies = ["a.vern"]\n[theme]\nname = "<b>&"\nlogo = "l.svg"\ncss = "s.css"\n[theme.light]\naccent = "#05a"\n[theme.dark]\ntext = "#FFFFFF"\n',
    ]
    bad = [
        "", "[project]\n", '[project]\npolicies = []\n', '[project]\npolicies = "a.vern"\n', '[project]\npolicy = ["a.vern"]\n',
        '[project]\npolicies = ["a.vern"]\ncolour = "red"\n', '[project]\npolicies = [1]\n', 'project = "a.vern"\n',
        '[project]\npolicies = ["a.vern"]\nname = 1\n', '[project]\npolicies = ["a.vern"]\n[outputs]\nfolder = "out"\n',
        '[project]\npolicies = ["a.vern"]\n[rules]\nfolders = "house"\n',
        '[project]\npolicies = ["a.vern"]\n[rules.levels]\nVERN-INFO-007 = "loud"\n',
        '[project]\npolicies = ["a.vern"]\n[rules]\nlevels = "off"\n',
        '[project]\npolicies = ["a.vern"]\n[output]\nfolder = 1\n', '[project]\npolicies = ["a.vern"]\n[theme]\nname = " "\n',
        '[project]\npolicies = ["a.vern"]\n[theme]\nname = "a\\nb"\n', '[project]\npolicies = ["a.vern"]\n[theme]\nlogos = "l.svg"\n',
        '[project]\npolicies = ["a.vern"]\n[theme.light]\naccent = "blue"\n', '[project]\npolicies = ["a.vern"]\n[theme.light]\naccent = "#12345"\n',
        '[project]\npolicies = ["a.vern"]\n[theme.dark]\nlink = "#fff"\n', '[project]\npolicies = ["a.vern"]\n[theme]\ndark = "#fff"\n',
        '[project]\npolicies = ["a.vern"]\n[output]\nfolders = "x"\n',
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "house").mkdir()
        (folder / "l.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
        (folder / "s.css").write_text("p { margin: 0 }")
        (folder / "a.vern").write_text("use norway\nactivity a { data email }\n")
        for text in good + bad:
            (folder / "vern.toml").write_text(text)
            done = vern("check", folder, "--format", "json")
            ids = {finding["id"] for finding in json.loads(done.stdout)["findings"] if finding["level"] == "error"}
            refused = any(one.startswith("VERN-PROJECT") for one in ids)
            if refused != (text in bad):
                faults.append(f"vern-toml: vern {'refuses' if refused else 'takes'} {text!r}: {sorted(ids)}")
            agree("vern-toml", tomllib.loads(text), not refused, repr(text))


findings()
statements()
questions()
manifests()
finish(", ".join(f"{counts[name]} documents against {name}.schema.json" for name in SCHEMAS))
