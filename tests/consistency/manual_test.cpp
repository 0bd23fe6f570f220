// Every example of the manual compiles, and finds what the page says it finds. The words after ```vern say how much of
// a policy it is:
//
//   ```vern             declarations
//   ```vern in HEAD     clauses of one declaration: `in activity`, `in basis is consent`
//   ```vern clean       a whole policy, in which no rule finds an error or a warning
//   ```vern fails ID…   these findings and, of the text itself, no other; may follow `in HEAD`
//
// `use norway` is understood where no `use` is written. Rules that an example declares are run on their own examples.
#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/messages/catalogue.h"
#include "compiler/messages/render.h"
#include "compiler/model/schema.h"
#include "compiler/rules/typecheck.h"
#include "compiler/testing/examples.h"
#include "tests/consistency/declared.h"

using namespace vern;

namespace {

namespace fs = std::filesystem;

struct Example {
  std::string file;
  std::string text;               // lines stand where they stand on the page
  bool clean = false;
  std::set<std::string> expected;
};

/// "activity" or "basis is consent" as the beginning of a declaration.
std::string opening(const std::string& head) {
  static const std::set<std::string> Nameless = {"scope", "defaults", "rights", "changes", "security"};
  const std::size_t end = std::min(head.find(' '), head.size());
  const std::string kind = head.substr(0, end);
  return kind + (Nameless.contains(kind) ? "" : " example") + head.substr(end) + " {";
}

std::vector<Example> examplesIn(const std::string& page, const std::string& name) {
  std::vector<Example> out;
  std::istringstream lines(page);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.starts_with("```vern")) continue;
    Example example{name, std::string(number - 1, '\n'), false, {}};
    std::istringstream info(line.substr(3));
    std::string head;
    std::string mode;
    for (std::string word; info >> word;) {
      if (word == "in" || word == "clean" || word == "fails" || word == "vern") mode = word;
      else if (mode == "in") head += (head.empty() ? "" : " ") + word;
      else if (mode == "fails") example.expected.insert(word);
      else FAIL_CHECK(example.file << ":" << number << ": nobody knows the word `" << word << "`");
      example.clean = example.clean || word == "clean";
    }
    std::string body;
    bool uses = false;
    while (std::getline(lines, line) && ++number && line != "```") {
      uses = uses || line.starts_with("use ");
      body += line + "\n";
    }
    example.text +=
        (uses ? "" : "use norway ") + (head.empty() ? "" : opening(head)) + "\n" + body + (head.empty() ? "" : "}\n");
    out.push_back(std::move(example));
  }
  return out;
}

std::vector<fs::path> pages() {
  const fs::path root = VERN_SOURCE_DIR;
  std::vector<fs::path> out = {root / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

const fs::path Language = fs::path(VERN_SOURCE_DIR) / "docs" / "language";

/// The pages on the language, by name: "activity", "windows".
std::map<std::string, std::string> languagePages() {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::directory_iterator(Language))
    out.emplace(entry.path().stem().string(), consistency::readFile(entry.path()));
  return out;
}

const testing::Passes Passes{
    [](const model::Model& model) { return grants::fromModel(model); },
    [](const model::Model& model, const grants::Grants& grants) { return judge::judge(model, grants); }};

/// What compiling `example` finds that it does not claim, and what it claims that is not found.
std::vector<std::string> complaints(const Example& example) {
  const Day as_of = *parseDay("2026-06-01");
  MemoryFileSystem files;
  files.add(example.file, example.text);
  driver::Session session(files);
  workspace::Project project;
  project.root = ".";
  project.policies = {example.file};
  const auto policy = session.load(project, example.file);
  if (!session.sink.hasErrors() && policy->model) {
    rules::RuleSet own = session.rules(*policy);
    std::erase_if(own.rules, [](const rules::Rule* rule) { return rule->standard; });
    if (!session.sink.hasErrors())
      testing::runExamples(*policy->model, own, Passes, as_of, session.sources, session.sink);
  }
  session.sink.finish();
  const bool text_is_sound = !session.sink.hasErrors();
  std::vector<diag::Diagnostic> of_text = session.sink.diagnostics();
  std::vector<diag::Diagnostic> of_rules;
  if (text_is_sound && (example.clean || !example.expected.empty())) {
    session.check(project, *policy, {as_of, false});
    session.sink.finish();
    of_rules = session.sink.diagnostics();
  }
  std::vector<std::string> out;
  const auto complain = [&](const diag::Diagnostic& finding) {
    const auto line = finding.span.valid() ? session.sources.position(finding.span.file, finding.span.begin).line : 0;
    out.push_back(example.file + ":" + std::to_string(line) + ": " + finding.id + " " +
                  messages::render(finding.message, "en"));
  };
  std::set<std::string> found;
  for (const diag::Diagnostic& finding : of_text) {
    found.insert(finding.id);
    if (!example.expected.contains(finding.id)) complain(finding);
  }
  for (const diag::Diagnostic& finding : of_rules) {
    found.insert(finding.id);
    if (example.clean && finding.severity >= diag::Severity::Warning) complain(finding);
  }
  for (const std::string& id : example.expected)
    if (!found.contains(id))
      out.push_back(example.file + ":" + std::to_string(1 + example.text.find_first_not_of('\n')) + ": " + id +
                    " is not found");
  return out;
}

}  // namespace

TEST_CASE("every example of the manual compiles, and finds what the page says") {
  std::size_t count = 0;
  for (const fs::path& page : pages())
    for (const Example& example :
         examplesIn(consistency::readFile(page), page.lexically_relative(VERN_SOURCE_DIR).string())) {
      ++count;
      for (const std::string& complaint : complaints(example)) FAIL_CHECK(complaint);
    }
  CHECK(count > 0);
}

TEST_CASE("an example that finds something else than it says is noticed") {
  const auto complaintsOf = [](const std::string& page) {
    const std::vector<Example> examples = examplesIn(page, "page.md");
    REQUIRE(examples.size() == 1);
    return complaints(examples.front());
  };
  CHECK(complaintsOf("```vern\nactivity x { data email }\n```\n").empty());
  CHECK(complaintsOf("```vern in rights\nright access\n```\n").empty());
  CHECK(complaintsOf("```vern in activity fails VERN-NAME-001\ndata emial\n```\n").empty());
  CHECK(complaintsOf("\n```vern in activity\ndata name,\n     emial\n```\n")
            .front()
            .starts_with("page.md:4: VERN-NAME-001"));
  CHECK(complaintsOf("```vern in activity fails VERN-NAME-001\ndata email\n```\n").front() ==
        "page.md:1: VERN-NAME-001 is not found");
  CHECK(complaintsOf("```vern in activity fails VERN-BASIS-003\npurpose marketing  basis contract\n```\n").empty());
  CHECK_FALSE(complaintsOf("```vern clean\nactivity x { data email }\n```\n").empty());
}

namespace {

/// Words between backticks.
std::vector<std::string> inBackticks(const std::string& text) {
  static const std::regex Code("`([a-z_]+)`");
  std::vector<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), Code), end; it != end; ++it) out.push_back((*it)[1]);
  return out;
}

/// A table of the manual: the kinds of declaration that its heading names, and the clauses it has rows for.
struct Table {
  std::vector<std::string> kinds;  // none under "Clauses of the library": those go for every kind
  std::set<std::string> clauses;
};

std::vector<Table> tablesOfManual() {
  std::vector<std::string> pages = {consistency::readFile(Language.parent_path() / "rules.md")};
  for (const auto& [name, page] : languagePages()) pages.push_back(page);
  std::vector<Table> out;
  for (const std::string& page : pages) {
    std::istringstream lines(page);
    bool open = false;
    bool code = false;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("```")) code = !code;
      if (code) continue;
      if (line.starts_with("#")) {
        const bool library = line == "## Clauses of the library";
        const std::vector<std::string> kinds = line.starts_with("### ") || line.starts_with("## Clauses of ")
                                                   ? inBackticks(line)
                                                   : std::vector<std::string>();
        open = library || !kinds.empty();
        if (open) out.push_back({kinds, {}});
      } else if (open && (line.starts_with("| `") || out.back().kinds.empty())) {
        const std::string cell = line.starts_with("|") ? line.substr(0, line.find('|', 1)) : line;
        for (const std::string& word : inBackticks(cell)) out.back().clauses.insert(word);
      }
    }
  }
  return out;
}

bool hasClause(const std::string& kind, const std::string& clause) {
  const auto known = model::kindFrom(kind);
  const auto word = wordFrom(clause);
  return known && word && model::clauseRule(*known, *word) != nullptr;
}

}  // namespace

TEST_CASE("the manual has a row for every clause of every declaration, and for no other") {
  const std::vector<Table> tables = tablesOfManual();
  for (std::size_t k = 0; k < model::KindCount; ++k) {
    const std::string kind(model::spelling(static_cast<model::Kind>(k)));
    for (const model::ClauseRule& rule : model::clauseRules(static_cast<model::Kind>(k))) {
      const std::string clause(spelling(rule.word));
      INFO("no row for the clause " << clause << " of " << kind);
      CHECK(std::any_of(tables.begin(), tables.end(), [&](const Table& table) {
        const auto& kinds = table.kinds;
        return table.clauses.contains(clause) &&
               (kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end());
      }));
    }
  }
  for (const Table& table : tables)
    for (const std::string& clause : table.clauses) {
      if (table.kinds.empty() || !model::kindFrom(table.kinds.front())) continue;
      INFO("a row for " << clause << ", which is no clause of " << table.kinds.front());
      CHECK(std::any_of(table.kinds.begin(), table.kinds.end(),
                        [&](const std::string& kind) { return hasClause(kind, clause); }));
    }
}

namespace {

/// What stands on a page on the language below `heading`, up to the next one.
std::string partOfManual(const std::string& page, const std::string& heading) {
  const std::string text = consistency::readFile(Language / (page + ".md"));
  const std::size_t begin = text.find("\n" + heading + "\n");
  REQUIRE(begin != std::string::npos);
  return text.substr(begin + 1, text.find("\n#", begin + 1) - begin);
}

/// Whatever stands between backticks, `at most` as at_most.
std::vector<std::string> wordsInBackticks(const std::string& text) {
  static const std::regex Code("`([a-z_ ]+)`");
  std::vector<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), Code), end; it != end; ++it) {
    out.push_back((*it)[1]);
    std::replace(out.back().begin(), out.back().end(), ' ', '_');
  }
  return out;
}

}  // namespace

TEST_CASE("the manual's table of joining words is what the compiler takes") {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> table;  // by clause and block
  std::istringstream lines(partOfManual("writing", "## Which word joins which clause"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `")) continue;
    const std::size_t first = line.find('|', 1);
    const std::size_t second = line.find('|', first + 1);
    std::vector<std::string> blocks = wordsInBackticks(line.substr(first, second - first));
    if (blocks.empty()) blocks = {"everywhere"};
    const std::vector<std::string> words = wordsInBackticks(line.substr(second));
    for (const std::string& clause : wordsInBackticks(line.substr(0, first)))
      for (const std::string& block : blocks) table[{clause, block}] = {words.begin(), words.end()};
  }
  std::set<std::pair<std::string, std::string>> used;
  for (std::size_t k = 0; k < model::KindCount; ++k)
    for (const model::ClauseRule& rule : model::clauseRules(static_cast<model::Kind>(k))) {
      std::string block(model::spelling(rule.block));
      std::string clause(spelling(rule.word));
      std::istringstream taken{std::string(model::joinsOf(rule.block, rule.word))};
      std::set<std::string> joins;
      for (std::string word; taken >> word;) joins.insert(word);
      if (block == "defaults" || block == "tracker") block = "activity";
      if (block == "claim") block = "promise";
      if (clause == "accept") block = "everywhere";
      if (block == "promise" && !joins.empty()) clause = "use";
      INFO(clause << " in " << block);
      const auto row = table.find({clause, block});
      CHECK((row != table.end() ? row->second : std::set<std::string>()) == joins);
      if (row != table.end()) used.insert(row->first);
    }
  CHECK(used.size() == table.size());
}

TEST_CASE("an example of the manual shows every clause that a policy may have") {
  static const std::set<std::string> OfLibrary = {"law", "section", "param", "order", "vocabulary", "row"};
  std::set<std::string> shown;
  static const std::regex Word("[a-z_]+");
  for (const auto& [name, page] : languagePages())
    for (const Example& example : examplesIn(page, name))
      for (std::sregex_iterator it(example.text.begin(), example.text.end(), Word), end; it != end; ++it)
        shown.insert(it->str());
  std::set<std::string> library;
  for (const std::string& word : inBackticks(partOfManual("words", "## Clauses of the library"))) library.insert(word);
  for (std::size_t k = 0; k < model::KindCount; ++k)
    for (const model::ClauseRule& rule : model::clauseRules(static_cast<model::Kind>(k))) {
      const std::string clause(spelling(rule.word));
      if (OfLibrary.contains(std::string(model::spelling(rule.block))) || library.contains(clause)) continue;
      INFO(clause << " of " << model::spelling(rule.block));
      CHECK(shown.contains(clause));
    }
}

TEST_CASE("each finding of the compiler has an example that it reports on, and the same put right") {
  // What stands in no policy, or cannot be shown in a few lines.
  static const std::set<std::string> Without = {
      "VERN-NAME-009",   "VERN-POLICY-001", "VERN-POLICY-002", "VERN-RULE-027",   "VERN-RULE-028", "VERN-RULE-031",
      "VERN-SYNTAX-012", "VERN-SYNTAX-025", "VERN-SYNTAX-029", "VERN-SYNTAX-033", "VERN-TEST-005", "VERN-TEST-006",
      "VERN-TEXT-001",   "VERN-TEXT-002",   "VERN-TEXT-003",   "VERN-USE-001",    "VERN-USE-004",  "VERN-USE-006"};
  std::size_t shown = 0;
  for (const consistency::Sentence& sentence : consistency::allDeclared(VERN_SOURCE_DIR)) {
    const std::string& id = sentence.key;
    if (!id.starts_with("VERN-") || id.starts_with("VERN-PROJECT-") || Without.contains(id)) continue;
    INFO(id);
    const std::string_view* wrong = messages::find("en", "example." + id + ".wrong");
    const std::string_view* right = messages::find("en", "example." + id + ".right");
    REQUIRE((wrong != nullptr && right != nullptr));
    const auto complaintsOf = [&](std::string_view text) {
      return complaints({id, (text.starts_with("use ") ? "" : "use norway ") + std::string(text), false, {id}});
    };
    CHECK_THAT(complaintsOf(*wrong), Catch::Matchers::Equals(std::vector<std::string>()));
    CHECK(complaintsOf(*right) == std::vector<std::string>{id + ":1: " + id + " is not found"});
    ++shown;
  }
  CHECK(shown >= 100);
}

TEST_CASE("every declaration of a policy has a page with what it is, its clauses and an example") {
  // Those of a library of rules stand in docs/rules.md; an order of events is declared by vern's own alone.
  static const std::set<std::string> OfRules = {"rule",  "define", "param",     "row",       "silence", "vocabulary",
                                                "order", "table",  "condition", "safeguard", "right"};
  const auto pages = languagePages();
  std::set<std::string> linked;
  static const std::regex Link(R"(\]\(language/([a-z-]+)\.md)");
  const std::string entrance = consistency::readFile(Language.parent_path() / "language.md");
  for (std::sregex_iterator it(entrance.begin(), entrance.end(), Link), end; it != end; ++it) linked.insert((*it)[1]);
  std::size_t found = 0;
  for (std::size_t k = 0; k < model::KindCount; ++k) {
    const std::string kind(model::spelling(static_cast<model::Kind>(k)));
    if (OfRules.contains(kind)) continue;
    INFO(kind);
    const auto page = pages.find(kind);
    REQUIRE(page != pages.end());
    ++found;
    CHECK(page->second.starts_with("# `" + kind + "`\n\n"));
    const bool has_table = page->second.find("| clause |") != std::string::npos;
    CHECK((has_table || kind == "defaults" || kind == "claim"));
    const std::vector<Example> examples = examplesIn(page->second, kind);
    CHECK(std::any_of(examples.begin(), examples.end(), [&](const Example& example) {
      return std::regex_search(example.text, std::regex("(^|\n|norway )" + kind + "[ {]"));
    }));
  }
  CHECK(found > 25);
  for (const auto& [name, page] : pages) {
    INFO(name << " is not in docs/language.md");
    CHECK(linked.contains(name));
  }
}
