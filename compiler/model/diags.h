// What can be wrong with names and clauses.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::model {

using diag::HelpKind;
using diag::LabelKind;
using diag::Severity;
using Str = std::string_view;
template <class... Args>
using Finding = diag::Kind<Args...>;

inline constexpr Finding<Str, Str> UnknownName{"VERN-NAME-001", Severity::Error, "no {kind} is called `{name}`"};
inline constexpr Finding<Str, Str> AmbiguousName{"VERN-NAME-002", Severity::Error, "`{name}` may mean {candidates}"};
inline constexpr HelpKind<> WriteMore{"help.write_more", "write more of the name"};
inline constexpr Finding<Str, Str> DuplicateName{"VERN-NAME-003", Severity::Error,
                                                 "the {kind} `{name}` is declared twice"};
inline constexpr LabelKind<> FirstDeclared{"label.first_declared", "first declared here"};
inline constexpr Finding<Str> ParentCycle{"VERN-NAME-004", Severity::Error,
                                          "`{name}` is, in the end, a kind of itself"};
inline constexpr Finding<Str> NoParent{"VERN-NAME-005", Severity::Error, "`{name}` does not say what it is a kind of"};
inline constexpr HelpKind<Str> SayParent{"help.say_parent",
                                         "say which term of the library it belongs to: `{name} is …`"};
inline constexpr Finding<Str> SmallWord{"VERN-NAME-006", Severity::Error,
                                        "`{name}` is a word of the language and cannot be a name"};

inline constexpr Finding<Str, Str> WrongBlock{"VERN-CLAUSE-001", Severity::Error, "`{word}` says nothing in {block}"};
inline constexpr HelpKind<Str> ClausesHere{"help.clauses_here", "here you can say {words}"};
inline constexpr Finding<Str> WrittenTwice{"VERN-CLAUSE-002", Severity::Error,
                                           "`{word}` is said twice, and only one can hold"};
inline constexpr LabelKind<> FirstSaid{"label.first_said", "first said here"};
inline constexpr Finding<Str, Str> WrongValue{"VERN-CLAUSE-003", Severity::Error, "after `{word}` comes {expected}"};
inline constexpr Finding<> MixedList{"VERN-CLAUSE-004", Severity::Error,
                                     "`and`, `or` and commas are mixed in one list"};
inline constexpr HelpKind<> NameThePart{"help.name_the_part", "name a part of it with `circumstance`"};
inline constexpr Finding<Str> NeverOutsidePromise{"VERN-CLAUSE-005", Severity::Error,
                                                  "`never` stands in promises and claims, not before `{word}`"};
inline constexpr Finding<Str, Str> WrongJoin{"VERN-CLAUSE-006", Severity::Error,
                                             "`{join}` cannot join anything to `{word}`"};
inline constexpr Finding<> NoEvent{"VERN-CLAUSE-007", Severity::Error,
                                   "`while` takes a state, and `until` and `after` take an event"};
inline constexpr Finding<Str> SecondOfItsKind{"VERN-CLAUSE-008", Severity::Error, "there can be only one `{kind}`"};
inline constexpr Finding<Str> EmptyWord{"VERN-CLAUSE-009", Severity::Error, "nothing is said after `{word}`"};

inline constexpr Finding<Str> UnknownLanguage{"VERN-TEXT-010", Severity::Error,
                                              "`{tag}` is neither a clause nor a language of this policy"};
inline constexpr Finding<Str, Str> MissingTranslation{
    "VERN-TEXT-011", Severity::Error, "this text is missing in {languages}; the policy is published in it: `{name}`"};
inline constexpr Finding<Str> SameLanguageTwice{"VERN-TEXT-012", Severity::Error,
                                                "there are two texts in `{language}`"};
inline constexpr HelpKind<Str> DidYouMean{"help.did_you_mean", "did you mean `{name}`?"};

}  // namespace vern::model
