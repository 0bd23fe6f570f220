// What can be wrong with the text of a file, before any name is looked up.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::syntax {

using diag::HelpKind;
using diag::Kind;
using diag::LabelKind;
using diag::Severity;
using Str = std::string_view;
using diag::Words;

inline constexpr Kind<> InvalidUtf8{"VERN-TEXT-001", Severity::Error,
                                    "this letter is not written in UTF-8, the encoding of policies"};
inline constexpr HelpKind<> SaveAsUtf8{"help.save_as_utf8", "save the file as UTF-8"};
inline constexpr Kind<> NulCharacter{"VERN-TEXT-002", Severity::Error,
                                     "a NUL character stands here, so this is not a text file"};
inline constexpr Kind<> HiddenDirection{"VERN-TEXT-003", Severity::Error,
                                        "a hidden character here changes the direction of the text that follows"};
inline constexpr HelpKind<> DeleteHidden{"help.delete_hidden", "delete it, and write the text again"};

inline constexpr Kind<Str, Str> OtherAlphabet{"VERN-TEXT-004", Severity::Error,
                                              "`{letter}` in `{name}` belongs to another alphabet, however it looks"};
inline constexpr HelpKind<> WriteInOneAlphabet{"help.write_in_one_alphabet", "write the name again, on one keyboard"};

inline constexpr Kind<> OpenText{"VERN-SYNTAX-001", Severity::Error, "this text has no closing quote"};
inline constexpr LabelKind<> TakenForEnd{"label.taken_for_end", "this quote was taken for its end"};
inline constexpr Kind<Str> BadCharacter{"VERN-SYNTAX-002", Severity::Error, "`{found}` means nothing here"};
inline constexpr HelpKind<> LeaveOut{"help.leave_out", "leave it out"};
inline constexpr Kind<Str> UnknownClause{"VERN-SYNTAX-003", Severity::Error, "no clause is called `{word}`"};
inline constexpr HelpKind<Str> OutsideOfBlocks{"help.outside_of_blocks",
                                               "`{word}` begins a declaration of its own, outside of other blocks"};
inline constexpr Kind<Str> UnknownDeclaration{"VERN-SYNTAX-004", Severity::Error, "no declaration is called `{word}`"};
inline constexpr Kind<Str> EmptyClause{"VERN-SYNTAX-005", Severity::Error, "nothing is said after `{word}`"};
inline constexpr Kind<Str> MissingComma{"VERN-SYNTAX-006", Severity::Error, "a comma is missing before `{found}`"};
inline constexpr Kind<Str> MissingBrace{"VERN-SYNTAX-007", Severity::Error,
                                        "the closing `}` of `{declaration}` is missing"};
inline constexpr LabelKind<> BeforeThis{"label.before_this", "it should stand before this"};
inline constexpr Kind<Str> MissingText{"VERN-SYNTAX-008", Severity::Error, "a text in quotes should follow `{word}`"};
inline constexpr HelpKind<Str> WriteText{"help.write_text", "write, say, `{word} en \"…\"`"};
inline constexpr Kind<Str, Words> Unexpected{"VERN-SYNTAX-009", Severity::Error,
                                             "`{found}` cannot stand here; {expected} can"};
inline constexpr Kind<Str> CannotStandHere{"VERN-SYNTAX-010", Severity::Error, "`{found}` cannot stand here"};
inline constexpr Kind<Words, Str> MissingAfter{"VERN-SYNTAX-011", Severity::Error,
                                               "{expected} is missing after `{found}`"};
inline constexpr Kind<unsigned> TooDeep{"VERN-SYNTAX-012", Severity::Error,
                                        "nested more than {limit} levels deep, which is the limit"};
inline constexpr Kind<Str> NoSuchDate{"VERN-SYNTAX-013", Severity::Error, "there is no such date as {date}"};
inline constexpr Kind<Str> NumberTooLarge{"VERN-SYNTAX-014", Severity::Error, "{number} is too large a number"};
inline constexpr LabelKind<> TextsComeAfter{"label.texts_come_after", "texts come after the value"};
inline constexpr HelpKind<> HowSure{"help.how_sure",
                                    "how sure it is, is said by `may`, `sometimes`, `usually` or `aims_to`"};
inline constexpr Kind<Str> JoinAfterTexts{"VERN-SYNTAX-027", Severity::Error,
                                          "`{word}` and what it joins stand before the texts"};
inline constexpr Kind<> IsInClause{"VERN-SYNTAX-015", Severity::Error, "`is` stands in declarations, not in clauses"};
inline constexpr Kind<> ExtraBrace{"VERN-SYNTAX-016", Severity::Error, "this `}` closes nothing"};
inline constexpr Kind<Str> MissingName{"VERN-SYNTAX-017", Severity::Error, "a name is missing after `{word}`"};
inline constexpr Kind<Str> MissingUnit{"VERN-SYNTAX-018", Severity::Error, "`{number}` lacks its unit"};
inline constexpr HelpKind<Str> WriteUnit{"help.write_unit", "write, say, `{number} days` or `{number} months`"};
inline constexpr Kind<Str> WrongQuote{"VERN-SYNTAX-019", Severity::Error,
                                      "`{found}` is no quotation mark of the language"};
inline constexpr HelpKind<> StraightQuotes{"help.straight_quotes", "write texts in straight double quotes: `\"…\"`"};
inline constexpr Kind<Str> OddDate{"VERN-SYNTAX-020", Severity::Error,
                                   "the date {date} is not written as year-month-day"};
inline constexpr HelpKind<Str> DateHasDay{"help.date_has_day", "a date has a day: write, say, `{date}`"};
inline constexpr HelpKind<Str> DayUnknown{"help.day_unknown",
                                          "if nobody can say the day, write `{word} vague en \"…\"` with the words of "
                                          "the text"};
inline constexpr Kind<> Unquoted{"VERN-SYNTAX-021", Severity::Error, "this should stand in quotes"};
inline constexpr Kind<Str> MissingOpenBrace{"VERN-SYNTAX-022", Severity::Error,
                                            "a `{` is missing after `{declaration}`"};
inline constexpr Kind<Str> TwoWordName{"VERN-SYNTAX-023", Severity::Error,
                                       "`{name}` is more than one word, and a name is one"};
inline constexpr Kind<Str> SmallWord{"VERN-SYNTAX-024", Severity::Error,
                                     "`{name}` is a word of the language and cannot be a name"};
inline constexpr Kind<unsigned> TooManyMistakes{
    "VERN-SYNTAX-025", Severity::Error,
    "the file has more than {limit} mistakes; it was not read any further than this"};
inline constexpr Kind<> SuchAsInside{"VERN-SYNTAX-028", Severity::Error,
                                     "`such as` stands at the beginning of a list, and opens all of it"};
inline constexpr Kind<> MissingLanguage{"VERN-SYNTAX-026", Severity::Error, "this text does not say its language"};
inline constexpr Kind<Str> LanguageAfterJoin{"VERN-SYNTAX-029", Severity::Error,
                                             "the text after `{word}` takes no language before it"};
inline constexpr HelpKind<> NothingGiven{"help.nothing_given",
                                         "leave the line out: nobody has consented where no consent is given"};
inline constexpr HelpKind<> GivenBy{"help.given_by",
                                    "who gives consent for somebody else is said in the activity, where the ground is "
                                    "used: `basis … by guardian`"};
inline constexpr HelpKind<> ExplicitGround{"help.explicit_ground",
                                           "that it is explicit is said once, of a ground of your own: `basis … is "
                                           "consent { mode explicit }`"};
inline constexpr HelpKind<Str> LeaveOutWord{"help.leave_out_word", "leave out `{word}`"};
inline constexpr HelpKind<Str> SeveralEnds{
    "help.several_ends", "write `retain {word} of { …, … }`, with each end in full and no word before `{word}`"};
inline constexpr HelpKind<> WriteLanguage{"help.write_language", "write the language before it, say `en \"…\"`"};
inline constexpr Kind<Str> DashInName{"VERN-SYNTAX-030", Severity::Error,
                                      "`-` stands in `{name}`, and can be in no name"};
inline constexpr Kind<Str> UnknownUnit{"VERN-SYNTAX-031", Severity::Error, "`{word}` is no unit of time"};
inline constexpr Kind<Str> OddNumber{"VERN-SYNTAX-032", Severity::Error,
                                     "`{number}` is not written as a whole number in digits"};
inline constexpr Kind<unsigned, unsigned> NameTooLong{"VERN-SYNTAX-033", Severity::Error,
                                                      "a name of {letters} letters; it can have at most {limit}"};
inline constexpr HelpKind<Str> NoneOrName{"help.none_or_name",
                                          "write `{word} none` if there is none, or else a name and a block `{ … }`"};
inline constexpr HelpKind<Str> NameIt{"help.name_it", "write a name of one word, say `{word} first_one`"};
inline constexpr HelpKind<Words> OneOf{"help.one_of", "write {choices}"};
inline constexpr HelpKind<> SuchAsFirst{"help.such_as_first",
                                        "put it before the first name; what is sure stands in a clause of its own"};
inline constexpr HelpKind<> CommentsBegin{"help.comments_begin", "a comment begins with `//`, on each of its lines"};
inline constexpr HelpKind<> WithoutQuotes{"help.without_quotes",
                                          "words and names stand without quotes, and without signs around them: `data "
                                          "name, email`"};
inline constexpr HelpKind<Str> PeopleApart{"help.people_apart",
                                           "an activity holds for all of its people: name those that it holds for, and "
                                           "give `{name}` an activity of their own"};
inline constexpr HelpKind<Str> PromiseTime{"help.promise_time",
                                           "write `keep {data} at most 1 year after …` in the promise; what becomes of "
                                           "them then is said by `then` in an activity"};
inline constexpr HelpKind<> UntilWhat{
    "help.until_what",
    "data are kept until something happens; what that is, is an `event` of yours, and "
    "its text may name the day"};
inline constexpr HelpKind<Str> Write{"help.write", "write `{text}`"};
inline constexpr HelpKind<Str> WriteBoth{"help.write_both", "write `{text}`, which ends when both have happened"};
inline constexpr HelpKind<Str> WriteFirst{"help.write_first",
                                          "write `{text}`, which ends when one of them has happened"};
inline constexpr HelpKind<Str> DidYouMean{"help.did_you_mean", "did you mean `{name}`?"};

}  // namespace vern::syntax
