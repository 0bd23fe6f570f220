// Does a table answer as the policy does? Looks whether each row of it says what the policy says, and puts the same
// questions to it and to the reference, over the policy's own terms and one term of each kind that the policy does not
// speak of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/grants/grants.h"
#include "compiler/source/fault.h"
#include "compiler/table/proof.h"
#include "vern/table.h"

namespace vern::table {

struct ValidateOptions {
  std::uint64_t limit = 500'000;  // questions, about: a second
  std::optional<std::uint32_t> seed;  // of the sample where not all can be asked; else the hash of the sources gives it
};

struct Validation {
  std::string difference;  // the first, as text; "": none was found
  Proof rows;
  std::uint64_t terms = 0;  // every one is in the class that the grants put it in
  std::uint64_t tuples = 0;  // of what, whose, what for, to whom, where
  std::uint64_t tuples_asked = 0;
  std::uint64_t situations = 0;  // tuples that differ in what covers them
  std::uint64_t situations_whole = 0;  // … of which every combination of conditions was asked
  std::uint64_t questions = 0;
  std::uint32_t seed = 0;

  /// Every question was asked. If not, that the answers are right rests on the rows.
  [[nodiscard]] bool exhaustive() const { return tuples == tuples_asked && situations == situations_whole; }
};

/// Shows each row right; then asks about every tuple once, and about every situation with each combination of the
/// conditions that some covering grant, disclosure or promise reads: consents, objections, restriction, circumstances,
/// events that have and have not happened, and the days before, on and after each deadline. Above the limit, by a
/// sample drawn with `seed`.
[[nodiscard]] Validation validate(const model::Model& model, const grants::Grants& grants, const runtime::Table& table,
                                  const ValidateOptions& options = {});

/// One line: "shown right, row by row: all 4,100 pairs of purpose and data; asked 12,345 questions: all 410 tuples,
/// all conditions of 52 situations".
[[nodiscard]] Causes describe(const Validation& validation);

}  // namespace vern::table
