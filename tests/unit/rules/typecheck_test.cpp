#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/rules/typecheck.h"
#include "compiler/syntax/from_parse_tree.h"

using namespace vern;

namespace {

/// The library, once for all tests of this file.
struct Library {
  driver::Session session{realFileSystem()};
  std::unique_ptr<driver::Policy> policy = session.library();
};
Library& library() {
  static Library loaded;
  return loaded;
}

/// Ids of what is wrong with a rule that has `clauses` beside what every rule needs, each with the text it points at.
std::vector<std::string> wrong(const std::string& clauses, const std::string& more = "") {
  Library& lib = library();
  const std::string text = "rule r {\n  id \"ACME-T-001\"\n  says en \"a\" nb \"b\"\n" + clauses + "\n}\n" + more;
  const FileId file = lib.session.sources.add("acme.vern", text);
  diag::Sink sink;
  const syntax::File tree = syntax::fromText(file, lib.session.sources, sink);
  const rules::RuleSet rules = rules::load(*lib.policy->model, &tree, sink);
  std::vector<std::string> out;
  for (const diag::Diagnostic& finding : sink.diagnostics())
    out.push_back(finding.id + " " + std::string(lib.session.sources.text(finding.span)));
  if (!sink.hasErrors()) CHECK(rules.rules.size() == 1);
  return out;
}

const std::string Over = "level error  for a in activities  at a  ";
using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("a rule that is whole is loaded without a word") {
  CHECK(wrong(Over + "when a lacks basis").empty());
  CHECK(wrong(Over + "when any b in a.basis : (b is consent and b lacks withdrawn)").empty());
  CHECK(wrong("level note  for g in grants  at g.basis  when g.window longer than 3 months after employment_end")
            .empty());
}

TEST_CASE("a clause that a rule needs is missed") {
  CHECK(wrong("level error  for a in activities  at a") == Found{"VERN-RULE-001 r"});
  CHECK(wrong("for a in activities  at a  when a has basis") == Found{"VERN-RULE-001 r"});
}

TEST_CASE("an error of a condition points at the wrong word") {
  CHECK(wrong(Over + "when a lacks bassis") == Found{"VERN-RULE-004 bassis"});
  CHECK(wrong(Over + "when x lacks basis") == Found{"VERN-RULE-005 x"});
  CHECK(wrong(Over + "when any b in a.basis : b is consennt") == Found{"VERN-RULE-006 consennt"});
  CHECK(wrong("level error  for a in activites  at a  when a lacks basis") == Found{"VERN-RULE-005 activites"});
}

TEST_CASE("and beside or asks for brackets") {
  CHECK(wrong(Over + "when a has basis and a has data or a has share") ==
        Found{"VERN-RULE-007 a has basis and a has data or a has share"});
  CHECK(wrong(Over + "when a has basis and (a has data or a has share)").empty());
}

TEST_CASE("a list is no one thing, and one thing no list") {
  CHECK(wrong(Over + "when a.basis is consent") == Found{"VERN-RULE-009 a.basis"});
  CHECK(wrong("level error  for g in grants  at g.basis  when any b in g.basis : b is consent") ==
        Found{"VERN-RULE-010 g.basis"});
}

TEST_CASE("values of different sorts are not compared") {
  CHECK(wrong(Over + "when a.title longer than 3 months") == Found{"VERN-RULE-008 a.title"});
  CHECK(wrong("level error  for p in policies  at p  when p.effective before 3 months") ==
        Found{"VERN-RULE-008 3 months"});
  CHECK(wrong("level error  for g in grants  at g.basis  when g.window longer than 3 months") ==
        Found{"VERN-RULE-008 3 months"});
}

TEST_CASE("silence proves nothing in a notice where no law wants a word") {
  CHECK(wrong(Over + "when a lacks measures") == Found{"VERN-RULE-011 measures"});
  CHECK(wrong(Over + "when not a has measures") == Found{"VERN-RULE-011 measures"});
  CHECK(wrong(Over + "when a.measures is silent") == Found{"VERN-RULE-011 a.measures"});
  CHECK(wrong(Over + "when a has measures").empty());
  CHECK(wrong(Over + "level note in notice  when a lacks measures").empty());
  CHECK(wrong(Over + "profile ropa, full  when a lacks measures").empty());
  CHECK(wrong(Over + "when a has data  unless a lacks measures en \"x\" nb \"y\"").empty());
  CHECK(wrong(Over + "when unmeasured(a)", "define unmeasured(x activity) = x lacks measures") ==
        Found{"VERN-RULE-011 unmeasured(a)"});
}

TEST_CASE("a citation that nobody declared is found, and a near one is offered") {
  CHECK(wrong(Over + "when a lacks basis  cites gdpr.art6.1.z") == Found{"VERN-RULE-012 gdpr.art6.1.z"});
  CHECK(wrong(Over + "when a lacks basis  cites gdpr.art6.1, wp260").empty());
}

TEST_CASE("texts name the same things in each language, and things that exist") {
  CHECK(wrong(Over + "when a lacks basis  because en \"{a}\" nb \"x\"") == Found{"VERN-RULE-013 \"x\""});
  CHECK(wrong(Over + "when a lacks basis  because en \"{b}\" nb \"{b}\"") == Found{"VERN-RULE-005 \"{b}\""});
  CHECK(wrong(Over + "when a lacks basis  because en \"{a.nothing}\" nb \"{a.nothing}\"") ==
        Found{"VERN-RULE-004 \"{a.nothing}\""});
  CHECK(wrong(Over + "when a lacks basis  because en \"x\"") == Found{"VERN-RULE-014 because"});
  CHECK(wrong(Over + "when a lacks basis  because en \"{a\" nb \"{a\"") ==
        Found{"VERN-RULE-023 \"{a\"", "VERN-RULE-023 \"{a\""});
}

TEST_CASE("levels, profiles and states of knowledge are closed lists") {
  CHECK(wrong("level fatal  for a in activities  at a  when a lacks basis") == Found{"VERN-RULE-018 fatal"});
  CHECK(wrong(Over + "profile public  when a lacks basis") == Found{"VERN-RULE-018 public"});
  // A state that is misspelt is told as such, whatever it is asked of.
  CHECK(wrong(Over + "when a.retain is silnt") == Found{"VERN-RULE-018 silnt"});
  CHECK(wrong(Over + "when a.data is silnt") == Found{"VERN-RULE-018 silnt"});
  CHECK(wrong("level warning  for g in grants  at g  when g.window is vauge") == Found{"VERN-RULE-018 vauge"});
  CHECK(wrong("level warning  for g in grants  at g  when g.basis is silnt") == Found{"VERN-RULE-018 silnt"});
  CHECK(wrong(Over + "status unverified  when a lacks basis") == Found{"VERN-RULE-017 r"});
  CHECK(wrong("level warning  for a in activities  at a  status unverified  when a lacks basis").empty());
}

TEST_CASE("a define takes what it names, and does not call itself") {
  CHECK(wrong(Over + "when unnamed(a)") == Found{"VERN-RULE-021 unnamed"});
  CHECK(wrong(Over + "when d(a, a)", "define d(x activity) = x has basis") == Found{"VERN-RULE-020 d(a, a)"});
  CHECK(wrong(Over + "when a has basis", "define d(x activity) = e(x)\ndefine e(x activity) = d(x)") ==
        Found{"VERN-RULE-019 e"});
  CHECK(wrong(Over + "when any b in a.basis : d(b)", "define d(x place) = x is eea") == Found{"VERN-RULE-008 b"});
}

TEST_CASE("a rule goes through one list of the policy, and parts of it") {
  CHECK(wrong("level error  for a in activities  for r in recipients  at a  when a has basis") ==
        Found{"VERN-RULE-026 recipients"});
  CHECK(wrong("level error  for a in activities  for b in a.reuses  at a  when a has basis").empty());
  CHECK(wrong("level error  for row in storage_limits  for x in kept  at x.window  when row has minimum").empty());
  CHECK(wrong("level error  for p in policies  for k in { right.access }  at p  when rights lacks k").empty());
}

TEST_CASE("cover is no circle, and ids are ids") {
  const std::string other =
      "rule s { id \"ACME-T-002\" level error for a in activities when a lacks basis at a covered by \"ACME-T-001\" "
      "says en \"a\" nb \"b\" }";
  Library& lib = library();
  const FileId file = lib.session.sources.add("acme.vern",
                                              "rule r { id \"ACME-T-001\" level error for a in activities when a lacks "
                                              "basis at a covered by \"ACME-T-002\" says en \"a\" nb \"b\" }\n" +
                                                  other);
  diag::Sink sink;
  const syntax::File tree = syntax::fromText(file, lib.session.sources, sink);
  const rules::RuleSet rules = rules::load(*lib.policy->model, &tree, sink);
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics().front().id == "VERN-RULE-015");
  CHECK(wrong(Over + "when a lacks basis  covered by \"ACME-T-009\"").front() == "VERN-RULE-016 \"ACME-T-009\"");
}
