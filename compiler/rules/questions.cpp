#include "compiler/rules/questions.h"

#include "compiler/rules/parts.h"

namespace vern::rules {

namespace {

constexpr std::size_t Most = 1000;

}  // namespace

Bindings kept(Bindings bindings, Storage& storage) {
  for (Value& value : bindings) value = storage.copy(value);
  return bindings;
}

void Questions::note(Part part, const Condition& condition, const std::vector<std::uint32_t>& columns,
                     const Bindings& bindings, DeclId joined_with) {
  if (too_many_ || isJudged(condition.subject.path.root)) return;
  if (condition.reads == 0) asked_.push_back({&condition, &columns, Bindings(bindings.size())});
  else if (part == Whole) asked_.push_back({&condition, &columns, kept(bindings, storage_)});
  else if (part != Anyway) joined_[{&condition, joined_with}].insert(part);
  too_many_ = asked_.size() > Most;
}

}  // namespace vern::rules
