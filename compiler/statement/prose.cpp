// What the policy says in its own words, at the place it chose.
#include "compiler/statement/commonmark.h"
#include "compiler/statement/sections.h"

namespace vern::statement {

Blocks prose(const Context& context, std::string_view id) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  for (const DeclId prose : model.own(Kind::Prose)) {
    std::string_view place = "scope";
    if (const Clause* clause = model.clause(prose, Word::place))
      for (const DeclId choice : model::named(clause->value)) place = leaf(model[choice].name);
    if (place != id) continue;
    Blocks blocks;
    for (const Clause* clause : model.clauses(prose, Word::text)) {
      const Phrase text = words.own(clause->texts, {prose, clause->span});
      if (text.empty()) continue;
      for (Block& block : fromCommonMark(text.runs.front().text, {prose, clause->span}, text.fact))
        blocks.push_back(std::move(block));
    }
    const Clause* title = model.clause(prose, Word::title);
    if (title == nullptr) {
      for (Block& block : blocks) out.push_back(std::move(block));
      continue;
    }
    out.push_back(section("prose-" + slug(model[prose].name),
                          words.heading(words.own(title->texts, {prose, title->span})), std::move(blocks)));
  }
  return out;
}

}  // namespace vern::statement
