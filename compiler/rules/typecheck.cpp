#include "compiler/rules/typecheck.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "compiler/rules/conditions.h"
#include "compiler/rules/diags.h"
#include "compiler/rules/exempt.h"
#include "compiler/rules/reach.h"
#include "compiler/support/distance.h"

namespace vern::rules {

namespace {

using syntax::RuleClauseKind;

constexpr std::string_view Profiles[] = {"notice", "ropa", "full"};

/// "ACME-TRAVEL-001": words of capitals and figures, joined by hyphens.
bool isRuleId(std::string_view id) {
  if (id.empty() || id.front() < 'A' || id.front() > 'Z' || id.find('-') == std::string_view::npos) return false;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
}

class Loader {
 public:
  Loader(const model::Model& model, diag::Sink& sink, std::string_view prefix, const RuleSet* base)
      : model_(model), sink_(sink), conditions_(model, out_.defines, sink), prefix_(prefix) {
    if (base == nullptr) return;
    out_.rules = base->rules;
    out_.defines = base->defines;
  }

  RuleSet load(llvm::ArrayRef<const syntax::File*> files) {
    checkSilences(model_, sink_, out_.rules.empty());
    for (const syntax::File* file : files)
      for (const syntax::Decl& decl : file->decls)
        if (decl.kind == syntax::DeclKind::Define) declareDefine(decl);
    bindDefines();
    for (const syntax::File* file : files)
      for (const syntax::Decl& decl : file->decls)
        if (decl.kind == syntax::DeclKind::Rule) loadRule(decl);
    checkCovers();
    return std::move(out_);
  }

 private:
  // ---- define -----------------------------------------------------------------------------------------------------

  void declareDefine(const syntax::Decl& decl) {
    if (!decl.name || !decl.condition) return;
    Define define;
    define.name = decl.name->text;
    define.span = decl.name->span;
    bool sound = true;
    for (const syntax::Parameter& parameter : decl.parameters) {
      const auto type = typeCalled(parameter.type.text);
      if (!type) {
        sink_.report(parameter.type.span, UnknownTerm, diag::phrase("kind.of_declaration", "kind of declaration"),
                     parameter.type.text);
        sound = false;
        continue;
      }
      define.parameters.push_back(parameter.name.text);
      define.types.push_back(*type);
    }
    if (!sound) return;
    own_defines_.emplace_back(&out_.add(std::move(define)), &decl);
  }

  void bindDefines() {
    // Those that call nothing first, so that what silence does in them is known to those that call them.
    std::vector<int> state(own_defines_.size(), 0);
    const std::function<void(std::size_t)> bind = [&](std::size_t i) {
      state[i] = 1;
      Define& define = *own_defines_[i].first;
      const syntax::Condition& written = *own_defines_[i].second->condition;
      bool recursive = false;
      forEachCall(written, [&](std::string_view name) {
        for (std::size_t k = 0; k < own_defines_.size(); ++k) {
          if (own_defines_[k].first->name != name) continue;
          if (state[k] == 1) recursive = true;
          else if (state[k] == 0) bind(k);
        }
      });
      state[i] = 2;
      if (recursive) {
        sink_.report(define.span, RecursiveDefine, define.name);
        return;
      }
      Scope scope;
      for (std::size_t p = 0; p < define.parameters.size(); ++p) scope.add(define.parameters[p], define.types[p]);
      auto condition = conditions_.condition(written, scope);
      if (!condition) return;
      noteReach(*condition);
      define.condition = std::move(*condition);
      define.grant_columns = scope.grant_columns;
      define.silences = std::move(scope.silences);
      define.sound = true;
    };
    for (std::size_t i = 0; i < own_defines_.size(); ++i)
      if (state[i] == 0) bind(i);
  }

  static void forEachCall(const syntax::Condition& condition, const std::function<void(std::string_view)>& visit) {
    for (const syntax::Condition& part : condition.parts) forEachCall(part, visit);
    for (const syntax::Atom& atom : condition.subject.sum)
      if (atom.kind == syntax::AtomKind::Call) visit(atom.path.text);
  }

  // ---- rules ------------------------------------------------------------------------------------------------------

  void loadRule(const syntax::Decl& decl) {
    if (!decl.name) return;
    Rule rule;
    rule.name = decl.name->text;
    rule.span = decl.name->span;
    rule.standard = model_.sources().standard(decl.span.file);
    if (!rule.standard) rule.status = Status::House;
    Scope scope;
    sound_ = true;
    long_list_ = false;
    for (const syntax::RuleClause& clause : decl.rule) head(clause, rule);
    // Variables first: a rule may write its clauses in any order.
    const bool head_sound = std::exchange(sound_, true);
    for (const syntax::RuleClause& clause : decl.rule)
      if (clause.kind == RuleClauseKind::For) loop(clause, rule, scope);
    // Whatever else names the variable would only be blamed for the same mistake.
    if (!sound_) return;
    sound_ = head_sound;
    std::vector<Silence> silences;
    for (const syntax::RuleClause& clause : decl.rule) {
      if (clause.kind != RuleClauseKind::When || !clause.condition) continue;
      auto condition = conditions_.condition(*clause.condition, scope);
      sound_ = sound_ && condition.has_value();
      if (!condition) continue;
      rule.when = std::move(*condition);
      noteReach(rule);
    }
    silences = std::move(scope.silences);
    scope.silences.clear();
    for (const syntax::RuleClause& clause : decl.rule) body(clause, rule, scope);
    required(decl, rule);
    for (const Silence& silence : silences)
      if (silence.row && std::find(rule.silences.begin(), rule.silences.end(), silence.row) == rule.silences.end())
        rule.silences.push_back(silence.row);
    checkAsked(rule, silences);
    rule.grant_columns = scope.grant_columns;
    for (const Scope::Variable& variable : scope.variables) rule.variables.push_back(variable.name);
    if (!sound_) return;
    if (const Rule* earlier = out_.find(rule.id)) {
      sink_.report(rule.span, DuplicateId, rule.id).label(earlier->span, FirstRule);
      return;
    }
    out_.add(std::move(rule));
  }

  void fail() { sound_ = false; }

  void head(const syntax::RuleClause& clause, Rule& rule) {
    if (clause.kind == RuleClauseKind::Example) {
      rule.examples.push_back({clause.fires, clause.as_of, clause.fragment, clause.span});
      return;
    }
    if (clause.kind == RuleClauseKind::CoveredBy) {
      for (const syntax::Text& id : clause.ids) {
        rule.covered_by.emplace_back(id.value);
        cover_spans_.emplace_back(id.value, id.span);
      }
      return;
    }
    if (clause.kind != RuleClauseKind::Plain) return;
    const std::string_view word = clause.word.text;
    const syntax::Value& value = clause.value;
    const auto first = [&]() -> std::string_view {
      return value.entries.empty() ? std::string_view() : value.entries.front().name.text;
    };
    if (value.entries.size() > 1 && (word == "id" || word == "level" || word == "role" || word == "status")) {
      auto report = sink_.report(value.span, OneWord, word);
      if (word == "level") report.help(LevelAgain);
      fail();
      return;
    }
    if (word == "id") {
      rule.id = std::string(!value.strings.empty() ? value.strings.front().value : first());
      if (!isRuleId(rule.id)) {
        sink_.report(value.span, BadId, rule.id);
        fail();
      } else if (!rule.standard && rule.id.starts_with("VERN-")) {
        sink_.report(value.span, LibraryPrefix, rule.id).help(OwnPrefix);
        fail();
      } else if (!rule.standard && !prefix_.empty() && !rule.id.starts_with(std::string(prefix_) + "-")) {
        sink_.report(value.span, OtherPrefix, rule.id, prefix_);
        fail();
      }
      known_ids_.insert(rule.id);
    } else if (word == "level") {
      LevelIn level;
      const std::string_view name = first();
      if (name == "error") level.severity = diag::Severity::Error;
      else if (name == "warning") level.severity = diag::Severity::Warning;
      else if (name == "note") level.severity = diag::Severity::Note;
      else if (name == "off") level.severity = diag::Severity::Off;
      else wrongWord(value.span, name, word);
      for (const syntax::Entry& entry : clause.in) level.profiles.push_back(profile(entry.name, "in"));
      if (level.profiles.empty()) rule.level = level.severity;
      else rule.by_profile = true;
      rule.levels.push_back(std::move(level));
    } else if (word == "profile") {
      for (const syntax::Entry& entry : value.entries) rule.profiles.push_back(profile(entry.name, word));
    } else if (word == "role") {
      rule.role = first();
      if (rule.role != "controller" && rule.role != "processor") wrongWord(value.span, rule.role, word);
    } else if (word == "status") {
      if (first() == "verified") rule.status = Status::Verified;
      else if (first() == "partly") rule.status = Status::Partly;
      else if (first() == "unverified") rule.status = Status::Unverified;
      else wrongWord(value.span, first(), word);
    } else if (word == "edition") {
      if (value.kind != syntax::ValueKind::Number || value.number < 1)
        wrongWord(value.span, model_.sources().text(value.span), word);
      else rule.edition = value.number;
    } else if (word == "in_force" || word == "ended") {
      if (value.kind != syntax::ValueKind::Date) wrongWord(value.span, model_.sources().text(value.span), word);
      else (word == "in_force" ? rule.in_force : rule.ended) = value.date;
    } else if (word != "cites") {
      notInRule(clause.word);
    }
  }

  void wrongWord(Span span, std::string_view word, std::string_view clause) {
    sink_.report(span, WrongWord, word, clause);
    fail();
  }

  void notInRule(const syntax::Name& word) {
    sink_.report(word.span, NotInRule, word.text);
    fail();
  }

  std::string_view profile(const syntax::Name& name, std::string_view clause) {
    if (std::find(std::begin(Profiles), std::end(Profiles), name.text) == std::end(Profiles))
      wrongWord(name.span, name.text, clause);
    return name.text;
  }

  void loop(const syntax::RuleClause& clause, Rule& rule, Scope& scope) {
    Loop loop;
    if (clause.set.empty()) {
      auto path = conditions_.path(clause.path, scope);
      if (!path) return fail();
      if (!path->type.set) {
        sink_.report(clause.path.span, OneIsNoSet, clause.path.text);
        return fail();
      }
      // Every activity with every other one would grow with the square of the policy. Tables of law are small.
      const bool table = path->root.relation == Relation::Limits || path->root.kind == Kind::Policy;
      if (path->from == Path::From::Root && path->steps.empty() && !table) {
        if (long_list_) {
          sink_.report(clause.path.span, NoProduct, clause.path.text).help(GoThroughPart);
          return fail();
        }
        long_list_ = true;
      }
      Type element = path->type;
      element.set = false;
      loop.collection = std::move(*path);
      loop.variable = scope.add(clause.variable.text, element);
    } else {
      Kinds all;
      all.bits = (std::uint64_t{1} << model::KindCount) - 1;
      Type element;
      element.scalars = bit(Scalar::Thing);
      for (const syntax::Argument& argument : clause.set) {
        if (argument.sum.size() != 1 || argument.sum.front().kind != syntax::AtomKind::Path) {
          sink_.report(argument.span, WrongWord, model_.sources().text(argument.span), "in");
          return fail();
        }
        const syntax::Name& name = argument.sum.front().path;
        const DeclId term = conditions_.term(all, {}, name.text, name.span);
        if (!term) return fail();
        element.kinds = element.kinds | model_[term].kind;
        loop.terms.push_back(term);
      }
      loop.variable = scope.add(clause.variable.text, element);
    }
    rule.loops.push_back(std::move(loop));
  }

  void body(const syntax::RuleClause& clause, Rule& rule, Scope& scope) {
    switch (clause.kind) {
      case RuleClauseKind::Unless: {
        if (!clause.condition) return fail();
        auto condition = conditions_.condition(*clause.condition, scope);
        if (!condition) return fail();
        noteReach(*condition);
        rule.unless.push_back({std::move(*condition), sentence(clause, "unless", scope)});
        return;
      }
      case RuleClauseKind::At: {
        auto path = conditions_.path(clause.path, scope);
        if (!path) return fail();
        rule.place = std::move(*path);
        return;
      }
      case RuleClauseKind::NoteAt: {
        auto path = conditions_.path(clause.path, scope);
        if (!path) return fail();
        rule.notes.push_back({std::move(*path), sentence(clause, "note at", scope)});
        return;
      }
      case RuleClauseKind::Because: rule.because = sentence(clause, "because", scope); return;
      case RuleClauseKind::Texts:
        if (clause.word.text == "says") rule.says = sentence(clause, "says", scope);
        else if (clause.word.text == "asks") rule.asks = sentence(clause, "asks", scope);
        else notInRule(clause.word);
        return;
      case RuleClauseKind::Fix: fix(clause, rule, scope); return;
      case RuleClauseKind::Plain:
        if (clause.word.text == "cites") cites(clause, rule, scope);
        return;
      case RuleClauseKind::For:
      case RuleClauseKind::When:
      case RuleClauseKind::CoveredBy:
      case RuleClauseKind::Example: return;
    }
  }

  void cites(const syntax::RuleClause& clause, Rule& rule, Scope& scope) {
    for (const syntax::Entry& entry : clause.value.entries) {
      const std::string_view name = entry.name.text;
      if (scope.find(name.substr(0, name.find('.'))) >= 0) {
        if (auto path = conditions_.path(entry.name, scope)) rule.cited_paths.push_back(std::move(*path));
        else fail();
        continue;
      }
      const DeclId section = model_.find(Kind::Law | Kind::Section, name);
      if (!section) {
        auto report = sink_.report(entry.name.span, UnknownCitation, name);
        if (const std::string_view near = model_.nearestName(Kind::Law | Kind::Section, name); !near.empty())
          report.help(Nearest, near).edit(entry.name.span, std::string(near));
        fail();
        continue;
      }
      rule.cites.push_back(section);
    }
  }

  void fix(const syntax::RuleClause& clause, Rule& rule, Scope& scope) {
    Fix out;
    out.kind = clause.fix;
    out.safe = clause.safe;
    if (!clause.path.text.empty()) {
      auto path = conditions_.path(clause.path, scope);
      if (!path) return fail();
      out.path = std::move(*path);
    }
    if (!clause.set.empty()) out.value = model_.sources().text(clause.set.front().span);
    if (!clause.texts.empty()) out.says = sentence(clause, "fix", scope);
    rule.fixes.push_back(std::move(out));
  }

  Sentence sentence(const syntax::RuleClause& clause, std::string_view word, Scope& scope) {
    Sentence out;
    out.span = clause.span;
    std::set<std::string> english;
    for (const syntax::Text& text : clause.texts) {
      out.texts.add(std::string(text.language.text), std::string(text.value));
      std::set<std::string> names;
      for (std::size_t open = text.value.find('{'); open != std::string::npos; open = text.value.find('{', open + 1)) {
        const std::size_t close = text.value.find('}', open);
        if (close == std::string::npos) {
          sink_.report(text.span, BadPlaceholder);
          fail();
          break;
        }
        names.emplace(text.value.substr(open + 1, close - open - 1));
      }
      if (out.texts.size() == 1) {
        english = names;
        for (const std::string& name : names) {
          auto path = conditions_.path(name, text.span, scope);
          if (path) out.placeholders.emplace_back(name, std::move(*path));
          else fail();
        }
      } else if (names != english) {
        sink_.report(text.span, DifferentPlaceholders, text.language.text, out.texts.begin()->first);
        fail();
      }
    }
    for (const std::string_view language : {"en", "nb"})
      if (out.texts.find(language) == nullptr) {
        sink_.report(clause.word.span.valid() ? clause.word.span : clause.span, MissingLanguage, word, language);
        fail();
      }
    return out;
  }

  void required(const syntax::Decl& decl, Rule& rule) {
    std::vector<std::string_view> missing;
    const auto need = [&](bool there, std::string_view clause) {
      if (there) return;
      // A clause that has a mistake was reported where it stands.
      for (const syntax::RuleClause& written : decl.rule)
        if (written.word.text == clause) return;
      missing.push_back(clause);
    };
    need(!rule.id.empty(), "id");
    need(!rule.levels.empty(), "level");
    need(!rule.loops.empty(), "for");
    need(rule.when.has_value(), "when");
    need(rule.place.has_value(), "at");
    need(!rule.says.texts.empty(), "says");
    need(!rule.cites.empty() || !rule.cited_paths.empty() || !rule.standard, "cites");
    if (!missing.empty()) {
      sink_.report(decl.name->span, MissingClause, decl.name->text, diag::quoted(missing, Words::Link::And));
      fail();
    }
    if (rule.status == Status::Unverified)
      for (const LevelIn& level : rule.levels)
        if (level.severity == diag::Severity::Error) {
          sink_.report(rule.span, UnverifiedError, rule.id);
          fail();
          break;
        }
  }

  void checkAsked(const Rule& rule, const std::vector<Silence>& silences) {
    const bool in_notice =
        rule.profiles.empty() || std::find(rule.profiles.begin(), rule.profiles.end(), "notice") != rule.profiles.end();
    if (!in_notice || levelOf(rule, "notice") < diag::Severity::Warning) return;
    for (const Silence& silence : silences) {
      if (silence.convicts) continue;
      sink_.report(silence.span, NotTold, silence.what).help(WeakenInNotice);
      fail();
    }
  }

  void checkCovers() {
    for (const auto& [id, span] : cover_spans_)
      if (out_.find(id) == nullptr && !known_ids_.contains(id)) sink_.report(span, UnknownRule, id);
    // 0: not seen, 1: being looked at, 2: sound.
    std::map<std::string, int> state;
    const std::function<bool(const Rule&)> acyclic = [&](const Rule& rule) {
      int& mine = state[rule.id];
      if (mine == 1) return false;
      if (mine == 2) return true;
      mine = 1;
      for (const std::string& id : rule.covered_by)
        if (const Rule* other = out_.find(id); other != nullptr && !acyclic(*other)) {
          state[rule.id] = 2;
          return false;
        }
      state[rule.id] = 2;
      return true;
    };
    for (const Rule* rule : out_.rules)
      if (!acyclic(*rule)) sink_.report(rule->span, CoverageCycle, rule->id);
  }

  RuleSet out_;
  const model::Model& model_;
  diag::Sink& sink_;
  Conditions conditions_;
  std::string_view prefix_;
  std::vector<std::pair<Define*, const syntax::Decl*>> own_defines_;
  std::vector<std::pair<std::string, Span>> cover_spans_;
  std::set<std::string> known_ids_;
  bool sound_ = true;
  bool long_list_ = false;  // a loop goes through a whole list of the policy
};

}  // namespace

Rule& RuleSet::add(Rule rule) {
  rules.push_back(&own_rules_.emplace_back(std::move(rule)));
  return own_rules_.back();
}

Define& RuleSet::add(Define define) {
  defines.push_back(&own_defines_.emplace_back(std::move(define)));
  return own_defines_.back();
}

const Rule* RuleSet::find(std::string_view id) const {
  for (const Rule* rule : rules)
    if (rule->id == id) return rule;
  return nullptr;
}

diag::Severity levelOf(const Rule& rule, std::string_view profile) {
  if (rule.by_profile)
    for (const LevelIn& level : rule.levels)
      if (llvm::is_contained(level.profiles, profile)) return level.severity;
  return rule.level;
}

RuleSet load(const model::Model& model, llvm::ArrayRef<const syntax::File*> files, diag::Sink& sink,
             std::string_view prefix, const RuleSet* base) {
  RuleSet out = Loader(model, sink, prefix, base).load(files);
  out.liftings = liftingsOf(model, out.rules, base);
  if (base != nullptr && model.own(Kind::Vocabulary).empty()) out.lexicon = base->lexicon;
  if (out.lexicon == nullptr) out.lexicon = (out.own_lexicon = std::make_unique<const Lexicon>(model)).get();
  return out;
}

}  // namespace vern::rules
