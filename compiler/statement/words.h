// From the model to words: labels, lists, windows and conditions of a policy in one language. The sections of the
// statement are written with it.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/messages/format.h"
#include "compiler/model/model.h"
#include "compiler/statement/document.h"
#include "compiler/support/leaf.h"

namespace vern::statement {

using messages::ListKind;
using model::Clause;
using model::Decl;
using model::Kind;
using model::Model;

/// A part of a sentence: what it says, and where it comes from.
struct Phrase {
  std::vector<Run> runs;
  std::string fact;             // the same in every language
  std::vector<Source> sources;
  /// In some language of the policy it reads as if it were several ("nett og systemer"), so that a list of such items
  /// needs a line for each. Told from all languages, so that all get the same lines.
  bool like_list = false;

  [[nodiscard]] bool empty() const { return runs.empty(); }
};
using Phrases = std::vector<Phrase>;

/// What a message is told: a phrase in the place of {name}; a number for `plural`; a word for `select`.
struct Told {
  std::string_view name;
  std::variant<Phrase, std::int64_t, std::string_view> value;
};
using Telling = std::initializer_list<Told>;

class Words {
 public:
  const Model& model;
  const std::string language;

  Words(const Model& of, std::string_view in) : model(of), language(in) {}

  // ---- sentences --------------------------------------------------------------------------------------------------

  /// The message `key`, beginning with a capital. `sources` are added to those of the phrases.
  [[nodiscard]] Sentence say(std::string_view key, Telling told = {}, std::vector<Source> sources = {}) const;
  /// The message `key` as a part of a sentence.
  [[nodiscard]] Phrase phrase(std::string_view key, Telling told = {}, std::vector<Source> sources = {}) const;
  /// `phrase` as a sentence: a capital first, a full stop last unless it has an end of its own.
  [[nodiscard]] Sentence sentence(Phrase phrase) const;
  /// `phrase` as a heading or a cell: a capital first, no full stop.
  [[nodiscard]] Sentence heading(Phrase phrase) const;
  /// Whether the catalogue has `key`.
  [[nodiscard]] bool has(std::string_view key) const;

  // ---- the policy's own words -------------------------------------------------------------------------------------

  /// `texts` in this language, else in the first one; empty if there are none.
  [[nodiscard]] Phrase own(const Texts& texts, Source source) const;
  /// A name, an address, a number as written in the policy.
  [[nodiscard]] Phrase quoted(std::string_view text, Source source) const;
  /// `label` as a link where `address` is one of the schemes allowed, else as text.
  [[nodiscard]] Phrase link(Phrase label, std::string_view address) const;
  /// An e-mail address, a telephone number, a web address: as a link.
  [[nodiscard]] Phrase email(std::string_view address, Source source) const;
  [[nodiscard]] Phrase telephone(std::string_view number, Source source) const;
  [[nodiscard]] Phrase web(std::string_view address, Source source) const;

  // ---- names of things --------------------------------------------------------------------------------------------

  /// How `id` is called in running text; its parent's label if it has none. Never its identifier.
  [[nodiscard]] Phrase label(DeclId id) const;
  /// A heading for `id`: `title`, `short`, else its label.
  [[nodiscard]] Phrase title(DeclId id) const;
  /// The section of a law with its act: "bokføringsloven § 13".
  [[nodiscard]] Phrase law(DeclId id) const;
  /// Several, the act of sections that follow each other named once: "personvernforordningen artikkel 12 og artikkel
  /// 5".
  [[nodiscard]] Phrase laws(const std::vector<DeclId>& ids) const;
  /// The label of a section without the abbreviation that findings use: "Article 12" for "Art. 12".
  [[nodiscard]] Phrase inFull(Phrase section) const;
  /// Whom `id` means in a text that says "you" and "we".
  [[nodiscard]] Phrase actor(DeclId id) const;
  /// The same before a verb: "we", "you".
  [[nodiscard]] Phrase doer(DeclId id) const;

  // ---- lists and values -------------------------------------------------------------------------------------------

  [[nodiscard]] Phrase list(const Phrases& phrases, ListKind kind = ListKind::And) const;
  /// The labels of the names in `value`: "for example a, b and c" where the list is open. `say` makes one label.
  [[nodiscard]] Phrase names(const model::Value& value, Source source) const;
  [[nodiscard]] Phrases labels(const model::Value& value, Source source) const;
  /// Of one of the names of a value; empty if it is none.
  [[nodiscard]] Phrase label(const model::Entry& entry, Source source) const;
  [[nodiscard]] Phrase date(Day day, Source source) const;
  /// `at`: where it stands in the policy, for weeks stay weeks.
  [[nodiscard]] Phrase duration(Duration duration, Span at, Source source) const;
  /// "every second year": how often something is done.
  [[nodiscard]] Phrase every(Duration duration, Span at, Source source) const;
  /// "when …" of all `when` among `joins`; empty if there is none.
  [[nodiscard]] Phrase when(const std::vector<model::Join>& joins, Source source) const;
  /// What a circumstance, state or event is called after "when".
  [[nodiscard]] Phrase condition(DeclId id, bool negated) const;

  // ---- times to keep data (window_words.cpp) ------------------------------------------------------------------------

  /// What a `retain` clause says, without its disposal: "until the account is closed, but at most 3 years after …".
  /// `with_when`: its circumstances too.
  [[nodiscard]] Phrase window(const Clause& clause, DeclId of, bool with_when = true) const;
  /// What happens then: "Then we delete the data."; in the group `then` of the catalogue, "We delete the data." Empty
  /// if nothing is said.
  [[nodiscard]] Sentence disposal(const Clause& clause, DeclId of, std::string_view group = "disposal") const;

 private:
  /// `length` of the group `unit` or `every` of the catalogue, where the policy counts it in weeks; else empty.
  [[nodiscard]] Phrase inWeeks(std::string_view group, Duration length, Span written, Source source) const;
  [[nodiscard]] Phrase term(const model::Term& term, Source source) const;
  /// The same, but for the month that a financial year ends with.
  [[nodiscard]] Phrase bareTerm(const model::Term& term, Source source) const;
  /// `lasts`: the time that data are kept, and not the day when it ends.
  [[nodiscard]] Phrase bound(const model::Bound& bound, bool first, bool lasts, Source source) const;
};

/// The one circumstance that `join` excludes: "when not X" is "unless X". None where it says more, or something else.
[[nodiscard]] DeclId exceptionOf(const model::Join& join);

/// `next` behind `out`, as one sentence for whoever counts them.
void append(Sentence& out, const Sentence& next);

/// The message `key` of `language`, with the runs of `told` at their places: a sentence about no policy.
[[nodiscard]] Sentence worded(std::string_view language, std::string_view key,
                              const std::vector<std::pair<std::string_view, std::vector<Run>>>& told = {});

// ---- making blocks ------------------------------------------------------------------------------------------------

[[nodiscard]] Block paragraph(Sentences sentences);
[[nodiscard]] Block paragraph(Sentence sentence);
[[nodiscard]] Block bullets(std::vector<Blocks> items);
[[nodiscard]] Block section(std::string id, Sentence heading, Blocks blocks = {});
/// One sentence as the content of a cell.
[[nodiscard]] Blocks cell(Sentence sentence);
/// One sentence as it stands, or a list if there are several.
[[nodiscard]] Blocks cell(Sentences sentences);

[[nodiscard]] std::vector<Source> merge(std::vector<Source> a, const std::vector<Source>& b);
/// "track_user" as an anchor: "track-user".
[[nodiscard]] std::string slug(std::string_view name);

}  // namespace vern::statement
