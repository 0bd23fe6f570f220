#include "compiler/messages/readability.h"

#include <algorithm>

#include "compiler/messages/letters.h"

namespace vern::messages {

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
    if (const std::size_t letters = lettersAndDigits(text); letters > 0) out.push_back({text, letters});
  }
  return out;
}

bool ends(std::string_view token, std::string_view next) {
  while (!token.empty() && (token.back() == ')' || token.back() == '"' || token.ends_with("»")))
    token.remove_suffix(token.ends_with("»") ? std::string_view("»").size() : 1);
  if (token.empty() || std::string_view("!?:;.").find(token.back()) == std::string_view::npos) return false;
  return token.back() != '.' || !beginsSmall(next);
}

}  // namespace

void forEachSentence(std::string_view text, llvm::function_ref<void(const SentenceLength&)> visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::vector<Token> tokens = tokensOf(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    SentenceLength sentence;
    const char* begin = nullptr;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string_view word = tokens[i].text;
      if (sentence.words++ == 0) begin = word.data();
      if (tokens[i].letters > ShortWord) ++sentence.long_words;
      if (i + 1 < tokens.size() && !ends(word, tokens[i + 1].text)) continue;
      sentence.text = {begin, word.data() + word.size()};
      visit(sentence);
      sentence = {};
    }
  }
}

void Readability::add(const SentenceLength& sentence) {
  words += sentence.words;
  long_words += sentence.long_words;
  ++sentences;
}

double Readability::lix() const {
  if (sentences == 0) return 0;
  const auto number = [](std::size_t n) { return static_cast<double>(n); };
  return number(words) / number(sentences) + 100 * number(long_words) / number(words);
}

}  // namespace vern::messages
