// What can be wrong with the text of a file, before any name is looked up.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::syntax {

using diag::HelpKind;
using diag::Kind;
using diag::LabelKind;
using diag::Severity;
using Str = std::string_view;

inline constexpr Kind<> InvalidUtf8{"VERN-TEXT-001", Severity::Error, "the file is not valid UTF-8 here"};
inline constexpr HelpKind<> SaveAsUtf8{"help.save_as_utf8", "save the file as UTF-8"};
inline constexpr Kind<> NulCharacter{"VERN-TEXT-002", Severity::Error,
                                     "the file holds a NUL character; it is not a text file"};
inline constexpr Kind<> HiddenDirection{"VERN-TEXT-003", Severity::Error,
                                        "a hidden character here changes the direction of the text that follows"};
inline constexpr Kind<> OpenText{"VERN-SYNTAX-001", Severity::Error, "this text has no closing quote"};
inline constexpr Kind<Str> BadCharacter{"VERN-SYNTAX-002", Severity::Error, "`{found}` means nothing here"};
inline constexpr Kind<Str> UnknownClause{"VERN-SYNTAX-003", Severity::Error, "no clause is called `{word}`"};
inline constexpr Kind<Str> UnknownDeclaration{"VERN-SYNTAX-004", Severity::Error, "no declaration is called `{word}`"};
inline constexpr Kind<Str> EmptyClause{"VERN-SYNTAX-005", Severity::Error, "nothing is said after `{word}`"};
inline constexpr Kind<Str> MissingComma{"VERN-SYNTAX-006", Severity::Error, "a comma is missing before `{found}`"};
inline constexpr Kind<Str> MissingBrace{"VERN-SYNTAX-007", Severity::Error, "the `}` of `{declaration}` is missing"};
inline constexpr LabelKind<> OpenedHere{"label.opened_here", "begun here"};
inline constexpr Kind<Str> MissingText{"VERN-SYNTAX-008", Severity::Error, "a text in quotes should follow `{word}`"};
inline constexpr Kind<Str, Str> Unexpected{"VERN-SYNTAX-009", Severity::Error,
                                           "`{found}` cannot stand here; {expected} can"};
inline constexpr Kind<Str> CannotStandHere{"VERN-SYNTAX-010", Severity::Error, "`{found}` cannot stand here"};
inline constexpr Kind<Str> EndsTooSoon{"VERN-SYNTAX-011", Severity::Error,
                                       "the file ends here, and {expected} is missing"};
inline constexpr Kind<unsigned> TooDeep{"VERN-SYNTAX-012", Severity::Error,
                                        "nested more than {limit} levels deep, which is the limit"};
inline constexpr Kind<Str> NoSuchDate{"VERN-SYNTAX-013", Severity::Error, "there is no such date as {date}"};
inline constexpr Kind<Str> NumberTooLarge{"VERN-SYNTAX-014", Severity::Error, "{number} is too large a number"};
inline constexpr HelpKind<Str> DidYouMean{"help.did_you_mean", "did you mean `{name}`?"};

}  // namespace vern::syntax
