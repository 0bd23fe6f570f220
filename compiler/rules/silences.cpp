#include "compiler/rules/silences.h"

#include <algorithm>
#include <vector>

#include "compiler/rules/conditions.h"
#include "compiler/rules/diags.h"
#include "compiler/support/distance.h"

namespace vern::rules {

namespace {

/// "activity.retain": the type that the first word stands for, and what comes after the dot.
struct Asked {
  std::optional<Type> type;
  std::string_view of, attribute;
};

Asked asked(std::string_view written) {
  const std::size_t dot = written.find('.');
  Asked out;
  out.of = written.substr(0, dot);
  out.type = typeCalled(out.of);
  if (dot != std::string_view::npos) out.attribute = written.substr(dot + 1);
  return out;
}

/// Of the one kind or relation that `type` stands for, the names of what can be said.
std::vector<std::string_view> attributeNames(const Type& type) {
  std::vector<std::string_view> out;
  const auto add = [&](const std::vector<Attribute>& list) {
    for (const Attribute& a : list) out.push_back(a.name);
  };
  if (type.relation != Relation::None) add(attributes(type.relation));
  for (std::size_t k = 0; k < model::KindCount; ++k)
    if (type.kinds.has(static_cast<Kind>(k))) add(attributes(static_cast<Kind>(k)));
  return out;
}

void checkEntry(const model::Entry& entry, diag::Sink& sink) {
  const Asked one = asked(entry.written);
  if (!one.type) {
    sink.report(entry.span, UnknownTerm, diag::phrase("kind.of_declaration", "kind of declaration"), one.of);
    return;
  }
  const std::vector<std::string_view> names = attributeNames(*one.type);
  if (std::find(names.begin(), names.end(), one.attribute) != names.end()) return;
  auto report = sink.report(entry.span, UnknownAttribute, describe(*one.type), one.attribute);
  if (const std::string_view near = nearest(one.attribute, names); !near.empty()) report.help(Nearest, near);
  else report.help(ThereIs, listed(names));
}

}  // namespace

Silences::Silences(const model::Model& model) {
  for (const SilenceRow& row : silenceTable(model))
    for (const std::string_view clause : row.clauses) {
      const Asked one = asked(clause);
      if (!one.type) continue;
      if (one.type->relation != Relation::None)
        of_relations_.try_emplace({one.type->relation, one.attribute}, row.silence);
      for (std::size_t k = 0; k < model::KindCount; ++k)
        if (one.type->kinds.has(static_cast<Kind>(k)))
          of_kinds_.try_emplace({static_cast<Kind>(k), one.attribute}, row.silence);
    }
}

DeclId Silences::of(Kind kind, std::string_view attribute) const {
  const auto found = of_kinds_.find({kind, attribute});
  return found == of_kinds_.end() ? DeclId() : found->second;
}

DeclId Silences::of(Relation relation, std::string_view attribute) const {
  const auto found = of_relations_.find({relation, attribute});
  return found == of_relations_.end() ? DeclId() : found->second;
}

void checkSilences(const model::Model& model, diag::Sink& sink, bool library) {
  for (const DeclId id : model.all(Kind::Silence)) {
    if (model[id].standard && !library) continue;
    if (const model::Clause* covers = model.clause(id, Word::covers))
      for (const model::Entry& entry : covers->value.entries) checkEntry(entry, sink);
    const model::Clause* cites = model.clause(id, Word::cites);
    if (cites == nullptr || model::named(cites->value).empty())
      sink.report(model[id].name_span, SilenceWithoutLaw, model[id].name);
  }
}

std::vector<SilenceRow> silenceTable(const model::Model& model) {
  std::vector<SilenceRow> out;
  for (const DeclId id : model.all(Kind::Silence)) {
    SilenceRow row{id, {}};
    if (const model::Clause* covers = model.clause(id, Word::covers))
      for (const model::Entry& entry : covers->value.entries) row.clauses.push_back(entry.written);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace vern::rules
