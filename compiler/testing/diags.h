// What tests report.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::testing {

using diag::Severity;
using Str = std::string_view;

inline constexpr diag::Kind<Str> DoesNotFire{"VERN-TEST-001", Severity::Error, "`{id}` does not fire on this"};
inline constexpr diag::Kind<Str> FiresWrongly{"VERN-TEST-002", Severity::Error, "`{id}` fires on this, and should not"};
inline constexpr diag::LabelKind<> FiresHere{"label.fires_here", "here"};
inline constexpr diag::Kind<Str> NoFiringExample{"VERN-TEST-003", Severity::Error,
                                                 "`{id}` has no example that it fires on"};
inline constexpr diag::Kind<Str> NoPassingExample{"VERN-TEST-004", Severity::Error,
                                                  "`{id}` has no example that it passes on"};
inline constexpr diag::Kind<Str> FixDoesNotHelp{"VERN-TEST-005", Severity::Error,
                                                "`{id}` still fires after its own fix"};

}  // namespace vern::testing
