#include "compiler/cli/known_rules.h"

#include <algorithm>
#include <array>

#include "compiler/messages/catalogue.h"
#include "compiler/messages/render.h"
#include "compiler/model/citation.h"
#include "compiler/rules/exempt.h"
#include "compiler/rules/typecheck.h"
#include "compiler/rules/words.h"
#include "compiler/support/filled.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/print.h"
#include "compiler/testing/examples.h"
#include "llvm/ADT/STLExtras.h"

namespace vern::cli {

namespace {

std::string_view name(rules::Status status) {
  switch (status) {
    case rules::Status::Verified: return "verified";
    case rules::Status::Partly: return "partly";
    case rules::Status::Unverified: return "unverified";
    case rules::Status::House: return "house";
  }
  return "";
}

using messages::say;

std::string listed(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

enum class Braces { Placeholders, AlsoOfTheLanguage };

/// `sentence` with "…" for each placeholder. Sentences of the compiler may show braces of the language itself.
std::string withoutPlaceholders(std::string_view sentence, Braces braces) {
  return filled(sentence, [&](std::string_view name) -> std::optional<std::string> {
    const bool placeholder = braces == Braces::Placeholders ||
                             name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
    return name.empty() || !placeholder ? std::nullopt : std::optional<std::string>("…");
  });
}

/// The declarations of an example, laid out one below the other.
std::string exampleText(const rules::Example& example, const SourceMap& sources) {
  const std::string text(testing::textOf(example, sources));
  SourceMap own;
  diag::Sink sink;
  const FileId file = own.add("example", text);
  const syntax::File parsed = syntax::fromText(file, own, sink);
  return sink.diagnostics().empty() ? syntax::print(parsed, own) : text;
}

/// What a section says of itself, or else its law.
std::string clauseText(const model::Model& model, model::DeclId section, Word word) {
  const model::Clause* clause = model.clause(section, word);
  if (clause == nullptr)
    if (const model::Clause* law = model.clause(section, Word::of_law); law != nullptr && word != Word::of_law)
      for (const model::DeclId id : model::named(law->value)) clause = model.clause(id, word);
  if (clause == nullptr) return {};
  if (clause->value.kind == model::ValueKind::Date) return formatDay(clause->value.date);
  return clause->value.entries.empty() ? std::string() : std::string(clause->value.entries.front().written);
}

void addLaw(const model::Model& model, model::DeclId section, std::string_view language, report::Explanation& out) {
  out.law.push_back(rules::cited(model, section));
  out.law_status.push_back(clauseText(model, section, Word::status));
  std::string in_force = clauseText(model, section, Word::in_force);
  if (!in_force.empty() && clauseText(model, section, Word::verified) == "none")
    in_force += " (" + say(language, "explain.unchecked") + ")";
  out.in_force.push_back(std::move(in_force));
}

/// The sections that rows of a table rest on, where `rule` goes through the table and cites row by row.
std::vector<model::DeclId> ofRows(const model::Model& model, const rules::Rule& rule) {
  std::vector<model::DeclId> out;
  for (const rules::Loop& loop : rule.loops) {
    if (loop.collection.from != rules::Path::From::Root || loop.collection.root.relation != rules::Relation::Limits)
      continue;
    const auto isOfRow = [&](const rules::Path& path, std::string_view column) {
      return path.from == rules::Path::From::Variable && path.variable == loop.variable && path.steps.size() == 1 &&
             path.steps.front().name == column;
    };
    if (std::none_of(rule.cited_paths.begin(), rule.cited_paths.end(),
                     [&](const rules::Path& path) { return isOfRow(path, "section"); }))
      continue;
    const auto tells = [&](std::string_view column) {
      return std::any_of(rule.says.placeholders.begin(), rule.says.placeholders.end(),
                         [&](const auto& one) { return isOfRow(one.second, column); });
    };
    for (const model::DeclId row : model.all(model::Kind::Row)) {
      if (!model[row].name.starts_with("storage_limits.") || (tells("minimum") && !model.clause(row, Word::minimum)) ||
          (tells("maximum") && !model.clause(row, Word::maximum)))
        continue;
      if (const model::Clause* cites = model.clause(row, Word::cites))
        for (const model::DeclId section : model::named(cites->value)) out.push_back(section);
    }
  }
  return out;
}

}  // namespace

KnownRules::KnownRules(Io& io, const std::vector<std::string>& paths)
    : today_(io.today), session_(io.files, io.library) {
  add(session_.library());
  for (const std::string& path : paths)
    if (const auto project = session_.open(path))
      for (const std::string& policy : project->policies) add(session_.load(*project, policy));
  std::stable_sort(all_.begin(), all_.end(), [](const Known& a, const Known& b) { return a.rule->id < b.rule->id; });
}

void KnownRules::add(std::unique_ptr<driver::Policy> policy) {
  if (!policy->model || session_.sink.hasErrors()) return;
  sets_.push_back(std::make_unique<rules::RuleSet>(session_.rules(*policy)));
  for (const rules::Rule* rule : sets_.back()->rules)
    if (std::none_of(all_.begin(), all_.end(), [&](const Known& known) { return known.rule->id == rule->id; }))
      all_.push_back({rule, sets_.back().get(), &*policy->model});
  policies_.push_back(std::move(policy));
}

report::Explanation KnownRules::explain(const Known& known, std::string_view language) const {
  const rules::Rule& rule = *known.rule;
  const model::Model& model = *known.model;
  report::Explanation out;
  out.id = rule.id;
  out.name = rule.name;
  out.level = diag::name(rules::levelOf(rule, "notice"));
  out.sentence = generalSentence(rule, language);
  out.explanation = rule.because.texts.in(language);
  for (const rules::Exception& exception : rule.unless)
    if (const std::string_view reason = exception.says.texts.in(language);
        !reason.empty() && !llvm::is_contained(out.exceptions, reason))
      out.exceptions.emplace_back(reason);
  const rules::Liftings& liftings = *known.rules->liftings;
  for (const auto& [lifted, i] : liftings.lifted) {
    if (lifted != &rule) continue;
    const rules::Exemption& exemption = liftings.exemptions[i];
    std::vector<std::string> purposes;
    for (const model::DeclId purpose : exemption.covers) {
      rules::Value value;
      value.thing.kind = model[purpose].kind;
      value.thing.decl = purpose;
      purposes.push_back(rules::print(model, value, language));
    }
    out.exceptions.push_back(say(language, exemption.of_anonymous ? "explain.exempt_form" : "explain.exempt",
                                 {{"purposes", rules::list(llvm::to_vector_of<std::string_view>(purposes), language)},
                                  {"section", model::citation(model, exemption.section, language)}}));
  }
  for (const model::DeclId section : rule.cites) addLaw(model, section, language, out);
  for (const rules::Fix& one : rule.fixes)
    if (!one.says.texts.empty())
      out.fixes.push_back(withoutPlaceholders(one.says.texts.in(language), Braces::Placeholders));
  for (const rules::Example& example : rule.examples) {
    std::string& text = example.fires ? out.fires_on : out.passes_on;
    if (text.empty()) text = exampleText(example, session_.sources);
  }
  addShown(known, language, out);
  const auto add = [&](const std::string& sentence) { out.scope += (out.scope.empty() ? "" : " ") + sentence; };
  if (!rule.profiles.empty()) add(say(language, "explain.profiles", {{"profiles", listed(rule.profiles)}}));
  for (const std::string_view profile : {"ropa", "full"})
    if (const diag::Severity level = rules::levelOf(rule, profile);
        level != rules::levelOf(rule, "notice") &&
        (rule.profiles.empty() || std::count(rule.profiles.begin(), rule.profiles.end(), profile) > 0))
      add(say(
          language, "explain.level_in",
          {{"profile", std::string(profile)}, {"level", say(language, "severity." + std::string(diag::name(level)))}}));
  if (!rule.role.empty())
    add(say(language, "explain.role", {{"role", say(language, "explain.role_of." + std::string(rule.role))}}));
  if (rule.in_force) add(say(language, "explain.from", {{"date", formatDay(*rule.in_force)}}));
  if (rule.ended) add(say(language, "explain.until", {{"date", formatDay(*rule.ended)}}));
  out.status = name(rule.status);
  return out;
}

void KnownRules::addShown(const Known& known, std::string_view language, report::Explanation& out) const {
  const testing::Passes passes{
      [](const model::Model& model) { return grants::fromModel(model); },
      [](const model::Model& model, const grants::Grants& grants) { return judge::judge(model, grants); }};
  const auto isCited = [&](const diag::Citation& citation) {
    return std::any_of(out.law.begin(), out.law.end(),
                       [&](const auto& one) { return one.section == citation.section; });
  };
  for (const model::DeclId section : ofRows(*known.model, *known.rule))
    if (!isCited(rules::cited(*known.model, section))) addLaw(*known.model, section, language, out);
  for (const rules::Example& example : known.rule->examples) {
    if (!example.fires) continue;
    for (const diag::Diagnostic& finding :
         testing::findingsIn(*known.model, *known.rules, *known.rule, example, passes, today_, session_.sources)) {
      if (out.reported.empty()) out.reported = messages::render(finding.message, language);
      for (const auto& citation : finding.law)
        for (const model::Kind kind : {model::Kind::Section, model::Kind::Law})
          if (const model::DeclId section = known.model->find(kind, citation->section); section && !isCited(*citation))
            addLaw(*known.model, section, language, out);
    }
    if (known.rule->cited_paths.empty()) return;
  }
}

std::optional<report::Explanation> KnownRules::explain(std::string_view id, std::string_view language) const {
  if (auto of_compiler = explanationOfCompiler(id, language)) return of_compiler;
  const auto known = std::find_if(all_.begin(), all_.end(), [&](const Known& one) { return one.rule->id == id; });
  if (known == all_.end()) return std::nullopt;
  return explain(*known, language);
}

std::string generalSentence(const rules::Rule& rule, std::string_view language) {
  return withoutPlaceholders(rule.says.texts.in(language), Braces::Placeholders);
}

std::optional<report::Explanation> explanationOfCompiler(std::string_view id, std::string_view language) {
  report::Explanation out;
  out.id = id;
  if (const std::string_view* reason = messages::find(language, "left_out." + out.id)) {
    const std::string_view* checks = messages::find("en", "checked_by." + out.id);
    out.sentence = checks != nullptr ? say(language, "explain.checked_by", {{"ids", std::string(*checks)}})
                                     : say(language, "explain.left_out");
    out.explanation = *reason;
    return out;
  }
  const std::string_view* explanation = messages::find(language, out.id + ".explain");
  if (explanation == nullptr) return std::nullopt;
  if (const std::string_view* sentence = messages::find(language, out.id + ".text"))
    out.sentence = withoutPlaceholders(*sentence, Braces::AlsoOfTheLanguage);
  out.explanation = *explanation;
  // What a policy says is the same in every language.
  if (const std::string_view* wrong = messages::find("en", "example." + out.id + ".wrong")) out.fires_on = *wrong;
  if (const std::string_view* right = messages::find("en", "example." + out.id + ".right")) out.passes_on = *right;
  return out;
}

}  // namespace vern::cli
