// What was asked of all activities while rules ran, and by which part: whether an activity that says something else now
// answers the same is to be seen from it.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "compiler/rules/rule.h"

namespace vern::rules {

/// What the variables of a rule stand for, by index.
using Bindings = std::vector<Value>;

class Questions {
 public:
  /// Who asks: the part by its number; the rules that need all activities at once are the first.
  using Part = std::size_t;
  static constexpr Part Whole = 0;
  /// A rule that will be run again whatever happens.
  static constexpr Part Anyway = ~Part{0};

  /// A question with what its surroundings stand for.
  struct Asked {
    const Condition* condition;
    const std::vector<std::uint32_t>* columns;
    Bindings bindings;
  };

  /// `joined_with` is what its rows are joined with, if it has an index.
  void note(Part part, const Condition& condition, const std::vector<std::uint32_t>& columns, const Bindings& bindings,
            DeclId joined_with);

  /// Those that do not depend on a part.
  [[nodiscard]] const std::vector<Asked>& asked() const { return asked_; }
  /// The parts that asked the others, by what the rows are joined with; invalid where they are not.
  using Joined = std::map<std::pair<const Condition*, DeclId>, std::set<Part>>;
  [[nodiscard]] const Joined& joined() const { return joined_; }
  /// There were more of them than it pays to ask again.
  [[nodiscard]] bool tooMany() const { return too_many_; }

 private:
  std::vector<Asked> asked_;
  Joined joined_;
  Storage storage_;  // of the bindings
  bool too_many_ = false;
};

/// A copy of `bindings` with rows that live in `storage`.
[[nodiscard]] Bindings kept(Bindings bindings, Storage& storage);

}  // namespace vern::rules
