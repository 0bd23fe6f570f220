#!/usr/bin/env python3
"""textmate.py: holds editors/vern.tmLanguage.json against the lexer's grammar.

Each word of the language has one scope, the same for all words of a class, and the file has no word that the language has
not. Then the examples and the standard library are coloured, and every word must get its scope where it is a word, and
never in a comment, a text or a dotted name.
"""
import json, pathlib, re, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
faults = []

grammar = re.sub(r"//[^\n]*", "", (ROOT / "grammar/VernLexer.g4").read_text())
CLASSES = {found[1]: re.findall(r"'([a-z_]+)'", found[2])
           for found in re.finditer(r"^([A-Z_]+)\s*:((?:'[^']*'|\[[^\]]*\]|[^;'\[])*);", grammar, flags=re.M)}
WORDS = {word: name for name, words in CLASSES.items() for word in words}
if len(WORDS) < 250:
    faults.append(f"only {len(WORDS)} words were read from the grammar")

colours = json.loads((ROOT / "editors/vern.tmLanguage.json").read_text())
repository = colours["repository"]
ORDER = [pattern["include"][1:] for pattern in colours["patterns"]]
if sorted(ORDER) != sorted(repository):
    faults.append(f"patterns and repository differ: {sorted(set(ORDER) ^ set(repository))}")


def alternatives(pattern):
    found = re.fullmatch(r"\\b\(\?:([a-z_|]+)\)\\b", pattern.get("match", ""))
    return found[1].split("|") if found else []


scopes = {}
for name, pattern in repository.items():
    for word in alternatives(pattern):
        if word in scopes:
            faults.append(f"`{word}` has two scopes")
        scopes[word] = pattern["name"]
for word in sorted(set(WORDS) - set(scopes)):
    faults.append(f"`{word}` ({WORDS[word]}) has no colour: add it to editors/vern.tmLanguage.json")
for word in sorted(set(scopes) - set(WORDS)):
    faults.append(f"`{word}` is no word of the language")
for name, words in CLASSES.items():
    if len({scopes.get(word) for word in words}) > 1:
        faults.append(f"words of {name} have several scopes")
heads = set(re.match(r"\^\(([a-z_|]+)\)", repository["heading"]["match"])[1].split("|"))
wanted = {word for name in ["DECL", "NAMELESS", "USE", "RULE", "DEFINE", "DECL_CLAUSE"] for word in CLASSES[name]}
if heads != wanted:
    faults.append(f"words that head a declaration: {sorted(heads ^ wanted)}")

PATTERNS = [(name, re.compile(repository[name].get("match", repository[name].get("begin")))) for name in ORDER]


def coloured(line, inside):
    """(text, scope) for each part of a line, as an editor colours it; and whether a text in quotes goes on."""
    parts, at = [], 0
    while at < len(line):
        if inside:
            end = re.compile(r'(?:\\.|[^"\\])*').match(line, at).end()
            parts.append((line[at:end], repository["string"]["name"]))
            inside, at = end >= len(line), end + 1
            continue
        found = [(match.start(), order, name, match) for order, (name, one) in enumerate(PATTERNS)
                 if (match := one.search(line, at)) and (match.end() > match.start())]
        if not found:
            break
        start, _, name, match = min(found, key=lambda one: one[:2])
        if name == "string":
            inside = True
        elif "captures" in repository[name]:
            for group, capture in repository[name]["captures"].items():
                parts.append((match[int(group)], capture["name"]))
        else:
            parts.append((match[0], repository[name]["name"]))
        at = match.end()
    return parts, inside


words = 0
for file in sorted([*ROOT.glob("examples/*/*/*.vern"), *ROOT.glob("stdlib-policies/rules/basis/*.vern")]):
    inside = False
    for number, line in enumerate(file.read_text().splitlines(), 1):
        was_inside = inside
        parts, inside = coloured(line, inside)
        if was_inside or inside:
            continue
        # What the language itself takes for a word: outside comments and texts, and no part of a dotted name.
        bare = re.sub(r'"(?:\\.|[^"\\])*"|//.*$', " ", line)
        expected = [word for word in re.findall(r"[\w.]+(?:-\w+)*", bare) if word in scopes]
        got = [text for text, scope in parts if text in scopes and not scope.startswith(("string", "comment"))]
        words += len(expected)
        if expected != got:
            faults.append(f"{file.relative_to(ROOT)}:{number}: coloured {got}, words are {expected}")
if words < 2000:
    faults.append(f"only {words} words in the examples")

sample, _ = coloured('activity newsletter { purpose marketing.direct.message  title en "data \\" of"  retain 3 years } // data', False)
if sample != [("activity", "storage.type.declaration.vern"), ("newsletter", "entity.name.type.vern"),
              ("purpose", "keyword.other.clause.vern"), ("marketing.direct.message", "variable.other.qualified.vern"),
              ("title", "keyword.other.clause.vern"), ("en", "storage.modifier.language.vern"),
              ('data \\" of', "string.quoted.double.vern"), ("retain", "keyword.other.clause.vern"),
              ("3", "constant.numeric.integer.vern"), ("years", "keyword.other.unit.vern"),
              ("// data", "comment.line.double-slash.vern")]:
    faults.append(f"the sample: {sample}")

for fault in faults[:40]:
    print(fault)
print(f"{len(WORDS)} words of the grammar, {words} in examples and rules")
sys.exit(1 if faults else 0)
