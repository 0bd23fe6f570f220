#include "compiler/grants/supply.h"

#include <algorithm>

namespace vern::grants {

using model::Clause;
using model::DeclId;
using model::Kind;
using model::Model;

model::Clauses placeClauses(const Model& model, DeclId recipient) {
  model::Clauses out;
  for (const Word word : {Word::located, Word::accessed})
    for (DeclId id = recipient; id; id = model[id].parent) {
      const model::Clauses stated = model.clauses(id, word);
      out.insert(out.end(), stated.begin(), stated.end());
      if (!stated.empty()) break;
    }
  return out;
}

std::vector<DeclId> placesOf(const Model& model, DeclId recipient) {
  std::vector<DeclId> out;
  for (const Clause* clause : placeClauses(model, recipient))
    for (const DeclId place : model::named(clause->value))
      if (model[place].kind == Kind::Place) out.push_back(place);
  return out;
}

std::vector<DeclId> workingFor(const Model& model, DeclId recipient) {
  std::vector<DeclId> chain{recipient};
  for (std::size_t i = 0; i < chain.size(); ++i)
    if (const Clause* uses = model.inherited(chain[i], Word::uses))
      for (const DeclId id : model::named(uses->value))
        if (model[id].kind == Kind::Recipient && std::find(chain.begin(), chain.end(), id) == chain.end())
          chain.push_back(id);
  chain.erase(chain.begin());
  return chain;
}

}  // namespace vern::grants
