// vern explain and vern rules.
#include <catch2/catch.hpp>

#include "compiler/cli/known_rules.h"
#include "compiler/messages/catalogue.h"
#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

TEST_CASE("a rule is explained with its reason, law, examples and fix, in the language asked for") {
  const Outcome en = test::run(cli::explain, {"VERN-BASIS-003"});
  CHECK(en.status == cli::Ok);
  for (const char* part :
       {"VERN-BASIS-003 (error)", "Advertising serves the", "GDPR Art. 6(1)(b), in force from 2018-07-20",
        "https://eur-lex.europa.eu/", "How to put it right", "Ask for consent", "\nReported\n", "\nNot reported\n",
        "This is not legal advice."}) {
    INFO(part);
    CHECK(en.out.find(part) != std::string::npos);
  }
  const Outcome nb = test::run(cli::explain, {"VERN-BASIS-003", "--lang", "nb"});
  CHECK(nb.out.find("VERN-BASIS-003 (feil)") != std::string::npos);
  CHECK(nb.out.find("Be om samtykke") != std::string::npos);
  CHECK(test::run(cli::explain, {"VERN-BASIS-003"}, "nb").out == nb.out);
  // By its name, and in small letters.
  CHECK(test::run(cli::explain, {"marketing_on_contract"}).out == en.out);
  CHECK(test::run(cli::explain, {"vern-basis-003"}).out == en.out);
  CHECK(test::run(cli::explain, {"basis-003"}).out == en.out);
}

TEST_CASE("the reference has a page for each rule in both languages, and an index that needs no network") {
  const Folder folder;
  const std::string pages = folder.path("reference");
  const Outcome outcome = test::run(cli::rules, {"--html", pages});
  INFO(outcome.err);
  REQUIRE(outcome.status == cli::Ok);
  const auto read = [&](const std::string& name) {
    std::ifstream file(pages + "/" + name, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  const std::string english = read("VERN-BASIS-003.en.html");
  CHECK(english.find("<h2>How to put it right</h2>") != std::string::npos);
  CHECK(english.find("href=\"VERN-BASIS-003.nb.html\"") != std::string::npos);
  CHECK(english.find("This is not legal advice.") != std::string::npos);
  CHECK(read("VERN-BASIS-003.nb.html").find("<html lang=\"nb\">") != std::string::npos);
  const std::string index = read("index.nb.html");
  CHECK(index.find("<a href=\"VERN-BASIS-003.nb.html\">") != std::string::npos);
  CHECK(index.find("<a href=\"silences.nb.html\">") != std::string::npos);
  const std::string silences = read("silences.en.html");
  CHECK(silences.find("<code>activity.retain</code>") != std::string::npos);
  CHECK(silences.find("<a href=\"VERN-INFO-007.en.html\">") != std::string::npos);
  // Nothing is fetched: no script, style or picture from elsewhere.
  CHECK(index.find("src=") == std::string::npos);
  CHECK(index.find("<link") == std::string::npos);
}

TEST_CASE("a finding of the compiler is explained from the catalogue") {
  const Outcome outcome = test::run(cli::explain, {"VERN-SYNTAX-007"});
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out.find("the closing `}` of `…` is missing") != std::string::npos);
  CHECK(outcome.out.find("legal advice") == std::string::npos);
  CHECK(outcome.out.find("Reported\n    activity portal {") != std::string::npos);
  CHECK(outcome.out.find("Not reported\n    activity portal {") != std::string::npos);
}

TEST_CASE("why a rule is left out is explained in both languages") {
  const Outcome en = test::run(cli::explain, {"vern-ret-004"});
  CHECK(en.status == cli::Ok);
  CHECK(en.out.find("which VERN-RET-007 reads") != std::string::npos);
  CHECK(en.out.find("Checked by VERN-RET-007.") != std::string::npos);
  CHECK(test::run(cli::explain, {"VERN-RET-004"}, "nb").out.find("som VERN-RET-007 leser") != std::string::npos);
  CHECK(test::run(cli::explain, {"VERN-SEC-007"}).out.find("Vern does not check this.") != std::string::npos);
}

TEST_CASE("a rule over a table is explained and found by what the rows rest on") {
  CHECK(test::run(cli::explain, {"VERN-RET-008"}).out.find("Police Databases Regulation") != std::string::npos);
  CHECK(test::run(cli::explain, {"VERN-RET-008"}).out.find("Bookkeeping Act") == std::string::npos);
  CHECK(test::run(cli::rules, {"advokat", "--lang", "nb"}).out.find("VERN-RET-007") != std::string::npos);
}

TEST_CASE("under the example of a project's own rule stands what it reports there, and not in the project") {
  const Folder folder;
  folder.write("vern.toml", "[project]\nname = \"x\"\npolicies = [\"p.vern\"]\n[rules]\nfolders = [\"own\"]\n");
  const std::string rule = R"(
  id "VEST-WORK-001"
  level warning
  for a in activities
  when a.purpose includes service.billing
  at a
  says en "Billed in {a}." nb "Fakturert i {a}."
  because en "x." nb "x."
  cites gdpr.art5
  fires on { activity fee { purpose service.billing } }
  passes on { activity fee { purpose newsletter } }
)";
  folder.write("own/r.vern", "rule vest_fee {" + rule + "}\n");
  folder.write(
      "p.vern",
      "use norway\npolicy p { languages en }\nactivity gebyr { title en \"Gebyr\" purpose service.billing }\n");
  const Outcome outcome = test::run(cli::explain, {"VEST-WORK-001", folder.path("")});
  INFO(outcome.out << outcome.err);
  CHECK(outcome.out.find("Billed in “fee”.") != std::string::npos);
  CHECK(outcome.out.find("Gebyr") == std::string::npos);
}

TEST_CASE("an unknown finding gets the nearest one, and exit status 2") {
  const Outcome outcome = test::run(cli::explain, {"VERN-BASSI-003"});
  CHECK(outcome.status == cli::Unusable);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find("did you mean `VERN-BASIS-003`?") != std::string::npos);
  CHECK(test::run(cli::explain, {}).status == cli::Unusable);
}

TEST_CASE("the rules of a project are explained too") {
  const Folder folder;
  const std::string path = folder.write("main.vern", R"(use norway
activity ads { data email  purpose newsletter }
rule no_ads {
  id       "ACME-ADS-001"
  level    warning
  for      a in activities
  when     a.purpose includes marketing
  at       a
  says     en "{a} is marketing."  nb "{a} er markedsføring."
  because  en "We do none."  nb "Det driver vi ikke med."
  cites    gdpr.art6.1.b
}
)");
  const Outcome outcome = test::run(cli::explain, {"ACME-ADS-001", path});
  INFO(outcome.err);
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out.find("We do none.") != std::string::npos);
  CHECK(test::run(cli::explain, {"ACME-ADS-001"}).status == cli::Unusable);
  CHECK(test::run(cli::rules, {"--path", path, "acme"}).out.find("ACME-ADS-001") != std::string::npos);
}

TEST_CASE("what a statement must say is a table with the law of each row and the rules that rest on it") {
  const Outcome en = test::run(cli::rules, {"--silences"});
  INFO(en.err);
  CHECK(en.status == cli::Ok);
  const auto row = [](const std::string& table, const std::string& name) {
    const std::size_t begin = table.find("\n" + name + "  ");
    return begin == std::string::npos ? std::string()
                                      : table.substr(begin, table.find('\n', table.find("VERN-", begin)) - begin);
  };
  const std::string storage = row(en.out, "storage");
  for (const char* part :
       {"how long the data are kept", "activity.retain", "grant.window", "GDPR Art. 13(2)(a)", "VERN-RET-001"}) {
    INFO(part);
    CHECK(storage.find(part) != std::string::npos);
  }
  CHECK(row(test::run(cli::rules, {"--silences", "--lang", "nb"}).out, "storage").find("hvor lenge") !=
        std::string::npos);

  // A project can ask more of its own statements.
  const Folder folder;
  const std::string path = folder.write("main.vern", R"(use norway
silence precautions  en "what is done for security"  nb "hva som gjøres for sikkerheten" {
  covers  activity.measures
  cites   gdpr.art32.1
}
rule told {
  id       "ACME-SEC-001"
  level    error
  for      a in activities
  when     a lacks measures
  at       a
  says     en "{a} does not say what is done for security."  nb "{a} sier ikke hva som gjøres for sikkerheten."
  because  en "Our customers ask."  nb "Kundene våre spør."
  cites    gdpr.art32.1
}
)");
  const Outcome own = test::run(cli::rules, {"--silences", "--path", path});
  INFO(own.err);
  CHECK(row(own.out, "precautions").find("what is done for security") != std::string::npos);
  CHECK(own.out.find("ACME-SEC-001") != std::string::npos);
}

TEST_CASE("every rule of the library has everything that an explanation prints") {
  Outcome outcome;
  llvm::raw_string_ostream out(outcome.out);
  cli::Io io{out, out, realFileSystem(), false, toDay({2026, 7, 2}), "en"};
  const cli::KnownRules known(io, {});
  REQUIRE(!known.broken());
  CHECK(known.all().size() > 60);
  for (const cli::KnownRules::Known& rule : known.all())
    for (const char* language : {"en", "nb"}) {
      const report::Explanation explanation = known.explain(rule, language);
      INFO(explanation.id << " in " << language);
      CHECK(!explanation.sentence.empty());
      CHECK(!explanation.explanation.empty());
      CHECK(!explanation.fires_on.empty());
      CHECK(!explanation.passes_on.empty());
      CHECK(!explanation.reported.empty());
      CHECK(explanation.sentence.find('{') == std::string::npos);
      for (const std::string& fix : explanation.fixes) CHECK(fix.find('{') == std::string::npos);
      const std::string text = report::toText(explanation, language);
      CHECK(text.find("explain.") == std::string::npos);
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) CHECK((line.empty() || line.back() != ' '));
    }
}

TEST_CASE("rules are listed, and searched in any of their texts and languages") {
  const Outcome all = test::run(cli::rules, {});
  CHECK(all.status == cli::Ok);
  const Outcome some = test::run(cli::rules, {"MARKEDSFØRING", "avtale"});
  CHECK(some.out.find("VERN-BASIS-003") != std::string::npos);
  CHECK(some.out.size() < all.out.size() / 3);
  // Other forms of a word are found as well.
  CHECK(test::run(cli::rules, {"samtykkene"}).out.find("VERN-CONSENT-001") != std::string::npos);
  CHECK(test::run(cli::rules, {"informasjonskapslene"}).out.find("VERN-COOKIE-001") != std::string::npos);
  const Outcome json = test::run(cli::rules, {"basis-003", "--format", "json"});
  CHECK(json.out.find("\"id\": \"VERN-BASIS-003\"") != std::string::npos);
}
