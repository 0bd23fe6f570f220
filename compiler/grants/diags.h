// What can be wrong with `test` blocks.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::grants {

using diag::Severity;
using Str = std::string_view;
using diag::Words;

inline constexpr diag::Kind<Str, Str> NoSuchWord{"VERN-TEST-007", Severity::Error,
                                                 "`{word}` has no meaning after `{clause}`"};
inline constexpr diag::Kind<Words> HalfAQuestion{"VERN-TEST-008", Severity::Error, "the question does not say {what}"};
inline constexpr diag::Kind<> NothingExpected{"VERN-TEST-009", Severity::Error, "this test expects nothing"};
inline constexpr diag::Kind<Str> NoQuestion{"VERN-TEST-010", Severity::Error,
                                            "`expect {word}` is an answer, and nothing is asked"};
inline constexpr diag::HelpKind<Str> WriteAlso{"help.write_also", "write in addition, for instance, `{text}`"};

}  // namespace vern::grants
