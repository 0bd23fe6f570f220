// What can be wrong with names and clauses.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::model {

using diag::HelpKind;
using diag::LabelKind;
using diag::Severity;
using Str = std::string_view;
using diag::Words;
template <class... Args>
using Finding = diag::Kind<Args...>;

inline constexpr Finding<Words, Str> UnknownName{"VERN-NAME-001", Severity::Error, "no {kind} is called `{name}`"};
inline constexpr Finding<Str, Words> AmbiguousName{"VERN-NAME-002", Severity::Error, "`{name}` may mean {candidates}"};
inline constexpr HelpKind<> WriteMore{"help.write_more", "write more of the name"};
inline constexpr Finding<Words, Str> DuplicateName{"VERN-NAME-003", Severity::Error,
                                                   "the {kind} `{name}` is declared twice"};
inline constexpr LabelKind<> FirstDeclared{"label.first_declared", "first declared here"};
inline constexpr Finding<Str, Str> ParentCycle{"VERN-NAME-004", Severity::Error,
                                               "`{name}` is, in the end, a kind of itself: {chain}"};
inline constexpr LabelKind<> AndThis{"label.and_this", "a link of the chain"};
inline constexpr Finding<Str> NoParent{"VERN-NAME-005", Severity::Error, "`{name}` does not say what it is a kind of"};
inline constexpr HelpKind<Str> SayParent{
    "help.say_parent", "write `{name} is …`, with a term of the library after `is`, or `unknown` if nobody can tell"};
inline constexpr Finding<Str, Words, Words> WrongKind{"VERN-NAME-006", Severity::Error,
                                                      "`{name}` is {found}, and {kind} should stand here"};
inline constexpr LabelKind<> DeclaredHere{"label.declared_here", "declared here"};
inline constexpr LabelKind<> AlsoHere{"label.also_here", "and here"};
inline constexpr Finding<Str, Str> MisspeltDeclaration{
    "VERN-NAME-010", Severity::Error,
    "`{declared}` is declared here and used nowhere; `{used}` is used and declared nowhere"};
inline constexpr LabelKind<> UsedHere{"label.used_here", "used here"};
inline constexpr LabelKind<> UsedNowhere{"label.used_nowhere", "this is declared, and used nowhere"};
inline constexpr HelpKind<Str> UntilEvent{"help.until_event", "an event ends the time: `until {name}`"};
inline constexpr HelpKind<Str> WhenItHolds{
    "help.when_it_holds",
    "a circumstance has no day: a time is counted from an event, and holds `when {name}`, as in `30 days after "
    "collection when {name}`; a day of its own needs an `event`"};
inline constexpr HelpKind<> OwnStaff{"help.own_staff",
                                     "your own staff are no recipient: leave them out, or write `share none` with a "
                                     "text if nobody else gets the data"};
inline constexpr HelpKind<> InformedInBasis{
    "help.informed_in_basis",
    "`notify` is about changes of the statement; where people are told of this use stands in the ground: `basis … is "
    "… { informed sign }`"};
inline constexpr HelpKind<Str> CombineNames{"help.combine_names",
                                            "the data that those of the activity are combined with stand after "
                                            "`combine`: `combine {name}`; after `with` stands "
                                            "whose they are"};
inline constexpr HelpKind<Str> DataOfShare{"help.data_of_share",
                                           "which data a recipient gets is said in braces: `share … { data {name} }`"};
inline constexpr HelpKind<Str> DataWithoutWhen{"help.data_without_when",
                                               "`when` holds for all of its clause, and circumstances follow it; what "
                                               "is collected in other cases has a clause of its "
                                               "own: `data {name}`"};
inline constexpr HelpKind<> ConditionApart{
    "help.condition_apart",
    "what article 9 asks for beside the ground stands in a clause of its own, such as `condition explicit_consent`"};
inline constexpr HelpKind<Str, Str> BracesOfDatum{
    "help.braces_of_datum", "what holds for one of the data stands in braces behind it: `data {name} { {word} … }`"};
inline constexpr HelpKind<> OtherPeople{"help.other_people", "what holds for other people is an activity of its own"};
inline constexpr Finding<Str> NoLibrary{"VERN-NAME-009", Severity::Error,
                                        "`{name}` is declared nowhere, and no library is used"};
inline constexpr HelpKind<> UseLibrary{"help.use_library", "begin the policy with `use norway`"};
inline constexpr HelpKind<Words> OneOf{"help.one_of", "write {choices}"};
inline constexpr HelpKind<Words> NamesHere{"help.names_here", "here can stand, among others, {names}"};
inline constexpr HelpKind<Words> NamesToSearch{
    "help.names_to_search", "here can stand, among others, {names}; `vern terms WORD` searches for more"};
inline constexpr HelpKind<Str> DeclareIt{"help.declare_it",
                                         "a word of your own is declared outside of this block: `{declaration}`"};
inline constexpr HelpKind<Str, Words> StandsAfter{"help.stands_after", "`{name}` can stand after {words}"};
inline constexpr Finding<Words> QuotedName{"VERN-NAME-007", Severity::Error,
                                           "the name of {kind} stands without quotes"};
inline constexpr Finding<Str> NoOfficer{"VERN-NAME-022", Severity::Error,
                                        "`dpo {name}` does not say whether there is a data protection officer"};
inline constexpr HelpKind<> OfficerOrNone{
    "help.officer_or_none",
    "write `dpo appointed` with a `contact` if an officer is appointed, `dpo none` if nobody is, and `dpo unclear` if "
    "the "
    "text does not say; who answers questions in other ways is a `contact`, and no `dpo`"};
inline constexpr HelpKind<Str> PersonNoRecipient{"help.person_no_recipient",
                                                 "what people learn of themselves is no `share`: leave it out; if "
                                                 "`{name}` get data about others, they are a recipient "
                                                 "of your own: `recipient {name}_as_recipient is controller`"};
inline constexpr HelpKind<Str> GroundApart{"help.ground_apart", "a second ground has a clause of its own: `{text}`"};
inline constexpr HelpKind<Str> OnIsGround{
    "help.on_is_ground",
    "after `on` stands a ground, such as `on consent`; what must have happened first is a circumstance: `when {name}`"};
inline constexpr HelpKind<Str> WhereItIsUsed{"help.where_it_is_used",
                                             "write it in the activity, where the ground is used: `{text}`"};
inline constexpr HelpKind<> NameAndTitle{
    "help.name_and_title", "write a name of one word; what people read is said in texts, such as `en \"…\"`"};
inline constexpr Finding<Words> NoKindOf{"VERN-NAME-008", Severity::Error, "{kind} is no kind of anything"};

inline constexpr Finding<Str, Str> Renamed{"VERN-NAME-020", Severity::Warning, "`{name}` is called `{successor}` now"};

inline constexpr Finding<Str> SecondParent{"VERN-NAME-021", Severity::Error,
                                           "`{name}` comes second, and a word is a kind of one thing only"};
inline constexpr Finding<Str, Str> WrongBlock{"VERN-CLAUSE-001", Severity::Error, "`{word}` has no place in `{block}`"};
inline constexpr HelpKind<Str, Words> StandsIn{"help.stands_in", "`{word}` stands in {blocks}"};
inline constexpr HelpKind<Words> ClausesHere{"help.clauses_here", "here you can say {words}"};
inline constexpr Finding<Str> WrittenTwice{"VERN-CLAUSE-002", Severity::Error,
                                           "`{word}` is said twice, and only one can hold"};
inline constexpr LabelKind<> FirstSaid{"label.first_said", "first said here"};
inline constexpr Finding<Str, Words> WrongValue{"VERN-CLAUSE-003", Severity::Error, "`{word}` takes {expected}"};
inline constexpr Finding<> MixedList{"VERN-CLAUSE-004", Severity::Error,
                                     "`and`, `or` and commas are mixed in one list"};
inline constexpr HelpKind<> NameThePart{"help.name_the_part", "name a part of it with `circumstance`"};
inline constexpr Finding<Str> NeverOutsidePromise{"VERN-CLAUSE-005", Severity::Error,
                                                  "`never` stands in promises and claims, not before `{word}`"};
inline constexpr Finding<Str, Str> NoJoin{"VERN-CLAUSE-006", Severity::Error, "`{word}` takes no `{join}`"};
inline constexpr HelpKind<Words> JoinsHere{"help.joins_here", "it takes {words}"};
inline constexpr HelpKind<> AppliesWhen{"help.applies_when",
                                        "a condition of the whole activity is said in `applies when …`"};
inline constexpr Finding<Str, Str> NoLimit{"VERN-CLAUSE-007", Severity::Error, "`{limit}` cannot limit `{join}` here"};
inline constexpr Finding<> NeverAtMost{"VERN-CLAUSE-021", Severity::Error,
                                       "`never` turns `at most` round: the data would be kept for longer"};
inline constexpr Finding<Str> PeopleLeftOutWhen{
    "VERN-CLAUSE-025", Severity::Error,
    "`{name}` is left out of the policy at all times or not at all, and not `when`"};
inline constexpr HelpKind<> AppliesUnless{
    "help.applies_unless", "in each activity with these people, write `applies when not` and what must not hold"};
inline constexpr Finding<Str, Str> BracesCannotHold{"VERN-CLAUSE-026", Severity::Error,
                                                    "braces behind `{word}` cannot hold `{inner}`"};
inline constexpr HelpKind<Str> DataApart{"help.data_apart",
                                         "what holds for some of the data stands behind them: `{text}`"};
inline constexpr HelpKind<Words> BracesHoldThese{"help.braces_hold_these", "they can hold {words}"};
inline constexpr HelpKind<Str> WithoutBraces{"help.without_braces",
                                             "leave out the braces, and let `{word}` stand in the activity for all of "
                                             "its data; what holds in other cases is an activity of its own"};
inline constexpr HelpKind<> TextOrAccept{"help.text_or_accept",
                                         "they can hold `text`, which readers see, and `accept`"};
inline constexpr Finding<Str> CommasHere{"VERN-CLAUSE-009", Severity::Error,
                                         "the names after `{word}` are a list, and a list goes on by commas"};
inline constexpr LabelKind<> NorThis{"label.nor_this", "nor has this"};
inline constexpr HelpKind<Words> BlockOf{"help.block_of", "these clauses stand in {blocks}"};
inline constexpr Finding<Str> SecondOfItsKind{"VERN-CLAUSE-008", Severity::Error, "there can be only one `{kind}`"};

inline constexpr HelpKind<> AfterEvent{"help.after_event", "a length of time is counted from an event by `after`"};
inline constexpr Finding<Str> ListedTwice{"VERN-CLAUSE-010", Severity::Warning, "`{name}` stands twice in this list"};

inline constexpr Finding<> NoTime{"VERN-CLAUSE-011", Severity::Warning, "this is no time at all"};
inline constexpr HelpKind<Str> UntilOrNone{
    "help.until_or_none", "write `until {event}` if data are deleted that day, or `none` if they are not stored"};
inline constexpr Finding<Str> TwoTimes{"VERN-CLAUSE-012", Severity::Warning,
                                       "two times are counted from `{event}` here, and the longer one never holds"};
inline constexpr HelpKind<> AtMostOrOne{
    "help.at_most_or_one",
    "leave one out; a longest time is said by `at most`, and different data have braces of their own"};

inline constexpr Finding<Str> ShorterNeverHolds{
    "VERN-CLAUSE-013", Severity::Warning, "two times are counted from `{event}` here, and the shorter one never holds"};
inline constexpr HelpKind<> LeaveOneOut{"help.leave_one_out",
                                        "leave one out; of those in `latest of`, the longest holds"};
inline constexpr Finding<Str> StandsAlone{"VERN-CLAUSE-014", Severity::Error,
                                          "`{word}` leaves no room for another time beside it"};
inline constexpr LabelKind<> BesideThis{"label.beside_this", "this stands beside it"};
inline constexpr HelpKind<> OneOrTheOther{"help.one_or_the_other",
                                          "leave out the one or the other; different data have braces of their own"};
inline constexpr Finding<> NotSaidWhich{"VERN-CLAUSE-015", Severity::Warning,
                                        "two times, and it is not said which of them holds"};
inline constexpr HelpKind<> EarliestOrLatest{
    "help.earliest_or_latest",
    "write `earliest of { …, … }` or `latest of { …, … }`; a longest time is said by `at most`"};
inline constexpr Finding<Str, Str> TwoDisposals{"VERN-CLAUSE-016", Severity::Error,
                                                "`{first}` and `{second}`: only one of them can become of the data"};
inline constexpr HelpKind<> OneDisposal{"help.one_disposal",
                                        "choose one; different data have braces of their own, and `then unknown` with "
                                        "the words of the text leaves it open"};
inline constexpr Finding<Str, Str> TwoEndings{
    "VERN-CLAUSE-017", Severity::Warning,
    "two times hold for the same data here; one ends in `{first}`, the other in `{second}`"};
inline constexpr HelpKind<> OneEnding{
    "help.one_ending",
    "let both end alike, or say by `when` in which case each holds; different data have braces of their own"};

inline constexpr Finding<Str> NotComputed{
    "VERN-CLAUSE-018", Severity::Error,
    "the day of `{event}` is told and not computed: only an end of the financial year is `of` another event"};
inline constexpr Finding<Str> EndsNoYear{"VERN-CLAUSE-019", Severity::Error,
                                         "`{event}` is no end of a financial year that is `of` another event"};
inline constexpr Finding<Str> YearOfNothing{
    "VERN-CLAUSE-023", Severity::Note,
    "the day of `{event}` must be told each time: it is not said of which event it ends the year"};
inline constexpr HelpKind<Str> YearEndOf{"help.year_end_of",
                                         "write `event {event} is fiscal_year_end of invoice`, or leave `ends` out"};
inline constexpr Finding<Str> HoldsForNoDatum{
    "VERN-CLAUSE-020", Severity::Warning,
    "this `{word}` holds for no data: each of them has one of its own in its braces"};
inline constexpr LabelKind<> ItsOwn{"label.its_own", "this holds in its place"};
inline constexpr HelpKind<> LeaveItOut{"help.leave_it_out",
                                       "leave it out, or take the one in braces out if both say the same"};

inline constexpr Finding<Str> GivenAndDenied{"VERN-CLAUSE-022", Severity::Error,
                                             "the right `{name}` is denied here, and given elsewhere"};
inline constexpr LabelKind<> GivenHere{"label.given_here", "given here"};
inline constexpr HelpKind<Str> DeniedWhen{
    "help.denied_when",
    "leave out one of the two; that people have it but in one case is one clause: `right {name} except when …`"};

inline constexpr Finding<Str> SaysNothing{"VERN-CLAUSE-027", Severity::Error, "`{what}` says nothing"};
inline constexpr HelpKind<> SayPromise{
    "help.say_promise", "say in braces what holds, such as `never sell data`, or in your own words: `text`"};
inline constexpr HelpKind<> SayDuty{
    "help.say_duty",
    "say on its first line what is to be done: `duty tell_us of customer nb \"si fra til oss\" en \"tell us\"`"};
inline constexpr HelpKind<> SayMeaning{"help.say_meaning", "say in braces what it means, by `means` or `cites`"};
inline constexpr HelpKind<> SayWho{"help.say_who", "say in braces who it is, by `name` at least, or leave it out"};
inline constexpr Finding<Str> NoWebAddress{"VERN-CLAUSE-028", Severity::Warning, "`{text}` is no address of a page"};
inline constexpr HelpKind<> WriteAddress{
    "help.write_address",
    "write one address, such as `www.example.no/privacy`; an e-mail address stands after `email`, an address of a "
    "house after `address`, and what leads nowhere is said in a text"};

inline constexpr Finding<Str, Str> HardToTellApart{"VERN-TEXT-006", Severity::Warning,
                                                   "`{name}` and `{other}` can hardly be told apart"};
inline constexpr HelpKind<> ChooseAnother{"help.choose_another", "choose another name for one of them"};
inline constexpr Finding<Str, Str> LooksAlike{"VERN-TEXT-005", Severity::Error,
                                              "`{name}` looks like `{other}`, and is another name"};
inline constexpr Finding<Str> UnknownLanguage{"VERN-TEXT-010", Severity::Error,
                                              "`{tag}` is neither a clause nor a language of this policy"};
inline constexpr Finding<Str> UnspokenLanguage{"VERN-TEXT-013", Severity::Error,
                                               "vern cannot write a statement in `{tag}`"};
inline constexpr HelpKind<Words> SpokenLanguages{"help.spoken_languages", "it has the words of {languages}"};
inline constexpr LabelKind<> InTheLibrary{"label.in_the_library", "the library has it here"};
inline constexpr HelpKind<Words> KnownLanguages{"help.known_languages", "the languages of the policy are {languages}"};
inline constexpr Finding<Words> MissingTranslation{"VERN-TEXT-011", Severity::Error,
                                                   "this text is missing in {languages}"};
inline constexpr LabelKind<> PublishedIn{"label.published_in", "the policy is published in these languages"};
inline constexpr Finding<> NoWords{"VERN-TEXT-014", Severity::Error, "there is nothing to read in this text"};
inline constexpr HelpKind<> WriteWords{"help.write_words", "write what readers are to see, or leave the text out"};
inline constexpr Finding<Str> SameLanguageTwice{"VERN-TEXT-012", Severity::Error,
                                                "there are two texts in `{language}`"};
inline constexpr HelpKind<> WordOfTexts{"help.word_of_texts",
                                        "if they belong to a clause of their own, its word is missing, such as `text`"};
inline constexpr HelpKind<Str> OrKindOf{"help.or_kind_of", "or write `{text}`, if it is a kind of that"};
inline constexpr HelpKind<Str> OneName{"help.one_name", "or write `{name}`, which is one name"};
inline constexpr HelpKind<Str> DidYouMean{"help.did_you_mean", "did you mean `{name}`?"};

}  // namespace vern::model
