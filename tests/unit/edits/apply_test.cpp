#include "compiler/edits/apply.h"

#include <catch2/catch.hpp>

#include "compiler/edits/difference.h"

using namespace vern;

namespace {

diag::Diagnostic with(std::vector<diag::Edit> edits) {
  diag::Diagnostic out;
  out.edits = std::move(edits);
  return out;
}

}  // namespace

TEST_CASE("edits of a finding are made together, and not across each other") {
  SourceMap sources;
  const FileId file = sources.add("a.vern", "one two three\n");
  const auto edit = [&](unsigned begin, unsigned end, const char* text, bool safe = true) {
    return diag::Edit{{file, begin, end}, text, safe};
  };
  const auto applied = [&](const std::vector<diag::Diagnostic>& findings, bool suggested = false) {
    const edits::Result result = edits::apply(findings, sources, suggested);
    return result.files.empty() ? std::string() : result.files.front().text;
  };
  CHECK(applied({with({edit(0, 3, "1"), edit(8, 13, "3")})}) == "1 two 3\n");
  // The second would change what the first has changed: it waits, with all its edits.
  CHECK(applied({with({edit(0, 7, "1")}), with({edit(4, 7, "2"), edit(8, 13, "3")})}) == "1 three\n");
  // The same edit of two findings is made once; two insertions stand in their order.
  CHECK(applied({with({edit(0, 3, "1")}), with({edit(0, 3, "1")})}) == "1 two three\n");
  CHECK(applied({with({edit(4, 4, "a")}), with({edit(4, 4, "b")})}) == "one abtwo three\n");
  // What is not safe is made only if it is asked for.
  CHECK(applied({with({edit(0, 3, "1", false)})}).empty());
  CHECK(applied({with({edit(0, 3, "1", false)})}, true) == "1 two three\n");
}

TEST_CASE("what the policy accepts and what is the library's is left alone") {
  SourceMap sources;
  const FileId own = sources.add("a.vern", "one\n");
  const FileId library = sources.add("b.vern", "one\n", true);
  diag::Diagnostic accepted = with({{{own, 0, 3}, "1", true}});
  accepted.accepted = diag::Acceptance{"x", "y", 0};
  CHECK(edits::apply(std::vector{accepted}, sources, true).files.empty());
  CHECK(edits::apply(std::vector{with({{{library, 0, 3}, "1", true}})}, sources, true).files.empty());
}

TEST_CASE("a difference shows what changed, with the lines around it") {
  std::string before;
  std::string after;
  for (int i = 1; i <= 20; ++i) {
    before += std::to_string(i) + "\n";
    if (i == 4) after += "four\n";
    else if (i != 17) after += std::to_string(i) + "\n";
  }
  CHECK(edits::difference("a.vern", before, after) ==
        "--- a.vern\n+++ a.vern\n@@ -1,7 +1,7 @@\n 1\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n"
        "@@ -14,7 +14,6 @@\n 14\n 15\n 16\n-17\n 18\n 19\n 20\n");
  CHECK(edits::difference("a", "x\n", "x\n").empty());
  CHECK(edits::difference("a", "", "x\n") == "--- a\n+++ a\n@@ -1,0 +1,1 @@\n+x\n");
  CHECK(edits::difference("a", "x", "y\n") == "--- a\n+++ a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n");
}
