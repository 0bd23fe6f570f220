#include "compiler/rules/check.h"

#include <algorithm>
#include <forward_list>
#include <set>
#include <span>

#include "compiler/diag/witness.h"
#include "compiler/judge/promises.h"
#include "compiler/rules/accept.h"
#include "compiler/rules/attributes.h"
#include "compiler/rules/collect.h"
#include "compiler/rules/diags.h"
#include "compiler/rules/evaluate.h"
#include "compiler/rules/exempt.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/words.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVectorExtras.h"

namespace vern::rules {

namespace {

constexpr std::size_t MostNotes = 5;

class Checker {
 public:
  Checker(const World& world, const RuleSet& rules, const Options& options, const Owners& owners, diag::Sink& sink)
      : world_(world),
        evaluator_(world, rules),
        options_(options),
        sink_(sink),
        owners_(owners),
        exemptions_(world, rules) {
    if (options.language.empty()) languages_.assign(std::begin(Languages), std::end(Languages));
    else languages_.push_back(options.language);
  }

  void report(Collected collected) {
    std::vector<Group>& found = collected.fires;
    exempt(found);
    exempt(collected.asks);
    for (const Group& group : found)
      for (const DeclId owner : group.owners) fired_[group.rule->id].insert(owner.index);
    std::vector<bool> stands;
    for (Group& group : found) stands.push_back(uncover(group));
    std::set<std::pair<const Rule*, Span>> reported;
    for (std::size_t i = 0; const Group& group : found) {
      if (!stands[i++]) continue;
      if (!collected.asks.empty()) reported.emplace(group.rule, group.place);
      report(group, group.rule->says, group.rule->id, severityOf(*group.rule, options_));
    }
    // Where a rule has found what it looks for it has nothing to ask.
    for (const Group& group : collected.asks)
      if (!reported.contains({group.rule, group.place}))
        report(group, group.rule->asks, group.rule->id + ".asks", diag::Severity::Note);
  }

 private:
  /// Takes out what a section of law leaves outside the laws that the rule rests on.
  void exempt(std::vector<Group>& groups) {
    for (Group& group : groups)
      std::erase_if(group.rows, [&](const Bindings& bindings) { return exemptions_.hold(*group.rule, bindings); });
    std::erase_if(groups, [](const Group& group) { return group.rows.empty(); });
  }

  /// Takes out the rows that another finding covers. False if none is left.
  bool uncover(Group& group) {
    if (group.rule->covered_by.empty()) return !group.rows.empty();
    std::erase_if(group.rows, [&](const Bindings& bindings) {
      const auto owners = owners_.of(*group.rule, bindings, owners_.placeOf(*group.rule, bindings, evaluator_));
      for (const std::string& id : group.rule->covered_by)
        if (const auto fired = fired_.find(id); fired != fired_.end())
          for (const DeclId owner : owners)
            if (fired->second.contains(owner.index)) {
              covered_[{id, owner}].insert(group.rule->id);
              return true;
            }
      return false;
    });
    return !group.rows.empty();
  }

  /// What the finding `id` on `owner` covers, and what that would have covered.
  void addCovered(std::string_view id, DeclId owner, std::set<std::string_view>& out) const {
    const auto covered = covered_.find({id, owner});
    if (covered == covered_.end()) return;
    for (const std::string_view other : covered->second)
      if (out.insert(other).second) addCovered(other, owner, out);
  }

  void report(const Group& group, const Sentence& sentence, std::string key, diag::Severity severity) {
    const Rule& rule = *group.rule;
    diag::Diagnostic out;
    out.id = rule.id;
    out.severity = severity;
    out.span = group.place;
    out.message = message(sentence, group.rows, std::move(key));
    std::set<std::string_view> covers;
    for (const DeclId owner : group.owners) addCovered(rule.id, owner, covers);
    out.question = sentence.span == rule.asks.span;
    if (!out.question) out.covers.assign(covers.begin(), covers.end());
    std::set<Span> noted{group.place};
    for (const Note& note : rule.notes)
      for (const Bindings& bindings : group.rows) {
        if (noted.size() > MostNotes) break;
        const Span at = evaluator_.placeOf(note.place, bindings);
        if (!at.valid() || (world_.model().sources().standard(at.file) && !owners_.isFragment(at)) ||
            !noted.insert(at).second)
          continue;
        out.labels.push_back({at, message(note.says, bindings, rule.id + ".note")});
      }
    // What is about the whole policy shows where in it.
    if (const DeclId policy = world_.model().only(Kind::Policy);
        policy && !out.labels.empty() && group.place == world_.place(world_.sole(Kind::Policy))) {
      out.about = group.place;
      out.span = out.labels.front().span;
      out.labels.erase(out.labels.begin());
    }
    const std::vector<DeclId> sections = citationsOf(rule, group.rows);
    out.law.reserve(sections.size());
    for (const DeclId section : sections) {
      const auto [known, fresh] = cited_.try_emplace(section);
      if (fresh) known->second = std::make_shared<diag::Citation>(cited(world_.model(), section, languages_));
      out.law.push_back(known->second);
    }
    for (const Fix& fix : rule.fixes) {
      if (!fix.says.texts.empty()) out.help.push_back(message(fix.says, group.rows, rule.id + ".fix"));
      for (const Bindings& bindings : group.rows)
        if (auto edit = editFor(fix, evaluator_, bindings))
          if (std::none_of(out.edits.begin(), out.edits.end(), [&](const diag::Edit& e) {
                return e.span == edit->span && e.replacement == edit->replacement;
              }))
            out.edits.push_back({edit->span, edit->replacement, fix.safe});
    }
    if (const judge::Witness* shown = witness(group.rows)) {
      if (const diag::Words first = unsaid(*shown); first.phrases.empty())
        out.help.push_back(diag::makeMessage(diag::ShowsIt, shown->test));
      else out.help.push_back(diag::makeMessage(diag::ShowsItOnce, first, shown->test));
    }
    sink_.add(std::move(out));
  }

  /// Of the counterexamples that the first rows are about, the one that needs least to be shown; nullptr if none can
  /// be.
  const judge::Witness* witness(const std::vector<Bindings>& rows) const {
    const judge::Witness* best = nullptr;
    for (const Bindings& row : std::span(rows).first(std::min(rows.size(), MostNotes)))
      if (const judge::Refutation* found = refutation(row); found != nullptr && !found->witness.test.empty())
        if (best == nullptr || unsaid(found->witness).phrases.size() < unsaid(*best).phrases.size())
          best = &found->witness;
    return best;
  }

  static diag::Words unsaid(const judge::Witness& witness) {
    diag::Words out;
    if (witness.unsaid_people) out.phrases.push_back({"unsaid.people", "whom it concerns"});
    if (witness.unsaid_purpose) out.phrases.push_back({"unsaid.purpose", "what it is for"});
    for (const grants::Reason reason : witness.unsaid) {
      if (reason == grants::Reason::NoBasis) out.phrases.push_back({"unsaid.basis", "on what ground"});
      if (reason == grants::Reason::NoCondition)
        out.phrases.push_back({"unsaid.condition", "on what condition sensitive data are used"});
      if (reason == grants::Reason::Transfer) out.phrases.push_back({"unsaid.safeguard", "on what the transfer rests"});
      if (reason == grants::Reason::NoWindow) out.phrases.push_back({"unsaid.retain", "how long data are kept"});
    }
    return out;
  }

  /// The counterexample that `bindings` are about, or nullptr.
  const judge::Refutation* refutation(const Bindings& bindings) const {
    for (const Value& value : bindings) {
      if (value.scalar != Scalar::Thing || value.thing.row == nullptr) continue;
      const Row& row = *value.thing.row;
      if (row.relation != Relation::Refutations) continue;
      const auto activity = static_cast<std::size_t>(RefutationColumn::activity);
      for (const judge::Refutation& found : world_.judged().refutations)
        if (found.promise == row.owner && found.promise_span == row.place && row.hasColumn(activity) &&
            !row.column(activity).members.empty() && row.column(activity).members.front().thing.decl == found.activity)
          return &found;
    }
    return nullptr;
  }

  /// In each of `languages_`.
  using InWords = std::vector<std::string>;
  /// A declaration is named in many findings, and put into words once; `own` holds what is none.
  const InWords& inWords(const Value& value, std::forward_list<InWords>& own) const {
    const auto print = [&](InWords& out) -> const InWords& {
      for (const std::string_view language : languages_) out.push_back(rules::print(world_.model(), value, language));
      return out;
    };
    if (value.scalar != Scalar::Thing || !value.thing.decl) return print(own.emplace_front());
    const auto [known, fresh] = named_.try_emplace(value.thing.decl);
    return fresh ? print(known->second) : known->second;
  }

  /// Every placeholder lists what it stands for in any row.
  diag::Message message(const Sentence& sentence, llvm::ArrayRef<Bindings> rows, std::string key) const {
    diag::Message out;
    out.key = std::move(key);
    for (const std::string_view language : languages_)
      out.texts.add(std::string(language), std::string(sentence.texts.in(language)));
    out.arguments.reserve(sentence.placeholders.size());
    Slot storage;
    for (const auto& [name, path] : sentence.placeholders) {
      std::vector<const InWords*> items;
      std::forward_list<InWords> own;  // of what is no declaration
      std::set<std::string_view> seen;
      bool names = false;
      for (const Bindings& bindings : rows)
        for (const Value& value : evaluator_.view(path, bindings, storage).members) {
          names = names || (value.scalar == Scalar::Thing && value.thing.decl &&
                            world_.model().clause(value.thing.decl, Word::name) != nullptr);
          const InWords& printed = inWords(value, own);
          // Few are compared one by one.
          const std::string& first = printed.front();
          if (rows.size() > 8 ? seen.insert(first).second
                              : llvm::none_of(items, [&](const InWords* item) { return item->front() == first; }))
            items.push_back(&printed);
        }
      diag::Argument argument;
      argument.name = name;
      for (std::size_t i = 0; i < languages_.size(); ++i) {
        const std::string_view language = languages_[i];
        std::string shown = list(
            llvm::map_to_vector<4>(items, [&](const InWords* item) { return std::string_view((*item)[i]); }), language);
        // A sentence begins with a capital, unless with a name, which keeps the letters it has.
        if (!names && sentence.texts.in(language).starts_with("{" + name + "}")) shown = raised(std::move(shown));
        argument.texts.add(std::string(language), std::move(shown));
      }
      argument.plain = argument.texts.in(languages_.front());
      out.arguments.push_back(std::move(argument));
    }
    return out;
  }

  std::vector<DeclId> citationsOf(const Rule& rule, const std::vector<Bindings>& rows) const {
    std::vector<DeclId> out = rule.cites;
    Slot storage;
    for (const Path& path : rule.cited_paths)
      for (const Bindings& bindings : rows)
        for (const Value& value : evaluator_.view(path, bindings, storage).members)
          if (value.scalar == Scalar::Thing && value.thing.decl &&
              std::find(out.begin(), out.end(), value.thing.decl) == out.end())
            out.push_back(value.thing.decl);
    return out;
  }

  const World& world_;
  Evaluator evaluator_;
  const Options& options_;
  std::vector<std::string_view> languages_;
  diag::Sink& sink_;
  const Owners& owners_;
  Exemptions exemptions_;
  std::map<DeclId, std::shared_ptr<const diag::Citation>> cited_;
  mutable std::map<DeclId, InWords> named_;
  std::map<std::string_view, llvm::SmallDenseSet<std::uint32_t, 8>> fired_;  // by id of the rule: on what
  std::map<std::pair<std::string_view, DeclId>, std::set<std::string_view>> covered_;  // by the finding that covers
};

}  // namespace

Options optionsOf(const model::Model& model, Day as_of) {
  Options out;
  out.as_of = as_of;
  const DeclId policy = model.only(Kind::Policy);
  const auto word = [&](Word clause_word, std::string& into) {
    const model::Clause* clause = policy ? model.clause(policy, clause_word) : nullptr;
    if (clause != nullptr && !clause->value.entries.empty()) into = clause->value.entries.front().written;
  };
  word(Word::profile, out.profile);
  word(Word::role, out.role);
  if (const model::Clause* edition = policy ? model.clause(policy, Word::edition) : nullptr)
    out.edition = edition->value.number;
  return out;
}

bool isIn(const Rule& rule, std::string_view id) {
  return rule.id == id || (rule.id.starts_with(id) && rule.id.size() > id.size() && rule.id[id.size()] == '-');
}

diag::Severity severityOf(const Rule& rule, const Options& options) {
  if (!rule.profiles.empty() &&
      std::find(rule.profiles.begin(), rule.profiles.end(), options.profile) == rule.profiles.end())
    return diag::Severity::Off;
  if (!rule.role.empty() && rule.role != options.role) return diag::Severity::Off;
  if ((rule.in_force && options.as_of < *rule.in_force) || (rule.ended && options.as_of >= *rule.ended))
    return diag::Severity::Off;
  diag::Severity out = levelOf(rule, options.profile);
  if (options.edition && *options.edition < rule.edition) out = std::min(out, diag::Severity::Warning);
  std::size_t longest = 0;
  for (const auto& [id, severity] : options.levels) {
    if (!isIn(rule, id) || id.size() < longest) continue;
    longest = id.size();
    out = severity;
  }
  return out;
}

namespace {

/// Reports an edition of the rules that the policy names and that there is not.
void checkEdition(const model::Model& model, const RuleSet& rules, diag::Sink& sink) {
  const DeclId policy = model.only(Kind::Policy);
  const model::Clause* edition = policy ? model.clause(policy, Word::edition) : nullptr;
  if (edition == nullptr) return;
  std::int64_t newest = 1;
  for (const Rule* rule : rules.rules) newest = std::max(newest, rule->edition);
  if (edition->value.number < 1 || edition->value.number > newest)
    sink.report(edition->value.span, UnknownEdition, edition->value.number, newest);
}

std::vector<const Rule*> applied(const RuleSet& rules, const Options& options) {
  std::vector<const Rule*> out;
  for (const Rule* rule : rules.rules)
    if (severityOf(*rule, options) != diag::Severity::Off) out.push_back(rule);
  return out;
}

}  // namespace

void check(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged,
           const RuleSet& rules, const Options& options, diag::Sink& sink) {
  Check(model, grants, judged, rules, options).report(sink);
}

Check::Check(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged,
             const RuleSet& rules, Options options, bool in_mind)
    : model_(model),
      grants_(grants),
      judged_(judged),
      rules_(rules),
      options_(std::move(options)),
      world_(std::in_place, model, grants, judged, options_.as_of, rules.lexicon),
      owners_(model),
      collection_(*world_, rules, applied(rules, options_), owners_, options_.questions, options_.cut, in_mind) {
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i)
    if (const DeclId id = model.decls.idAt(i); accepts(model[id])) accepting_.insert(id);
}

void Check::report(diag::Sink& sink) const& { report(collection_.collected(), sink); }
void Check::report(diag::Sink& sink) && { report(std::move(collection_).collected(), sink); }

void Check::report(Collected collected, diag::Sink& sink) const {
  Checker(*world_, rules_, options_, owners_, sink).report(std::move(collected));
  checkEdition(model_, rules_, sink);
  for (const Span sentence : judge::untested(model_)) sink.report(sentence, PromiseUntested);
  applyAccepted(model_, accepting_, rules_, options_.as_of, sink);
}

Collection::Answers Check::answersOf(DeclId activity) const {
  const World world(model_, grants_, judged_, options_.as_of, rules_.lexicon);
  return collection_.answersOf(activity, world);
}

bool Check::again(DeclId activity, const Collection::Answers& before) {
  // What was worked out before may speak of the declaration as it was.
  world_.emplace(model_, grants_, judged_, options_.as_of, rules_.lexicon);
  owners_ = Owners(model_);
  if (accepts(model_[activity])) accepting_.insert(activity);
  else accepting_.erase(activity);
  return collection_.again(*world_, owners_, activity, before);
}

}  // namespace vern::rules
