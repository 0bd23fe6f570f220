#include "compiler/table/compare.h"

#include "compiler/table/vocabulary.h"

namespace vern::table {

using grants::GrantId;
using model::DeclId;
using runtime::None;
using runtime::TermKinds;

namespace {

/// What of an answer the two must agree on, as one line.
struct Said {
  bool permit = false;
  std::string reason, activity, share, promise, disposal;
  std::uint32_t line = 0;
  Day deadline = 0;
  std::uint32_t obligations = 0;
  friend bool operator==(const Said&, const Said&) = default;

  [[nodiscard]] std::string text() const {
    return (permit ? "permit " : "deny ") + reason + " activity=" + activity + ":" + std::to_string(line) +
           " share=" + share + " promise=" + promise +
           " deadline=" + (deadline == AlwaysPast ? "-" : formatDay(deadline)) + " disposal=" + disposal +
           " obligations=" + std::to_string(obligations);
  }
};

}  // namespace

Comparison::Comparison(const model::Model& model, const grants::Grants& grants, const runtime::Table& table)
    : model_(model), grants_(grants), table_(table), ids_(model.decls.size(), None) {
  for (std::size_t i = 0; i < model.decls.size(); ++i) {
    const DeclId id = model.decls.idAt(i);
    for (std::uint32_t k = 0; k < TermKinds; ++k) {
      const auto kind = static_cast<runtime::TermKind>(k);
      if (declKinds(kind).has(model[id].kind)) ids_[i] = table.find(kind, model[id].name);
    }
  }
}

runtime::Question Comparison::question(const grants::Question& q) const {
  runtime::Question out;
  out.ask = static_cast<runtime::Ask>(q.ask);
  out.subject = id(q.subject);
  out.datum = id(q.datum);
  out.purpose = id(q.purpose);
  out.recipient = id(q.recipient);
  out.place = id(q.place);
  return out;
}

runtime::Facts Comparison::facts(const grants::Facts& facts) const {
  runtime::Facts out(table_, facts.now);
  for (const auto& [event, day] : facts.events) out.setEvent(id(event), day);
  for (const auto& [purpose, consent] : facts.consents)
    out.setConsent(id(purpose), static_cast<runtime::ConsentState>(consent.state), consent.on, id(consent.recipient));
  for (const DeclId objection : facts.objections) out.addObjection(id(objection));
  for (const DeclId circumstance : facts.circumstances) out.setCircumstance(id(circumstance));
  out.setRestricted(facts.restricted);
  return out;
}

std::string Comparison::name(DeclId id) const { return id ? std::string(model_[id].name) : "?"; }

std::string Comparison::describe(const grants::Question& q) const {
  static constexpr const char* Asks[] = {"use", "disclose", "keep"};
  std::string out = std::string(Asks[static_cast<int>(q.ask)]) + " " + name(q.datum) + " of " + name(q.subject);
  if (q.ask != grants::Ask::Keep) out += " for " + name(q.purpose);
  if (q.ask == grants::Ask::Disclose) out += " to " + name(q.recipient) + " in " + name(q.place);
  out += "; now " + formatDay(q.facts.now);
  for (const auto& [event, day] : q.facts.events) out += ", " + name(event) + " " + formatDay(day);
  static constexpr const char* States[] = {"never", "given", "withdrawn"};
  for (const auto& [purpose, consent] : q.facts.consents)
    out += ", consent to " + name(purpose) + " " + States[static_cast<int>(consent.state)] +
           (consent.recipient ? " for " + name(consent.recipient) : "");
  for (const DeclId objection : q.facts.objections) out += ", objects to " + name(objection);
  for (const DeclId circumstance : q.facts.circumstances) out += ", " + name(circumstance);
  if (q.facts.restricted) out += ", restricted";
  return out;
}

std::string Comparison::difference(const grants::Question& q) const {
  const grants::Answer expected = grants::ask(model_, grants_, q);
  const runtime::Facts facts = this->facts(q.facts);
  const runtime::Answer answer = runtime::decide(facts, question(q));
  if (runtime::permits(facts, question(q)) != answer.permit) return describe(q) + "\n  permits() and decide() differ";
  // Of a denial to disclose, any disclosure of the grant will do, and so will any place of the datum.
  const bool exact_place = expected.permit || q.ask != grants::Ask::Disclose;

  Said reference;
  reference.permit = expected.permit;
  reference.reason = grants::reasonCode(expected.reason);
  reference.deadline = expected.deadline;
  reference.obligations = expected.obligations;
  if (expected.promise) reference.promise = name(expected.promise);
  if (expected.disposal) reference.disposal = name(expected.disposal);
  if (expected.grant) {
    const grants::Grant& grant = grants_.grants[expected.grant];
    reference.activity = name(grant.activity);
    if (exact_place && grant.span.valid())
      reference.line = model_.sources().position(grant.span.file, grant.span.begin).line;
    if (exact_place && expected.disclosure) reference.share = name(grants_.disclosures[expected.disclosure].recipient);
  }

  Said table;
  table.permit = answer.permit;
  table.reason = grants::reasonCode(static_cast<grants::Reason>(answer.reason));
  table.deadline = answer.deadline;
  table.obligations = answer.obligations;
  if (answer.promise != None) table.promise = table_.text(table_.promises[answer.promise].name);
  if (answer.disposal != None) table.disposal = table_.text(table_.disposals[answer.disposal].name);
  if (answer.entry != None) {
    const runtime::Source& source = table_.sources[answer.entry];
    table.activity = table_.text(table_.activities[source.activity].name);
    if (exact_place) table.line = source.line;
    if (exact_place && source.share != None)
      table.share = table_.text(table_.term(runtime::TermKind::Recipient, table_.shares[source.share].recipient).name);
  }
  if (reference == table) return "";
  return describe(q) + "\n  reference: " + reference.text() + "\n  table:     " + table.text();
}

}  // namespace vern::table
