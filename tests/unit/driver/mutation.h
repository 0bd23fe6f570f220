// One mistake in a policy, as people make them: a word left out, written twice, changed with its neighbour, misspelt.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/syntax/tokens.h"
#include "compiler/syntax/tree.h"

namespace vern::test {

enum class Mistake { Dropped, Doubled, Swapped, Misspelt };
inline constexpr Mistake Mistakes[] = {Mistake::Dropped, Mistake::Doubled, Mistake::Swapped, Mistake::Misspelt};

inline std::string_view name(Mistake mistake) {
  switch (mistake) {
    case Mistake::Dropped: return "dropped";
    case Mistake::Doubled: return "doubled";
    case Mistake::Swapped: return "swapped";
    case Mistake::Misspelt: return "misspelt";
  }
  return "";
}

/// Bytes of a text, the end left out.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Mutant {
  Mistake mistake = Mistake::Dropped;
  std::string text;
  std::string word;           // what was changed
  Range site;                 // in `text`: from the word before the change to the word after it
  Range clause;               // in `text`: the smallest clause that holds the change; empty outside of clauses
  Range declaration;          // in `text`
  Range head;                 // in `text`: the declaration up to the end of its name
};

/// Makes mutants of one policy. The same seed makes the same mutants.
class Mutator {
 public:
  Mutator(const syntax::File& file, const SourceMap& sources, unsigned seed)
      : file_(file), text_(sources.text(file.file)), tokens_(syntax::tokens(file.file, sources)), random_(seed) {}

  /// The next mutant of this kind. Texts in quotes are left out, written twice and moved, but their words are prose.
  Mutant next(Mistake mistake) {
    while (true) {
      const std::size_t at = 1 + random_() % (tokens_.size() - 2);
      const std::string_view word = slice(at);
      switch (mistake) {
        case Mistake::Dropped: return make(mistake, at, at, "");
        case Mistake::Doubled: return make(mistake, at, at, std::string(word) + " " + std::string(word));
        case Mistake::Swapped: {
          if (slice(at + 1) == word) continue;
          const std::string_view gap = text_.substr(tokens_[at].end, tokens_[at + 1].begin - tokens_[at].end);
          return make(mistake, at, at + 1, std::string(slice(at + 1)).append(gap).append(word));
        }
        case Mistake::Misspelt:
          if (!isWord(word) || word.size() < 3) continue;
          if (const std::string other = misspelt(word); other != word) return make(mistake, at, at, other);
          continue;
      }
    }
  }

 private:
  std::string_view slice(std::size_t token) const {
    return text_.substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin);
  }

  static bool isWord(std::string_view word) {
    return (word.front() >= 'a' && word.front() <= 'z') || word.front() == '_';
  }

  /// A letter left out, written twice, changed with its neighbour, or another one.
  std::string misspelt(std::string_view word) {
    std::string out(word);
    const std::size_t at = 1 + random_() % (word.size() - 1);
    switch (random_() % 4) {
      case 0: out.erase(at, 1); break;
      case 1: out.insert(at, 1, out[at]); break;
      case 2: std::swap(out[at - 1], out[at]); break;
      default: out[at] = static_cast<char>('a' + random_() % 26); break;
    }
    return isWord(out) ? out : std::string(word);
  }

  Mutant make(Mistake mistake, std::size_t first, std::size_t last, const std::string& instead) const {
    const std::uint32_t begin = tokens_[first].begin;
    const std::uint32_t end = tokens_[last].end;
    Mutant out;
    out.mistake = mistake;
    out.word = text_.substr(begin, end - begin);
    out.text = std::string(text_.substr(0, begin)) + instead + std::string(text_.substr(end));
    const auto grown = static_cast<std::int64_t>(instead.size()) - (end - begin);
    const auto moved = [&](std::uint32_t offset) {
      return offset < end ? offset : static_cast<std::uint32_t>(offset + grown);
    };
    out.site = {tokens_[first - 1].begin,
                last + 1 < tokens_.size() ? moved(tokens_[last + 1].begin) + 1 : moved(tokens_[last].end)};
    for (const syntax::Decl& decl : file_.decls) {
      if (decl.span.end <= begin || decl.span.begin > begin) continue;
      out.declaration = {decl.span.begin, moved(decl.span.end)};
      out.head = {decl.span.begin, moved(decl.name ? decl.name->span.end : decl.word.span.end)};
      if (decl.block) out.clause = smallest(*decl.block, begin, end, moved);
    }
    return out;
  }

  template <class Moved>
  static Range smallest(const syntax::Block& block, std::uint32_t begin, std::uint32_t end, const Moved& moved) {
    for (const syntax::Clause& clause : block.clauses) {
      if (clause.span.end <= begin || clause.span.begin >= end) continue;
      Range out{std::min(clause.span.begin, begin), moved(std::max(clause.span.end, end))};
      const auto inner = [&](const syntax::Block& one) {
        if (one.span.begin > begin || one.span.end < end) return;
        if (const Range found = smallest(one, begin, end, moved); found.end > 0) out = found;
      };
      for (const syntax::Entry& entry : clause.value.entries)
        if (entry.block) inner(*entry.block);
      if (clause.block) inner(*clause.block);
      return out;
    }
    return {};
  }

  const syntax::File& file_;
  std::string_view text_;
  std::vector<Span> tokens_;
  std::mt19937 random_;
};

}  // namespace vern::test
