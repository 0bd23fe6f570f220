#include "compiler/rules/check.h"

#include <algorithm>
#include <array>
#include <set>

#include "compiler/rules/accept.h"
#include "compiler/rules/attributes.h"
#include "compiler/rules/diags.h"
#include "compiler/rules/evaluate.h"
#include "compiler/rules/fixes.h"
#include "compiler/rules/words.h"

namespace vern::rules {

namespace {

constexpr std::size_t MostNotes = 5;

/// The bindings of one rule that are reported together.
struct Group {
  const Rule* rule = nullptr;
  Span place;
  std::vector<Bindings> rows;
  std::set<DeclId> owners;
};

class Checker {
 public:
  Checker(const World& world, const RuleSet& rules, const Options& options, diag::Sink& sink)
      : world_(world), evaluator_(world, rules), rules_(rules), options_(options), sink_(sink) {
    for (std::size_t i = world.model().standardSize(); i < world.model().decls.size(); ++i) {
      const DeclId id = world.model().decls.idAt(i);
      if (!world.model()[id].standard) decls_.emplace_back(world.model()[id].span, id);
    }
    std::sort(decls_.begin(), decls_.end());
  }

  void run() {
    std::vector<Group> found;
    std::vector<Group> asked;
    for (const Rule* one : rules_.rules) {
      const Rule& rule = *one;
      if (severityOf(rule, options_) == diag::Severity::Off) continue;
      std::map<Span, std::size_t> places;
      std::map<Span, std::size_t> places_asked;
      evaluator_.run(rule, [&](Evaluator::Outcome outcome, const Bindings& bindings) {
        if (outcome == Evaluator::Outcome::Fires) add(found, places, rule, bindings);
        else if (options_.questions) add(asked, places_asked, rule, bindings);
      });
    }
    for (const Group& group : found) fired_[group.rule->id].insert(group.owners.begin(), group.owners.end());
    std::vector<bool> stands;
    for (Group& group : found) stands.push_back(uncover(group));
    std::set<std::pair<const Rule*, Span>> reported;
    for (std::size_t i = 0; const Group& group : found) {
      if (!stands[i++]) continue;
      reported.emplace(group.rule, group.place);
      report(group, group.rule->says, group.rule->id, severityOf(*group.rule, options_));
    }
    // Where a rule has found what it looks for it has nothing to ask.
    for (const Group& group : asked)
      if (!reported.contains({group.rule, group.place}))
        report(group, group.rule->asks, group.rule->id + ".asks", diag::Severity::Note);
  }

 private:
  void add(std::vector<Group>& groups, std::map<Span, std::size_t>& by_place, const Rule& rule,
           const Bindings& bindings) {
    const Span place = placeOf(*rule.place, rule, bindings);
    const auto [found, fresh] = by_place.try_emplace(place, groups.size());
    if (fresh) groups.push_back({&rule, place, {}, {}});
    Group& group = groups[found->second];
    group.rows.push_back(bindings);
    for (const Loop& loop : rule.loops) {
      Value& value = group.rows.back()[static_cast<std::size_t>(loop.variable)];
      value = world_.kept(value);
    }
    for (const DeclId owner : ownersOf(rule, bindings, place)) group.owners.insert(owner);
  }

  /// Where `path` is said. The library is nobody's to change: what is said there points at the writer's own words
  /// instead.
  Span placeOf(const Path& path, const Rule& rule, const Bindings& bindings) const {
    const Span place = evaluator_.read(path, bindings).place;
    if (place.valid() && (!world_.model().sources().standard(place.file) || rule.loops.empty() || isFragment(place)))
      return place;
    const Value& first = bindings[static_cast<std::size_t>(rule.loops.front().variable)];
    return first.scalar == Scalar::Thing ? world_.place(first.thing) : place;
  }

  /// An example of a rule of the library stands in a file of the library.
  bool isFragment(Span place) const { return ownerOf(place).valid(); }

  /// The declaration that `place` lies in.
  DeclId ownerOf(Span place) const {
    const auto first = std::upper_bound(decls_.begin(), decls_.end(), place,
                                        [](Span p, const auto& entry) { return p < entry.first; });
    auto after = first;
    while (after != decls_.begin()) {
      --after;
      if (after->first.file != place.file) break;
      if (after->first.begin <= place.begin && place.end <= after->first.end) return after->second;
    }
    // A declaration that begins where the place begins, and is longer.
    for (auto at = first; at != decls_.end() && at->first.file == place.file && at->first.begin == place.begin; ++at)
      if (place.end <= at->first.end) return at->second;
    return {};
  }

  /// Whom a finding concerns: the activity, recipient or promise of the row, and the declaration it points into.
  std::set<DeclId> ownersOf(const Rule& rule, const Bindings& bindings, Span place) const {
    std::set<DeclId> out;
    for (const Loop& loop : rule.loops) {
      const Value& value = bindings[static_cast<std::size_t>(loop.variable)];
      if (value.scalar != Scalar::Thing || !loop.terms.empty()) continue;
      const DeclId owner = value.thing.row != nullptr ? value.thing.row->owner : value.thing.decl;
      if (owner && !world_.model()[owner].standard) out.insert(owner);
    }
    if (const DeclId owner = ownerOf(place)) out.insert(owner);
    return out;
  }

  /// Takes out the rows that another finding covers. False if none is left.
  bool uncover(Group& group) {
    std::erase_if(group.rows, [&](const Bindings& bindings) {
      const auto owners = ownersOf(*group.rule, bindings, placeOf(*group.rule->place, *group.rule, bindings));
      for (const std::string& id : group.rule->covered_by)
        if (const auto fired = fired_.find(id); fired != fired_.end())
          for (const DeclId owner : owners)
            if (fired->second.contains(owner)) {
              covered_[{id, owner}].insert(group.rule->id);
              return true;
            }
      return false;
    });
    return !group.rows.empty();
  }

  /// What the finding `id` on `owner` covers, and what that would have covered.
  void addCovered(const std::string& id, DeclId owner, std::set<std::string>& out) const {
    const auto covered = covered_.find({id, owner});
    if (covered == covered_.end()) return;
    for (const std::string& other : covered->second)
      if (out.insert(other).second) addCovered(other, owner, out);
  }

  void report(const Group& group, const Sentence& sentence, std::string key, diag::Severity severity) {
    const Rule& rule = *group.rule;
    diag::Diagnostic out;
    out.id = rule.id;
    out.severity = severity;
    out.span = group.place;
    out.message = message(sentence, group.rows, std::move(key));
    std::set<std::string> covers;
    for (const DeclId owner : group.owners) addCovered(rule.id, owner, covers);
    out.question = sentence.span == rule.asks.span;
    if (!out.question) out.covers.assign(covers.begin(), covers.end());
    std::set<Span> noted{group.place};
    for (const Note& note : rule.notes)
      for (const Bindings& bindings : group.rows) {
        if (noted.size() > MostNotes) break;
        const Span at = evaluator_.read(note.place, bindings).place;
        if (!at.valid() || (world_.model().sources().standard(at.file) && !isFragment(at)) || !noted.insert(at).second)
          continue;
        out.labels.push_back({at, message(note.says, {bindings}, rule.id + ".note")});
      }
    for (const DeclId section : citationsOf(rule, group.rows)) {
      const auto [known, fresh] = cited_.try_emplace(section);
      if (fresh) known->second = cited(world_.model(), section);
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
    if (const judge::Refutation* shown = refutation(group.rows.front()); shown != nullptr && !shown->test.empty())
      out.help.push_back(diag::makeMessage(ShowsIt, shown->test));
    sink_.add(std::move(out));
  }

  /// The counterexample that the first row is about, or nullptr.
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

  /// In every language.
  using InWords = std::array<std::string, std::size(Languages)>;
  /// A declaration is named in many findings, and put into words once; `own` holds what is none.
  const InWords& inWords(const Value& value, InWords& own) const {
    const auto print = [&](InWords& out) -> const InWords& {
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = rules::print(world_.model(), value, Languages[i]);
      return out;
    };
    if (value.scalar != Scalar::Thing || !value.thing.decl) return print(own);
    const auto [known, fresh] = named_.try_emplace(value.thing.decl);
    return fresh ? print(known->second) : known->second;
  }

  /// Every placeholder lists what it stands for in any row.
  diag::Message message(const Sentence& sentence, const std::vector<Bindings>& rows, std::string key) const {
    diag::Message out;
    out.key = std::move(key);
    out.texts = sentence.texts;
    for (const auto& [name, path] : sentence.placeholders) {
      std::array<std::vector<std::string>, std::size(Languages)> items;
      std::set<std::string> seen;
      for (const Bindings& bindings : rows)
        for (const Value& value : evaluator_.read(path, bindings).members) {
          InWords own;
          const InWords& printed = inWords(value, own);
          if (!seen.insert(printed.front()).second) continue;
          for (std::size_t i = 0; i < items.size(); ++i) items[i].push_back(printed[i]);
        }
      diag::Argument argument;
      argument.name = name;
      for (std::size_t i = 0; i < items.size(); ++i)
        argument.texts.add(std::string(Languages[i]), list(items[i], Languages[i]));
      argument.plain = argument.texts.in("en");
      out.arguments.push_back(std::move(argument));
    }
    return out;
  }

  std::vector<DeclId> citationsOf(const Rule& rule, const std::vector<Bindings>& rows) const {
    std::vector<DeclId> out = rule.cites;
    for (const Path& path : rule.cited_paths)
      for (const Bindings& bindings : rows)
        for (const Value& value : evaluator_.read(path, bindings).members)
          if (value.scalar == Scalar::Thing && value.thing.decl &&
              std::find(out.begin(), out.end(), value.thing.decl) == out.end())
            out.push_back(value.thing.decl);
    return out;
  }

  const World& world_;
  Evaluator evaluator_;
  const RuleSet& rules_;
  const Options& options_;
  diag::Sink& sink_;
  std::vector<std::pair<Span, DeclId>> decls_;
  std::map<DeclId, diag::Citation> cited_;   // many findings rest on the same sections
  mutable std::map<DeclId, InWords> named_;
  std::map<std::string, std::set<DeclId>> fired_;
  std::map<std::pair<std::string, DeclId>, std::set<std::string>> covered_;  // by the finding that covers
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
  return out;
}

diag::Severity severityOf(const Rule& rule, const Options& options) {
  if (!rule.profiles.empty() &&
      std::find(rule.profiles.begin(), rule.profiles.end(), options.profile) == rule.profiles.end())
    return diag::Severity::Off;
  if (!rule.role.empty() && rule.role != options.role) return diag::Severity::Off;
  if ((rule.in_force && options.as_of < *rule.in_force) || (rule.ended && options.as_of >= *rule.ended))
    return diag::Severity::Off;
  diag::Severity out = levelOf(rule, options.profile);
  std::size_t longest = 0;
  for (const auto& [id, severity] : options.levels) {
    const bool fits =
        rule.id == id || (rule.id.starts_with(id) && rule.id.size() > id.size() && rule.id[id.size()] == '-');
    if (!fits || id.size() < longest) continue;
    longest = id.size();
    out = severity;
  }
  return out;
}

void check(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged,
           const RuleSet& rules, const Options& options, diag::Sink& sink) {
  const World world(model, grants, judged, options.as_of);
  Checker(world, rules, options, sink).run();
  applyAccepted(model, options.as_of, sink);
}

}  // namespace vern::rules
