#include "compiler/grants/size.h"

#include <algorithm>

#include "compiler/grants/effective.h"

namespace vern::grants {

namespace {

using model::Clause;

// Far beyond the limit, and far from where numbers end.
constexpr std::uint64_t Countless = std::uint64_t{1} << 40;

std::uint64_t times(std::uint64_t a, std::uint64_t b) { return a != 0 && b > Countless / a ? Countless : a * b; }

std::uint64_t namedIn(llvm::ArrayRef<const model::Clause*> clauses) {
  std::uint64_t out = 0;
  for (const Clause* clause : clauses) out += model::named(clause->value).size();
  return out;
}

}  // namespace

std::uint64_t sizeOf(const model::Model& model, model::DeclId activity) {
  std::uint64_t out = 0;
  for (const Clause* clause : effective(model, activity, nullptr, Word::data))
    for (const model::Entry& entry : clause->value.entries) {
      if (!entry.decl || entry.negated) continue;
      std::uint64_t subjects = namedIn(effective(model, activity, &entry, Word::subjects));
      if (subjects == 0) subjects = namedIn(effective(model, activity, nullptr, Word::subjects));
      const std::uint64_t purposes = namedIn(effective(model, activity, &entry, Word::purpose));
      const std::uint64_t windows = std::max<std::uint64_t>(1, effective(model, activity, &entry, Word::retain).size());
      out += times(times(members(model, entry.decl).size(), subjects), times(purposes, windows));
      out = std::min(out, Countless);
    }
  return out;
}

Size sizeOf(const model::Model& model) {
  Size out;
  std::uint64_t most = 0;
  for (const model::Kind kind : {model::Kind::Activity, model::Kind::Tracker})
    for (const model::DeclId activity : model.own(kind)) {
      const std::uint64_t size = sizeOf(model, activity);
      out.grants = std::min(out.grants + size, Countless);
      if (size <= most) continue;
      most = size;
      out.largest = activity;
    }
  return out;
}

}  // namespace vern::grants
