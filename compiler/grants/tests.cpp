#include "compiler/grants/tests.h"

#include <algorithm>

#include "compiler/grants/diags.h"
#include "compiler/grants/effective.h"
#include "compiler/model/describe.h"
#include "compiler/model/diags.h"
#include "compiler/model/suggest.h"
#include "compiler/support/distance.h"
#include "compiler/syntax/diags.h"

namespace vern::grants {

namespace {

using diag::phrase;
using model::Clause;
using model::Entry;
using model::Join;
using model::Kind;
using model::Model;
using model::ValueKind;

/// Words that a help names; the others are in the manual.
constexpr std::size_t Few = 8;

struct AskedVerb {
  std::string_view word;
  Ask ask;
};
constexpr AskedVerb AskedVerbs[] = {
    {"use", Ask::Use},           {"process", Ask::Use}, {"share", Ask::Disclose},
    {"transfer", Ask::Disclose}, {"keep", Ask::Keep},   {"store", Ask::Keep},
};

struct Duty {
  std::string_view word;
  Obligation obligation;
};
constexpr Duty Duties[] = {
    {"weigh_objection", Obligation::WeighObjection},      {"log_disclosure", Obligation::LogDisclosure},
    {"inform_of_transfer", Obligation::InformOfTransfer}, {"storage_only", Obligation::StorageOnly},
    {"offer_opt_out", Obligation::OfferOptOut},
};

std::optional<Ask> askOf(std::string_view verb) {
  for (const AskedVerb& one : AskedVerbs)
    if (one.word == verb) return one.ask;
  return std::nullopt;
}

std::optional<ConsentState> consentState(std::string_view word) {
  if (word == "given") return ConsentState::Given;
  if (word == "withdrawn") return ConsentState::Withdrawn;
  return std::nullopt;
}

std::vector<std::string_view> answers() {
  std::vector<std::string_view> out{"permit", "deny", "expired", "consent_missing", "consent_withdrawn", "objected"};
  for (const Duty& duty : Duties) out.push_back(duty.word);
  for (unsigned i = 0;; ++i) {
    const std::string_view code = reasonCode(static_cast<Reason>(i));
    if (code.empty()) return out;
    // That it is permitted is no reason, and is said by `permit`.
    if (static_cast<Reason>(i) != Reason::Permitted && std::ranges::find(out, code) == out.end()) out.push_back(code);
  }
}

/// The word that says how things are: `given consent WORD`, `given restriction WORD`.
const Entry* stateWord(const Clause& given) {
  return given.value.entries.empty() ? nullptr : &given.value.entries.front();
}

class Check {
 public:
  Check(const Model& model, diag::Sink& sink) : model_(model), sink_(sink) {}

  void test(DeclId id) {
    const auto asked = model_.clauses(id, Word::ask);
    for (const Clause* ask : asked) question(*ask);
    const bool all = std::all_of(asked.begin(), asked.end(), [](const Clause* ask) { return ask->join("for"); });
    asked_for_ = {};
    if (asked.size() == 1 && all)
      for (const DeclId purpose : model::named(asked.front()->join("for")->value)) asked_for_ = purpose;
    for (const Clause* given : model_.clauses(id, Word::given)) fact(*given, all);
    const auto expected = model_.clauses(id, Word::expect);
    // `given` took the word for its own: that is told at its place.
    const auto givens = model_.clauses(id, Word::given);
    const bool taken =
        std::any_of(givens.begin(), givens.end(), [](const Clause* one) { return one->verb == "expect"; });
    if (expected.empty() && !taken)
      sink_.report(model_[id].name_span, NothingExpected)
          .help(WriteAlso, asked.empty() ? "expect VERN-INFO-007" : "expect permit");
    for (const Clause* expect : expected) answer(*expect, !asked.empty());
    told(givens);
  }

 private:
  void question(const Clause& ask) {
    const auto verb = askOf(ask.verb);
    if (!verb)  // the word of another clause, such as `source`
      return noSuchWord(ask.verb_span, ask.verb, "ask", {"use", "share", "keep"});
    if (ask.join("of") == nullptr) half(ask, phrase("test.whose_data", "whose data it is about"), "of customer");
    if (*verb != Ask::Keep && ask.join("for") == nullptr)
      half(ask, phrase("test.what_purpose", "for what purpose"), "for service.delivery");
    if (*verb == Ask::Disclose && ask.join("to") == nullptr)
      half(ask, phrase("test.which_recipient", "to whom"), "to processor.hosting");
    for (const std::string_view word : {"to", "in"})
      if (const Join* join = ask.join(word); join != nullptr && *verb != Ask::Disclose)
        sink_.report(join->span, model::NoJoin, std::string(ask.verb), word)
            .help(model::StandsAfter, word, phrase("", "`ask share`"));
    // Whether data may be kept is asked for all purposes together.
    if (const Join* join = ask.join("for"); join != nullptr && *verb == Ask::Keep)
      sink_.report(join->span, model::NoJoin, std::string(ask.verb), "for").help(syntax::LeaveOut);
  }

  void fact(const Clause& given, bool purpose_asked) {
    const std::string clause = "given " + std::string(given.verb);
    if (const Join* on = given.join("on"); on != nullptr && on->value.kind != ValueKind::Date)
      sink_.report(on->value.span, model::WrongValue, "on", model::describe(model::Takes::Date));
    if (given.verb == "today") {
      if (given.value.kind != ValueKind::Date)
        sink_.report(given.value.span, model::WrongValue, clause, model::describe(model::Takes::Date));
    } else if (given.verb == "restriction") {
      const Entry* state = stateWord(given);
      if (state != nullptr && state->written != "yes" && state->written != "no")
        noSuchWord(state->span, state->written, clause, {"yes", "no"});
    } else if (given.verb == "consent") {
      const Entry* state = stateWord(given);
      if (state != nullptr && !consentState(state->written))
        noSuchWord(state->span, state->written, clause, {"given", "withdrawn"});
      // Who asks to keep asks for all purposes together, and consent is to one.
      if (!purpose_asked && given.join("for") == nullptr)
        half(given, phrase("test.consent_to_what", "to what consent is given"), "for " + consented());
    } else if (given.verb != "event" && given.verb != "circumstance" && given.verb != "objection") {
      // `given delivery 2026-03-01`
      if (const auto meant = model::givenMeant(model_, given.verb); meant.size() == 1) {
        const bool day = given.value.kind == ValueKind::Date;
        const std::string text = meant.front() + (day ? " on " + formatDay(given.value.date) : "");
        sink_.report(given.verb_span, NoSuchWord, given.verb, "given")
            .help(syntax::Write, text)
            .edit({given.verb_span.file, given.verb_span.begin, given.value.span.end}, text);
        return;
      }
      noSuchWord(given.verb_span, given.verb, "given",
                 {"today", "event", "circumstance", "consent", "objection", "restriction"});
    }
  }

  /// Both consents are to the same purpose, which may be the one that is asked for.
  bool samePurpose(const Clause& one, const Clause& other) const {
    const auto purposes = [&](const Clause& given) {
      const Join* purpose = given.join("for");
      return purpose != nullptr ? model::named(purpose->value) : std::vector<DeclId>{asked_for_};
    };
    const std::vector<DeclId> of_one = purposes(one);
    return std::ranges::any_of(purposes(other),
                               [&](DeclId purpose) { return std::ranges::count(of_one, purpose) > 0; });
  }

  /// Of one fact that is given twice, the last would count.
  void told(std::span<const Clause* const> givens) {
    const auto twice = [&](Span again, Span first, std::string_view word) {
      sink_.report(again, model::WrittenTwice, word).label(first, model::FirstSaid);
    };
    for (std::size_t i = 0; i < givens.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        const Clause& one = *givens[k];
        const Clause& other = *givens[i];
        if (one.verb != other.verb) continue;
        if (one.verb == "today" || one.verb == "restriction") twice(other.span, one.span, one.verb);
        if (one.verb == "consent" && samePurpose(one, other)) twice(other.span, one.span, one.verb);
        if (one.verb != "event") continue;
        for (const Entry& event : other.value.entries)
          for (const Entry& first : one.value.entries)
            if (event.decl && event.decl == first.decl) twice(event.span, first.span, event.written);
      }
  }

  void answer(const Clause& expect, bool asked) {
    // What is denied has no day and no end, and cannot be permitted as well.
    const Entry* permit = nullptr;
    const Entry* denied = nullptr;
    for (const Entry& entry : expect.value.entries) {
      if (entry.negated || isFindingId(entry.written) || obligationCalled(entry.written)) continue;
      (entry.written == "permit" ? permit : denied) = &entry;
    }
    if (permit != nullptr && denied != nullptr)
      sink_.report(denied->span, NoSuchWord, denied->written, "expect permit").help(syntax::LeaveOut);
    else if (denied != nullptr)
      for (const Join& join : expect.joins)
        sink_.report(join.span, model::NoJoin, "expect " + std::string(denied->written), join.word)
            .help(syntax::LeaveOutWord, model_.sources().text(join.span));
    if (const Join* until = expect.join("until"); until != nullptr && until->value.kind != ValueKind::Date)
      sink_.report(until->value.span, model::WrongValue, "until", model::describe(model::Takes::Date));
    for (const Entry& entry : expect.value.entries) {
      if (isFindingId(entry.written)) continue;
      const std::vector<std::string_view> possible = answers();
      if (std::ranges::find(possible, entry.written) == possible.end())
        noSuchWord(entry.span, entry.written, "expect", possible);
      else if (!asked)
        sink_.report(entry.span, NoQuestion, entry.written)
            .help(WriteAlso, "ask use email of customer for service.delivery");
    }
  }

  /// A purpose of the policy, if possible one that rests on consent.
  std::string consented() const {
    std::string any = "newsletter";
    for (const DeclId activity : model_.own(Kind::Activity)) {
      const Clause* purpose = model_.clause(activity, Word::purpose);
      const std::vector<DeclId> named = purpose != nullptr ? model::named(purpose->value) : std::vector<DeclId>();
      if (named.empty()) continue;
      for (const Clause* basis : model_.clauses(activity, Word::basis))
        for (const DeclId ground : model::named(basis->value))
          if (basisKind(model_, ground) == BasisKind::Consent) return std::string(model_[named.front()].name);
      if (any == "newsletter") any = model_[named.front()].name;
    }
    return any;
  }

  void half(const Clause& clause, const Words& what, std::string_view text) {
    sink_.report(clause.span, HalfAQuestion, what).help(WriteAlso, text);
  }

  void noSuchWord(Span span, std::string_view word, std::string_view clause,
                  std::span<const std::string_view> instead) {
    auto report = sink_.report(span, NoSuchWord, word, clause);
    static constexpr std::pair<std::string_view, std::string_view> Meant[] = {
        {"allow", "permit"},     {"allowed", "permit"},
        {"yes", "permit"},       {"ok", "permit"},
        {"date", "today"},       {"now", "today"},
        {"permitted", "permit"}, {"forbid", "deny"},
        {"forbidden", "deny"},   {"denied", "deny"},
        {"refuse", "deny"},      {"refused", "deny"},
        {"no", "deny"},          {"no_consent", "consent_missing"},
        {"too_late", "expired"}};
    std::string_view near = nearest(word, instead);
    for (const auto& [written, meant] : Meant)
      if (near.empty() && written == word && std::ranges::find(instead, meant) != instead.end()) near = meant;
    if (!near.empty()) report.help(model::DidYouMean, near).edit(span, std::string(near));
    else report.help(model::OneOf, diag::quoted(instead.first(std::min(instead.size(), Few)), Words::Link::Or));
  }
  void noSuchWord(Span span, std::string_view word, std::string_view clause,
                  std::initializer_list<std::string_view> instead) {
    noSuchWord(span, word, clause, std::span(instead.begin(), instead.size()));
  }

  const Model& model_;
  diag::Sink& sink_;
  DeclId asked_for_;  // the purpose of the only question
};

void add(const Model& model, const Clause& ask, std::vector<Question>& out) {
  Question question;
  question.ask = askOf(ask.verb).value_or(Ask::Use);
  std::vector<DeclId> subjects;
  std::vector<DeclId> purposes{DeclId()};
  for (const Join& join : ask.joins) {
    const auto ids = model::named(join.value);
    if (join.word == "of") subjects = ids;
    if (join.word == "for") purposes = ids;
    if (join.word == "to" && !ids.empty()) question.recipient = ids.front();
    if (join.word == "in" && !ids.empty()) question.place = ids.front();
  }
  std::vector<DeclId> data;  // a group stands for its members
  for (const DeclId datum : model::named(ask.value))
    for (const DeclId member : members(model, datum)) data.push_back(member);
  for (const DeclId datum : data)
    for (const DeclId subject : subjects)
      for (const DeclId purpose : purposes) {
        question.datum = datum;
        question.subject = subject;
        question.purpose = purpose;
        out.push_back(question);
      }
}

void add(const Clause& given, Question& question) {
  Facts& facts = question.facts;
  const Join* on = given.join("on");
  const Day day = on != nullptr ? on->value.date : facts.now;
  if (given.verb == "event") {
    for (const DeclId event : model::named(given.value)) facts.events[event] = day;
  } else if (given.verb == "circumstance") {
    for (const DeclId id : model::named(given.value)) facts.circumstances.push_back(id);
  } else if (given.verb == "objection") {
    for (const DeclId id : model::named(given.value)) facts.objections.push_back(id);
  } else if (const Entry* state = stateWord(given); state != nullptr && given.verb == "restriction") {
    facts.restricted = state->written == "yes";
  } else if (state != nullptr && given.verb == "consent") {
    Consent consent;
    consent.state = consentState(state->written).value_or(ConsentState::Never);
    if (on != nullptr) consent.on = day;  // else nobody knows when, as in any question
    if (const Join* to = given.join("to"))
      for (const DeclId id : model::named(to->value)) consent.recipient = id;
    std::vector<DeclId> purposes{question.purpose};
    if (const Join* purpose = given.join("for")) purposes = model::named(purpose->value);
    for (const DeclId purpose : purposes)
      if (purpose) facts.consents[purpose] = consent;
  }
}

}  // namespace

std::optional<Obligation> obligationCalled(std::string_view word) {
  for (const Duty& duty : Duties)
    if (duty.word == word) return duty.obligation;
  return std::nullopt;
}

bool isFindingId(std::string_view word) { return word.find('-') != std::string_view::npos; }

void checkTests(const Model& model, diag::Sink& sink) {
  const std::size_t before = sink.diagnostics().size();
  for (const DeclId id : model.own(Kind::Test)) {
    // Where a part was not understood, it may be the one that seems to be missing.
    const auto in_here = [whole = model[id].span](const diag::Diagnostic& finding) {
      return finding.severity == diag::Severity::Error && finding.span.file == whole.file &&
             whole.begin <= finding.span.begin && finding.span.end <= whole.end;
    };
    const bool understood = std::ranges::none_of(std::span(sink.diagnostics()).first(before), in_here);
    if (understood) Check(model, sink).test(id);
  }
}

std::vector<Question> questionsOf(const Model& model, DeclId test, Day today) {
  std::vector<Question> out;
  for (const Clause* ask : model.clauses(test, Word::ask)) add(model, *ask, out);
  const model::Clauses all = model.clauses(test, Word::given);
  for (Question& question : out) {
    question.facts.now = today;
    // The day of the question first: what is given without a day is given on that one.
    for (const Clause* given : all)
      if (given->verb == "today") question.facts.now = given->value.date;
    for (const Clause* given : all) add(*given, question);
  }
  return out;
}

}  // namespace vern::grants
