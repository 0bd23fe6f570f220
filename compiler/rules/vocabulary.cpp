#include "compiler/rules/vocabulary.h"

#include <algorithm>

namespace vern::rules {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Letters, figures, and every byte of a letter outside ASCII.
bool inWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool holdsPhrase(std::string_view text, std::string_view phrase, bool any_case) {
  if (phrase.empty()) return false;
  const auto same = [&](char a, char b) { return any_case ? lower(a) == lower(b) : a == b; };
  for (auto at = text.begin(); at != text.end();) {
    const auto found = std::search(at, text.end(), phrase.begin(), phrase.end(), same);
    if (found == text.end()) return false;
    const auto end = found + static_cast<std::ptrdiff_t>(phrase.size());
    const bool starts = found == text.begin() || !inWord(*(found - 1)) || !inWord(phrase.front());
    const bool ends = end == text.end() || !inWord(*end) || !inWord(phrase.back());
    if (starts && ends) return true;
    at = found + 1;
  }
  return false;
}

bool mentions(const model::Model& model, const Value& text, DeclId vocabulary) {
  const auto in = [&](std::string_view written, std::string_view language) {
    for (const model::Clause& clause : model[vocabulary].clauses) {
      for (const std::string& phrase : clause.value.strings)
        if (holdsPhrase(written, phrase, false)) return true;
      for (const auto& [tag, phrase] : clause.texts)
        if ((language.empty() || tag == language) && holdsPhrase(written, phrase, true)) return true;
    }
    return false;
  };
  if (text.texts == nullptr) return in(text.text, {});
  for (const auto& [language, written] : *text.texts)
    if (in(written, language)) return true;
  return false;
}

}  // namespace vern::rules
