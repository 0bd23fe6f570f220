// The formatter changes white space and nothing else, and is done after one run.
#include "compiler/syntax/print.h"

#include <random>

#include <catch2/catch.hpp>

#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/tokens.h"
#include "stdlib_data.h"

using namespace vern;

namespace {

/// Tokens and comments of `text`, without their places.
std::vector<std::string> words(const std::string& text) {
  SourceMap sources;
  const FileId file = sources.add("words.vern", text);
  std::vector<std::string> out;
  std::uint32_t at = 0;
  const auto comments = [&](std::uint32_t to) {
    const std::string gap = text.substr(at, to - at);
    for (std::size_t i = gap.find("//"); i != std::string::npos; i = gap.find("//", gap.find('\n', i))) {
      std::string comment = gap.substr(i, gap.find('\n', i) - i);
      while (!comment.empty() && (comment.back() == ' ' || comment.back() == '\r')) comment.pop_back();
      out.push_back(comment);
      if (gap.find('\n', i) == std::string::npos) break;
    }
  };
  for (const Span& token : syntax::tokens(file, sources)) {
    comments(token.begin);
    out.emplace_back(sources.text(token));
    at = token.end;
  }
  comments(static_cast<std::uint32_t>(text.size()));
  return out;
}

/// The printed text, or "" where `text` cannot be read without findings.
std::string printed(const std::string& text) {
  SourceMap sources;
  diag::Sink sink;
  const FileId file = sources.add("policy.vern", text);
  const syntax::File tree = syntax::fromText(file, sources, sink);
  return sink.diagnostics().empty() ? syntax::print(tree, sources) : "";
}

void holds(const std::string& text) {
  const std::string once = printed(text);
  REQUIRE_FALSE(once.empty());
  CHECK(words(once) == words(text));
  CHECK(printed(once) == once);
}

}  // namespace

TEST_CASE("every file of the standard library keeps its words and comments, and one run is enough") {
  for (const EmbeddedFile& file : embeddedStdlib()) {
    if (!file.path.ends_with(".vern")) continue;
    INFO(std::string(file.path));
    holds(std::string(file.text));
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
      if (word.starts_with("//")) continue;
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
