#include "tests/unit/rules/run.h"

using namespace vern;
using namespace vern::rules;

namespace {
const std::string NoBasis =
    "rule no_basis { id \"ACME-T-001\" level error level note in ropa for a in activities when a lacks basis at a\n"
    "  says en \"nothing carries {a}\" nb \"ingenting bærer {a}\" nn \"ingenting ber {a}\" }\n";
const std::string NoPurpose =
    "rule no_purpose { id \"ACME-T-002\" level warning for a in activities when a lacks purpose at a covered by "
    "\"ACME-T-001\"\n"
    "  says en \"{a} is for nothing\" nb \"{a} er til ingenting\" }\n";
}  // namespace

TEST_CASE("a finding speaks the reader's language, and calls things by their titles") {
  const std::string policy = "activity news { title en \"News\" nb \"Nytt\" }";
  CHECK(Run(NoBasis, policy).lines("en") == Lines{"error ACME-T-001 at news: nothing carries “News”"});
  CHECK(Run(NoBasis, policy).lines("nb") == Lines{"error ACME-T-001 at news: ingenting bærer «Nytt»"});
  CHECK(Run(NoBasis, "activity news { data name }").lines("nb") ==
        Lines{"error ACME-T-001 at news: ingenting bærer «news»"});
}

TEST_CASE("what is found at one place is one finding that lists it all, five and how many more") {
  const std::string rule =
      "rule r { id \"ACME-T-001\" level note for g in grants when g.basis is consent at g.basis says en \"{g.datum}.\" "
      "nb \"{g.datum}.\" }";
  const auto found = [&](const std::string& data, std::string_view language) {
    return Run(rule, "activity a { data " + data + "  basis consent }").lines(language);
  };
  CHECK(found("name", "en") == Lines{"note ACME-T-001 at consent: Name."});
  CHECK(found("name, email", "en") == Lines{"note ACME-T-001 at consent: Name and e-mail address."});
  CHECK(found("name, email, ip", "nb") == Lines{"note ACME-T-001 at consent: Navn, e-postadresse og IP-adresse."});
  CHECK(found("name, email, ip, cv, work.salary, signature, username", "en") ==
        Lines{"note ACME-T-001 at consent: Name, e-mail address, IP address, CV, salary and 2 more."});
  CHECK(found("name, email, ip, cv, work.salary, signature, username", "nn") ==
        Lines{"note ACME-T-001 at consent: Namn, e-postadresse, IP-adresse, CV, løn og 2 til."});
}

TEST_CASE("a rule that is covered keeps quiet where the other speaks, and only there") {
  CHECK(Run(NoBasis + NoPurpose, "activity a { data name }").lines().size() == 1);
  CHECK(Run(NoBasis + NoPurpose, "activity a { data name  basis consent }").lines() ==
        Lines{"warning ACME-T-002 at a: “a” is for nothing"});
  CHECK(Run(NoBasis + NoPurpose, "activity a { data name }  activity b { data name  basis consent }").lines() ==
        Lines{"error ACME-T-001 at a: nothing carries “a”", "warning ACME-T-002 at b: “b” is for nothing"});
}

TEST_CASE("a rule that is turned off covers nothing") {
  Run run(NoBasis + NoPurpose, "activity a { data name }");
  run.options.levels["ACME-T-001"] = diag::Severity::Off;
  CHECK(run.lines() == Lines{"warning ACME-T-002 at a: “a” is for nothing"});
}

TEST_CASE("levels go by profile, then by the project, the longest beginning of the id first") {
  Run run(NoBasis, "policy p { profile ropa }  activity a { data name }");
  CHECK(run.lines().front().starts_with("note"));
  run.options.levels["ACME"] = diag::Severity::Warning;
  CHECK(run.lines().front().starts_with("warning"));
  run.options.levels["ACME-T-001"] = diag::Severity::Error;
  CHECK(run.lines().front().starts_with("error"));
  run.options.levels["ACME-T"] = diag::Severity::Off;
  CHECK(run.lines().front().starts_with("error"));
}

TEST_CASE("a rule holds from the day its law is in force to the day it ends") {
  const std::string rule =
      "rule r { id \"ACME-T-001\" level error in_force 2025-01-01 ended 2026-01-01 for a in activities when a lacks "
      "basis at a says en \"x\" nb \"x\" }";
  Run run(rule, "activity a { data name }");
  const auto on = [&](CivilDate date) {
    run.options.as_of = toDay(date);
    return run.findings().size();
  };
  CHECK(on({2024, 12, 31}) == 0);
  CHECK(on({2025, 1, 1}) == 1);
  CHECK(on({2025, 12, 31}) == 1);
  CHECK(on({2026, 1, 1}) == 0);
}

TEST_CASE("a rule of one role or profile leaves the others alone") {
  const std::string rule =
      "rule r { id \"ACME-T-001\" level error role controller profile ropa, full for a in activities when a lacks "
      "basis at a says en \"x\" nb \"x\" }";
  CHECK(Run(rule, "policy p { profile full }  activity a { data name }").findings().size() == 1);
  CHECK(Run(rule, "activity a { data name }").findings().empty());
  CHECK(Run(rule, "policy p { profile full  role processor }  activity a { data name }").findings().empty());
}

TEST_CASE("an exception must be proved") {
  const std::string rule = ruleWith("a has data", "unless a.profiling is some en \"x\" nb \"x\"");
  CHECK(Run(rule, "activity a { data name }").findings().size() == 1);
  CHECK(Run(rule, "activity a { data name  profiling vague }").findings().size() == 1);
  CHECK(Run(rule, "activity a { data name  profiling some }").findings().empty());
}

TEST_CASE("what is not declared is asked for, if the rule has a question and somebody wants to hear it") {
  const std::string rule = ruleWith("a.profiling is some", "asks en \"is {a} profiling?\" nb \"er {a} profilering?\"");
  Run run(rule, "activity a { data name }");
  CHECK(run.findings().empty());
  run.options.questions = true;
  CHECK(run.lines() == Lines{"note ACME-T-001 at a: is “a” profiling?"});
  CHECK(run.findings().front().message.key == "ACME-T-001.asks");
  CHECK(run.findings().front().question);
}

TEST_CASE("a finding that is accepted is marked, and the acceptance runs out") {
  const auto run = [&](const std::string& accept, CivilDate date) {
    Run r(NoBasis, "activity a { data name  accept ACME-T-001 " + accept + " }");
    r.options.as_of = toDay(date);
    return r.lines();
  };
  const std::string whole = "because \"being cleared\" until 2026-12-31 by \"DPO\"";
  CHECK(run(whole, {2026, 7, 2}) == Lines{"error accepted ACME-T-001 at a: nothing carries “a”"});
  CHECK(run(whole, {2026, 12, 31}).size() == 1);
  CHECK(run(whole, {2027, 1, 1}) ==
        Lines{"error ACME-T-001 at a: nothing carries “a”",
              "warning VERN-ACCEPT-001 at ACME-T-001: `ACME-T-001` was accepted until 2026-12-31 by DPO"});
  CHECK(run("because \"x\"", {2026, 7, 2}).size() == 2);
  CHECK(Run(NoBasis, "activity a { data name  basis consent  accept ACME-T-001 " + whole + " }").lines() ==
        Lines{"warning VERN-ACCEPT-002 at ACME-T-001: `ACME-T-001` is accepted here, and nothing reports it"});
}

TEST_CASE("an accepted finding still covers") {
  const std::string policy = "activity a { data name  accept ACME-T-001 because \"x\" until 2026-12-31 by \"y\" }";
  CHECK(Run(NoBasis + NoPurpose, policy).lines().size() == 1);
}

TEST_CASE("a finding says what it covers, and accepting what is covered is not in vain") {
  const std::string both = "activity a { data name }";
  const auto found = Run(NoBasis + NoPurpose, both).findings();
  REQUIRE(found.size() == 1);
  CHECK(found.front().covers == Lines{"ACME-T-002"});
  // Alone it covers nothing.
  const auto alone = Run(NoBasis, both).findings();
  REQUIRE(alone.size() == 1);
  CHECK(alone.front().covers.empty());
  const std::string accept = "activity a { data name  accept ACME-T-002 because \"x\" until 2026-12-31 by \"y\" }";
  CHECK(Run(NoBasis + NoPurpose, accept).lines().size() == 1);
}

TEST_CASE("a fix is an edit of the clause it is about") {
  const std::string set =
      "rule r { id \"ACME-T-001\" level error for g in grants when g.basis is contract at g.basis says en \"x\" nb "
      "\"x\" fix set g.basis to consent }";
  const auto changed = Run(set, "activity a { data name  basis contract }").findings();
  REQUIRE(changed.front().edits.size() == 1);
  CHECK(changed.front().edits.front().replacement == "consent");

  const std::string add =
      "rule r { id \"ACME-T-001\" level error for p in policies for k in { right.access, right.erasure } when rights "
      "lacks k at p.rights says en \"{k}\" nb \"{k}\" fix add rights.k }";
  const auto added = Run(add, "rights {\n  right object\n}\n").findings();
  REQUIRE(added.front().edits.size() == 2);
  CHECK(added.front().edits[0].replacement == "  right access\n");
  CHECK(added.front().edits[1].replacement == "  right erasure\n");
}

TEST_CASE("citations come with a label in each language and an address") {
  const auto found =
      Run(ruleWith("a lacks basis", "cites gdpr.art6.1.b, popplyl.s5, wp260"), "activity a { data name }").findings();
  REQUIRE(found.front().law.size() == 3);
  CHECK(found.front().law[0]->label.in("en") == "GDPR Art. 6(1)(b)");
  CHECK(found.front().law[0]->label.in("nb") == "GDPR artikkel 6 nr. 1 bokstav b");
  CHECK(found.front().law[1]->label.in("nb") == "popplyl. § 5");
  CHECK(found.front().law[2]->label.in("en") == "WP260 rev.01 (transparency)");
  CHECK(found.front().law[0]->url.starts_with("https://"));
}

TEST_CASE("renaming, the order of clauses and unused declarations change no finding") {
  const std::string rule = NoBasis + NoPurpose;
  const auto ids = [&](const std::string& policy) {
    Lines out;
    for (const diag::Diagnostic& finding : Run(rule, policy).findings()) out.push_back(finding.id);
    return out;
  };
  const Lines first = ids("activity a { data name  basis consent }  activity b { purpose newsletter }");
  CHECK(first == Lines{"ACME-T-002", "ACME-T-001"});
  CHECK(ids("activity alpha { basis consent  data name }  activity beta { purpose newsletter }") == first);
  CHECK(ids("recipient nobody is processor  activity a { data name  basis consent }  activity b { purpose newsletter "
            "}") == first);
}
