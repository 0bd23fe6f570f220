// Changes to a policy that respect how it is built: whole clauses go, come twice, change places or come over from
// another text, and words are exchanged for words of the same sort. Much of what comes out can still be read, so that a
// search reaches what lies behind the parser.
#pragma once

#include <cctype>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/tokens.h"
#include "tests/unit/syntax/random_text.h"

namespace vern::test {

class TextMutator {
 public:
  explicit TextMutator(unsigned seed) : random_(seed), seed_(seed) {}

  /// `text` after one to three changes, with what `other` has to give. The same seed makes the same changes.
  std::string operator()(std::string_view text, std::string_view other) {
    std::string out(text);
    const Cut from(other);
    for (std::size_t n = 1 + below(3); n > 0; --n) out = once(out, from);
    return out;
  }

 private:
  struct Part {
    std::size_t begin, end;  // bytes
  };

  /// A text in words, and in clauses: from the first word of a line to the line's last, or to the brace that closes the
  /// one it ends with.
  struct Cut {
    std::string text;
    std::vector<Part> words, clauses;

    explicit Cut(std::string_view bytes) : text(bytes) {
      SourceMap sources;
      for (const Span& token : syntax::tokens(sources.add("cut.vern", text), sources))
        if (token.end > token.begin) words.push_back({token.begin, token.end});
      for (std::size_t i = 0; i < words.size(); ++i)
        if (i == 0 || newLine(words[i - 1].end, words[i].begin)) clauses.push_back({words[i].begin, endOfClause(i)});
    }

    [[nodiscard]] std::string_view at(Part part) const {
      return std::string_view(text).substr(part.begin, part.end - part.begin);
    }

   private:
    [[nodiscard]] bool newLine(std::size_t begin, std::size_t end) const { return text.find('\n', begin) < end; }

    [[nodiscard]] std::size_t endOfClause(std::size_t i) const {
      int open = 0;
      for (; i < words.size(); ++i) {
        if (at(words[i]) == "{") ++open;
        if (at(words[i]) == "}") --open;
        const bool last = i + 1 == words.size() || newLine(words[i].end, words[i + 1].begin);
        if (open < 0 || (open == 0 && last)) return words[i].end;
      }
      return words.back().end;
    }
  };

  std::size_t below(std::size_t n) { return random_() % n; }
  Part pick(const std::vector<Part>& parts) { return parts[below(parts.size())]; }

  static std::string replaced(const Cut& cut, Part part, std::string_view by) {
    return cut.text.substr(0, part.begin) + std::string(by) + cut.text.substr(part.end);
  }

  /// A name and a text do not stand for each other.
  static int sortOf(std::string_view word) {
    const auto first = static_cast<unsigned char>(word.front());
    return std::isdigit(first) != 0 ? 0 : std::isalpha(first) != 0 || first >= 0x80 ? 1 : first == '"' ? 2 : 3;
  }

  std::string once(const std::string& text, const Cut& other) {
    const Cut cut(text);
    if (cut.words.empty()) return other.text.empty() ? RandomText(seed_).file() : other.text;
    const Cut& giver = other.words.empty() || below(2) == 0 ? cut : other;
    const Part clause = pick(cut.clauses);
    const std::string itself(cut.at(clause));
    switch (below(8)) {
      case 0: return replaced(cut, clause, "");
      case 1: return replaced(cut, clause, itself + "\n" + itself);
      case 2: return replaced(cut, clause, cut.at(pick(cut.clauses)));
      case 3:
      case 4: return replaced(cut, clause, std::string(giver.at(pick(giver.clauses))) + "\n" + itself);
      case 5: return replaced(cut, pick(cut.words), below(2) == 0 ? "" : cut.at(pick(cut.words)));
      case 6:
        if (below(16) == 0) return text + "\n" + RandomText(static_cast<unsigned>(random_())).file();
        [[fallthrough]];
      default: {
        const Part word = pick(cut.words);
        for (int tries = 0; tries < 20; ++tries) {
          const std::string_view by = giver.at(pick(giver.words));
          if (sortOf(by) == sortOf(cut.at(word)) && by != cut.at(word)) return replaced(cut, word, by);
        }
        return text;
      }
    }
  }

  std::mt19937 random_;
  unsigned seed_;
};

}  // namespace vern::test
