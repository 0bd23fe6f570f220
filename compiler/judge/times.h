// Lengths of time that a sentence says, against the windows of grants: to the day, and in every course of events.
#pragma once

#include <optional>

#include "compiler/clocks/window.h"
#include "compiler/grants/grants.h"

namespace vern::judge {

class Times {
 public:
  explicit Times(const model::Model& model) : model_(model) {}

  /// There is a course of events in which the window `id` of `grants` lasts longer than `bound` allows, or ends before
  /// it is over where `bound` is a least. Both are counted from the event that `bound` names, or else from the window's
  /// own, where an end without a length can be as far off as one likes.
  [[nodiscard]] bool breaks(const model::Bound& bound, const grants::Grants& grants, grants::WindowId id) const;
  /// There is one in which the window lasts after the last of `events`.
  [[nodiscard]] bool outlasts(const std::vector<model::DeclId>& events, const grants::Grants& grants,
                              grants::WindowId id) const;

 private:
  [[nodiscard]] clocks::Window told(const model::Term& term) const { return counted(clocks::windowOf(term)); }
  [[nodiscard]] clocks::Window counted(clocks::Window window) const;
  [[nodiscard]] clocks::Window dated(const grants::Grants& grants, grants::WindowId id,
                                     const clocks::Window& beside) const;
  [[nodiscard]] bool readsYearEnd(const clocks::Window& window) const;
  [[nodiscard]] const clocks::EventOrder& order() const;

  const model::Model& model_;
  mutable std::optional<clocks::EventOrder> order_;
};

}  // namespace vern::judge
