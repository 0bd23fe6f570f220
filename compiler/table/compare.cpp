#include "compiler/table/compare.h"

#include <algorithm>

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
  std::string_view reason, activity, share, promise, disposal;
  std::uint32_t line = 0;
  Day deadline = 0;
  std::uint32_t obligations = 0;
  friend bool operator==(const Said&, const Said&) = default;

  [[nodiscard]] std::string text() const {
    std::string out = permit ? "permit " : "deny ";
    out += reason;
    for (const auto& [key, value] : {std::pair(" activity=", activity), {" share=", share}, {" promise=", promise}})
      out.append(key).append(value);
    out += " line=" + std::to_string(line) + " deadline=" + (deadline == AlwaysPast ? "-" : formatDay(deadline));
    out.append(" disposal=").append(disposal);
    return out + " obligations=" + std::to_string(obligations);
  }
};

}  // namespace

Comparison::Comparison(const model::Model& model, const grants::Grants& grants, const runtime::Table& table)
    : model_(model), grants_(grants), table_(table), ids_(model.decls.size(), None) {
  // Names do not tell: a term of the policy may have the name of one of the library.
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const auto kind = static_cast<runtime::TermKind>(k);
    std::vector<DeclId> terms;
    for (std::size_t i = 0; i < model.decls.size(); ++i)
      if (const DeclId id = model.decls.idAt(i); declKinds(kind).has(model[id].kind) && !model[id].name.empty())
        terms.push_back(id);
    std::sort(terms.begin(), terms.end(), [&](DeclId a, DeclId b) { return model.order(a) < model.order(b); });
    for (std::uint32_t i = 0; i < terms.size(); ++i)
      if (table.text(table.term(kind, i).name) == model[terms[i]].name) ids_[terms[i].index] = i;
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

std::string_view Comparison::name(DeclId id) const { return id ? model_[id].name : std::string_view(); }

std::uint32_t Comparison::line(Span span) const {
  if (!span.valid()) return 0;
  const auto [found, is_new] = lines_.try_emplace({span.file.index, span.begin}, 0);
  if (is_new) found->second = model_.sources().position(span.file, span.begin).line;
  return found->second;
}

std::string Comparison::describe(const grants::Question& q) const {
  const auto named = [&](DeclId id) { return id ? std::string(name(id)) : std::string("?"); };
  static constexpr const char* Asks[] = {"use", "disclose", "keep"};
  std::string out = std::string(Asks[static_cast<int>(q.ask)]) + " " + named(q.datum) + " of " + named(q.subject);
  if (q.ask != grants::Ask::Keep) out += " for " + named(q.purpose);
  if (q.ask == grants::Ask::Disclose) out += " to " + named(q.recipient) + " in " + named(q.place);
  out += "; now " + formatDay(q.facts.now);
  for (const auto& [event, day] : q.facts.events) out += ", " + named(event) + " " + formatDay(day);
  static constexpr const char* States[] = {"never", "given", "withdrawn"};
  for (const auto& [purpose, consent] : q.facts.consents)
    out += ", consent to " + named(purpose) + " " + States[static_cast<int>(consent.state)] +
           (consent.recipient ? " for " + named(consent.recipient) : "");
  for (const DeclId objection : q.facts.objections) out += ", objects to " + named(objection);
  for (const DeclId circumstance : q.facts.circumstances) out += ", " + named(circumstance);
  if (q.facts.restricted) out += ", restricted";
  return out;
}

/// The other ways to ask: all must say what decide() says.
std::string Comparison::others(const grants::Question& q, const runtime::Facts& facts, const runtime::Question& asked,
                               const runtime::Answer& answer) const {
  if (runtime::permits(facts, asked) != answer.permit) return describe(q) + "\n  permits() and decide() differ";
  const runtime::Verdict verdict = runtime::verdict(facts, asked);
  if (verdict.permit() != answer.permit || verdict.reason != answer.reason || verdict.entry != answer.entry)
    return describe(q) + "\n  verdict() and decide() differ";

  // What is said of the purpose asked for can be told with the question instead.
  if (q.ask == grants::Ask::Keep) return "";
  runtime::Question telling = asked;
  grants::Facts rest = q.facts;
  const auto own = rest.consents.find(q.purpose);
  // What is told with a question is final; what the facts say may have been withdrawn with a wider purpose or a part.
  const auto later = [&](const auto& consent) {
    return consent.second.on > own->second.on || consent.second.on == 0 || own->second.on == 0 ||
           (consent.second.state == grants::ConsentState::Never && model_.isA(consent.first, q.purpose));
  };
  if (own != rest.consents.end() && std::ranges::none_of(rest.consents, later) && !own->second.recipient &&
      own->second.state != grants::ConsentState::Never && own->second.on <= q.facts.now) {
    telling.told |=
        own->second.state == grants::ConsentState::Given ? runtime::ConsentGiven : runtime::ConsentWithdrawn;
    rest.consents.erase(own);
  }
  if (std::erase(rest.objections, q.purpose) > 0) telling.told |= runtime::Objects;
  if (telling.told == 0) return "";
  const runtime::Answer told = runtime::decide(this->facts(rest), telling);
  const bool same = told.permit == answer.permit && told.reason == answer.reason && told.entry == answer.entry &&
                    told.deadline == answer.deadline && told.disposal == answer.disposal &&
                    told.obligations == answer.obligations && told.promise == answer.promise;
  return same ? "" : describe(q) + "\n  told with the question, the answer is another";
}

std::string Comparison::difference(const grants::Question& q, grants::Reason* reason) const {
  const grants::Answer expected = grants::ask(model_, grants_, q);
  if (reason != nullptr) *reason = expected.reason;
  const runtime::Facts facts = this->facts(q.facts);
  const runtime::Question asked = question(q);
  const runtime::Answer answer = runtime::decide(facts, asked);
  if (std::string other = others(q, facts, asked, answer); !other.empty()) return other;
  // Of a denial to disclose, any disclosure of the grant will do, and so will any place of the datum.
  const bool exact_place = expected.permit || q.ask != grants::Ask::Disclose;

  Said reference;
  reference.permit = expected.permit;
  reference.reason = grants::reasonCode(expected.reason);
  reference.deadline = expected.deadline;
  reference.obligations = expected.obligations;
  reference.promise = name(expected.promise);
  reference.disposal = name(expected.disposal);
  if (expected.grant) {
    const grants::Grant& grant = grants_.grants[expected.grant];
    reference.activity = name(grant.activity);
    if (exact_place) reference.line = line(grant.span);
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
