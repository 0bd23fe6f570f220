#include "compiler/rules/vocabulary.h"

#include <algorithm>
#include <bitset>
#include <string>

namespace vern::rules {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Letters, figures, and every byte of a letter outside ASCII.
bool inWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// `folded` is the text that `phrase` is looked for in: in small letters if `any_case`.
bool holds(std::string_view folded, std::string_view phrase, bool any_case) {
  if (phrase.empty()) return false;
  const auto same = [&](char a, char b) { return a == (any_case ? lower(b) : b); };
  const char first = any_case ? lower(phrase.front()) : phrase.front();
  for (std::size_t at = folded.find(first); at != std::string_view::npos; at = folded.find(first, at + 1)) {
    if (folded.size() - at < phrase.size()) return false;
    if (!std::equal(phrase.begin() + 1, phrase.end(), folded.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                    [&](char b, char a) { return same(a, b); }))
      continue;
    const std::size_t end = at + phrase.size();
    const bool starts = at == 0 || !inWord(folded[at - 1]) || !inWord(phrase.front());
    const bool ends = end == folded.size() || !inWord(folded[end]) || !inWord(phrase.back());
    if (starts && ends) return true;
  }
  return false;
}

std::string small(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

/// The pairs of neighbours in a text in small letters: what begins with another pair need not be looked for in it.
class Pairs {
 public:
  explicit Pairs(std::string_view folded) {
    for (std::size_t i = 1; i < folded.size(); ++i) present_.set(place(folded[i - 1], folded[i]));
  }

  /// False only if `phrase` is nowhere in the text.
  [[nodiscard]] bool mayHold(std::string_view phrase) const {
    return phrase.size() < 2 || present_.test(place(lower(phrase[0]), lower(phrase[1])));
  }

 private:
  static std::size_t place(char first, char second) {
    return (static_cast<unsigned char>(first) * 37u + static_cast<unsigned char>(second)) % 1024u;
  }

  std::bitset<1024> present_;
};

}  // namespace

bool holdsPhrase(std::string_view text, std::string_view phrase, bool any_case) {
  return any_case ? holds(small(text), phrase, true) : holds(text, phrase, false);
}

bool mentions(const model::Model& model, const Value& text, DeclId vocabulary) {
  const auto in = [&](std::string_view written, std::string_view language) {
    const std::string folded = small(written);
    const Pairs pairs(folded);
    for (const model::Clause& clause : model[vocabulary].clauses) {
      for (const std::string& phrase : clause.value.strings)
        if (pairs.mayHold(phrase) && holds(written, phrase, false)) return true;
      for (const auto& [tag, phrase] : clause.texts)
        if (pairs.mayHold(phrase) && (language.empty() || tag == language) && holds(folded, phrase, true)) return true;
    }
    return false;
  };
  if (text.texts == nullptr) return in(text.text, {});
  for (const auto& [language, written] : *text.texts)
    if (in(written, language)) return true;
  return false;
}

}  // namespace vern::rules
