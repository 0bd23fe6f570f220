#include "compiler/query/explain.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "compiler/support/leaf.h"
#include "vern/explain.h"

namespace vern::query {

using runtime::Answer;
using runtime::Ask;
using runtime::None;
using runtime::Reason;
using runtime::Table;
using runtime::TermKind;

namespace {

using Filling = std::pair<std::string_view, std::string>;

/// Replaces {name} by its filling; others stay as they are.
std::string fill(std::string_view text, std::initializer_list<Filling> fillings) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view name = text.substr(i + 1, end - i - 1);
      bool found = false;
      for (const auto& [key, value] : fillings)
        if (key == name) out += value, found = true;
      if (found) {
        i = end + 1;
        continue;
      }
    }
    out += text[i++];
  }
  return out;
}

class Explainer {
 public:
  Explainer(const Bound& bound, const Answer& answer, std::string_view language)
      : bound_(bound), answer_(answer), table_(bound.facts.table()), language_(table_.language(language)) {
    if (language_ == None) language_ = 0;
  }

  Explanation explain();

 private:
  std::string sentence(std::string_view key, std::initializer_list<Filling> more = {}) const {
    const std::string text = fill(table_.sentence(key, language_), more);
    return fill(text, {{"data", term(TermKind::Datum, bound_.question.datum)},
                       {"subject", term(TermKind::Subject, bound_.question.subject)},
                       {"purpose", term(TermKind::Purpose, bound_.question.purpose)},
                       {"recipient", term(TermKind::Recipient, bound_.question.recipient)},
                       {"place", term(TermKind::Place, bound_.question.place)},
                       {"promise", promise()}});
  }
  /// The label of a term in the language, else its name.
  std::string term(TermKind kind, std::uint32_t id) const {
    const runtime::Term& term = table_.term(kind, id);
    const std::string_view label = table_.label(term.labels, language_);
    return std::string(label.empty() ? table_.text(term.name) : label);
  }
  std::string promise() const {
    if (answer_.promise == None) return "";
    const runtime::Promise& promise = table_.promises[answer_.promise];
    const std::string_view text = table_.label(promise.text, language_);
    return std::string(text.empty() ? table_.text(promise.name) : text);
  }
  std::string at(runtime::TextRef path, std::uint32_t line) const {
    const std::string_view file = table_.text(path);
    if (file.empty()) return "";
    return std::string(file) + (line > 0 ? ":" + std::to_string(line) : "");
  }
  std::string reasonSentence() const;
  std::string nearMiss() const;
  std::optional<std::vector<std::string>> lacking(std::uint32_t guard) const;
  std::string missingCircumstances() const;
  std::string untoldEvents() const;

  const Bound& bound_;
  const Answer& answer_;
  const Table& table_;
  std::uint32_t language_;
};

std::string Explainer::reasonSentence() const {
  std::string key = "reason." + std::string(runtime::reasonCode(answer_.reason));
  if (answer_.reason == Reason::NoGrant && bound_.question.ask == Ask::Keep) key = "reason.no_grant_keep";
  return sentence(key);
}

/// The facts that the alternative of a guard which comes nearest still lacks; nothing if none can hold.
std::optional<std::vector<std::string>> Explainer::lacking(std::uint32_t guard) const {
  if (guard == 0) return std::vector<std::string>();
  std::optional<std::vector<std::string>> best;
  for (const runtime::Conjunction& all : table_.conjunctions.slice(table_.guards[guard])) {
    std::vector<std::string> missing;
    for (std::uint32_t slot = 0; slot < table_.slot_terms.size(); ++slot) {
      const std::uint64_t bit = std::uint64_t{1} << (slot % 64);
      const bool holds = bound_.facts.holds(slot);
      const runtime::SlotTerm& what = table_.slot_terms[slot];
      const std::string name = term(static_cast<TermKind>(what.kind), what.id);
      if ((all.need[slot / 64] & bit) != 0 && !holds) missing.push_back(name);
      if ((all.forbid[slot / 64] & bit) != 0 && holds) missing.push_back(sentence("not", {{"what", name}}));
    }
    if (!best || missing.size() < best->size()) best = std::move(missing);
  }
  return best;
}

/// The facts that are lacking of what the activity asks for and of what its `share` asks for. An activity with a time
/// of its own in some circumstance is several grants: the one that lacks the least came nearest.
std::string Explainer::missingCircumstances() const {
  const runtime::Source& nearest = table_.sources[answer_.entry];
  std::optional<std::vector<std::string>> best;
  runtime::eachEntry(bound_.facts, bound_.question, [&](std::uint32_t entry, Reason reason) {
    const runtime::Source& source = table_.sources[entry];
    if (reason != Reason::Circumstance || source.activity != nearest.activity || source.share != nearest.share) return;
    const runtime::Condition& condition = runtime::conditionOf(table_, entry);
    std::optional<std::vector<std::string>> missing = lacking(condition.guard);
    const std::optional<std::vector<std::string>> of_share = lacking(condition.share_guard);
    if (!missing || !of_share) return;
    for (const std::string& name : *of_share)
      if (std::find(missing->begin(), missing->end(), name) == missing->end()) missing->push_back(name);
    if (!best || missing->size() < best->size()) best = std::move(missing);
  });
  std::string out;
  if (best)
    for (const std::string& name : *best) out += (out.empty() ? "" : ", ") + name;
  return out;
}

/// The events that the windows of the answer hang on and of which nothing was told, not even that they have not
/// happened.
std::string Explainer::untoldEvents() const {
  std::string out;
  const auto add = [&](std::uint32_t slot) {
    if (slot >= table_.slot_terms.size() || bound_.facts.holds(slot)) return;
    const runtime::SlotTerm& what = table_.slot_terms[slot];
    if (static_cast<TermKind>(what.kind) != TermKind::Event) return;
    for (const std::uint32_t told : bound_.told)
      if (table_.isA(TermKind::Event, told, what.id)) return;
    const std::string name = "`" + std::string(table_.text(table_.term(TermKind::Event, what.id).name)) + "`";
    if (out.find(name) == std::string::npos) out += (out.empty() ? "" : ", ") + name;
  };
  const auto program = [&](std::uint32_t window) {
    for (const runtime::WindowOp& op : table_.window_ops.slice(table_.windows[window]))
      if (op.kind == runtime::WindowOpKind::After || op.kind == runtime::WindowOpKind::While) add(op.operand);
  };
  const auto entry = [&](std::uint32_t id) {
    const runtime::Condition& condition = runtime::conditionOf(table_, id);
    if ((condition.steps & runtime::ShareWindow) != 0) program(condition.share_window);
    if (condition.window != None) program(condition.window);
    else
      for (const std::uint16_t term : condition.terms) add(term / 2u - 1u);
  };
  entry(answer_.entry);
  // To keep is asked of all activities: each that has no end yet holds the data back.
  if (bound_.question.ask == Ask::Keep)
    runtime::eachEntry(bound_.facts, bound_.question, [&](std::uint32_t id, Reason reason) {
      if (reason == answer_.reason && (!answer_.permit || runtime::deadlineOf(bound_.facts, id) == runtime::Never))
        entry(id);
    });
  return out;
}

std::string Explainer::nearMiss() const {
  if (answer_.entry == None) return "";
  if ((answer_.permit && answer_.deadline == runtime::Never) || answer_.reason == Reason::NoWindow)
    if (const std::string events = untoldEvents(); !events.empty())
      return sentence(answer_.permit ? "near.untold_end" : "near.untold_begin", {{"events", events}});
  if (answer_.permit) return "";
  const runtime::Condition& condition = runtime::conditionOf(table_, answer_.entry);
  const bool keep = bound_.question.ask == Ask::Keep;
  const runtime::ConsentFact* consent =
      runtime::consentFor(bound_.facts, keep ? condition.purpose : bound_.question.purpose, condition.purpose, !keep);
  const Filling granted{"granted", term(TermKind::Purpose, condition.purpose)};
  switch (answer_.reason) {
    case Reason::ConsentWithdrawn:
      if (consent != nullptr && consent->on != 0)
        return sentence("near.consent_withdrawn_on", {granted, {"date", formatDay(consent->on)}});
      return sentence("near.consent_withdrawn", {granted});
    case Reason::ConsentMissing:
      if (consent != nullptr && consent->recipient != None && consent->state == runtime::ConsentState::Given)
        return sentence("near.consent_elsewhere", {granted, {"other", term(TermKind::Recipient, consent->recipient)}});
      return sentence("near.consent_missing", {granted});
    case Reason::Circumstance: {
      const std::string missing = missingCircumstances();
      if (missing.empty()) return sentence("near.circumstance_never");
      return sentence("near.circumstance", {{"circumstances", missing}});
    }
    case Reason::Expired:
      return sentence("near.expired", {{"date", formatDay(runtime::deadlineOf(bound_.facts, answer_.entry))}});
    case Reason::Transfer: return sentence(bound_.question.place == None ? "near.transfer_unknown" : "near.transfer");
    case Reason::NoBasis:
    case Reason::NoCondition:
    case Reason::WeighObjection:
    case Reason::Restricted:
    case Reason::NoDisclosure:
    case Reason::NoWindow: return sentence("near." + std::string(runtime::reasonCode(answer_.reason)));
    case Reason::Permitted:
    case Reason::NoGrant:
    case Reason::OutOfScope:
    case Reason::Promise:
    case Reason::Objected:
    case Reason::BadFacts: return "";
  }
  return "";
}

Explanation Explainer::explain() {
  Explanation out;
  out.decision = answer_.permit ? "permit" : "deny";
  out.decision_text = sentence("decision." + out.decision);
  out.reason = runtime::reasonCode(answer_.reason);
  out.sentence = reasonSentence();
  out.unjudged = bound_.unjudged;
  if (answer_.promise != None) {
    const runtime::Promise& promise = table_.promises[answer_.promise];
    out.promise = table_.text(promise.name);
    out.place = at(promise.path, promise.line);
  }
  if (answer_.entry != None) {
    const runtime::Source& source = table_.sources[answer_.entry];
    const runtime::Activity& activity = table_.activities[source.activity];
    out.activity = table_.text(activity.name);
    out.title = table_.label(activity.title, language_);
    out.place = at(activity.path, source.line > 0 ? source.line : activity.line);
    if (source.share != None) out.share_place = at(activity.path, table_.shares[source.share].line);
    if (source.basis != None) {
      out.basis = table_.label(table_.bases[source.basis].title, language_);
      out.citations = table_.label(table_.bases[source.basis].citations, language_);
    }
  }
  if (answer_.permit) {
    out.deadline = formatDay(answer_.deadline);
    if (answer_.disposal != None) {
      out.disposal = leaf(table_.text(table_.disposals[answer_.disposal].name));
    }
    if (answer_.deadline == runtime::Never) {
      out.deadline_sentence = sentence("deadline.none");
    } else if (out.disposal.empty()) {
      out.deadline_sentence = sentence("deadline.until", {{"date", out.deadline}});
    } else {
      const std::string_view label = table_.label(table_.disposals[answer_.disposal].text, language_);
      out.deadline_sentence =
          sentence("deadline.until_then",
                   {{"date", out.deadline}, {"disposal", label.empty() ? out.disposal : std::string(label)}});
    }
  }
  for (std::uint32_t i = 0; i < runtime::Obligations; ++i) {
    if ((answer_.obligations >> i & 1) == 0) continue;
    out.obligations.emplace_back(runtime::obligationCode(i));
    out.obligation_sentences.push_back(sentence("obligation." + out.obligations.back()));
  }
  out.near_miss = nearMiss();
  return out;
}

}  // namespace

Explanation explain(const Bound& bound, const Answer& answer, std::string_view language) {
  return Explainer(bound, answer, language).explain();
}

}  // namespace vern::query
