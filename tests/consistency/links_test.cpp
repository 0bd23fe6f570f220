// Links of the documents lead somewhere: to a file that is there, and to a heading in it.
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "tests/consistency/declared.h"
#include "tests/consistency/root.h"

using namespace vern;
using consistency::Root;

namespace {

namespace fs = std::filesystem;

/// A document without its examples, line by line.
std::vector<std::string> proseOf(const fs::path& page) {
  std::istringstream lines(consistency::readFile(page));
  std::vector<std::string> out;
  bool code = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) code = !code;
    else if (!code) out.push_back(line);
  }
  return out;
}

/// The anchor that a heading gets: small letters, figures, - for blanks, and nothing for other signs.
std::string anchorOf(const std::string& heading) {
  std::string out;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else if (c == ' ') out += '-';
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || byte >= 0x80) out += c;
  }
  return out;
}

std::set<std::string> anchorsOf(const fs::path& page) {
  std::set<std::string> out;
  for (const std::string& line : proseOf(page))
    if (line.starts_with("#")) out.insert(anchorOf(line.substr(line.find(' ') + 1)));
  return out;
}

}  // namespace

TEST_CASE("every link of a document leads to a file and a heading that are there") {
  std::vector<fs::path> pages;
  for (const fs::path& folder : {Root, Root / "compiler"})
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".md") pages.push_back(entry.path());
  for (const fs::path& folder : {Root / "docs", Root / "examples", Root / "runtime", Root / "editors"})
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().extension() == ".md") pages.push_back(entry.path());
  static const std::regex Link(R"(\]\(([^()\s]+)\))");
  std::size_t links = 0;
  for (const fs::path& page : pages)
    for (const std::string& line : proseOf(page))
      for (std::sregex_iterator it(line.begin(), line.end(), Link), end; it != end; ++it) {
        const std::string target = (*it)[1];
        if (target.find("://") != std::string::npos || target.starts_with("mailto:")) continue;
        INFO(page.lexically_relative(Root).string() << ": " << target);
        const std::size_t hash = std::min(target.find('#'), target.size());
        const fs::path file = hash == 0 ? page : page.parent_path() / target.substr(0, hash);
        ++links;
        CHECK(fs::exists(file));
        if (hash < target.size() && file.extension() == ".md" && fs::exists(file))
          CHECK(anchorsOf(file).contains(target.substr(hash + 1)));
      }
  CHECK(links > 150);
}
