// What can be wrong with rules, and with the accepting of findings.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::rules {

using diag::HelpKind;
using diag::LabelKind;
using diag::Severity;
using Str = std::string_view;
using diag::Words;
template <class... Args>
using Finding = diag::Kind<Args...>;

inline constexpr Finding<Str, Words> MissingClause{"VERN-RULE-001", Severity::Error,
                                                   "the rule `{name}` has no {clauses}"};
inline constexpr Finding<Str> BadId{"VERN-RULE-002", Severity::Error,
                                    "`{id}` is no id of a rule: write capitals and numbers, such as ACME-TRAVEL-001"};
inline constexpr Finding<Str> DuplicateId{"VERN-RULE-003", Severity::Error, "two rules have the id `{id}`"};
inline constexpr LabelKind<> FirstRule{"label.first_rule", "the first one"};
inline constexpr Finding<Words, Str> UnknownAttribute{"VERN-RULE-004", Severity::Error,
                                                      "{type} has nothing called `{name}`"};
inline constexpr HelpKind<Str> Nearest{"help.did_you_mean", "did you mean `{name}`?"};
inline constexpr HelpKind<Words> ThereIs{"help.there_is", "there is {names}"};
inline constexpr Finding<Str> UnknownRoot{"VERN-RULE-005", Severity::Error, "nothing is called `{name}` here"};
inline constexpr Finding<Words, Str> UnknownTerm{"VERN-RULE-006", Severity::Error, "no {kind} is called `{name}`"};
inline constexpr Finding<> MixedCondition{"VERN-RULE-007", Severity::Error,
                                          "`and` and `or` stand side by side, and which comes first cannot be seen"};
inline constexpr HelpKind<> UseBrackets{"help.use_brackets", "put brackets around one of them"};
inline constexpr Finding<Str, Words> WrongType{"VERN-RULE-008", Severity::Error,
                                               "`{what}` is {type}, which cannot be tested so"};
inline constexpr Finding<Str> SetOnTheLeft{"VERN-RULE-009", Severity::Error,
                                           "`{what}` may be several things, so it is no one thing"};
inline constexpr HelpKind<Str> UseIs{"help.use_is", "write `{what} is …`"};
inline constexpr HelpKind<Words> TestsOf{"help.tests_of", "after it can stand {tests}"};
inline constexpr HelpKind<Str> SearchTerms{"help.search_terms", "`vern terms {word}` searches what there is"};
inline constexpr Finding<Str> UnknownFlag{"VERN-RULE-030", Severity::Error, "no term has the flag `{name}`"};
inline constexpr HelpKind<Str> QuantifySet{"help.quantify_set",
                                           "write `any x in {what} : …`, `all x in {what} : …`, or `includes`"};
inline constexpr Finding<Str> OneIsNoSet{"VERN-RULE-010", Severity::Error,
                                         "`{what}` is one thing, and cannot be gone through"};
inline constexpr Finding<Str> NotTold{
    "VERN-RULE-011", Severity::Error,
    "no law wants a statement to say `{what}`, so its silence cannot be a fault in a notice"};
/// The table of what a statement must say: every row rests on law.
inline constexpr Finding<Str> SilenceWithoutLaw{"VERN-RULE-032", Severity::Error, "`silence {name}` cites no law"};
inline constexpr HelpKind<> WeakenInNotice{"help.weaken_in_notice",
                                           "add `level note in notice`, or `profile ropa, full`"};
inline constexpr Finding<Str> UnknownCitation{"VERN-RULE-012", Severity::Error, "no law or section is called `{name}`"};
inline constexpr Finding<Str, Str> DifferentPlaceholders{
    "VERN-RULE-013", Severity::Error, "the text in `{language}` has other placeholders than the one in `{other}`"};
inline constexpr Finding<Str, Str> MissingLanguage{"VERN-RULE-014", Severity::Error,
                                                   "`{clause}` has no text in `{language}`"};
inline constexpr Finding<Str> CoverageCycle{"VERN-RULE-015", Severity::Error,
                                            "`{id}` is, in the end, covered by itself"};
inline constexpr Finding<Str> UnknownRule{"VERN-RULE-016", Severity::Error, "no rule has the id `{id}`"};
inline constexpr Finding<Str> UnverifiedError{"VERN-RULE-017", Severity::Error,
                                              "the law behind `{id}` is not verified, so it must not report errors"};
inline constexpr Finding<Str, Str> WrongWord{"VERN-RULE-018", Severity::Error,
                                             "`{word}` cannot stand after `{clause}`"};
inline constexpr Finding<Str> OneWord{"VERN-RULE-029", Severity::Error, "one word stands after `{clause}`"};
inline constexpr HelpKind<> LevelAgain{"help.level_again",
                                       "write a clause for each level: `level error` and `level warning in notice`"};
inline constexpr Finding<Str> NotInRule{"VERN-RULE-024", Severity::Error, "`{word}` has no place in a rule"};
inline constexpr Finding<Str> ConditionIsNoValue{"VERN-RULE-025", Severity::Error,
                                                 "`{name}` is true or false, and a value should stand here"};
inline constexpr Finding<Str> RecursiveDefine{"VERN-RULE-019", Severity::Error,
                                              "`{name}` is, in the end, defined by itself"};
inline constexpr Finding<Str, int, int> WrongArguments{"VERN-RULE-020", Severity::Error,
                                                       "values that `{name}` takes: {expected}; values given: {given}"};
inline constexpr Finding<Str> NotDefined{"VERN-RULE-021", Severity::Error, "no `define` is called `{name}`"};
inline constexpr Finding<Str> AmbiguousTerm{
    "VERN-RULE-022", Severity::Error,
    "`{name}` may mean several things here: write more of the name, or its kind in front"};
inline constexpr Finding<> BadPlaceholder{"VERN-RULE-023", Severity::Error,
                                          "a curly bracket in this text is not closed"};

inline constexpr Finding<Str> NoProduct{"VERN-RULE-026", Severity::Error,
                                        "`{name}` is gone through again for every member of another list"};
inline constexpr HelpKind<> GoThroughPart{
    "help.go_through_part",
    "go through a part of the first, such as `a.reuses`, or use `any x in … : …` in a condition"};

inline constexpr Finding<Str> LibraryPrefix{"VERN-RULE-027", Severity::Error,
                                            "`{id}` begins as the ids of the standard library do"};
inline constexpr HelpKind<> OwnPrefix{"help.own_prefix", "begin with a word of your own, such as `ACME-TRAVEL-001`"};
inline constexpr Finding<Str, Str> OtherPrefix{
    "VERN-RULE-028", Severity::Error, "`{id}` does not begin with `{prefix}-`, as `vern.toml` asks of own rules"};

inline constexpr Finding<Str, Str, Str> AcceptExpired{"VERN-ACCEPT-001", Severity::Warning,
                                                      "`{id}` was accepted until {date} by {by}"};
inline constexpr Finding<Str> AcceptUnused{"VERN-ACCEPT-002", Severity::Warning,
                                           "`{id}` is accepted here, and nothing reports it"};
inline constexpr Finding<> PromiseUntested{"VERN-PROMISE-001", Severity::Note,
                                           "it is not tested whether this promise is kept"};
inline constexpr Finding<Str> AcceptUnknown{"VERN-ACCEPT-004", Severity::Warning, "no finding is called `{id}`"};
inline constexpr Finding<Str> ExpectUnknown{"VERN-TEST-011", Severity::Error, "no finding is called `{id}`"};
inline constexpr LabelKind<> ReportedThere{"label.reported_there", "it is reported here"};
inline constexpr HelpKind<> AcceptThere{"help.accept_there", "if that one is meant, write `accept` in its declaration"};
inline constexpr Finding<Str> AcceptWithoutReason{
    "VERN-ACCEPT-003", Severity::Error,
    "`accept {id}` needs a reason, a last day and who accepts: `because \"…\" until 2027-01-01 by \"…\"`"};

inline constexpr Finding<std::int64_t, std::int64_t> UnknownEdition{
    "VERN-RULE-031", Severity::Error, "there is no edition {edition} of the rules; the newest is {newest}"};

}  // namespace vern::rules
