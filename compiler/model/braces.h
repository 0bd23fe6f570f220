// What the braces behind a clause, or behind one of its names, may hold.
#pragma once

#include <vector>

#include "compiler/model/kind.h"
#include "compiler/syntax/word.h"

namespace vern::model {

/// What they may hold beside `text` and `accept`, which they may hold everywhere.
[[nodiscard]] std::vector<Word> bracesOf(Kind block, Word word);
[[nodiscard]] bool bracesHold(Kind block, Word word, Word inner);

}  // namespace vern::model
