// The formatter changes white space and nothing else, and is done after one run.
#include "compiler/syntax/print.h"

#include <filesystem>
#include <random>
#include <sstream>

#include <catch2/catch.hpp>

#include "compiler/source/file_system.h"
#include "compiler/syntax/dump.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/tokens.h"
#include "stdlib_data.h"
#include "tests/unit/syntax/random_text.h"

using namespace vern;

namespace {

/// Tokens and comments of `text`, without their places. A comment that shares its line with what stands before it is
/// marked, for it must go on doing so.
std::vector<std::string> words(const std::string& text) {
  SourceMap sources;
  const FileId file = sources.add("words.vern", text);
  std::vector<std::string> out;
  std::uint32_t at = 0;
  const auto comments = [&](std::uint32_t to) {
    bool new_line = at == 0;
    for (std::uint32_t i = at; i < to; ++i) {
      if (text[i] == '\n') new_line = true;
      if (text[i] != '/') continue;
      const std::uint32_t end = std::min(static_cast<std::uint32_t>(text.find('\n', i)), to);
      std::string comment = text.substr(i, end - i);
      while (comment.back() == ' ' || comment.back() == '\r') comment.pop_back();
      out.push_back((new_line ? "" : "same line: ") + comment);
      i = end - 1;
    }
  };
  for (const Span& token : syntax::tokens(file, sources)) {
    comments(token.begin);
    std::string word(sources.text(token));
    // `at most` is one token, whatever stands between its words.
    if (word.starts_with("at") && word.find_first_of(" \t\r\n") == 2)
      word = word.ends_with("most") ? "at most" : "at least";
    out.push_back(std::move(word));
    at = token.end;
  }
  comments(static_cast<std::uint32_t>(text.size()));
  return out;
}

/// `line` without the comment that ends it.
std::string withoutComment(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && quoted) ++i;
    else if (line[i] == '"') quoted = !quoted;
    else if (!quoted && line.substr(i).starts_with("//")) return std::string(line.substr(0, i));
  }
  return std::string(line);
}

struct Read {
  bool sound = false;
  std::string finding;  // the first, where it is not
  std::string tree;     // without places
  std::string printed;
};

Read read(const std::string& text) {
  SourceMap sources;
  diag::Sink sink;
  const FileId id = sources.add("policy.vern", text);
  const syntax::File file = syntax::fromText(id, sources, sink);
  Read out;
  out.sound = sink.diagnostics().empty();
  if (!out.sound) {
    const diag::Diagnostic& first = sink.diagnostics().front();
    out.finding = first.id + " at " + std::string(sources.line(id, sources.position(id, first.span.begin).line));
    return out;
  }
  out.printed = syntax::print(file, sources);
  std::istringstream lines(syntax::dump(file, sources));
  for (std::string line; std::getline(lines, line);) {
    // Conditions are dumped as they are written, over several lines and with comments, so blanks do not count. Places
    // stand at the end of a line.
    std::istringstream parts(withoutComment(line.substr(0, line.rfind(" @"))));
    for (std::string word; parts >> word;) out.tree += word;
  }
  return out;
}

std::string printed(const std::string& text) { return read(text).printed; }

/// Printing keeps the words, the comments at their places and the tree, and is done after one run.
void holds(const std::string& text) {
  const Read before = read(text);
  REQUIRE(before.sound);
  const Read after = read(before.printed);
  INFO(after.finding << "\n" << before.printed);
  REQUIRE(after.sound);
  CHECK(words(before.printed) == words(text));
  CHECK(after.tree == before.tree);
  CHECK(after.printed == before.printed);
}

}  // namespace

TEST_CASE("every file of the standard library keeps its words and comments, and one run is enough") {
  for (const EmbeddedFile& file : embeddedStdlib()) {
    if (!file.path.ends_with(".vern")) continue;
    INFO(std::string(file.path));
    holds(std::string(file.text));
  }
}

TEST_CASE("every example and every policy of the golden tests keeps its words, comments and tree") {
  int files = 0;
  for (const std::string folder : {"examples", "stdlib-policies", "tests/golden"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(VERN_SOURCE_DIR) + "/" + folder)) {
      if (entry.path().extension() != ".vern") continue;
      const std::string text = llvm::cantFail(realFileSystem().read(entry.path().string(), MaxFileBytes));
      if (!read(text).sound) continue;  // golden files of mistakes
      ++files;
      INFO(entry.path().string());
      holds(text);
    }
  CHECK(files > 200);
}

TEST_CASE("generated policies keep their words, comments and tree, whatever their layout was") {
  constexpr unsigned Policies = 4000;
  for (unsigned seed = 1; seed <= Policies; ++seed) {
    const std::string text = test::RandomText(seed).file();
    INFO("seed " << seed << "\n" << text);
    INFO(read(text).finding);
    holds(text);
  }
}

TEST_CASE("a policy with its white space and comments thrown about is laid out the same way twice") {
  std::string text;
  for (const EmbeddedFile& file : embeddedStdlib())
    if (file.path == "taxonomy/events.vern" || file.path == "taxonomy/safeguards.vern") text += std::string(file.text);
  text += R"(
activity shop { may title en "Shop" nb "Butikk" subjects customer data such as name, email { retain 1 year after purchase }
  purpose service.delivery, billing basis contract with customer
  share a, b when c or not d as processor en "x" nb "y" { located eea }
  retain earliest of { 3 years after purchase, until erasure_requested }, at most 5 years under bokforingsloven.s13 then delete }
test "t" { ask use email of customer for billing given consent withdrawn expect deny }
rule r { id "X-1" for a in activities when any b in a.basis : (b is consent and not a has x) at a.basis says en "a" nb "b"
  fires on { activity x { data email } } }
)";
  const std::vector<std::string> original = words(text);
  std::mt19937 random(20260501);  // the same every time
  for (int round = 0; round < 60; ++round) {
    std::string shuffled;
    for (const std::string& word : original) {
      if (word.starts_with("//") || word.starts_with("same line")) continue;
      shuffled += word;
      switch (random() % 9) {
        case 0: shuffled += "\n"; break;
        case 1: shuffled += "\n\n\n\t"; break;
        case 2: shuffled += " // note\n"; break;
        case 3: shuffled += "\r\n  "; break;
        default: shuffled += "  "; break;
      }
    }
    // `at most` is one token: a comment between the two words is none of ours.
    if (printed(shuffled).empty()) continue;
    INFO("round " << round);
    holds(shuffled);
  }
}

TEST_CASE("a declaration has the layout of the manual") {
  CHECK(printed("activity shop{title en \"Shop\" nb \"Butikk\"\n\n\nsubjects customer,user // all\n  data email{retain "
                "1 year after purchase}\n}\ndata x is email") ==
        "activity shop {\n"
        "  title     en \"Shop\"  nb \"Butikk\"\n"
        "\n"
        "  subjects  customer, user  // all\n"
        "  data      email { retain 1 year after purchase }\n"
        "}\n"
        "\n"
        "data x is email\n");
}
