// How well what somebody types fits what a term is called.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"

namespace vern::cli {

/// From worst to best.
enum class Fit : std::uint8_t {
  None,
  Inside,  // in the middle of a word: `kort` in "bankkort"
  Ends,    // a word ends with it: `journal` and "pasientjournal"
  Form,    // another form of the word: `bestillinger` and "bestilling"
  Begins,  // a word begins with it
  Whole,   // it is a word
};

/// The words of a term: of its name, its labels in every language, their short forms and what else it is called.
[[nodiscard]] std::vector<std::string> wordsOf(const model::Model& model, model::DeclId term);

/// The words of a text, in small letters.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view text);

/// How well `typed` fits the best of `words`, all in small letters.
[[nodiscard]] Fit fit(const std::vector<std::string>& words, std::string_view typed);

}  // namespace vern::cli
