#include "compiler/statement/readability.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/messages/letters.h"
#include "compiler/statement/to_text.h"

namespace vern::statement {

namespace {

constexpr std::size_t ShortWord = 6;

struct Token {
  std::string_view text;
  std::size_t letters = 0;
};

/// A line of its own that holds no letter, such as a rule under a heading, is no sentence.
std::vector<Token> tokensOf(std::string_view line) {
  std::vector<Token> out;
  while (!line.empty()) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view text = line.substr(0, space);
    line.remove_prefix(std::min(space + 1, line.size()));
    if (const std::size_t letters = messages::lettersAndDigits(text); letters > 0) out.push_back({text, letters});
  }
  return out;
}

bool ends(std::string_view token, std::string_view next) {
  while (!token.empty() && (token.back() == ')' || token.back() == '"' || token.ends_with("»")))
    token.remove_suffix(token.ends_with("»") ? std::string_view("»").size() : 1);
  if (token.empty() || std::string_view("!?:;.").find(token.back()) == std::string_view::npos) return false;
  return token.back() != '.' || !messages::beginsSmall(next);
}

void readSentence(const std::vector<Token>& tokens, std::size_t from, std::size_t to,
                  std::vector<std::pair<std::size_t, std::string>>& too_long) {
  if (to - from <= MostWords) return;
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += (text.empty() ? "" : " ") + std::string(tokens[i].text);
  too_long.emplace_back(to - from, std::move(text));
}

}  // namespace

double Readability::lix() const {
  if (sentences == 0) return 0;
  const auto number = [](std::size_t n) { return static_cast<double>(n); };
  return number(words) / number(sentences) + 100 * number(long_words) / number(words);
}

Readability readabilityOf(std::string_view text) {
  Readability out;
  std::vector<std::pair<std::size_t, std::string>> too_long;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::vector<Token> tokens = tokensOf(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      ++out.words;
      if (tokens[i].letters > ShortWord) ++out.long_words;
      const bool last = i + 1 == tokens.size();
      if (!last && !ends(tokens[i].text, tokens[i + 1].text)) continue;
      ++out.sentences;
      readSentence(tokens, begin, i + 1, too_long);
      begin = i + 1;
    }
  }
  std::stable_sort(too_long.begin(), too_long.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [length, sentence] : too_long) out.too_long.push_back(std::move(sentence));
  return out;
}

Readability readabilityOf(const Document& document) { return readabilityOf(toText(document, NoWidth)); }

std::string report(const Readability& readability, std::string_view language) {
  std::string out = fmt::format("{}: LIX {:.1f}; {} words in {} sentences, {:.1f} % of them long\n", language,
                                readability.lix(), readability.words, readability.sentences,
                                readability.words == 0 ? 0.0
                                                       : 100 * static_cast<double>(readability.long_words) /
                                                             static_cast<double>(readability.words));
  for (const std::string& sentence : readability.too_long) out += "  too long: " + sentence + "\n";
  return out;
}

}  // namespace vern::statement
