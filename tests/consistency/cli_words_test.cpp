// What the command line says stands in the catalogues, in English and Bokmål, and nowhere else.
#include <filesystem>
#include <regex>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include "compiler/cli/commands.h"
#include "compiler/messages/catalogue.h"
#include "tests/consistency/declared.h"
#include "tests/consistency/root.h"
#include "vern/table.h"

using namespace vern;
using consistency::Root;

namespace {

namespace fs = std::filesystem;

/// Every source of `folder`, by path.
std::vector<fs::path> sourcesIn(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// A text in quotes, with what stands before it. Literals in a row count as one; comments and characters as nothing.
struct Literal {
  std::string text;
  std::string before;
};

std::vector<Literal> literalsIn(const std::string& code) {
  std::vector<Literal> out;
  std::string before;  // without blanks
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code.compare(i, 2, "//") == 0) {
      i = std::min(code.find('\n', i), code.size());
    } else if (code[i] == '\'' || code[i] == '"') {
      const char quote = code[i];
      std::string text;
      for (++i; i < code.size() && code[i] != quote; ++i) {
        const bool escape = code[i] == '\\';
        if (escape) ++i;
        text += escape && code[i] == 'n' ? '\n' : code[i];
      }
      if (quote == '\'') before += '_';
      else if (before.empty() && !out.empty()) out.back().text += text;
      else out.push_back({text, std::exchange(before, "")});
    } else if (code[i] != ' ' && code[i] != '\n') {
      before += code[i];
    }
  }
  return out;
}

void inBoth(const std::string& key) {
  INFO(key);
  for (const std::string_view language : {"en", "nb"}) {
    INFO(std::string(language));
    CHECK(messages::find(language, key) != nullptr);
  }
}

/// The places {…} of a sentence.
std::multiset<std::string> placesOf(const std::string& sentence) {
  static const std::regex Place(R"(\{([a-z_]+)\})");
  std::multiset<std::string> out;
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), Place), end; it != end; ++it) out.insert((*it)[1]);
  return out;
}

/// The text says why something cannot be done.
bool isCause(const Literal& literal) {
  for (const char* opening : {"fault(", "Cause{", "noQuestion({", "fail("})
    if (literal.before.ends_with(opening)) return true;
  return false;
}

}  // namespace

TEST_CASE("every command and every option is explained in English and Bokmål") {
  std::size_t options = 0;
  for (const cli::Command* command : cli::commands()) {
    const std::string begin = "command." + std::string(command->name) + ".";
    inBoth(begin + "summary");
    inBoth(begin + "help");
    for (const cli::Option& option : command->options) {
      inBoth(begin + std::string(option.name));
      ++options;
    }
  }
  CHECK(options > 60);
}

TEST_CASE("every sentence that the command line asks for is there in English and Bokmål, with the same places") {
  std::set<std::string> literals;  // all of them: a key may stand behind a condition
  std::set<std::string> asked;
  for (const fs::path& path : sourcesIn(Root / "compiler" / "cli")) {
    bool command = false;  // the last one named a command, and its sentence follows
    for (const Literal& literal : literalsIn(consistency::readFile(path))) {
      literals.insert(literal.text);
      const bool follows = std::exchange(command, literal.before.ends_with("refuse(io,")) && literal.before == ",";
      for (const char* opening : {"say(io,", "say(io_,", "refuse(io,command.name,", "title("})
        if (follows || literal.before.ends_with(opening))
          asked.insert((std::string_view(opening) == "title(" && !follows ? "manual." : "") + literal.text);
    }
  }
  CHECK(asked.size() > 60);
  for (const std::string& key : asked)
    if (!key.ends_with(".")) inBoth("cli." + key);
  std::size_t said = 0;
  for (const std::string_view language : {"en", "nb"})
    for (const std::string_view key : messages::keys(language)) {
      if (!key.starts_with("cli.")) continue;
      ++said;
      INFO(std::string(language) << ": " << std::string(key));
      inBoth(std::string(key));
      CHECK(placesOf(std::string(*messages::find("en", key))) == placesOf(std::string(*messages::find("nb", key))));
      // Nobody says what no code asks for.
      CHECK((literals.contains(std::string(key.substr(4))) ||
             literals.contains(std::string(key.substr(key.rfind('.') + 1)))));
    }
  CHECK(said > 100);
}

TEST_CASE("no sentence stands in the code of the command line") {
  static const std::regex TwoWords(R"([a-z]{2,}[`,;:]* [`{]?[a-z]{2,})");
  for (const fs::path& path : sourcesIn(Root / "compiler" / "cli")) {
    // Programs of shells, and what is looked at below.
    if (path.filename() == "completions.cpp") continue;
    for (const Literal& literal : literalsIn(consistency::readFile(path))) {
      if (isCause(literal) || literal.text.find('<') != std::string::npos) continue;
      INFO(path.filename().string() << ": " << literal.text);
      CHECK_FALSE(std::regex_search(literal.text, TwoWords));
    }
  }
}

TEST_CASE("every reason why something cannot be done is said in Bokmål, with the same places") {
  std::set<std::string> reasons;
  for (const char* folder : {"source", "query", "cli", "statement", "report", "table"})
    for (const fs::path& path : sourcesIn(Root / "compiler" / folder)) {
      if (path.filename() == "proof.cpp") continue;  // of a fault of vern's own
      for (const Literal& literal : literalsIn(consistency::readFile(path)))
        if (isCause(literal)) reasons.insert(literal.text);
    }
  for (int status = 1; !runtime::describe(static_cast<runtime::Status>(status)).empty(); ++status)
    reasons.emplace(runtime::describe(static_cast<runtime::Status>(status)));
  CHECK(reasons.size() > 70);
  for (const std::string& reason : reasons) {
    INFO(reason);
    const std::string_view* nb = messages::find("nb", "reason." + reason);
    CHECK(nb != nullptr);
    if (nb != nullptr) CHECK(placesOf(reason) == placesOf(std::string(*nb)));
  }
}
