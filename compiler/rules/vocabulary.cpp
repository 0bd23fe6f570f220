#include "compiler/rules/vocabulary.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>

#include "compiler/rules/eight_bytes.h"

namespace vern::rules {

namespace {

/// Of each byte.
struct Letters {
  char small[256] = {};      // a small letter; a line ends as a word does
  bool in_word[256] = {};    // letters, figures, and every byte of a letter outside ASCII
  constexpr Letters() {
    for (int c = 0; c < 256; ++c) {
      const bool great = c >= 'A' && c <= 'Z';
      small[c] = static_cast<char>(c == '\n' ? ' ' : great ? c - 'A' + 'a' : c);
      in_word[c] = great || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    }
  }
};
constexpr Letters LettersOf;

char lower(char c) { return LettersOf.small[static_cast<unsigned char>(c)]; }
bool inWord(char c) { return LettersOf.in_word[static_cast<unsigned char>(c)]; }

/// `phrase` stands in `text` at `at`, not as part of a longer word. How it ends tells more than how it begins.
bool standsAt(std::string_view text, std::size_t at, std::string_view phrase, bool any_case) {
  if (text.size() - at < phrase.size()) return false;
  const std::size_t end = at + phrase.size();
  if (end < text.size() && inWord(text[end]) && inWord(phrase.back())) return false;
  if (at > 0 && inWord(text[at - 1]) && inWord(phrase.front())) return false;
  for (std::size_t i = phrase.size(); i-- > 0;)
    if (any_case ? lower(text[at + i]) != lower(phrase[i]) : text[at + i] != phrase[i]) return false;
  return true;
}

/// Where `phrase` stands first, or npos.
std::size_t placeOf(std::string_view text, std::string_view phrase, bool any_case) {
  if (!any_case) {
    std::size_t at = text.find(phrase);
    while (at != std::string_view::npos && !standsAt(text, at, phrase, false)) at = text.find(phrase, at + 1);
    return at;
  }
  for (std::size_t at = 0; at + phrase.size() <= text.size(); ++at)
    if (standsAt(text, at, phrase, any_case)) return at;
  return std::string_view::npos;
}

/// Of so many first letters a key is made: what each adds to it in its place, small or capital.
constexpr std::size_t KeyLength = 3;
struct KeyParts {
  std::uint16_t of[KeyLength][256] = {};
  constexpr KeyParts() {
    std::uint32_t factor = 1;
    for (auto& in_place : of) {
      for (std::uint32_t c = 0; c < 256; ++c)
        in_place[c] =
            static_cast<std::uint16_t>(static_cast<unsigned char>(LettersOf.small[c]) * factor % Lexicon::Keys);
      factor *= 37;
    }
  }
};
constexpr KeyParts KeyPartsOf;

std::size_t keyOf(std::string_view text, std::size_t at) {
  static_assert(KeyLength == 3);
  const auto part = [&](std::size_t i) { return KeyPartsOf.of[i][static_cast<unsigned char>(text[at + i])]; };
  return static_cast<std::size_t>(part(0) ^ part(1) ^ part(2));
}

/// Calls `visit` with each place of `written` where a phrase may begin, KeyLength before its end at the latest: where
/// a word does, and at every other sign.
template <class Visit>
void eachBeginning(std::string_view written, Visit visit) {
  if (written.size() < KeyLength) return;
  const std::size_t end = written.size() - KeyLength + 1;
  std::uint64_t letter_before = 0;
  for (std::size_t block = 0; block < end; block += 8) {
    const EightBytes bytes(written.substr(block));
    const std::uint64_t letters = bytes.inWord();
    std::uint64_t begins = ~(bytes.isBlank() | (letters & (letters << 8U | letter_before))) & 0x8080808080808080U;
    letter_before = letters >> 56U;
    for (; begins != 0; begins &= begins - 1) {
      const std::size_t at = block + static_cast<std::size_t>(std::countr_zero(begins)) / 8;
      if (at >= end) return;
      visit(at);
    }
  }
}

}  // namespace

bool holdsPhrase(std::string_view text, std::string_view phrase, bool any_case) {
  return !phrase.empty() && placeOf(text, phrase, any_case) != std::string_view::npos;
}

Lexicon::Lexicon(const model::Model& model) {
  // A phrase of no language is looked for in texts of every one.
  std::set<std::string_view> languages{""};
  for (const DeclId vocabulary : model.all(model::Kind::Vocabulary))
    for (const model::Clause& clause : model[vocabulary].clauses)
      for (const auto& [language, phrase] : clause.texts) languages.insert(language);
  for (const std::string_view language : languages) indices_.emplace_back(language, Index());
  for (auto& [language, index] : indices_)
    for (const DeclId vocabulary : model.all(model::Kind::Vocabulary))
      for (const model::Clause& clause : model[vocabulary].clauses) {
        for (const std::string& phrase : clause.value.strings)
          if (!phrase.empty()) index.phrases.push_back({phrase, vocabulary, false});
        for (const auto& [tag, phrase] : clause.texts)
          if (tag == language && !phrase.empty()) index.phrases.push_back({phrase, vocabulary, true});
      }
  // Sorted by their keys, of which each has a place that the ones before it leave free.
  const auto keyed = [](std::string_view phrase) { return phrase.size() >= KeyLength && lower(phrase.front()) != ' '; };
  for (auto& [language, index] : indices_) {
    index.begin.resize(Keys + 1);
    for (const Phrase& one : index.phrases)
      if (keyed(one.phrase)) ++index.begin[keyOf(one.phrase, 0) + 1];
    std::partial_sum(index.begin.begin(), index.begin.end(), index.begin.begin());
    index.by_key.resize(index.begin.back());
    std::vector<std::uint32_t> next(index.begin.begin(), index.begin.end() - 1);
    for (std::uint32_t i = 0; i < index.phrases.size(); ++i) {
      const std::string_view phrase = index.phrases[i].phrase;
      if (!keyed(phrase)) {
        index.elsewhere.push_back(i);
        continue;
      }
      const std::size_t key = keyOf(phrase, 0);
      index.by_key[next[key]++] = i;
      index.some.set(key);
    }
  }
}

const Lexicon::Index& Lexicon::of(std::string_view language) const {
  for (const auto& [known, index] : indices_)
    if (known == language) return index;
  return indices_.front().second;
}

const Vocabularies::Hits* Vocabularies::hitsIn(std::string_view written, std::string_view language) {
  const char* const place = written.data();
  if (const auto found = hits_.find(place); found != hits_.end()) return found->second;
  constexpr unsigned TextsOfFew = 512;  // of a dozen activities
  if (hits_.empty()) hits_.reserve(TextsOfFew);
  return hits_[place] = lookedFor(written, language);
}

const Vocabularies::Hits* Vocabularies::lookedFor(std::string_view written, std::string_view language) {
  if (lexicon_ == nullptr) lexicon_ = &own_.emplace(model_);
  if (index_ == nullptr || language_ != language) {
    language_ = language;
    index_ = &lexicon_->of(language);
  }
  const Lexicon::Index& all = *index_;
  Hits out{&all, {}};
  const auto add = [&](std::uint32_t phrase, std::size_t at) {
    if (std::ranges::none_of(out.hits, [&](const Hit& hit) { return hit.phrase == phrase; }))
      out.hits.push_back({phrase, static_cast<std::uint32_t>(at)});
  };
  eachBeginning(written, [&](std::size_t at) {
    const std::size_t key = keyOf(written, at);
    if (!all.some[key]) return;
    for (std::uint32_t i = all.begin[key]; i < all.begin[key + 1]; ++i) {
      const Lexicon::Phrase& one = all.phrases[all.by_key[i]];
      if (standsAt(written, at, one.phrase, one.any_case)) add(all.by_key[i], at);
    }
  });
  for (const std::uint32_t i : all.elsewhere) {
    const Lexicon::Phrase& one = all.phrases[i];
    if (const std::size_t at = placeOf(written, one.phrase, one.any_case); at != std::string_view::npos) add(i, at);
  }
  if (out.hits.empty()) return nullptr;
  std::ranges::sort(out.hits, {}, &Hit::phrase);
  return &some_.emplace_back(std::move(out));
}

bool Vocabularies::mentions(const Value& text, DeclId vocabulary) {
  const auto in = [&](std::string_view written, std::string_view language) {
    const Hits* found = hitsIn(written, language);
    return found != nullptr && std::ranges::any_of(found->hits, [&](const Hit& hit) {
             return found->index->phrases[hit.phrase].vocabulary == vocabulary;
           });
  };
  if (text.texts == nullptr) return in(text.written(), {});
  return std::any_of(text.texts->begin(), text.texts->end(),
                     [&](const auto& entry) { return in(entry.second, entry.first); });
}

void Vocabularies::find(const Value& text, Found found) {
  const auto in = [&](std::string_view written, std::string_view language) {
    const Hits* hits = hitsIn(written, language);
    if (hits == nullptr) return;
    for (const Hit& hit : hits->hits) {
      const Lexicon::Phrase& one = hits->index->phrases[hit.phrase];
      found(one.vocabulary, written, written.substr(hit.at, one.phrase.size()));
    }
  };
  if (text.texts == nullptr) in(text.written(), {});
  else
    for (const auto& [language, written] : *text.texts) in(written, language);
}

}  // namespace vern::rules
