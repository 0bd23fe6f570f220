#include "compiler/driver/prepare.h"

#include <algorithm>

#include "compiler/driver/diags.h"
#include "compiler/rules/known.h"
#include "compiler/support/distance.h"

namespace vern::driver {

namespace {

/// Says which of the levels in vern.toml turn rules off, so that nobody takes their silence for an answer, and which
/// no rule has. A project with several policies is told once: the same finding twice is one.
void tellLevels(const workspace::Project& project, const rules::RuleSet& law, diag::Sink& sink) {
  std::vector<std::string_view> ids;
  for (const rules::Rule* rule : law.rules) ids.push_back(rule->id);
  for (const auto& [id, severity] : project.levels) {
    const auto count = static_cast<int>(std::count_if(law.rules.begin(), law.rules.end(),
                                                      [&](const rules::Rule* rule) { return rules::isIn(*rule, id); }));
    const Span place = project.level_places.at(id);
    if (count > 0) {
      if (severity == diag::Severity::Off) sink.report(place, RulesAreOff, id, count);
      continue;
    }
    auto report = sink.report(place, LevelOfNothing, id);
    if (const std::string_view near = nearest(id, ids); !near.empty()) report.help(DidYouMean, near);
  }
}

}  // namespace

std::optional<Ready> prepare(Session& session, const workspace::Project& project, Policy& policy,
                             const Options& options) {
  if (!policy.model || !policy.sound) return std::nullopt;
  const std::size_t errors = session.sink.errors();
  policy.grants = grants::fromModel(*policy.model);
  policy.judgements = judge::judge(*policy.model, *policy.grants);
  Ready out;
  out.law = session.rules(policy, project.rule_prefix);
  rules::checkExpected(*policy.model, out.law, session.sink);
  // Rules that cannot be read would be missed, and what accepts their findings would seem to be in vain.
  policy.sound = session.sink.errors() == errors;
  if (!policy.sound) return std::nullopt;
  tellLevels(project, out.law, session.sink);
  out.how = rules::optionsOf(*policy.model, options.as_of);
  out.how.levels = project.levels;
  out.how.questions = options.questions;
  out.how.language = options.language;
  return out;
}

namespace {

/// Adds what in a list the braces belong to that `span` lies in.
void nameEntries(const std::vector<model::Clause>& clauses, const Span& span, std::string& symbol) {
  for (const model::Clause& clause : clauses)
    for (const model::Entry& entry : clause.value.entries)
      for (const model::Clause& inner : entry.block) {
        if (inner.span.file != span.file || span.begin < inner.span.begin || span.end > inner.span.end) continue;
        (symbol += " ") += entry.written;
        return nameEntries(entry.block, span, symbol);
      }
}

}  // namespace

void nameSymbols(const model::Model& model, diag::Sink& sink) {
  std::vector<model::DeclId> own;
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i)
    if (!model[model.decls.idAt(i)].standard) own.push_back(model.decls.idAt(i));
  std::sort(own.begin(), own.end(), [&](auto a, auto b) { return model[a].span < model[b].span; });
  for (diag::Diagnostic& finding : sink.edit()) {
    if (!finding.span.valid() || !finding.symbol.empty()) continue;
    const Span whole = finding.about.valid() ? finding.about : finding.span;
    auto after = std::upper_bound(own.begin(), own.end(), whole, [&](const Span& span, model::DeclId id) {
      return std::pair(span.file, span.begin) < std::pair(model[id].span.file, model[id].span.begin);
    });
    if (after == own.begin()) continue;
    const model::Decl& decl = model[*--after];
    if (decl.span.file != whole.file || whole.begin >= decl.span.end) continue;
    finding.symbol = model::spelling(decl.kind);
    if (!decl.name.empty()) (finding.symbol += " ") += decl.name;
    nameEntries(decl.clauses, finding.span, finding.symbol);
  }
}

}  // namespace vern::driver
