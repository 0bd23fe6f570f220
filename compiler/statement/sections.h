// The sections of the statement: one function each, in the order of reading. A function returns no blocks where the
// model has nothing to say. For from_model alone.
#pragma once

#include <span>

#include "compiler/statement/uses.h"
#include "compiler/statement/words.h"

namespace vern::statement {

/// What all sections read: the words of the language, and what the policy does.
struct Context {
  const Words& words;
  const Model& model;
  std::vector<Use> uses;           // activities, then trackers
  std::size_t activity_count = 0;  // of `uses`
  General general;
  std::vector<Mention> mentions;

  [[nodiscard]] std::span<const Use> activities() const { return std::span(uses).first(activity_count); }
  [[nodiscard]] std::span<const Use> trackers() const { return std::span(uses).subspan(activity_count); }
};

// scope.cpp
[[nodiscard]] Blocks scope(const Context& context);
[[nodiscard]] Blocks children(const Context& context);

// who.cpp
[[nodiscard]] Blocks responsible(const Context& context);
/// Where the policy speaks of those who answer for the data.
[[nodiscard]] std::vector<Source> unnamed(const Context& context);
/// Those who answer for the data, as one phrase; empty where the policy does not say who they are.
[[nodiscard]] Phrase controllers(const Context& context);
/// How to reach a contact point: rows of address, telephone, e-mail.
[[nodiscard]] Blocks contactPoint(const Context& context, DeclId contact);
/// The rows alone, of a contact point, a recipient or a controller.
[[nodiscard]] Blocks reach(const Context& context, DeclId id);
/// Whether a contact point has an address or a text of its own.
[[nodiscard]] bool isReachable(const Context& context, DeclId contact);
/// A contact point in a sentence: its e-mail address, else whatever it has.
[[nodiscard]] Phrase contactPhrase(const Context& context, DeclId contact);

// purposes.cpp, narrative.cpp
[[nodiscard]] Blocks purposes(const Context& context);
/// What holds where an activity says nothing else.
[[nodiscard]] Blocks general(const Context& context);
/// What is told of an activity beside the table.
[[nodiscard]] Blocks narrative(const Context& context, const Use& use);
/// What `clauses` say of an activity, of one of its data, or of a datum wherever it is used: whether it must be given,
/// what it is combined with, its form, its law. `of_some`: of some of the data, which are named before it.
void sayClauses(const Context& context, const std::vector<Clause>& clauses, DeclId of, Blocks& out,
                bool of_some = false);
/// Which of the data of `group` people must give us, as a mark in the table; empty where there are none. The story
/// tells why, and what follows if they do not.
[[nodiscard]] Sentence mustGive(const Context& context, DeclId activity, const Group& group);
// The cells of the table.
/// What the group is used for, as a link to the story; and `title`, which may be empty.
[[nodiscard]] Blocks purposeCell(const Context& context, const Use& use, const Group& group, const Phrase& title = {});
[[nodiscard]] Blocks dataCell(const Context& context, DeclId activity, const Group& group);
/// The interests that an activity names, by itself or in the braces of its basis.
[[nodiscard]] model::Clauses interestsOf(const Model& model, DeclId activity);
/// Where `basis` is the library's legitimate interests, which says nothing, its interests stand for it in the table.
[[nodiscard]] bool standsForInterest(const Model& model, DeclId basis);
[[nodiscard]] Sentences basisSentences(const Context& context, DeclId activity, const Group& group);
/// `inside`: the message that each time is put into, with {time}; none: it stands alone.
[[nodiscard]] Sentences retainSentences(const Context& context, DeclId activity, const model::Clauses& retains,
                                        std::string_view inside = {});
[[nodiscard]] Blocks shareCell(const Context& context, DeclId activity, const model::Clauses& shares);
/// "As for all use", where all of `clauses` are general.
[[nodiscard]] Sentence asGeneral(const Context& context, DeclId activity, const model::Clauses& clauses);
/// The title of an activity, as a link to its place.
[[nodiscard]] Phrase activityLink(const Context& context, DeclId activity);
[[nodiscard]] std::string anchorOf(const Context& context, DeclId activity);

// values.cpp
/// "may", "sometimes", "usually", "aims_to", "does": what messages are told of a strength.
[[nodiscard]] std::string_view strengthWord(model::Strength strength);
/// `what` under the strength of its clause: "may be …", "as a rule …". `key` reads {strength} and {what}.
[[nodiscard]] Phrase withStrength(const Words& words, std::string_view key, model::Strength strength, Phrase what);
/// The policy's own words without their full stop: they stand in brackets.
[[nodiscard]] Phrase inBrackets(Phrase note);
/// `list` under the strength of its clause, and as examples where it is open.
[[nodiscard]] Phrase listUnder(const Words& words, model::Strength strength, bool open, Phrase list);
/// A time to keep data under the strength of its clause: "may be kept for 3 years after …".
[[nodiscard]] Phrase timeUnder(const Words& words, const Clause& clause, Phrase time);
/// `retains` as they are told: those for a case, which stand instead of the others while it holds, before these.
[[nodiscard]] model::Clauses casesFirst(model::Clauses retains);
/// The time of `clause`, one of `retains`: "when a theft is reported: 30 days after …", "otherwise: 7 days after …".
[[nodiscard]] Phrase timeAmong(const Words& words, const Clause& clause, DeclId of, const model::Clauses& retains);
/// What a clause with names says, whatever it says: names, none, elsewhere, or only vaguely.
[[nodiscard]] Phrase valuePhrase(const Context& context, const Clause& clause, Source source,
                                 bool with_strength = true);
/// The article that a basis or condition stands in: "artikkel 6 nr. 1 bokstav f".
[[nodiscard]] Phrase articlePhrase(const Context& context, DeclId basis);
[[nodiscard]] Phrase basisPhrase(const Context& context, DeclId basis, const Clause* clause, Source source);
/// `phrase`, which also speaks of `source`.
[[nodiscard]] Phrase withSource(Phrase phrase, Source source);
/// A joining word and what follows: " only when …", " outside the EEA".
[[nodiscard]] Phrase joinPhrase(const Context& context, const model::Join& join, Source source);
/// `first` and then what the clause joins to it, without the words in `but`.
[[nodiscard]] Phrase joined(const Context& context, Phrase first, const Clause& clause, Source source,
                            std::initializer_list<std::string_view> but = {});
/// The blocks of a clause: its own, and those of its entries.
[[nodiscard]] std::vector<const std::vector<Clause>*> blocksOf(const Clause& clause);
/// A channel, as a link to its address if it has one.
[[nodiscard]] Phrase channelPhrase(const Context& context, DeclId channel);
/// Ways to do something: "through the form and by e-mail to …". Of contact points in `known`, how to reach them is told
/// nearby: "by contacting us".
[[nodiscard]] Phrase waysPhrase(const Context& context, const model::Value& value, Source source,
                                const std::vector<DeclId>& known = {});
/// `see "…"` clauses as sentences.
[[nodiscard]] Sentences seeAlso(const Context& context, const std::vector<Clause>& clauses, DeclId of);
/// `text` clauses as paragraphs, with their `see`.
[[nodiscard]] Blocks ownTexts(const Context& context, const std::vector<Clause>& clauses, DeclId of);

// bases.cpp
/// Whether `basis` has a place of its own in the statement.
[[nodiscard]] bool hasStory(const Model& model, DeclId basis);
[[nodiscard]] Blocks bases(const Context& context);

// promises.cpp
[[nodiscard]] Blocks promises(const Context& context);
[[nodiscard]] Blocks duties(const Context& context);

// sharing.cpp
/// Where data come from, one for each: "your employer, through the form".
[[nodiscard]] Phrases sourcePhrases(const Context& context, const Clause& clause, Source source);
[[nodiscard]] Blocks sources(const Context& context);
[[nodiscard]] Blocks sharing(const Context& context);
/// Those who get data, in the order in which they are declared or named, the policy's own first.
[[nodiscard]] std::vector<DeclId> recipientsOf(const Context& context);

/// `id` is the last of `ids`, unless it is none or among them.
void addOnce(std::vector<DeclId>& ids, DeclId id);
[[nodiscard]] std::vector<const Mention*> mentionsOf(const Context& context, DeclId recipient);
/// Its name in tables: what it is registered as, else its label.
[[nodiscard]] Phrase ownName(const Words& words, DeclId recipient);
inline constexpr std::string_view RolesInOrder[] = {"public",     "processor", "joint_controller", "group_company",
                                                    "controller", "authority", "counterpart",      "other"};
/// Which of these `recipient` is in this policy.
[[nodiscard]] std::string_view roleOf(const Model& model, DeclId recipient, const Clause* share);

// transfers.cpp
[[nodiscard]] Blocks transfers(const Context& context);
/// The places outside the EEA that a recipient is in, or that one of the uses names: each once.
[[nodiscard]] Phrases abroadOf(const Context& context, DeclId recipient);
/// The country outside the EEA, where there is but one; else empty.
[[nodiscard]] Phrase onlyCountryAbroad(const Context& context);
/// How data get out of the EEA: "sent", "seen" from there, or "both".
[[nodiscard]] std::string_view wayAbroad(const Context& context);

// retention.cpp
[[nodiscard]] Blocks retention(const Context& context);
/// The events and states from which times are counted, in the order of the policy.
[[nodiscard]] std::vector<DeclId> namedInWindows(const Context& context);
/// Who tells us that `event` has happened, who judges it, and how often that is gone through; between which events a
/// state lasts. `named`: what stands before it names it.
[[nodiscard]] Sentences howWeKnow(const Context& context, DeclId event, bool named = false);

// automated.cpp
[[nodiscard]] Blocks automated(const Context& context);
[[nodiscard]] Blocks trackers(const Context& context);
struct Automation {
  bool is = false;  // somewhere
  bool is_not = false;  // nowhere, and `defaults` says so
  std::vector<Source> sources;
};
/// Whether the policy speaks of profiling, or of decisions that a machine takes alone.
[[nodiscard]] Automation automation(const Context& context, Word word);

// rights.cpp
[[nodiscard]] Blocks rights(const Context& context);
[[nodiscard]] Blocks objection(const Context& context);
[[nodiscard]] Blocks complaints(const Context& context);
/// The anchor of where it is told how to say no to direct marketing, which may rest on consent alone; empty if nowhere.
[[nodiscard]] std::string placeOfRefusal(const Context& context, bool by_consent);
/// `key`, or `key_wide` where the policy speaks to people in more countries than one: each has its own authority.
[[nodiscard]] std::string complainKey(const Model& model, std::string_view key);
/// The rights that the policy grants, without those that have a place of their own: a list for each sentence.
[[nodiscard]] Phrases rightsInShort(const Context& context);

// ending.cpp
[[nodiscard]] Blocks security(const Context& context);
[[nodiscard]] Blocks changes(const Context& context);
/// Where earlier versions stand, as links; empty if the policy does not say.
[[nodiscard]] Phrase earlierVersions(const Context& context);

// front.cpp
[[nodiscard]] Sentence documentTitle(const Context& context);
[[nodiscard]] Blocks front(const Context& context);

// prose.cpp
/// The texts that the policy places in section `id`.
[[nodiscard]] Blocks prose(const Context& context, std::string_view id);

}  // namespace vern::statement
