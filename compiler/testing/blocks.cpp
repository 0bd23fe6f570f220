#include "compiler/testing/blocks.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "compiler/diag/sink.h"
#include "compiler/support/distance.h"
#include "compiler/testing/diags.h"

namespace vern::testing {

namespace {

using diag::Words;
using grants::Answer;
using grants::Ask;
using grants::Question;
using model::Clause;
using model::DeclId;
using model::Entry;
using model::Join;
using model::Kind;
using model::Model;

struct ObligationName {
  grants::Obligation obligation;
  std::string_view name;
};
constexpr ObligationName Obligations[] = {
    {grants::Obligation::WeighObjection, "weigh_objection"},      {grants::Obligation::LogDisclosure, "log_disclosure"},
    {grants::Obligation::InformOfTransfer, "inform_of_transfer"}, {grants::Obligation::StorageOnly, "storage_only"},
    {grants::Obligation::OfferOptOut, "offer_opt_out"},
};

/// The title of a test as people read it: without its quotes, and `\"` as `"`.
std::string title(std::string_view written) {
  if (written.size() >= 2) written = written.substr(1, written.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\\' && i + 1 < written.size()) ++i;
    out += written[i];
  }
  return out;
}

class Runner {
 public:
  Runner(const Model& model, const grants::Grants& grants, std::span<const diag::Diagnostic> findings, Day today)
      : model_(model), grants_(grants), findings_(findings), today_(today) {
    if (std::vector<grants::Grants::Ban> said = grants::bansOf(model, Kind::Claim); !said.empty()) {
      claims_ = grants;
      claims_.bans = std::move(said);
    }
    if (const Clause* effective = model.clause(model.only(Kind::Policy), Word::effective))
      if (effective->value.kind == model::ValueKind::Date) today_ = effective->value.date;
  }

  BlockRun run() {
    BlockRun out;
    for (const DeclId id : model_.own(Kind::Test)) out.results.push_back(block(id));
    std::set<Span> activities, shares, windows, promises, claims;
    for (const Kind kind : {Kind::Activity, Kind::Tracker})
      for (const DeclId id : model_.own(kind)) activities.insert(model_[id].name_span);
    for (const grants::Disclosure& disclosure : grants_.disclosures) shares.insert(disclosure.span);
    for (const grants::Grant& grant : grants_.grants)
      if (grant.window_span.valid()) windows.insert(grant.window_span);
    for (const auto& ban : grants_.bans) promises.insert(model_[ban.promise].name_span);
    for (const auto& ban : claims_.bans) claims.insert(model_[ban.promise].name_span);
    out.coverage.activities = part(activities, activities_);
    out.coverage.shares = part(shares, shares_);
    out.coverage.windows = part(windows, windows_);
    out.coverage.promises = part(promises, promises_);
    out.coverage.claims = part(claims, touched_claims_);
    return out;
  }

 private:
  BlockResult block(DeclId id) {
    const model::Decl& decl = model_[id];
    BlockResult result;
    result.name = title(decl.name);
    result.span = decl.name_span;
    std::vector<Question> questions;
    for (const Clause* ask : model_.clauses(id, Word::ask)) add(*ask, questions, result);
    for (Question& question : questions) {
      question.facts.now = today_;
      // The day of the question first: what is given without a day is given on that one.
      const std::vector<const Clause*> all = model_.clauses(id, Word::given);
      for (const Clause* given : all)
        if (given->verb == "today" && given->value.kind == model::ValueKind::Date)
          question.facts.now = given->value.date;
      for (const Clause* given : all) add(*given, question, result);
    }
    // A question that lacks something is none: nobody knows what is to be expected.
    if (!result.failures.empty()) return result;
    if (!questions.empty()) unread(questions.front(), result);
    for (const Clause* expect : model_.clauses(id, Word::expect)) check(*expect, questions, result);
    if (model_.clauses(id, Word::expect).empty()) fail(result, NothingExpected);
    return result;
  }

  static Coverage::Part part(const std::set<Span>& all, const std::set<Span>& touched) {
    Coverage::Part out;
    out.all = all.size();
    std::set_difference(all.begin(), all.end(), touched.begin(), touched.end(), std::back_inserter(out.untouched));
    return out;
  }

  template <class... Args>
  static void fail(BlockResult& result, const diag::LabelKind<Args...>& line,
                   const std::type_identity_t<Args>&... args) {
    result.failures.push_back(diag::makeMessage(line, args...));
  }

  /// One question for each datum, subject and purpose that is named.
  void add(const Clause& clause, std::vector<Question>& out, BlockResult& result) const {
    Question question;
    if (clause.verb == "use" || clause.verb == "process") question.ask = Ask::Use;
    else if (clause.verb == "keep" || clause.verb == "store") question.ask = Ask::Keep;
    else if (clause.verb == "share" || clause.verb == "transfer") question.ask = Ask::Disclose;
    else {
      fail(result, NoQuestion, clause.verb);
      return;
    }
    std::vector<DeclId> subjects;
    std::vector<DeclId> purposes{DeclId()};
    for (const Join& join : clause.joins) {
      const auto ids = model::named(join.value);
      if (join.word == "of") subjects = ids;
      if (join.word == "for") purposes = ids;
      if (join.word == "to" && !ids.empty()) question.recipient = ids.front();
      if (join.word == "in" && !ids.empty()) question.place = ids.front();
    }
    if (subjects.empty()) fail(result, NoSubject);
    if (question.ask != Ask::Keep && (purposes.empty() || !purposes.front())) fail(result, NoPurpose);
    if (question.ask == Ask::Disclose && !question.recipient) fail(result, NoRecipient);
    for (const DeclId datum : model::named(clause.value))
      for (const DeclId subject : subjects)
        for (const DeclId purpose : purposes) {
          question.datum = datum;
          question.subject = subject;
          question.purpose = purpose;
          out.push_back(question);
        }
  }

  void add(const Clause& given, Question& question, BlockResult& result) const {
    const Join* on = given.join("on");
    const Day day = on != nullptr && on->value.kind == model::ValueKind::Date ? on->value.date : question.facts.now;
    if (given.verb == "today" && given.value.kind == model::ValueKind::Date) return;
    if (given.verb == "event") {
      for (const DeclId event : model::named(given.value)) question.facts.events[event] = day;
    } else if (given.verb == "circumstance") {
      for (const DeclId id : model::named(given.value)) question.facts.circumstances.push_back(id);
    } else if (given.verb == "objection") {
      for (const DeclId id : model::named(given.value)) question.facts.objections.push_back(id);
    } else if (given.verb == "restriction") {
      question.facts.restricted = !given.value.entries.empty() && given.value.entries.front().written == "yes";
    } else if (given.verb == "consent" && !given.value.entries.empty()) {
      grants::Consent consent;
      const std::string_view state = given.value.entries.front().written;
      if (state == "given") consent.state = grants::ConsentState::Given;
      else if (state == "withdrawn") consent.state = grants::ConsentState::Withdrawn;
      else if (state != "never") fail(result, NoSuchConsent, state);
      consent.on = day;
      if (const Join* to = given.join("to"))
        for (const DeclId id : model::named(to->value)) consent.recipient = id;
      std::vector<DeclId> purposes{question.purpose};
      if (const Join* purpose = given.join("for")) purposes = model::named(purpose->value);
      // Who asks to keep asks for all purposes together, and consent is to one.
      if (purposes.size() == 1 && !purposes.front()) fail(result, ConsentToWhat, state);
      for (const DeclId purpose : purposes)
        if (purpose) question.facts.consents[purpose] = consent;
    } else {
      fail(result, NothingGiven, given.verb);
    }
  }

  static std::vector<std::string_view> possibleAnswers() {
    std::vector<std::string_view> out{"permit", "deny"};
    for (const ObligationName& obligation : Obligations) out.push_back(obligation.name);
    for (unsigned i = 0;; ++i) {
      const std::string_view code = grants::reasonCode(static_cast<grants::Reason>(i));
      if (code.empty()) return out;
      out.push_back(code);
    }
  }

  void check(const Clause& expect, const std::vector<Question>& questions, BlockResult& result) {
    for (const Entry& entry : expect.value.entries) {
      const std::string word(entry.written);
      if (word.starts_with("VERN-") || word.find('-') != std::string::npos) {
        const bool found = std::any_of(findings_.begin(), findings_.end(),
                                       [&](const diag::Diagnostic& finding) { return finding.id == word; });
        if (!found && !entry.negated) fail(result, NoFinding, word);
        if (found && entry.negated) fail(result, UnwantedFinding, word);
        continue;
      }
      const std::vector<std::string_view> answers = possibleAnswers();
      if (std::ranges::find(answers, word) == answers.end()) {
        const std::string_view near = nearest(word, answers);
        if (near.empty()) fail(result, NoSuchAnswer, word);
        else fail(result, NoSuchAnswerButNear, word, near);
        continue;
      }
      if (questions.empty()) fail(result, ExpectsWithoutQuestion, word);
      for (const Question& question : questions) check(expect, word, entry.negated, question, result);
    }
  }

  void check(const Clause& expect, const std::string& word, bool negated, const Question& question,
             BlockResult& result) {
    const Answer answer = grants::ask(model_, grants_, question);
    note(answer);
    if (!claims_.bans.empty())
      if (const Answer said = grants::ask(model_, claims_, question); said.promise)
        touched_claims_.insert(model_[said.promise].name_span);
    const std::string reason(grants::reasonCode(answer.reason));
    const std::string_view datum = model_[question.datum].name;
    const std::string_view subject = model_[question.subject].name;
    bool holds = word == reason;
    if (word == "permit") holds = answer.permit;
    else if (word == "deny") holds = !answer.permit;
    for (const ObligationName& obligation : Obligations)
      if (word == obligation.name && !holds)
        holds = (answer.obligations & static_cast<std::uint32_t>(obligation.obligation)) != 0;
    if (holds == negated) {
      fail(result, OtherAnswer, datum, subject, (negated ? "not " : "") + word,
           answer.permit ? reason : "deny (" + reason + ")");
      return;
    }
    // A promise wins when a question is asked; that the policy breaks it is not what the writer means.
    if (word == "deny" && !negated && answer.reason == grants::Reason::Promise)
      if (const Answer other = grants::ask(model_, grants_, question, grants::Promises::LeftAside); other.permit)
        fail(result, DeniedByPromiseAlone, datum, subject, model_[answer.promise].name,
             model_[grants_.grants[other.grant].activity].name);
    if (const grants::Untold untold = grants::untold(model_, grants_, question); untold.event)
      fail(result, Untold, model_[untold.event].name, model_[untold.told].name);
    if (const Join* until = expect.join("until");
        until != nullptr && until->value.kind == model::ValueKind::Date && until->value.date != answer.deadline)
      fail(result, OtherDeadline, datum, subject, formatDay(until->value.date), deadline(answer.deadline));
    if (const Join* then = expect.join("then")) {
      const auto ids = model::named(then->value);
      if (!ids.empty() && ids.front() != answer.disposal)
        fail(result, OtherDisposal, datum, subject, model_[ids.front()].name,
             answer.disposal ? diag::phrase("", model_[answer.disposal].name)
                             : diag::phrase("test.no_disposal", "none"));
    }
  }

  /// An event that nothing reads, told under another name than the one that the policy counts from.
  void unread(const Question& question, BlockResult& result) const {
    const std::set<DeclId> read = grants::eventsRead(model_, grants_);
    for (const auto& [told, day] : question.facts.events) {
      if (std::any_of(read.begin(), read.end(),
                      [&, event = told](DeclId id) { return model_.isA(id, event) || model_.isA(event, id); }))
        continue;
      std::set<std::string_view> names;
      for (const DeclId id : read) names.insert(model_[id].name);
      std::string list;
      for (const std::string_view name : names) list += (list.empty() ? "`" : ", `") + std::string(name) + "`";
      if (list.empty()) fail(result, UnreadAtAll, model_[told].name);
      else fail(result, Unread, model_[told].name, list);
    }
  }

  static Words deadline(Day day) {
    if (day == Never) return diag::phrase("test.no_end", "without an end");
    if (day == AlwaysPast) return diag::phrase("test.no_time", "no time at all");
    return diag::phrase("", formatDay(day));
  }

  void note(const Answer& answer) {
    if (answer.grant) {
      const grants::Grant& grant = grants_.grants[answer.grant];
      activities_.insert(model_[grant.activity].name_span);
      windows_.insert(grant.window_span);
    }
    if (answer.disclosure) shares_.insert(grants_.disclosures[answer.disclosure].span);
    if (answer.promise) promises_.insert(model_[answer.promise].name_span);
  }

  const Model& model_;
  const grants::Grants& grants_;
  grants::Grants claims_;  // where there are claims: the same, with what they say in the place of promises
  std::span<const diag::Diagnostic> findings_;
  Day today_;
  std::set<Span> activities_, shares_, windows_, promises_, touched_claims_;  // touched
};

}  // namespace

BlockRun runBlocks(const Model& model, const grants::Grants& grants, std::span<const diag::Diagnostic> findings,
                   Day today) {
  return Runner(model, grants, findings, today).run();
}

}  // namespace vern::testing
