// Binds what is written to what it means. One binder binds all files of a model, declaration by declaration.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"
#include "compiler/model/schema.h"
#include "compiler/syntax/tree.h"
#include "llvm/ADT/ArrayRef.h"

namespace vern::model {

class Binder {
 public:
  /// `fragment`: an example of a rule. It is the writer's, wherever it stands, and short of translations.
  Binder(Model& model, diag::Sink& sink, bool fragment = false) : model_(model), sink_(sink), fragment_(fragment) {}

  /// What is known to be missing, so that names are not blamed for it.
  void setGaps(llvm::ArrayRef<const syntax::File*> files);

  /// First pass: every name, so that order does not matter.
  void declare(const syntax::Decl& decl);

  void finish();

  /// `id` is bound already, as are all others, and says now what `decl` says: the same up to its block.
  void again(DeclId id, const syntax::Decl& decl, llvm::ArrayRef<const syntax::File*> files);

 private:
  /// A name that was not found.
  struct Unknown {
    std::size_t finding = 0;  // in the sink
    std::vector<Span> uses;
    DeclId near;  // the writer's own declaration with the nearest name
  };

  // ---- declarations (bind_declarations.cpp)
  DeclId alreadyThere(const Decl& decl) const;
  /// `tell`: also of languages that there are no words in.
  void findLanguages(bool tell);
  void bindParent(DeclId id, const syntax::Decl& decl);
  /// The library's term of the same name as `id`, which a user's declaration refines.
  DeclId librarysOwn(Kind kind, DeclId id);
  void breakCycles();
  void bindDecl(DeclId id, const syntax::Decl& decl);
  /// A declaration that is there for readers, and has nothing for them.
  void checkSaysSomething(const Decl& bound, const syntax::Decl& decl);
  /// Names of the writer's that look like other names, of which one at least goes beyond plain letters.
  void reportLookalikes();
  /// Names in plain letters that differ in `l` and `1`, `O` and `0`, `m` and `rn` alone: two of the writer's, or one
  /// and a word of the library of the same kind.
  void reportHardToTellApart();

  // ---- names (bind_names.cpp)
  /// `preferred`: where a name means an actor of several kinds, the kind that the place speaks of.
  DeclId resolve(Kinds kinds, std::string_view choices, const syntax::Name& name, bool state_words = true,
                 std::optional<Kind> preferred = {});
  void ambiguous(const syntax::Name& name, const std::vector<DeclId>& found);
  void unknown(Kinds kinds, std::string_view choices, const syntax::Name& name);
  /// Adds how to say what was meant by a name of another kind after a joining word. False if that is not known.
  bool helpOfJoin(diag::Builder& report, const syntax::Name& name) const;
  /// `clause` from `begin` on, up to its texts and braces.
  std::string restOfClause(const syntax::Clause& clause, std::uint32_t begin) const;
  /// Some names that could stand in place of `written`, where to find more, and how to declare it.
  void helpWithNames(diag::Builder& report, Kinds kinds, std::string_view choices, std::string_view written) const;
  /// The clauses of the block at hand, other than the one at hand, after which a name of `kind` stands.
  std::vector<std::string_view> clausesThatTake(Kind kind) const;
  /// Adds to the finding of each unknown name where else it stands, and where its nearest name is declared. Where that
  /// one is used nowhere, the slip may be in the declaration; it is, if the name was used more than once.
  void closeUnknown();

  // ---- texts in the languages (bind_texts.cpp)
  Texts texts(syntax::List<syntax::Text> written, bool complete);
  bool knownLanguage(std::string_view tag) const;
  /// Nothing but blanks in quotes: reported, unless it is the library's.
  bool hasNoWords(const syntax::Text& text);
  /// The texts in quotes of `clause`: names with nothing in them, and web addresses that are none.
  void checkStrings(const syntax::Clause& clause);

  // ---- what stands in braces behind a clause or a name (bind_braces.cpp)
  /// Reports the clauses in braces that the clause at hand cannot have there, with the way to say it.
  void checkBraces(syntax::List<syntax::Clause> clauses, Kind block);
  /// What to write in place of the clause at hand with `inner` in its braces. "" if there is none.
  std::string withoutBraces(const syntax::Clause& inner, Kind block) const;
  /// The clause at hand up to its braces, with the name alone that they stand behind.
  std::string headHere() const;
  /// What the braces at the end of `data` say is said of each of its names.
  static void handToNames(Clause& data);

  // ---- which clauses may stand where, and in which form (bind_forms.cpp)
  /// `data name email`: what was read as a clause is the next name of a list, without its comma. If so, it is reported.
  bool belongsToListOf(const syntax::Clause& list, const syntax::Clause& clause, Kind block);
  /// Several clauses, and none of them may stand here: the whole block belongs elsewhere. If so, it is reported.
  bool ofAnotherBlock(syntax::List<syntax::Clause> clauses, Kind block);
  void wrongBlock(const syntax::Clause& clause, Kind block);
  void wrongValue(const syntax::Clause& clause, const ClauseRule& rule);
  /// The clause word is alone on its line, and the word of the next clause, no further in, was read as its value.
  bool tookNextClause(const syntax::Clause& clause, const ClauseRule& rule) const;
  /// `data name,` and then the next clause, whose word was read as one more name. If so, it is reported.
  bool isNextClause(const syntax::Name& name);
  bool nextLineNoFurtherIn(Span word_span, Span value_span) const;
  /// Joining words that the clause does not take, and `and` or `or` where a list stands. Which of the joining words
  /// begins a phrase that is told of as a whole, as inOtherWords has it.
  std::size_t checkForm(const syntax::Clause& clause, Kind block);
  /// Reports a joining word that stands in `clause` for the second time, a length of time after `then`, and a number or
  /// a text where names stand.
  void checkJoined(const syntax::Clause& clause, std::size_t join, Kind block);
  /// `until case_closed then 1 year`: what was meant is a year after that.
  void lengthAfterThen(const syntax::Clause& clause, const syntax::Join& join);
  /// Ages that nobody has, or of which the higher stands first.
  void checkAges(const syntax::Clause& clause);
  /// `in case of`, `in accordance with`: where in the joining words of `clause` that begins, which is reported; their
  /// number if it does nowhere.
  std::size_t inOtherWords(const syntax::Clause& clause);
  /// `never keep … at most …`: the limit is meant, and not its opposite.
  void neverAtMost(const syntax::Clause& clause);
  /// `share auditing with our_auditor`: who gets data stands first. If so, it is reported.
  bool sharedWith(const syntax::Clause& clause, const ClauseRule& rule);
  void commasHere(const syntax::Value& list, std::string_view word);
  // ---- joining words that a clause does not take (bind_joins.cpp)
  /// `share … with consent`
  bool isConsentOfShare(const syntax::Clause& clause, const syntax::Join& join, Kind block) const;
  void noJoin(const syntax::Clause& clause, const syntax::Join& join, Kind block);

  // ---- clauses and their values (bind_clauses.cpp)
  std::vector<Clause> bind(syntax::List<syntax::Clause> clauses, Kind block);
  /// Rights that are given and denied to the same people.
  void checkRights(const std::vector<Clause>& clauses);
  /// Clauses of an activity that hold for none of its data.
  void checkOverridden(const std::vector<Clause>& clauses);
  Clause bind(const syntax::Clause& clause, const ClauseRule& rule, Kind block);
  Clause bindHere(const syntax::Clause& clause, const ClauseRule& rule, Kind block);
  Value bind(const syntax::Value& value, Kinds kinds, std::string_view choices, Kind block, bool plain_words,
             std::optional<Kind> preferred = {});
  /// `again` stands in `list` for the second time.
  void listedTwice(const Value& list, const syntax::Name& again);
  Value bindAsked(const syntax::Clause& clause);
  Join bind(const syntax::Join& join, Kind block);

  // ---- times (bind_windows.cpp)
  static Stated windowStated(const Clause& clause, bool elsewhere);
  Bound bind(const syntax::Bound& bound);
  Term bind(const syntax::Term& term);
  /// Times of one clause that are none, that leave each other no room, or of which one never holds.
  void checkTimes(const Clause& clause);
  void checkTerm(const Term& term);
  /// False, and reported, where `term` is `none` or `forever`: it stands beside `other`.
  bool leavesRoom(const Term& term, Span other);
  /// The times from events in `term`, which others stand beside in `earliest of` or `latest of`: `joined`.
  static void counted(const Term& term, TermKind joined, std::vector<const Term*>& out);
  /// Those of which the first to end holds.
  static void countedFirst(const Clause& clause, std::vector<const Term*>& out);
  /// Two that are counted from one event: the longer never holds, or the shorter where the last to end does.
  void neverHolds(const std::vector<const Term*>& times, bool first_holds);
  /// `retain` clauses that hold for the same data at once.
  void checkRetains(const std::vector<Clause>& clauses);
  /// `then delete, archive`.
  void checkThen(const Join& join);

  Model& model_;
  diag::Sink& sink_;
  const bool fragment_;
  std::vector<std::pair<DeclId, const syntax::Decl*>> declared_;
  std::vector<std::string_view> languages_;
  std::vector<std::string_view> unspoken_;  // languages of the policy that vern has no words in
  Span languages_span_;
  std::vector<Span> lost_;
  std::vector<Kind> nameless_;
  bool lacks_files_ = false;
  bool uses_library_ = true;
  std::string within_;  // the declaration at hand, as its first line has it
  struct Place {
    Span word;
    const ClauseRule* rule = nullptr;
    std::string_view join;  // the joining word, if what stands after it is at hand
    const syntax::Clause* clause = nullptr;
    const syntax::Entry* entry = nullptr;  // whose braces are at hand
  } place_;  // the clause at hand
  bool told_of_library_ = false;
  bool took_next_ = false;  // of the clause at hand: its list ends in a comma, and has the word of the next clause
  std::optional<std::size_t>* list_ = nullptr;  // of the list at hand: the finding of a name of the wrong kind
  std::set<DeclId> used_;  // what some name has meant
  std::set<DeclId> told_of_joins_;  // declarations whose joining word stands for `is`
  std::map<std::string, Unknown> unknown_;  // by the name, for a choice after its list
};

}  // namespace vern::model
