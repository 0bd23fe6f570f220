// What can be wrong between files.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::driver {

using diag::HelpKind;
using diag::Kind;
using diag::Severity;
using Str = std::string_view;
using diag::Words;

inline constexpr Kind<Str, Words> CannotReadPolicy{"VERN-USE-001", Severity::Error, "cannot read `{path}`: {reason}",
                                                   true};
inline constexpr Kind<Str, Words> CannotUse{"VERN-USE-002", Severity::Error, "cannot use `{path}`: {reason}", true};
inline constexpr Kind<Str> UnknownLibrary{"VERN-USE-003", Severity::Error, "there is no library called `{name}`"};
inline constexpr HelpKind<Str> UseInstead{"help.did_you_mean", "did you mean `{name}`?"};
inline constexpr HelpKind<> UseNorway{"help.use_norway", "write `use norway`, or put a path in quotes"};
inline constexpr Kind<Str> UseCycle{"VERN-USE-004", Severity::Error, "files use each other in a circle: {chain}"};
inline constexpr Kind<Str> UseOutside{"VERN-USE-005", Severity::Error, "`{path}` leads out of the project"};
inline constexpr Kind<unsigned> TooManyFiles{"VERN-USE-006", Severity::Error,
                                             "more than {limit} files are used, which is the limit"};
/// What each activity comes to is multiplied; this one comes to the most.
inline constexpr Kind<unsigned> TooManyGrants{
    "VERN-POLICY-002", Severity::Error, "the activities come to more than {limit} permissions, which is the limit"};
/// Under `[rules.levels]` in vern.toml.
inline constexpr Kind<Str> LevelOfNothing{"VERN-PROJECT-011", Severity::Warning,
                                          "no rule has the id `{id}`, or one that begins so"};
inline constexpr HelpKind<Str> DidYouMean{"help.did_you_mean", "did you mean `{name}`?"};
inline constexpr Kind<Str, int> RulesAreOff{"VERN-PROJECT-012", Severity::Note,
                                            "`{id}` is off: rules that are not asked: {count}"};
inline constexpr Kind<> EmptyPolicy{"VERN-POLICY-001", Severity::Error, "nothing is declared in this file"};

}  // namespace vern::driver
