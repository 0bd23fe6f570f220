// Does a table say what the policy says, row by row? Shown without asking: what the table holds is put back into the
// words of the policy, for every purpose, every datum, every grant, every promise, and compared. The cost grows with
// the table and not with the questions that could be put to it.
//
// That rests on what all policies share, which is held elsewhere by asking: that the runtime answers from conditions as
// the reference does from grants (validate.h, on policies small enough), and that several grants combine alike.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/grants/grants.h"
#include "vern/table.h"

namespace vern::table {

struct Proof {
  std::string fault;  // the first place where the two differ, as text; "": none
  std::uint64_t pairs = 0;  // of a purpose, or of keeping, and a datum: each has the grants that cover it
  std::uint64_t grants = 0;  // different ones, with the covers that stand for them
  std::uint64_t covers = 0;
  std::uint64_t promises = 0;

  [[nodiscard]] bool holds() const { return fault.empty(); }
};

/// `table` has passed verify().
[[nodiscard]] Proof prove(const model::Model& model, const grants::Grants& grants, const runtime::Table& table);

}  // namespace vern::table
