// How many grants a policy comes to, before any is made: groups, subjects, purposes and times to keep multiply.
#pragma once

#include <cstdint>

#include "compiler/model/model.h"

namespace vern::grants {

struct Size {
  std::uint64_t grants = 0;   // at most so many
  model::DeclId largest;      // the activity that most of them come from
};

/// So many grants, and no more, are made of one policy.
inline constexpr unsigned MaxGrants = 1'000'000;

[[nodiscard]] Size sizeOf(const model::Model& model);
/// Of one activity or tracker.
[[nodiscard]] std::uint64_t sizeOf(const model::Model& model, model::DeclId activity);

}  // namespace vern::grants
