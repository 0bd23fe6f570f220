#include "compiler/rules/questions.h"

#include "compiler/rules/parts.h"

namespace vern::rules {

namespace {

constexpr std::size_t Most = 1000;

}  // namespace

Bindings kept(Bindings bindings, std::deque<Row>& rows) {
  for (Value& value : bindings)
    if (value.scalar == Scalar::Thing && value.thing.row != nullptr)
      value.thing.row = &rows.emplace_back(*value.thing.row);
  return bindings;
}

void Questions::note(Part part, const Condition& condition, const std::vector<std::uint32_t>& columns,
                     const Bindings& bindings, DeclId joined_with) {
  if (too_many_ || isJudged(condition.subject.path.root)) return;
  if (condition.reads == 0) asked_.push_back({&condition, &columns, Bindings(bindings.size())});
  else if (part == Whole) asked_.push_back({&condition, &columns, kept(bindings, rows_)});
  else if (part != Anyway) joined_[{&condition, joined_with}].insert(part);
  too_many_ = asked_.size() > Most;
}

}  // namespace vern::rules
