// What one fault of a text is told as. Seen by the files that make findings of faults.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "compiler/diag/sink.h"
#include "compiler/syntax/diags.h"
#include "grammar/fault.h"

namespace vern::syntax {

/// The words that head clauses.
[[nodiscard]] std::span<const std::string_view> clauseWords();

/// What can stand at a place, by the names that grammar/ has for it.
[[nodiscard]] Words expectation(const std::string& expected);

/// One fault and its finding: from_faults.cpp has each kind of fault; the others what was meant by words that stand
/// where none can: from_faults_commas.cpp of words without a comma between them, from_faults_times.cpp of times,
/// from_faults_elsewhere.cpp of what has its place elsewhere, from_faults_slips.cpp of all else.
class FaultReport {
 public:
  FaultReport(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink)
      : fault_(fault),
        file_(file),
        text_(text),
        sink_(sink),
        span_{file, fault.at.begin, fault.at.end},
        other_{file, fault.other.begin, fault.other.end},
        found_(text.substr(fault.at.begin, fault.at.end - fault.at.begin)) {}

  void tell();

 private:
  bool suggest(diag::Builder builder, std::span<const std::string_view> words);
  static void write(diag::Builder builder, const std::string& instead, Span at);
  /// Tells of an article that stands before the fault, if one does.
  bool articleBefore();
  /// Tells of `third party`, which the language divides: those who decide for themselves what they use data for.
  bool thirdParty();
  void missingComma();
  /// Tells of a comma forgotten at the end of a line before a datum that heads a clause elsewhere: `email`, `phone` and
  /// the like, under `data name`.
  bool datumOnNextLine();
  /// A word that stands twice in a row.
  bool doubledWord();
  /// `at` is in a list of data that began on an earlier line.
  bool inListOfData(std::uint32_t at) const;
  /// What a clause takes a joining word for, or nothing at all: `answer 1 month`, `given event sold 2026-01-01`,
  /// `ask may use`, `never sells`.
  bool inAnswer();
  /// Tells of a length of time behind an end, added to it: `until a, then 1 year`, `until a plus 1 year`.
  bool lengthAdded();
  /// Tells of an event in two words, of which the second heads a clause: `after last entry then delete`.
  bool nameOfEvent();
  /// Tells of `consent from both guardians`.
  bool byGuardians();
  /// Tells of `share bank after consent` and `share bank only if they consent`.
  bool consentOfShare();
  /// Tells of `right to be forgotten` and `right of objection`.
  bool rightInOtherWords();
  /// Tells of ages in other words than `15 to 17`.
  bool ages();
  /// Tells of `and` and `or` between times: `retain until a and b`, `2 years and 6 months`, `earliest of { a or b }`.
  bool betweenTimes();
  /// Tells of a promise that begins as a sentence does: `we never sell data`, `do not sell data`.
  bool sentence();
  /// A number follows `end`.
  bool numberFollows(std::uint32_t end) const;
  /// Tells of `only` in front of a sentence: it stands before what it closes, `use email only for newsletter`.
  bool onlyFirst();
  /// Tells of `as long as necessary` and `as long as you are a customer`.
  bool asLongAs();
  /// The declaration at hand is a promise or a claim.
  bool inPromise() const;
  /// Tells of words whose place is in braces: `is consent explicit`, `data name optional`.
  bool wordInBraces();
  /// Tells of names right behind `except` and `only`: `subjects member except child`, `share bank only name`.
  bool exceptSome();
  /// Tells of `name never for marketing`, where `never` stands at `never` and `what` in front of it.
  bool neverBehind(std::string_view what, std::uint32_t never);
  /// Tells of promises whose words stand in another order, or that no table can be asked about.
  bool promiseInOtherWords();
  /// Tells of `never market email`.
  bool marketed();
  /// Tells of other words for `earliest of { … }`, and of other brackets.
  bool groupOfEnds();
  /// Tells of `name ( retain … )`, and of `name { 1 month after … }`.
  bool otherBrackets();
  /// Tells of `while customer is registered`.
  bool stateOfSomebody();
  /// Tells of a longest or shortest time in words: `never keep name more than 30 days`.
  bool limit();
  /// Tells of a month where a day should stand: `balancing 2026-03`.
  bool month();
  /// `title no "…"`
  void sayNorwegian(diag::Builder builder);
  void unexpected();

  const grammar::Fault& fault_;
  const FileId file_;
  const std::string_view text_;
  diag::Sink& sink_;
  const Span span_;  // of the fault_
  const Span other_;  // of what else it is about
  const std::string_view found_;
};

}  // namespace vern::syntax
