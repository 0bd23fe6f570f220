#include "compiler/cli/search.h"

#include <algorithm>

#include "compiler/cli/words.h"

namespace vern::cli {

namespace {

constexpr std::size_t Ending = 4;  // bytes that a form of a word can have more than another: `bestillingene`
constexpr std::size_t Stem = 4;    // and what must be left

void addWords(std::string_view text, std::vector<std::string>& out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,._()/"), text.size());
    if (end > 0) out.push_back(lowered(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

Fit fitOne(std::string_view word, std::string_view typed) {
  if (word == typed) return Fit::Whole;
  if (word.starts_with(typed)) return Fit::Begins;
  if (word.size() >= Stem && typed.starts_with(word) && typed.size() <= word.size() + Ending) return Fit::Form;
  if (typed.size() >= Stem && word.ends_with(typed)) return Fit::Ends;
  return word.find(typed) == std::string_view::npos ? Fit::None : Fit::Inside;
}

}  // namespace

std::vector<std::string> wordsOf(std::string_view text) {
  std::vector<std::string> out;
  addWords(text, out);
  return out;
}

std::vector<std::string> wordsOf(const model::Model& model, model::DeclId term) {
  const model::Decl& decl = model[term];
  std::vector<std::string> out;
  out.push_back(lowered(decl.name));  // who types a whole name means it
  addWords(decl.name, out);
  for (const Texts* texts : {&decl.texts, &decl.short_texts})
    for (const auto& [language, label] : *texts) addWords(label, out);
  for (const model::Clause* called : model.clauses(term, Word::called))
    for (const auto& [language, other] : called->texts) addWords(other, out);
  return out;
}

Fit fit(const std::vector<std::string>& words, std::string_view typed) {
  Fit best = Fit::None;
  for (const std::string& word : words) best = std::max(best, fitOne(word, typed));
  return best;
}

}  // namespace vern::cli
