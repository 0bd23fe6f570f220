// What can be wrong with a project, before any policy is read. All of it is configuration or I/O: exit status 2.
#pragma once

#include <cstdint>

#include "compiler/diag/kind.h"

namespace vern::workspace {

using diag::HelpKind;
using diag::Kind;
using diag::Severity;
using Str = std::string_view;
using diag::Words;

inline constexpr Kind<Str, Words> CannotRead{"VERN-PROJECT-001", Severity::Error, "cannot read `{path}`: {reason}",
                                             true};
inline constexpr Kind<Str> NoManifest{"VERN-PROJECT-002", Severity::Error,
                                      "there is no `vern.toml` in the folder `{path}`", true};
inline constexpr HelpKind<Words> NameOneOf{
    "help.name_one_of", "name {policies}, or write a `vern.toml` that names those that are policies"};
inline constexpr HelpKind<> NameAPolicy{"help.name_a_policy", "name a `.vern` file, or run `vern init`"};
inline constexpr Kind<Words> BadToml{"VERN-PROJECT-003", Severity::Error,
                                     "`vern.toml` is not valid TOML here: {reason}", true};
inline constexpr Kind<Str> UnknownKey{"VERN-PROJECT-004", Severity::Error, "`vern.toml` has no key called `{key}`",
                                      true};
inline constexpr Kind<Str, Words> WrongType{"VERN-PROJECT-005", Severity::Error, "`{key}` takes {expected}", true};
inline constexpr Kind<> NoPolicies{"VERN-PROJECT-006", Severity::Error, "`vern.toml` names no policy", true};
inline constexpr HelpKind<> WritePolicies{"help.write_policies", "write `policies = [\"my.vern\"]` below `[project]`"};
inline constexpr Kind<Str> OutsideProject{"VERN-PROJECT-007", Severity::Error, "`{path}` leads out of the project",
                                          true};
inline constexpr Kind<Str, std::uint64_t, Str, Str> LowContrast{
    "VERN-PROJECT-008", Severity::Error,
    "`{key}` has a contrast of {whole}.{part}:1 to {ground}, and needs at least 4.5:1", true};
inline constexpr Kind<Str, Words> UnfitForPage{"VERN-PROJECT-009", Severity::Error,
                                               "`{path}` cannot be part of a page: {reason}", true};
inline constexpr Kind<Str, Str> RefusedInPage{"VERN-PROJECT-010", Severity::Error,
                                              "`{path}` cannot be part of a page: `{what}` must not stand in it", true};
inline constexpr Kind<unsigned> TooManyPolicies{"VERN-PROJECT-013", Severity::Error,
                                                "more than {limit} policies are named, which is the limit", true};
inline constexpr diag::LabelKind<> StandsHere{"label.fires_here", "here"};
inline constexpr HelpKind<Str> DidYouMean{"help.did_you_mean", "did you mean `{name}`?"};

}  // namespace vern::workspace
