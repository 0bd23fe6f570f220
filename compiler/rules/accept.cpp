#include "compiler/rules/accept.h"

#include <algorithm>
#include <vector>

#include "compiler/rules/diags.h"
#include "compiler/rules/known.h"

namespace vern::rules {

namespace {

struct Acceptance {
  std::string_view id;
  Span span;     // of the id
  Span where;    // findings in here
  bool sound = false;
  bool expired = false;
  diag::Acceptance acceptance;
  bool used = false;
};

/// Spaces in quotes are no reason, and nobody.
bool saysSomething(const model::Join* join) {
  return join != nullptr && !join->value.strings.empty() &&
         std::string_view(join->value.strings.front()).find_first_not_of(" \t") != std::string_view::npos;
}

void collect(const std::vector<model::Clause>& clauses, Span where, Day as_of, std::vector<Acceptance>& out) {
  for (const model::Clause& clause : clauses) {
    for (const model::Entry& entry : clause.value.entries) collect(entry.block, clause.span, as_of, out);
    collect(clause.block, clause.span, as_of, out);
    if (clause.word != Word::accept) continue;
    const model::Join* because = clause.join("because");
    const model::Join* until = clause.join("until");
    const model::Join* by = clause.join("by");
    for (const model::Entry& entry : clause.value.entries) {
      Acceptance accepted;
      accepted.id = entry.written;
      accepted.span = entry.span;
      accepted.where = where;
      accepted.sound = saysSomething(because) && until != nullptr && until->value.kind == model::ValueKind::Date &&
                       saysSomething(by);
      if (accepted.sound) {
        accepted.acceptance = {because->value.strings.front(), by->value.strings.front(), until->value.date};
        accepted.expired = until->value.date < as_of;
      }
      out.push_back(std::move(accepted));
    }
  }
}

bool accepts(const std::vector<model::Clause>& clauses) {
  return std::ranges::any_of(clauses, [](const model::Clause& clause) {
    return clause.word == Word::accept || accepts(clause.block) ||
           std::ranges::any_of(clause.value.entries, [](const model::Entry& entry) { return accepts(entry.block); });
  });
}

void unknownId(const RuleSet& rules, const Acceptance& accepted, diag::Sink& sink) {
  auto report = sink.report(accepted.span, AcceptUnknown, accepted.id);
  if (const std::string_view near = nearestId(rules, accepted.id); !near.empty())
    report.help(Nearest, near).edit(accepted.span, std::string(near));
}

bool inside(Span inner, Span outer) {
  return inner.file == outer.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

/// What is accepted in one declaration and found in another one was put into the wrong place.
void reportUnused(const Acceptance& accepted, diag::Sink& sink) {
  Span elsewhere;
  for (const diag::Diagnostic& finding : sink.diagnostics())
    if (finding.id == accepted.id && finding.span.valid() && !finding.accepted &&
        (!elsewhere.valid() || finding.span < elsewhere))
      elsewhere = finding.span;
  auto report = sink.report(accepted.span, AcceptUnused, accepted.id);
  if (elsewhere.valid()) report.label(elsewhere, ReportedThere).help(AcceptThere);
}

}  // namespace

bool accepts(const model::Decl& decl) { return !decl.standard && accepts(decl.clauses); }

void applyAccepted(const model::Model& model, const std::set<DeclId>& accepting, const RuleSet& rules, Day as_of,
                   diag::Sink& sink) {
  std::vector<Acceptance> all;
  for (const DeclId id : accepting) collect(model[id].clauses, model[id].span, as_of, all);
  if (all.empty()) return;
  for (diag::Diagnostic& finding : sink.edit())
    for (Acceptance& accepted : all) {
      if (!finding.span.valid() || !(inside(finding.about.valid() ? finding.about : finding.span, accepted.where) ||
                                     (finding.labels.empty() && inside(finding.span, accepted.where))))
        continue;
      // What another finding covers today may stand alone tomorrow.
      if (std::find(finding.covers.begin(), finding.covers.end(), accepted.id) != finding.covers.end())
        accepted.used = true;
      if (finding.id != accepted.id) continue;
      accepted.used = true;
      if (accepted.sound && !accepted.expired) finding.accepted = accepted.acceptance;
    }
  for (const Acceptance& accepted : all) {
    if (!accepted.sound) sink.report(accepted.span, AcceptWithoutReason, accepted.id);
    else if (!accepted.used && !isKnown(rules, accepted.id)) unknownId(rules, accepted, sink);
    else if (!accepted.used) reportUnused(accepted, sink);
    else if (accepted.expired)
      sink.report(accepted.span, AcceptExpired, accepted.id, formatDay(accepted.acceptance.until),
                  accepted.acceptance.by);
  }
}

}  // namespace vern::rules
