// Lists of words that rules look for in texts: `vocabulary vague_purposes { called en "business purposes" … }`.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/rules/value.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::rules {

/// What is looked for, and what it is looked for in: each is made ready once, however many rules ask.
class Vocabularies {
 public:
  /// `model` must outlive this, and so must every text that is asked about.
  explicit Vocabularies(const model::Model& model) : model_(model) {}

  /// `text`, in some language, holds a phrase of `vocabulary` as whole words. What stands after `called` is found in
  /// the language it is given in and in any case; what stands after `name` is found in every language as it is written,
  /// and where none is given.
  [[nodiscard]] bool mentions(const Value& text, DeclId vocabulary);

  using Found = llvm::function_ref<void(std::string_view written, std::string_view word)>;
  /// Calls `found` for each phrase of `vocabulary` that `text` has: the text in one language, and the phrase where it
  /// first stands there.
  void find(const Value& text, DeclId vocabulary, Found found);

 private:
  /// What stands side by side in a text, in small letters: a phrase that begins otherwise need not be looked for in it.
  using Runs = std::bitset<2048>;
  struct Phrase {
    std::string_view phrase;
    bool any_case;
    std::size_t run;  // of its first letters, in `Runs`
  };
  struct Folded {
    std::string text;
    Runs runs;
  };
  /// Those of one language; "": those that belong to none.
  [[nodiscard]] const std::vector<Phrase>& phrasesOf(DeclId vocabulary, std::string_view language);
  [[nodiscard]] const Folded& folded(std::string_view written);
  /// Where `phrase` stands in `written`, or npos.
  [[nodiscard]] static std::size_t placeIn(std::string_view written, const Folded& folded, const Phrase& phrase);
  [[nodiscard]] bool holdsAny(std::string_view written, const std::vector<Phrase>& phrases);

  const model::Model& model_;
  /// By language: a few of them.
  using Phrases = std::vector<std::pair<std::string_view, std::vector<Phrase>>>;
  std::unordered_map<DeclId, Phrases> phrases_;
  std::unordered_map<const char*, Folded> folded_;  // by where the text stands
};

/// `phrase` stands in `text`, not as part of a longer word.
[[nodiscard]] bool holdsPhrase(std::string_view text, std::string_view phrase, bool any_case);

}  // namespace vern::rules
