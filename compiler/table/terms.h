// The terms of a table: names, the index of names, and the words that say to which class each belongs.
#pragma once

#include <vector>

#include "compiler/grants/grants.h"
#include "compiler/table/texts.h"
#include "compiler/table/vocabulary.h"
#include "vern/format.h"

namespace vern::table {

struct TermSections {
  std::vector<runtime::KindRange> kinds;
  std::vector<runtime::Term> terms;
  std::vector<std::uint32_t> groups;
  std::vector<runtime::NameSlot> names;
};

[[nodiscard]] TermSections termSections(const model::Model& model, const grants::Grants& grants,
                                        const Vocabulary& vocabulary, TableTexts& texts);

}  // namespace vern::table
