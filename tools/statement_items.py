#!/usr/bin/env python3
"""statement_items.py STATEMENT.json: what Articles 13 and 14, and the laws beside them, want a statement to tell.

The first line says how many of the items that apply are there ("27 28"), and each further line names one that is not. What a
table promises in a heading counts only if the cells below say it. For tools/statement-quality.sh.
"""
import json
import sys

EEA = set("""norway iceland liechtenstein austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany
greece hungary ireland italy latvia lithuania luxembourg malta netherlands poland portugal romania slovakia slovenia spain sweden
eea eu""".split())


def walk(blocks, section=""):
    """Every sentence with the id of the section around it; the rows of tables with the messages of their heads."""
    for block in blocks:
        here = block["id"] if block["kind"] == "section" and block.get("id") else section
        for name in ("heading", "sentences", "heads"):
            for sentence in block.get(name, []):
                yield here, sentence
        yield from walk(block.get("blocks", []), here)
        for item in block.get("items", []):
            yield from walk(item, here)
        for row in block.get("rows", []):
            for cell in row["cells"]:
                yield from walk(cell, here)


def every_block(blocks):
    for block in blocks:
        yield block
        yield from every_block(block.get("blocks", []))
        for item in block.get("items", []):
            yield from every_block(item)
        for row in block.get("rows", []):
            for cell in row["cells"]:
                yield from every_block(cell)


def said(sentence):
    return " ".join([sentence.get("message", "")] + list(sentence.get("facts", {}).values()))


class Statement:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.json = json.load(file)
        self.blocks = list(every_block(self.json["front"] + self.json["sections"]))
        self.sentences = list(walk(self.json["front"] + self.json["sections"]))
        self.ids = {block.get("id", "") for block in self.blocks}
        self.ids |= {row.get("id", "") for block in self.blocks for row in block.get("rows", [])}
        self.messages = {sentence.get("message", "") for _, sentence in self.sentences}
        self.facts = [said(sentence) for _, sentence in self.sentences]

    def has(self, *beginnings):
        return any(message.startswith(beginnings) for message in self.messages)

    def anchor(self, *beginnings):
        return any(one.startswith(beginnings) for one in self.ids)

    def speaks_of(self, *facts):
        return any(fact in text for text in self.facts for fact in facts)

    def letter(self, letter):
        """Article 6(1)(letter) is named as a ground."""
        named = (f"artikkel 6 nr. 1 bokstav\u00a0{letter}", f"Article 6(1)({letter})")
        return any(one in s["text"] for _, s in self.sentences for one in named)

    def column(self, table, head, empty):
        """Each cell below `head` of the table called `table` says something, and none of `empty`."""
        for block in self.blocks:
            if block.get("id") != table:
                continue
            at = [one.get("message") for one in block["heads"]].index("head." + head)
            for row in block["rows"]:
                texts = [said(s) for _, s in walk(row["cells"][at])]
                if not texts or any(one in text for text in texts for one in empty):
                    return False
            return bool(block["rows"])
        return False

    def below(self, anchor, *beginnings):
        """A sentence from one of these messages stands below the row or block called `anchor`."""
        for block in self.blocks:
            parts = [row["cells"] for row in block.get("rows", []) if row.get("id", "").startswith(anchor)]
            if block.get("id", "").startswith(anchor):
                parts.append([[block]])
            for cells in parts:
                for cell in cells:
                    if any(s.get("message", "").startswith(beginnings) for _, s in walk(cell)):
                        return True
        return False


SILENT = ("stated.not", "stated.vague", "purposes.not_stated")
NO_TIME = SILENT + ("window.vague", "window.as_needed")


def items(s):
    """Name, whether it applies, whether it is there."""
    consent, contract = s.letter("a"), s.letter("b")
    objectable = s.letter("e") or s.letter("f")
    abroad = s.has("short.transfers")
    countries = {fact.split("place:", 1)[1].split("|")[0].split("]")[0].split(",")[0].split(".")[-1]
                 for block in s.blocks for row in block.get("rows", [])
                 if any(x.get("message") == "row.country" for _, x in walk(row["cells"][0]))
                 for _, x in walk(row["cells"][1]) for fact in [said(x)] if "place:" in fact}
    yield "13(1)(a) who the controller is", True, s.has("responsible.one", "responsible.joint")
    yield "13(1)(a) how to reach the controller", True, s.anchor("contact-") and s.has(
        "row.email", "row.phone", "row.post_address", "row.visit_address")
    yield "13(1)(a) representative in the EEA", bool(countries - EEA), s.has("row.representative")
    yield "13(1)(b) data protection officer, or that there is none", s.anchor("officer"), s.has(
        "dpo.contact", "dpo.is", "dpo.none")
    yield "13(1)(c) purpose of each use", True, s.column("purposes-table", "purpose", SILENT)
    yield "13(1)(c) lawful basis of each purpose", True, s.column("purposes-table", "basis", SILENT)
    yield "13(1)(d) the interests pursued", s.letter("f"), s.below("basis-", "basis.whose", "basis.shared", "basis.balanced")
    yield "13(1)(e) recipients of each use", True, s.column("purposes-table", "recipients", SILENT)
    yield "13(1)(f) transfers, and the countries", abroad, s.has("transfers.caption")
    yield "13(1)(f) what protects a transfer", abroad, s.has("head.safeguard") and not any(
        where == "transfers" and "stated.not" in said(one) for where, one in s.sentences)
    yield "13(2)(a) storage time of each use", True, s.column("purposes-table", "time", NO_TIME)
    for right in ("access", "rectification", "erasure", "restriction"):
        yield f"13(2)(b) {right}", True, s.anchor("right-" + right)
    yield "13(2)(b) objection", objectable, s.anchor("objection")
    yield "13(2)(b) portability", consent or contract, s.anchor("right-portability")
    yield "13(2)(c) withdrawal of consent", consent, s.anchor("right-withdraw-consent")
    yield "13(2)(d) complaint", True, s.has("row.authority", "complaint.where", "complaint.when")
    yield "13(2)(e) whether data must be given", True, s.has("provide.")
    yield "13(2)(f) automated decisions", True, s.has("automated.")
    yield "14(1)(d) categories of data of each use", True, s.column("purposes-table", "data", SILENT)
    yield "14(2)(f) where data come from", True, s.has("sources.caption")
    yield "21(4) objection shown apart", objectable, any(
        block.get("id") == "objection" and any(b["kind"] == "box" for b in every_block([block])) for block in s.blocks)
    yield "12(2) how to use the rights", True, s.has("rights.contact")
    yield "12(3) when we answer", True, s.has("rights.answer")
    yield "ekomloven 3-15 cookies", s.anchor("cookies"), s.has("cookies.caption")
    yield "mfl. 15 consent to messages", s.has("story.message"), s.anchor("right-withdraw-consent")
    yield "13 version and date", True, s.has("front.version") and s.has("front.effective")


def main():
    found = [(name, there) for name, applies, there in items(Statement(sys.argv[1])) if applies]
    print(sum(there for _, there in found), len(found))
    for name, there in found:
        if not there:
            print(name)


main()
