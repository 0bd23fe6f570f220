#include "compiler/rules/vocabulary.h"

#include <algorithm>
#include <string>

namespace vern::rules {

namespace {

/// A small letter; a line ends as a word does.
char lower(char c) {
  if (c == '\n') return ' ';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Letters, figures, and every byte of a letter outside ASCII.
bool inWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Where `phrase` stands in `folded`, the text in small letters if `any_case`; npos: nowhere.
std::size_t placeOf(std::string_view folded, std::string_view phrase, bool any_case) {
  if (phrase.empty()) return std::string_view::npos;
  const auto same = [&](char a, char b) { return a == (any_case ? lower(b) : b); };
  const char first = any_case ? lower(phrase.front()) : phrase.front();
  for (std::size_t at = folded.find(first); at != std::string_view::npos; at = folded.find(first, at + 1)) {
    if (folded.size() - at < phrase.size()) return std::string_view::npos;
    if (!std::equal(phrase.begin() + 1, phrase.end(), folded.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                    [&](char b, char a) { return same(a, b); }))
      continue;
    const std::size_t end = at + phrase.size();
    const bool starts = at == 0 || !inWord(folded[at - 1]) || !inWord(phrase.front());
    const bool ends = end == folded.size() || !inWord(folded[end]) || !inWord(phrase.back());
    if (starts && ends) return at;
  }
  return std::string_view::npos;
}

std::string small(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

constexpr std::size_t RunLength = 4;

/// `run` of some letters, and one more: of what stands before the last four nothing is left in eleven bits.
std::size_t nextRun(std::size_t run, char c) { return (run << 3U ^ static_cast<unsigned char>(c)) & 2047U; }

}  // namespace

bool holdsPhrase(std::string_view text, std::string_view phrase, bool any_case) {
  return placeOf(any_case ? small(text) : std::string(text), phrase, any_case) != std::string_view::npos;
}

const std::vector<Vocabularies::Phrase>& Vocabularies::phrasesOf(DeclId vocabulary, std::string_view language) {
  Phrases& known = phrases_[vocabulary];
  for (const auto& [tag, phrases] : known)
    if (tag == language) return phrases;
  std::vector<Phrase>& out = known.emplace_back(language, std::vector<Phrase>()).second;
  const auto add = [&](std::string_view phrase, bool any_case) {
    if (phrase.empty()) return;
    std::size_t run = 0;
    for (const char c : phrase.substr(0, RunLength)) run = nextRun(run, lower(c));
    out.push_back({phrase, any_case, run});
  };
  for (const model::Clause& clause : model_[vocabulary].clauses) {
    for (const std::string& phrase : clause.value.strings) add(phrase, false);
    for (const auto& [tag, phrase] : clause.texts)
      if (tag == language) add(phrase, true);
  }
  return out;
}

const Vocabularies::Folded& Vocabularies::folded(std::string_view written) {
  const auto [found, fresh] = folded_.try_emplace(written.data());
  Folded& out = found->second;
  if (!fresh) return out;
  out.text = small(written);
  std::size_t run = 0;
  for (const char c : out.text) out.runs[run = nextRun(run, c)] = true;
  return out;
}

std::size_t Vocabularies::placeIn(std::string_view written, const Folded& folded, const Phrase& phrase) {
  if (phrase.phrase.size() >= RunLength && !folded.runs[phrase.run]) return std::string_view::npos;
  return placeOf(phrase.any_case ? folded.text : written, phrase.phrase, phrase.any_case);
}

bool Vocabularies::holdsAny(std::string_view written, const std::vector<Phrase>& phrases) {
  const Folded& in = folded(written);
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](const Phrase& one) { return placeIn(written, in, one) != std::string_view::npos; });
}

bool Vocabularies::mentions(const Value& text, DeclId vocabulary) {
  if (text.texts == nullptr) return holdsAny(text.text, phrasesOf(vocabulary, {}));
  return std::any_of(text.texts->begin(), text.texts->end(),
                     [&](const auto& entry) { return holdsAny(entry.second, phrasesOf(vocabulary, entry.first)); });
}

void Vocabularies::find(const Value& text, DeclId vocabulary, Found found) {
  const auto in = [&](std::string_view written, std::string_view language) {
    const Folded& small_letters = folded(written);
    for (const Phrase& phrase : phrasesOf(vocabulary, language))
      if (const std::size_t at = placeIn(written, small_letters, phrase); at != std::string_view::npos)
        found(written, written.substr(at, phrase.phrase.size()));
  };
  if (text.texts == nullptr) in(text.text, {});
  else
    for (const auto& [language, written] : *text.texts) in(written, language);
}

}  // namespace vern::rules
