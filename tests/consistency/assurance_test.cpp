// docs/assurance.md says how much is tested: the figures there are not above what there is, nor far below.
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "tests/consistency/declared.h"
#include "tests/consistency/root.h"

using namespace vern;
using consistency::Root;

namespace {

template <class Count>
std::size_t inFiles(const std::string& folder, std::string_view ending, Count count) {
  std::size_t out = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(Root / folder))
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) out += count(entry.path());
  return out;
}

std::size_t linesThat(const std::filesystem::path& file, bool (*wanted)(std::string_view line)) {
  std::ifstream lines(file);
  std::size_t out = 0;
  for (std::string line; std::getline(lines, line);) out += wanted(line) ? 1 : 0;
  return out;
}

std::size_t testsIn(const std::string& folder) {
  return inFiles(folder, ".cpp", [](const std::filesystem::path& file) {
    return linesThat(file, [](std::string_view line) { return line.starts_with("TEST_CASE("); });
  });
}

/// The number before `words`.
std::size_t said(const std::string& page, const std::string& words) {
  const std::size_t end = page.find(" " + words);
  INFO(words);
  REQUIRE(end != std::string::npos);
  const std::size_t begin = page.find_last_not_of("0123456789,", end - 1) + 1;
  std::string digits = page.substr(begin, end - begin);
  std::erase(digits, ',');
  REQUIRE(!digits.empty());
  return std::stoul(digits);
}

}  // namespace

TEST_CASE("the figures of the page on assurance are those of the sources") {
  const std::string page = consistency::readFile(Root / "docs/assurance.md");
  // "More than", so that a test can be added without a change there.
  const auto more = [](std::size_t there, std::size_t page_says) {
    CHECK(there > page_says);
    CHECK(there <= page_says + page_says / 5);
  };
  more(testsIn("tests/unit") + testsIn("tests/cli"), said(page, "unit and command-line tests"));
  more(inFiles("tests/golden", ".vern", [](const auto&) { return std::size_t{1}; }), said(page, "golden files"));
  more(testsIn("tests/consistency"), said(page, "tests that read the sources"));
  const std::size_t equivalent = linesThat(Root / "tests/law/equivalent.txt",
                                           [](std::string_view line) { return !line.empty() && line.front() != '#'; });
  CHECK(said(page, "lines of `tests/law/equivalent.txt`") == equivalent);
}
