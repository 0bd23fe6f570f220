#include "compiler/rules/exempt.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "compiler/grants/effective.h"
#include "compiler/rules/attributes.h"
#include "compiler/rules/relations.h"

namespace vern::rules {

namespace {

std::vector<DeclId> namedIn(const model::Model& model, DeclId section, Word word) {
  const model::Clause* clause = model.clause(section, word);
  return clause != nullptr ? model::named(clause->value) : std::vector<DeclId>();
}

/// The activity or tracker that a binding is about, or none, and the row that says so, if it is one.
struct About {
  DeclId activity;
  const Row* row = nullptr;
};

About activityIn(const model::Model& model, const Rule& rule, const Bindings& bindings) {
  for (const Loop& loop : rule.loops) {
    const Value& value = bindings[static_cast<std::size_t>(loop.variable)];
    if (value.scalar != Scalar::Thing) continue;
    const Row* row = value.thing.row;
    const DeclId owner = row != nullptr ? row->owner : value.thing.decl;
    if (owner && (model[owner].kind == Kind::Activity || model[owner].kind == Kind::Tracker)) return {owner, row};
  }
  return {};
}

/// `rule` goes through what activities do with data.
bool isAboutData(const Rule& rule) {
  return std::any_of(rule.loops.begin(), rule.loops.end(), [](const Loop& loop) {
    if (loop.collection.from != Path::From::Root || !loop.collection.steps.empty()) return false;
    const Root& root = loop.collection.root;
    if (root.is == Root::Is::Declared) return root.kind == Kind::Activity || root.kind == Kind::Tracker;
    return root.is == Root::Is::Relation &&
           (root.relation == Relation::Grants || root.relation == Relation::Kept ||
            root.relation == Relation::Retentions || root.relation == Relation::Shares ||
            root.relation == Relation::Disclosures || root.relation == Relation::Overlaps);
  });
}

/// The slot of `row` that says which data it is about, or nullptr.
const Slot* dataOf(const Row& row) {
  const auto column = [&](auto index) -> const Slot* {
    const auto i = static_cast<std::size_t>(index);
    return row.hasColumn(i) ? &row.column(i) : nullptr;
  };
  if (row.relation == Relation::Grants) return column(GrantColumn::datum);
  if (row.relation == Relation::Kept) return column(KeptColumn::datum);
  if (row.relation == Relation::Retentions) return column(RetentionColumn::data);
  return nullptr;
}

/// Somebody may tie the data to people again, or it is not known that nobody does.
bool mayBeRelinked(const World& world, const Thing& thing) {
  const Stated stated = world.slot(thing, Word::relinked).stated;
  return stated != Stated::Silent && stated != Stated::None;
}

/// `member` has a form in its own braces.
bool hasOwnForm(const Value& member) {
  return member.thing.entry != nullptr && grants::says(*member.thing.entry, Word::form);
}

/// Something of what `activity` has is in a form that is told.
bool saysForm(const model::Model& model, DeclId activity, const Slot& all) {
  return !grants::effective(model, activity, nullptr, Word::form).empty() ||
         std::any_of(all.members.begin(), all.members.end(), [&](const Value& member) {
           return member.scalar == Scalar::Thing &&
                  (hasOwnForm(member) || model.inherited(member.thing.decl, Word::form) != nullptr);
         });
}

/// All that `data` names is anonymous where `activity` has it, and nobody can be found again. What stands beside an
/// identifier that is called anonymous too is not.
bool allAnonymous(const World& world, DeclId activity, const Slot& data, const Slot& all) {
  if (!data.said() || data.open || data.members.empty()) return false;
  const bool form_of_activity = !grants::effective(world.model(), activity, nullptr, Word::form).empty();
  const bool beside_identifier =
      form_of_activity && std::any_of(all.members.begin(), all.members.end(), [&](const Value& member) {
        return member.scalar == Scalar::Thing && !hasOwnForm(member) &&
               world.model().flagged(member.thing.decl, "identifier");
      });
  return std::all_of(data.members.begin(), data.members.end(), [&](const Value& member) {
    return member.scalar == Scalar::Thing && member.thing.decl && (hasOwnForm(member) || !beside_identifier) &&
           grants::isAnonymous(world.model(), activity, member.thing.entry, member.thing.decl) &&
           !mayBeRelinked(world, member.thing);
  });
}

/// Which exemptions set a law aside.
class Lifting {
 public:
  Lifting(const model::Model& model, const std::vector<Exemption>& all) : model_(model), all_(all) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      for (const DeclId law : all[i].excludes) aside_[model[law].name].push_back(i);
      for (const DeclId law : all[i].still_binds) binding_[model[law].name].push_back(i);
    }
  }

  /// Those that set aside all that `rule` rests on. What is about the policy as a whole is about no data.
  std::vector<bool> of(const Rule& rule) {
    // What a rule cites case by case is a law of its own.
    std::vector<bool> out(all_.size(), !rule.cites.empty() && rule.cited_paths.empty());
    const bool about_data = isAboutData(rule);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] && (about_data || !all_[i].of_anonymous);
    for (const DeclId cited : rule.cites) {
      const std::vector<bool>& lifted = section(cited);
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] && lifted[i];
    }
    return out;
  }

 private:
  const std::vector<bool>& section(DeclId section) {
    const auto [known, fresh] = sections_.try_emplace(section, all_.size());
    std::vector<bool>& out = known->second;
    if (!fresh) return out;
    // A paragraph is named after its section, but is no kind of it.
    std::vector<std::string_view> laws;
    for (std::string_view name = model_[section].name; !name.empty();) {
      laws.push_back(name);
      const std::size_t dot = name.rfind('.');
      name = dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
    }
    for (const DeclId law : namedIn(model_, section, Word::of_law)) laws.push_back(model_[law].name);
    for (const auto& [named, aside] : {std::pair(&aside_, true), std::pair(&binding_, false)})
      for (const std::string_view law : laws)
        if (const auto found = named->find(law); found != named->end())
          for (const std::uint32_t exemption : found->second) out[exemption] = aside;
    return out;
  }

  const model::Model& model_;
  const std::vector<Exemption>& all_;
  /// By the name of a law or section: the exemptions that set it aside, and those under which it still binds.
  std::map<std::string_view, std::vector<std::uint32_t>> aside_, binding_;
  std::map<DeclId, std::vector<bool>> sections_;
};

void addExemption(const model::Model& model, DeclId section, std::vector<Exemption>& out) {
  if (model.clause(section, Word::covers) == nullptr) return;
  Exemption one{section, namedIn(model, section, Word::covers), namedIn(model, section, Word::excludes),
                namedIn(model, section, Word::requires_)};
  one.of_anonymous = std::ranges::any_of(one.covers, [&](DeclId id) { return model[id].kind == Kind::Choice; });
  if (!one.covers.empty() && !one.excludes.empty()) out.push_back(std::move(one));
}

}  // namespace

Liftings liftingsOf(const model::Model& model, llvm::ArrayRef<const Rule*> rules, const RuleSet* base) {
  Liftings out;
  std::vector<Exemption> own;
  for (const DeclId section : model.own(Kind::Section)) addExemption(model, section, own);
  std::size_t known = 0;  // so many rules have been looked at
  if (base != nullptr && base->liftings && own.empty()) {
    out = *base->liftings;
    known = base->rules.size();
  } else {
    for (const DeclId section : model.all(Kind::Section)) addExemption(model, section, out.exemptions);
  }
  if (known == rules.size()) return out;
  Lifting lifting(model, out.exemptions);
  for (const Rule* rule : rules.drop_front(known)) {
    const std::vector<bool> lifted = lifting.of(*rule);
    for (std::uint32_t exemption = 0; exemption < lifted.size(); ++exemption)
      if (lifted[exemption]) out.lifted.emplace_back(rule, exemption);
  }
  std::ranges::sort(out.lifted);
  return out;
}

Exemptions::Exemptions(const World& world, const RuleSet& rules)
    : world_(world),
      own_(rules.liftings ? std::nullopt : std::optional(liftingsOf(world.model(), rules.rules, nullptr))),
      all_((own_ ? own_ : rules.liftings)->exemptions),
      lifted_((own_ ? own_ : rules.liftings)->lifted) {}

bool Exemptions::covered(std::uint32_t exemption, DeclId activity) {
  const auto [known, fresh] = covered_.try_emplace({exemption, activity}, false);
  if (!fresh) return known->second;
  Thing thing;
  thing.kind = world_.model()[activity].kind;
  thing.decl = activity;
  const Slot purposes = world_.slot(thing, Word::purpose);
  const auto isCovered = [&](const Value& purpose) {
    const auto& covers = all_[exemption].covers;
    return purpose.scalar == Scalar::Thing && std::any_of(covers.begin(), covers.end(), [&](DeclId one) {
             return world_.model().isA(purpose.thing.decl, one);
           });
  };
  known->second = purposes.stated == Stated::Value && !purposes.open && !purposes.members.empty() &&
                  std::all_of(purposes.members.begin(), purposes.members.end(), isCovered);
  return known->second;
}

bool Exemptions::allCovered(std::uint32_t exemption) {
  const auto [known, fresh] = all_covered_.try_emplace(exemption, false);
  if (!fresh) return known->second;
  const auto& activities = world_.declared(Kind::Activity).members;
  const auto& trackers = world_.declared(Kind::Tracker).members;
  const auto each = [&](const Value& one) { return covered(exemption, one.thing.decl); };
  known->second = !activities.empty() && std::all_of(activities.begin(), activities.end(), each) &&
                  std::all_of(trackers.begin(), trackers.end(), each);
  return known->second;
}

bool Exemptions::isAnonymous(const Row* row, DeclId activity) {
  Thing whole;
  whole.kind = world_.model()[activity].kind;
  whole.decl = whole.activity = activity;
  const Slot& all = world_.spread(whole, Word::data).whole;
  const auto [says_form, asked] = says_form_.try_emplace(activity, false);
  if (asked) says_form->second = saysForm(world_.model(), activity, all);
  if (!says_form->second || mayBeRelinked(world_, whole)) return false;
  if (const Slot* data = row != nullptr ? dataOf(*row) : nullptr; data != nullptr)
    return allAnonymous(world_, activity, *data, all);
  const auto [known, fresh] = all_anonymous_.try_emplace(activity, false);
  if (fresh) known->second = allAnonymous(world_, activity, all, all);
  return known->second;
}

bool Exemptions::hold(const Rule& rule, const Bindings& bindings) {
  const auto lifted =
      std::ranges::equal_range(lifted_, &rule, std::less<>(), &std::pair<const Rule*, std::uint32_t>::first);
  if (lifted.empty()) return false;
  const About about = activityIn(world_.model(), rule, bindings);
  return std::ranges::any_of(lifted, [&](const auto& one) {
    const std::uint32_t i = one.second;
    if (all_[i].of_anonymous) return about.activity && isAnonymous(about.row, about.activity);
    return about.activity ? covered(i, about.activity) : allCovered(i);
  });
}

}  // namespace vern::rules
