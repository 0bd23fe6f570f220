#include <algorithm>
#include <set>
#include <utility>

#include "compiler/model/binder.h"
#include "compiler/model/braces.h"
#include "compiler/model/describe.h"
#include "compiler/model/diags.h"
#include "compiler/syntax/diags.h"

namespace vern::model {

namespace {

bool fits(Takes takes, ValueKind kind) {
  switch (takes) {
    case Takes::Nothing: return kind == ValueKind::None;
    case Takes::Name:
    case Takes::Names:
    case Takes::RuleIds: return kind == ValueKind::Names;
    case Takes::Text:
    case Takes::TextsInQuotes: return kind == ValueKind::Strings;
    case Takes::Date: return kind == ValueKind::Date;
    case Takes::Number: return kind == ValueKind::Number;
    case Takes::Duration: return kind == ValueKind::Duration;
    case Takes::NameOrText: return kind == ValueKind::Names || kind == ValueKind::Strings;
    case Takes::NameOrDuration:
      return kind == ValueKind::Names || kind == ValueKind::Duration || kind == ValueKind::Number;
    case Takes::NameOrDate: return kind == ValueKind::Names || kind == ValueKind::Date;
    case Takes::NameOrNumber: return kind == ValueKind::Names || kind == ValueKind::Number;
    case Takes::Window:
    case Takes::Verb: return true;
  }
  return false;
}

/// `balancing yes`: beside a date, nothing stands there but that it is not said, or that there is none.
bool noSuchWord(const syntax::Clause& clause, const ClauseRule& rule) {
  return rule.takes == Takes::NameOrDate && clause.value.kind == ValueKind::Names && rule.kinds.empty() &&
         !isStateWord(clause.value.entries.front().name.text);
}

/// Whether something between `clauses` could not be read: it may be one of them.
bool slipAmong(const diag::Sink& sink, const std::vector<Clause>& clauses) {
  const Span first = clauses.front().span;
  return std::ranges::any_of(sink.diagnostics(), [&](const diag::Diagnostic& finding) {
    return finding.id.starts_with("VERN-SYNTAX-") && finding.span.file == first.file &&
           first.begin <= finding.span.begin && finding.span.begin < clauses.back().span.end;
  });
}

}  // namespace

std::vector<Clause> Binder::bind(syntax::List<syntax::Clause> clauses, Kind block) {
  std::vector<Clause> out;
  if (ofAnotherBlock(clauses, block)) return out;
  if (place_.clause != nullptr) checkBraces(clauses, block);
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const syntax::Clause& clause = clauses[i];
    const ClauseRule* rule = clause.known ? clauseRule(block, *clause.known) : nullptr;
    // What an activity says for itself alone: nothing takes it over from `defaults`.
    const bool own = block == Kind::Defaults && place_.rule == nullptr && clause.known &&
                     (*clause.known == Word::data || *clause.known == Word::applies || *clause.known == Word::title);
    if (rule == nullptr || own) {
      // `given crime` has taken the word of the next line, of which this is the rest.
      const ClauseRule* before = i > 0 && clauses[i - 1].known ? clauseRule(block, *clauses[i - 1].known) : nullptr;
      if (before != nullptr && before->takes == Takes::Verb && tookNextClause(clauses[i - 1], *before)) continue;
      if (i == 0 || !belongsToListOf(clauses[i - 1], clause, block)) wrongBlock(clause, block);
      continue;
    }
    if (place_.clause != nullptr && !bracesHold(block, place_.rule->word, *clause.known)) continue;
    if (!rule->repeats)
      for (const Clause& earlier : out)
        if (earlier.word == *clause.known) {
          sink_.report(clause.word.span, WrittenTwice, clause.word.text).label(earlier.word_span, FirstSaid);
          break;
        }
    out.push_back(bind(clause, *rule, block));
  }
  checkRetains(out);
  checkOverridden(out);
  if (block == Kind::Rights) checkRights(out);
  return out;
}

void Binder::checkOverridden(const std::vector<Clause>& clauses) {
  // What the braces of a datum say stands in the place of what the activity says.
  constexpr Word Replaced[] = {Word::purpose, Word::basis, Word::condition, Word::retain, Word::share, Word::provide};
  std::vector<const Entry*> data;
  for (const Clause& clause : clauses)
    if (clause.word == Word::data)
      for (const Entry& entry : clause.value.entries) data.push_back(&entry);
  if (data.empty()) return;
  for (const Clause& clause : clauses) {
    if (std::ranges::find(Replaced, clause.word) == std::end(Replaced)) continue;
    const Clause* own = nullptr;
    const bool all = std::ranges::all_of(data, [&](const Entry* entry) {
      const auto found = std::ranges::find(entry->block, clause.word, &Clause::word);
      if (found != entry->block.end()) own = &*found;
      return found != entry->block.end();
    });
    if (all && !slipAmong(sink_, clauses))
      sink_.report(clause.word_span, HoldsForNoDatum, spelling(clause.word))
          .label(own->word_span, ItsOwn)
          .help(LeaveItOut);
  }
}

void Binder::checkRights(const std::vector<Clause>& clauses) {
  const auto named = [](const Clause& clause, std::string_view join) {
    const Join* found = clause.join(join);
    return found == nullptr ? std::vector<DeclId>() : model::named(found->value);
  };
  for (const Clause& denied : clauses)
    for (const Entry& refused : denied.value.entries) {
      if (denied.word != Word::right || !refused.negated || !refused.decl) continue;
      for (const Clause& given : clauses) {
        // Other people, or another ground, is no contradiction.
        if (given.word != Word::right || named(given, "of") != named(denied, "of") ||
            named(given, "on") != named(denied, "on"))
          continue;
        const auto same = [&](const Entry& entry) { return entry.decl == refused.decl && !entry.negated; };
        const auto entry = std::ranges::find_if(given.value.entries, same);
        if (entry == given.value.entries.end()) continue;
        auto report = sink_.report(refused.span, GivenAndDenied, refused.written).label(entry->span, GivenHere);
        const Join* when = denied.join("when");
        if (when == nullptr) report.help(DeniedWhen, refused.written);
        else
          report.help(syntax::Write, "right " + std::string(refused.written) + " except " +
                                         std::string(model_.sources().text(when->span)));
        break;
      }
    }
}

Clause Binder::bind(const syntax::Clause& clause, const ClauseRule& rule, Kind block) {
  const Place outer = std::exchange(place_, Place{clause.word.span, &rule, {}, &clause});
  Clause out = bindHere(clause, rule, block);
  place_ = outer;
  return out;
}

Clause Binder::bindHere(const syntax::Clause& clause, const ClauseRule& rule, Kind block) {
  Clause out;
  out.span = clause.span;
  out.word_span = clause.word.span;
  out.word = *clause.known;
  out.strength = clause.strength;
  out.never = clause.never;
  if (clause.verb) {
    out.verb = clause.verb->text;
    out.verb_span = clause.verb->span;
  }
  if (clause.never && block != Kind::Promise && block != Kind::Claim)
    sink_.report({clause.span.file, clause.span.begin, clause.word.span.end}, NeverOutsidePromise, clause.word.text);

  if (tookNextClause(clause, rule)) {
    const syntax::Name& empty = rule.takes == Takes::Verb && clause.verb ? *clause.verb : clause.word;
    sink_.report(empty.span, syntax::EmptyClause, empty.text);
    out.value.stated = Stated::Vague;
    return out;
  }
  if (sharedWith(clause, rule)) {
    out.value.stated = Stated::Vague;
    return out;
  }
  const bool elsewhere = clause.value.kind == ValueKind::Elsewhere && rule.word != Word::see;
  // `see` takes an address, or `unknown`: where, the text does not say.
  const bool nowhere = rule.word == Word::see && clause.value.kind == ValueKind::Names &&
                       !isStateWord(clause.value.entries.front().name.text);
  took_next_ = false;
  if (nowhere) {
    sink_.report(clause.value.span, WrongValue, clause.word.text, describe(Takes::Text));
  } else if (!elsewhere && rule.takes != Takes::Window &&
             (!fits(rule.takes, clause.value.kind) || noSuchWord(clause, rule))) {
    wrongValue(clause, rule);
  } else if (rule.takes == Takes::Verb) {
    out.value = bindAsked(clause);
  } else {
    std::optional<Kind> preferred;
    if (rule.word == Word::covers || rule.word == Word::excludes || rule.word == Word::notify)
      preferred = Kind::Subject;
    if (rule.kinds.has(Kind::Channel) && !rule.choices.empty()) preferred = Kind::Channel;
    out.value = bind(clause.value, rule.kinds, rule.choices, block, rule.kinds.empty(), preferred);
    if (rule.takes == Takes::Name || rule.takes == Takes::Text) {
      const std::size_t count = std::max(out.value.entries.size(), out.value.strings.size());
      if (count > 1) sink_.report(clause.value.span, WrongValue, clause.word.text, describe(rule.takes));
    }
  }
  checkStrings(clause);
  if (took_next_) return out;  // what joins belongs to the next clause
  const std::size_t in_words = checkForm(clause, block);
  for (const syntax::Bound& bound : clause.window) out.window.push_back(bind(bound));
  checkTimes(out);
  if (rule.takes == Takes::Window) out.value.stated = windowStated(out, elsewhere);
  // A joining word that has no place here has been told of; what it joins is no second mistake.
  for (std::size_t i = 0; i < clause.joins.size(); ++i) {
    syntax::Join join = clause.joins[i];
    if (i == in_words) continue;
    if (i == in_words + 1 && takesJoin(block, *clause.known, "when")) join.word.text = "when";
    if (takesJoin(block, *clause.known, join.word.text)) out.joins.push_back(bind(join, block));
    if (clause.known == Word::excludes && block == Kind::Scope && join.word.text == "when")
      for (const Entry& entry : out.value.entries)
        if (entry.decl && model_[entry.decl].kind == Kind::Subject)
          sink_.report(join.word.span, PeopleLeftOutWhen, entry.written).help(AppliesUnless);
  }
  const bool complete = clause.known != Word::called || block == Kind::Dpo;  // other names are nobody's sentence
  out.texts = texts(clause.texts, complete && !fragment_ && !model_.sources().standard(clause.span.file));
  if (rule.takes == Takes::Nothing && clause.texts.empty() && clause.joins.empty())
    sink_.report(clause.word.span, syntax::EmptyClause, clause.word.text);
  if (clause.block) out.block = bind(clause.block->clauses, block);
  if (clause.known == Word::data && block != Kind::Row) handToNames(out);
  return out;
}

Value Binder::bind(const syntax::Value& value, Kinds kinds, std::string_view choices, Kind block, bool plain_words,
                   std::optional<Kind> preferred) {
  Value out;
  out.kind = value.kind;
  out.span = value.span;
  out.open = value.open;
  out.link = value.link;
  out.date = value.date;
  out.number = value.number;
  out.duration = value.duration;
  for (const syntax::Text& text : value.strings) out.strings.emplace_back(text.value);
  // Elsewhere a list goes on by commas, whatever stands in it.
  const bool links = place_.rule == nullptr || (place_.join.empty() ? takesLinks(place_.rule->block, place_.rule->word)
                                                                    : joinTakesLinks(place_.rule->block, place_.join));
  if (value.mixed && links) {
    auto report = sink_.report(value.span, MixedList);
    std::string commas;
    for (const syntax::Entry& entry : value.entries)
      commas += (commas.empty() ? "" : ", ") + std::string(entry.negated ? "not " : "") + std::string(entry.name.text);
    // Data are a list; of circumstances it matters which word joins them.
    if (kinds.has(Kind::Data)) report.help(syntax::Write, commas).edit(value.span, commas);
    else report.help(NameThePart);
  }
  std::optional<std::size_t> wrong;
  std::optional<std::size_t> twice;  // the first that was there before
  std::set<std::pair<DeclId, bool>> seen;
  bool lost = false;  // a name that was not found, which has been told of
  for (std::size_t i = 0; i < value.entries.size(); ++i) {
    const syntax::Entry& entry = value.entries[i];
    if (i > 0 && isNextClause(entry.name)) {
      took_next_ = true;
      continue;
    }
    Entry bound;
    bound.negated = entry.negated;
    bound.written = entry.name.text;
    bound.span = entry.name.span;
    list_ = &wrong;
    if (!plain_words) bound.decl = resolve(kinds, choices, entry.name, true, preferred);
    list_ = nullptr;
    if (entry.block) {
      place_.entry = &entry;
      bound.block = bind(entry.block->clauses, block);
      place_.entry = nullptr;
    }
    lost = lost || (!plain_words && !bound.decl);
    if (bound.decl && !twice && !seen.insert({bound.decl, bound.negated}).second) twice = i;
    out.entries.push_back(std::move(bound));
  }
  if (twice && !lost) listedTwice(out, value.entries[*twice].name);
  if (value.kind == ValueKind::Elsewhere) out.stated = Stated::Elsewhere;
  else if (value.kind == ValueKind::Names && !plain_words) {
    bool any_value = false;
    bool none = false;
    for (const Entry& entry : out.entries) {
      any_value = any_value || entry.decl.valid();
      none = none || entry.written == "none";
    }
    // A name that could not be found is known to be something: it must not look like silence.
    if (!any_value) out.stated = none ? Stated::None : Stated::Vague;
  }
  return out;
}

void Binder::listedTwice(const Value& list, const syntax::Name& again) {
  const auto entry = [&](auto&& fits) { return std::find_if(list.entries.begin(), list.entries.end(), fits); };
  const auto second = entry([&](const Entry& one) { return one.span == again.span; });
  const auto first =
      entry([&](const Entry& one) { return one.decl == second->decl && one.negated == second->negated; });
  sink_.report(again.span, ListedTwice, again.text).label(first->span, FirstSaid).help(syntax::LeaveOut);
}

Value Binder::bindAsked(const syntax::Clause& clause) {
  const std::string_view verb = clause.verb ? clause.verb->text : std::string_view();
  if (clause.known == Word::ask) return bind(clause.value, Kind::Data, {}, Kind::Test, false);
  if (verb == "event") return bind(clause.value, Kind::Event, {}, Kind::Test, false);
  if (verb == "circumstance")
    return bind(clause.value, Kind::Circumstance | Kind::State | Kind::Party, {}, Kind::Test, false);
  if (verb == "objection") return bind(clause.value, Kind::Purpose, {}, Kind::Test, false);
  return bind(clause.value, {}, {}, Kind::Test, true);
}

Join Binder::bind(const syntax::Join& join, Kind block) {
  Join out;
  out.limit = join.limit;
  out.word = join.word.text;
  out.span = join.span;
  if (join.bound) {
    out.bound = bind(*join.bound);
    return out;
  }
  const bool names = join.value.kind == ValueKind::Names;
  Kinds kinds = joinKinds(join.word.text);
  std::string_view choices;
  if (join.word.text == "as") choices = "role";
  if (join.word.text == "then") choices = "disposal";
  if (join.word.text == "through" && block != Kind::Test) choices = "notice_way";
  if (join.word.text == "from") choices = "source";
  const bool plain = kinds.empty();
  if (names && join.word.text == "as") kinds = Kind::Choice;
  std::optional<Kind> preferred;
  if (join.word.text == "with" || join.word.text == "by") preferred = Kind::Party;
  // A duty is of somebody who acts; a promise and a question are about data of somebody.
  if (join.word.text == "of") preferred = block == Kind::Duty ? Kind::Party : Kind::Subject;
  if (join.word.text == "to") preferred = Kind::Recipient;
  if (join.word.text == "on") preferred = Kind::Basis;
  // A right is used on the website, and not by a notice there.
  if (join.word.text == "through" && block == Kind::Rights) preferred = Kind::Channel;
  // What is not for purposes has braces of its own.
  if (join.word.text == "for" && (Kinds(Kind::Activity) | Kind::Defaults | Kind::Tracker | Kind::Data).has(block))
    kinds = Kind::Purpose;
  // A question is of people, for a purpose, to a recipient in a place.
  if (block == Kind::Test && join.word.text == "of") kinds = Kind::Subject;
  if (block == Kind::Test && join.word.text == "for") kinds = Kind::Purpose;
  if (block == Kind::Test && join.word.text == "to") kinds = Kind::Recipient;
  if (block == Kind::Test && join.word.text == "in") kinds = Kind::Place;
  place_.join = join.word.text;
  out.value = bind(join.value, kinds, choices, block, plain || !names, preferred);
  place_.join = {};
  if (join.word.text == "then") checkThen(out);
  return out;
}

}  // namespace vern::model
