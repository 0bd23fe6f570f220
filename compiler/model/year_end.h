// Ends of financial years: events whose day is computed from that of another one.
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"

namespace vern::model {

/// `event x is fiscal_year_end of purchase`: the event that the year is counted from; invalid if `event` is no such
/// end.
[[nodiscard]] DeclId yearOf(const Model& model, DeclId event);

/// The month that the financial year ends with, as the event or what it is a kind of says by `ends`; or invalid.
[[nodiscard]] DeclId yearEnds(const Model& model, DeclId event);

/// The same as a number, 1 to 12; December where nothing is said.
[[nodiscard]] std::uint8_t lastMonth(const Model& model, DeclId event);

/// The end of the year that ends with `month`, for the year in which `day` lies.
[[nodiscard]] Day yearEnd(Day day, int month);

/// Reports an `of` and an `ends` that nothing is computed by.
void reportYearEnds(const Model& model, diag::Sink& sink);

}  // namespace vern::model
