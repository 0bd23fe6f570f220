#include "tests/consistency/declared.h"

#include <fstream>
#include <functional>
#include <regex>
#include <sstream>

namespace vern::consistency {

namespace {

/// The C++ text literals in `source`, without their quotes and with `\"` and `\\` undone.
std::vector<std::string> literals(const std::string& source) {
  static const std::regex Literal("\"((?:[^\"\\\\]|\\\\.)*)\"");
  std::vector<std::string> out;
  for (std::sregex_iterator it(source.begin(), source.end(), Literal), end; it != end; ++it) {
    std::string text;
    const std::string written = (*it)[1];
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i] == '\\' && i + 1 < written.size()) ++i;
      text += written[i];
    }
    out.push_back(std::move(text));
  }
  return out;
}

std::vector<Sentence> below(const std::filesystem::path& root,
                            const std::function<std::vector<Sentence>(std::string_view, const std::string&)>& read) {
  std::vector<Sentence> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "compiler")) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".h" && ending != ".cpp") continue;
    for (Sentence& sentence : read(readFile(entry.path()), entry.path().lexically_relative(root).string()))
      out.push_back(std::move(sentence));
  }
  return out;
}

}  // namespace

std::vector<Sentence> declaredIn(std::string_view source, const std::string& file) {
  static const std::regex Constant(
      R"re(constexpr\s+(?:diag::)?(?:Kind|Finding|LabelKind|HelpKind)<[^>]*>\s*\w+\{((?:[^";]|"(?:[^"\\]|\\.)*")*)\};)re");
  std::vector<Sentence> out;
  const std::string text(source);
  for (std::sregex_iterator it(text.begin(), text.end(), Constant), end; it != end; ++it) {
    const std::vector<std::string> found = literals((*it)[1]);
    if (found.empty()) continue;
    Sentence sentence{found[0], {}, file};
    for (std::size_t i = 1; i < found.size(); ++i) sentence.text += found[i];
    out.push_back(std::move(sentence));
  }
  return out;
}

std::vector<Sentence> phrasesIn(std::string_view source, const std::string& file) {
  static const std::regex Call(R"re(phrase\(\s*"([a-z_.]+)",\s*("(?:[^"\\]|\\.)*"))re");
  std::vector<Sentence> out;
  const std::string text(source);
  for (std::sregex_iterator it(text.begin(), text.end(), Call), end; it != end; ++it)
    out.push_back({(*it)[1], literals((*it)[2]).front(), file});
  return out;
}

std::vector<Sentence> allDeclared(const std::filesystem::path& root) { return below(root, declaredIn); }
std::vector<Sentence> allPhrases(const std::filesystem::path& root) { return below(root, phrasesIn); }

std::set<std::string> placeholders(std::string_view text) {
  static const std::regex Name(R"(\{([a-z_]+)\})");
  std::set<std::string> out;
  const std::string all(text);
  for (std::sregex_iterator it(all.begin(), all.end(), Name), end; it != end; ++it) out.insert((*it)[1]);
  return out;
}

std::string readFile(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace vern::consistency
