// What tests report.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::testing {

using diag::Severity;
using Str = std::string_view;
using diag::LabelKind;
using diag::Words;

inline constexpr diag::Kind<Str> DoesNotFire{"VERN-TEST-001", Severity::Error, "`{id}` does not fire on this"};
inline constexpr diag::Kind<Str> FiresWrongly{"VERN-TEST-002", Severity::Error, "`{id}` fires on this, and should not"};
inline constexpr diag::LabelKind<> FiresHere{"label.fires_here", "here"};
inline constexpr diag::Kind<Str> NoFiringExample{"VERN-TEST-003", Severity::Error,
                                                 "`{id}` has no example that it fires on"};
inline constexpr diag::Kind<Str> NoPassingExample{"VERN-TEST-004", Severity::Error,
                                                  "`{id}` has no example that it passes on"};
inline constexpr diag::Kind<Str> FixDoesNotHelp{"VERN-TEST-005", Severity::Error,
                                                "`{id}` still fires after its own fix"};
inline constexpr diag::Kind<Str> FixNotShown{"VERN-TEST-006", Severity::Error,
                                             "no example of `{id}` shows the edit that it offers"};

// What a `test` block finds, one line each.
inline constexpr LabelKind<Str, Str> Untold{"test.untold",
                                            "the answer hangs on `{event}`, a kind of `{told}`: say when it was, "
                                            "`given event {event} on …`; a day to come says that it has not happened"};
inline constexpr LabelKind<Str, Str> Unread{"test.unread",
                                            "the policy counts nothing from `{event}`; it counts from {events}"};
inline constexpr LabelKind<Str> UnreadAtAll{"test.unread_at_all",
                                            "the policy counts nothing from `{event}`, nor from any other event"};
inline constexpr LabelKind<Str> NoFinding{"test.no_finding", "expected the finding {id}, and it is not there"};
inline constexpr LabelKind<Str> UnwantedFinding{"test.unwanted_finding",
                                                "expected not the finding {id}, and it is there"};
inline constexpr LabelKind<Str, Str, Str, Str> OtherAnswer{
    "test.other_answer", "`{datum}` of `{subject}`: expected {expected}, the answer is {answer}"};
inline constexpr LabelKind<Str, Str, Words> PermittedBy{"test.permitted_by",
                                                        "it is permitted by `{activity}`, `{time}`; last day: {end}"};
inline constexpr LabelKind<Str, Words> PermittedWithoutTime{"test.permitted_without_time",
                                                            "it is permitted by `{activity}`; last day: {end}"};
inline constexpr LabelKind<Str, Str, Str, Str> DeniedByPromiseAlone{
    "test.denied_by_promise_alone",
    "`{datum}` of `{subject}`: the promise `{promise}` denies it, but `{activity}` permits it: the policy contradicts "
    "itself"};
inline constexpr LabelKind<Str, Str, Str, Words> OtherDeadline{
    "test.other_deadline", "`{datum}` of `{subject}`: expected until {expected}, the answer is {answer}"};
inline constexpr LabelKind<Str, Str, Str, Words> OtherDisposal{
    "test.other_disposal", "`{datum}` of `{subject}`: expected then {expected}, the answer is {answer}"};

}  // namespace vern::testing
