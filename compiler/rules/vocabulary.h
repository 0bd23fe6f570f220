// Lists of words that rules look for in texts: `vocabulary vague_purposes { called en "business purposes" … }`.
#pragma once

#include <bitset>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/rules/value.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::rules {

/// The phrases of all vocabularies, by how they begin: made once of a model.
class Lexicon {
 public:
  /// `model` must outlive this.
  explicit Lexicon(const model::Model& model);

  struct Phrase {
    std::string_view phrase;
    DeclId vocabulary;
    bool any_case = false;
  };
  /// Phrases have this many keys, of which most are no phrase's.
  static constexpr std::size_t Keys = 4096;
  /// Of one language; "": those that belong to none.
  struct Index {
    std::vector<Phrase> phrases;
    std::vector<std::uint32_t> elsewhere;  // those that are not found by how they begin
    /// The others, by their first letters: those of key k are by_key[begin[k]] to by_key[begin[k + 1]].
    std::vector<std::uint32_t> begin, by_key;
    std::bitset<Keys> some;  // there is a phrase of this key
  };
  /// What is looked for in texts of `language`: its own phrases, and those that hold in every language.
  [[nodiscard]] const Index& of(std::string_view language) const;

 private:
  std::vector<std::pair<std::string, Index>> indices_;  // of no language first
};

/// All vocabularies are looked for at once, in each text once, however many rules ask.
class Vocabularies {
 public:
  /// `lexicon`, if it is given, is that of all vocabularies of `model`. Both must outlive this, and so must every text
  /// that is asked about.
  Vocabularies(const model::Model& model, const Lexicon* lexicon) : model_(model), lexicon_(lexicon) {}

  /// `text`, in some language, holds a phrase of `vocabulary` as whole words. What stands after `called` is found in
  /// the language it is given in and in any case; what stands after `name` is found in every language as it is written,
  /// and where none is given.
  [[nodiscard]] bool mentions(const Value& text, DeclId vocabulary);

  using Found = llvm::function_ref<void(DeclId vocabulary, std::string_view written, std::string_view word)>;
  /// Calls `found` for each phrase of each vocabulary that `text` has: the text in one language, and the phrase where
  /// it first stands there. Vocabularies in the order of the source, and so their phrases.
  void find(const Value& text, Found found);

 private:
  struct Hit {
    std::uint32_t phrase;  // of its index
    std::uint32_t at;  // the first place, in bytes
  };
  struct Hits {
    const Lexicon::Index* index = nullptr;
    std::vector<Hit> hits;  // in the order of phrases
  };
  /// nullptr: none, as in most texts.
  [[nodiscard]] const Hits* hitsIn(std::string_view written, std::string_view language);
  [[nodiscard]] const Hits* lookedFor(std::string_view written, std::string_view language);

  const model::Model& model_;
  const Lexicon* lexicon_;
  std::optional<Lexicon> own_;  // made where none was given
  std::string_view language_;  // of the text looked at last …
  const Lexicon::Index* index_ = nullptr;  // … and what is looked for in it
  llvm::DenseMap<const char*, const Hits*> hits_;  // by where the text stands
  std::deque<Hits> some_;
};

/// `phrase` stands in `text`, not as part of a longer word.
[[nodiscard]] bool holdsPhrase(std::string_view text, std::string_view phrase, bool any_case);

}  // namespace vern::rules
