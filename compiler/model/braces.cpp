// What the braces behind a clause, or behind one of its names, may hold. What is not listed has no place there: what no
// later stage reads must not look as if it meant something.
#include "compiler/model/braces.h"

#include <algorithm>

namespace vern::model {

namespace {

using W = Word;

struct BraceRule {
  Kinds blocks;
  Word word;
  std::vector<Word> holds;
};

const std::vector<BraceRule>& rules() {
  static const std::vector<BraceRule> All = {
      {Activities, W::data, {W::subjects, W::purpose, W::basis,   W::condition, W::interest, W::device,
                             W::message,  W::source,  W::share,   W::retain,    W::provide,  W::otherwise,
                             W::applies,  W::combine, W::reuses,  W::measures,  W::form,     W::relinked,
                             W::history,  W::located, W::secrecy, W::see,       W::cites}},
      {Activities, W::share, {W::data, W::retain, W::located, W::safeguard, W::copy, W::measures}},
      {Activities, W::basis, {W::interest}},
      {Activities, W::provide, {W::otherwise}},
      {Activities, W::profiling, {W::inputs, W::logic, W::effect}},
      {Activities, W::decision, {W::inputs, W::logic, W::effect}},
      {Kind::Scope, W::covers, {W::see}},
      {Kind::Scope, W::excludes, {W::see}},
      {Kind::Rights, W::right, {W::proof, W::described, W::effect}},
      {Kind::Rights, W::complain, {W::email, W::see}},
  };
  return All;
}

}  // namespace

std::vector<Word> bracesOf(Kind block, Word word) {
  for (const BraceRule& rule : rules())
    if (rule.word == word && rule.blocks.has(block)) return rule.holds;
  return {};
}

bool bracesHold(Kind block, Word word, Word inner) {
  if (inner == W::text || inner == W::accept) return true;
  const std::vector<Word> held = bracesOf(block, word);
  return std::ranges::find(held, inner) != held.end();
}

}  // namespace vern::model
