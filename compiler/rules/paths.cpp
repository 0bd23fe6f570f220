// Resolves what conditions name: variables, roots, what stands after a dot, terms.
#include <algorithm>

#include "compiler/model/describe.h"
#include "compiler/rules/conditions.h"
#include "compiler/rules/diags.h"
#include "compiler/support/distance.h"

namespace vern::rules {

// A list of all names helps nobody to find one.
diag::Words listed(std::vector<std::string_view> names) {
  constexpr std::size_t Limit = 12;
  const bool others = names.size() > Limit;
  if (others) names.resize(Limit);
  diag::Words out = diag::quoted(names, diag::Words::Link::And);
  if (others) out.phrases.push_back(diag::phrase("value.others", "others").phrases.front());
  return out;
}

int Scope::add(std::string_view name, Type type) {
  variables.push_back({name, type, true});
  grant_columns.push_back(0);
  return static_cast<int>(variables.size()) - 1;
}

int Scope::find(std::string_view name) const {
  for (std::size_t i = variables.size(); i > 0; --i)
    if (variables[i - 1].visible && variables[i - 1].name == name) return static_cast<int>(i) - 1;
  return -1;
}

bool Conditions::startsPath(std::string_view text, const Scope& scope) const {
  const std::string_view first = text.substr(0, text.find('.'));
  if (scope.find(first) >= 0) return true;
  // A term of a taxonomy may be called as a root is (`contact`, `security.fraud`): roots are no terms of conditions.
  return model_.find(Kind::Param, text).valid() || text == "today";
}

std::optional<Path> Conditions::path(std::string_view text, Span span, Scope& scope) {
  Path out;
  out.span = span;
  out.written = text;
  const std::size_t dot = text.find('.');
  const std::string_view first = text.substr(0, dot);
  Span first_span = span;
  if (span.end - span.begin == text.size()) first_span.end = static_cast<std::uint32_t>(span.begin + first.size());
  if (out.variable = scope.find(first); out.variable >= 0) {
    out.from = Path::From::Variable;
    out.type = scope.variables[static_cast<std::size_t>(out.variable)].type;
  } else if (text == "today") {
    out.from = Path::From::Today;
    out.type.scalars = bit(Scalar::Date);
    return out;
  } else if (const DeclId param = model_.find(Kind::Param, text)) {
    out.from = Path::From::Parameter;
    out.parameter = param;
    out.type.scalars = static_cast<Scalars>(bit(Scalar::Duration) | bit(Scalar::Number) | bit(Scalar::Word));
    return out;
  } else if (const auto root = rootCalled(first)) {
    out.from = Path::From::Root;
    out.root = *root;
    out.type = typeOf(*root);
  } else {
    auto report = sink_.report(first_span, UnknownRoot, first);
    std::vector<std::string_view> names = rootNames();
    for (const Scope::Variable& variable : scope.variables)
      if (variable.visible) names.push_back(variable.name);
    for (const DeclId id : model_.all(Kind::Param)) names.push_back(model_[id].name);
    if (const std::string_view near = nearest(first, names); !near.empty()) report.help(Nearest, near);
    else report.help(ThereIs, listed(names));
    return std::nullopt;
  }
  const bool direct = span.end - span.begin == text.size();
  for (std::size_t begin = dot; begin != std::string_view::npos;) {
    const std::size_t next = text.find('.', begin + 1);
    const std::string_view name = text.substr(begin + 1, next == std::string_view::npos ? next : next - begin - 1);
    Span at = span;
    if (direct) {
      at.begin = static_cast<std::uint32_t>(span.begin + begin + 1);
      at.end = static_cast<std::uint32_t>(at.begin + name.size());
    }
    if (!step(out, name, at, scope)) return std::nullopt;
    begin = next;
  }
  return out;
}

bool Conditions::step(Path& path, std::string_view name, Span span, Scope& scope) {
  const Type before = path.type;
  if (before.set) {
    sink_.report(span, SetOnTheLeft, path.written.substr(0, path.written.rfind('.')))
        .help(QuantifySet, path.written.substr(0, path.written.rfind('.')));
    return false;
  }
  Type type;
  int column = -1;
  bool found = false;
  bool convicts = false;   // the silence of one of the kinds it may be of
  DeclId silence;
  const auto take = [&](const Attribute& a, DeclId row) {
    if (!found) type = a.type;
    else {
      type.scalars |= a.type.scalars;
      type.kinds = type.kinds | a.type.kinds;
      type.set = type.set || a.type.set;
      if (type.choices != a.type.choices) type.choices = 0;
    }
    convicts = convicts || row.valid() || isNeverSilent(a);
    if (row) silence = row;
    found = true;
  };
  if (before.relation != Relation::None) {
    const auto& columns = attributes(before.relation);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].name != name) continue;
      take(columns[i], silences_.of(before.relation, name));
      convicts = convicts || isNeverSilent(before.relation);
      column = static_cast<int>(i);
      if (before.relation == Relation::Grants && path.from == Path::From::Variable && path.steps.empty())
        scope.grant_columns[static_cast<std::size_t>(path.variable)] |= 1u << i;
    }
  } else {
    for (std::size_t k = 0; k < model::KindCount; ++k) {
      const Kind kind = static_cast<Kind>(k);
      if (!before.kinds.has(kind)) continue;
      if (kind == Kind::Rights) {
        const int variable = scope.find(name);
        const bool dynamic =
            variable >= 0 && scope.variables[static_cast<std::size_t>(variable)].type.kinds == Kinds(Kind::Right);
        if (dynamic || rightCalled(model_, name)) {
          type = Type();
          type.scalars = bit(Scalar::Thing);
          type.kinds = Kind::Right;
          path.steps.push_back({dynamic ? variable : -1, -1, Kind::Rights, -1, std::string(name)});
          path.type = type;
          path.silence = silences_.of(Kind::Rights, name);
          if (!path.silence) path.silence = silences_.of(Kind::Rights, "right");
          path.convicts = path.silence.valid();
          return true;
        }
      }
      if (const Attribute* a = attribute(kind, name)) take(*a, silences_.of(kind, name));
    }
  }
  if (!found) {
    unknownAttribute(before, name, span);
    return false;
  }
  Step next;
  next.name = name;
  next.column = column;
  for (std::size_t k = 0; k < model::KindCount; ++k)
    if (before.relation == Relation::None && before.kinds == Kinds(static_cast<Kind>(k))) {
      next.kind = static_cast<Kind>(k);
      if (const Attribute* a = attribute(next.kind, name))
        next.attribute = static_cast<int>(a - attributes(next.kind).data());
    }
  path.steps.push_back(std::move(next));
  path.type = type;
  path.convicts = convicts;
  path.silence = silence;
  return true;
}

void Conditions::unknownAttribute(const Type& type, std::string_view name, Span span) {
  auto report = sink_.report(span, UnknownAttribute, describe(type), name);
  std::vector<std::string_view> names;
  const auto add = [&](const std::vector<Attribute>& list) {
    for (const Attribute& a : list)
      if (std::find(names.begin(), names.end(), a.name) == names.end()) names.push_back(a.name);
  };
  if (type.relation != Relation::None) add(attributes(type.relation));
  for (std::size_t k = 0; k < model::KindCount; ++k)
    if (type.kinds.has(static_cast<Kind>(k))) add(attributes(static_cast<Kind>(k)));
  if (type.kinds.has(Kind::Rights))
    for (const DeclId id : model_.all(Kind::Right)) names.push_back(model_[id].name);
  if (const std::string_view near = nearest(name, names); !near.empty()) report.help(Nearest, near);
  else if (!names.empty()) report.help(ThereIs, listed(names));
}

DeclId Conditions::term(Kinds kinds, std::string_view choices, std::string_view text, Span span) {
  // As in policies, a choice wins, but not over a channel.
  const std::vector<DeclId> channels =
      kinds.has(Kind::Channel) ? model_.candidates(Kind::Channel, text) : std::vector<DeclId>();
  if (!choices.empty() && (channels.size() != 1 || model_[channels.front()].name != text)) {
    const std::string full = std::string(choices) + "." + std::string(text);
    for (const DeclId id : model_.candidates(Kind::Choice, full))
      if (model_[id].name == full) return id;
  }
  std::vector<DeclId> found = model_.candidates(kinds, text);
  if (!choices.empty())
    std::erase_if(found,
                  [&](DeclId id) { return model_[id].kind == Kind::Choice && !model_[id].name.starts_with(choices); });
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    sink_.report(span, AmbiguousTerm, text);
    return {};
  }
  Type type;
  type.kinds = kinds;
  auto report = sink_.report(span, UnknownTerm, model::describe(type.kinds), text);
  if (const std::string_view near = model_.nearestName(kinds, text); !near.empty()) report.help(Nearest, near);
  else report.help(SearchTerms, text);
  return {};
}

}  // namespace vern::rules
