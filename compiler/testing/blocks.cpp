#include "compiler/testing/blocks.h"

#include <algorithm>
#include <set>

namespace vern::testing {

namespace {

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

class Runner {
 public:
  Runner(const Model& model, const grants::Grants& grants, std::span<const diag::Diagnostic> findings, Day today)
      : model_(model), grants_(grants), findings_(findings), today_(today) {
    if (const Clause* effective = model.clause(model.only(Kind::Policy), Word::effective))
      if (effective->value.kind == model::ValueKind::Date) today_ = effective->value.date;
  }

  BlockRun run() {
    BlockRun out;
    for (const DeclId id : model_.own(Kind::Test)) out.results.push_back(block(id));
    out.coverage.activities.assign(activities_.begin(), activities_.end());
    out.coverage.all_activities = model_.own(Kind::Activity).size() + model_.own(Kind::Tracker).size();
    std::set<Span> shares;
    for (const grants::Disclosure& disclosure : grants_.disclosures) shares.insert(disclosure.span);
    out.coverage.all_shares = shares.size();
    out.coverage.shares = shares_.size();
    std::set<DeclId> promises;
    for (const auto& ban : grants_.bans) promises.insert(ban.promise);
    out.coverage.all_promises = promises.size();
    out.coverage.promises = promises_.size();
    return out;
  }

 private:
  BlockResult block(DeclId id) {
    const model::Decl& decl = model_[id];
    BlockResult result;
    result.name =
        decl.name.size() >= 2 ? std::string(decl.name.substr(1, decl.name.size() - 2)) : std::string(decl.name);
    result.span = decl.name_span;
    std::vector<Question> questions;
    for (const Clause* ask : model_.clauses(id, Word::ask)) add(*ask, questions, result);
    for (Question& question : questions) {
      question.facts.now = today_;
      for (const Clause* given : model_.clauses(id, Word::given)) add(*given, question, result);
    }
    for (const Clause* expect : model_.clauses(id, Word::expect)) check(*expect, questions, result);
    if (model_.clauses(id, Word::expect).empty()) fail(result, "nothing is expected");
    result.passed = result.failures.empty();
    return result;
  }

  static void fail(BlockResult& result, std::string what) { result.failures.push_back(std::move(what)); }

  /// One question for each datum, subject and purpose that is named.
  void add(const Clause& clause, std::vector<Question>& out, BlockResult& result) const {
    Question question;
    if (clause.verb == "use" || clause.verb == "process") question.ask = Ask::Use;
    else if (clause.verb == "keep" || clause.verb == "store") question.ask = Ask::Keep;
    else if (clause.verb == "share" || clause.verb == "transfer") question.ask = Ask::Disclose;
    else {
      fail(result, "`ask " + std::string(clause.verb) + "` is no question: ask use, share or keep");
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
    if (subjects.empty()) fail(result, "the question does not say whose data: `of customer`");
    if (question.ask != Ask::Keep && (purposes.empty() || !purposes.front()))
      fail(result, "the question has no purpose: `for service.delivery`");
    if (question.ask == Ask::Disclose && !question.recipient) fail(result, "the question has no recipient: `to`");
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
    const Day day = on != nullptr && on->value.kind == model::ValueKind::Date ? on->value.date : today_;
    if (given.verb == "today" && given.value.kind == model::ValueKind::Date) {
      question.facts.now = given.value.date;
    } else if (given.verb == "event") {
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
      else if (state != "never") fail(result, "consent is given, withdrawn or never, not `" + std::string(state) + "`");
      consent.on = day;
      if (const Join* to = given.join("to"))
        for (const DeclId id : model::named(to->value)) consent.recipient = id;
      std::vector<DeclId> purposes{question.purpose};
      if (const Join* purpose = given.join("for")) purposes = model::named(purpose->value);
      for (const DeclId purpose : purposes)
        if (purpose) question.facts.consents[purpose] = consent;
    } else {
      fail(result, "`given " + std::string(given.verb) +
                       "` is not known: today, event, circumstance, consent, objection or restriction");
    }
  }

  void check(const Clause& expect, const std::vector<Question>& questions, BlockResult& result) {
    for (const Entry& entry : expect.value.entries) {
      const std::string word(entry.written);
      if (word.starts_with("VERN-") || word.find('-') != std::string::npos) {
        if (std::none_of(findings_.begin(), findings_.end(), [&](const diag::Diagnostic& d) { return d.id == word; }))
          fail(result, "expected the finding " + word + ", and it is not there");
        continue;
      }
      if (questions.empty()) fail(result, "`expect " + word + "` without a question");
      for (const Question& question : questions) check(expect, word, question, result);
    }
  }

  void check(const Clause& expect, const std::string& word, const Question& question, BlockResult& result) {
    const Answer answer = grants::ask(model_, grants_, question);
    note(answer);
    const std::string reason(grants::reasonCode(answer.reason));
    const std::string about =
        "`" + std::string(model_[question.datum].name) + "` of `" + std::string(model_[question.subject].name) + "`: ";
    bool holds = word == reason;
    if (word == "permit") holds = answer.permit;
    else if (word == "deny") holds = !answer.permit;
    for (const ObligationName& obligation : Obligations)
      if (word == obligation.name && !holds)
        holds = (answer.obligations & static_cast<std::uint32_t>(obligation.obligation)) != 0;
    if (!holds) {
      fail(result,
           about + "expected " + word + ", the answer is " + (answer.permit ? "permit" : "deny") + " (" + reason + ")");
      return;
    }
    if (const Join* until = expect.join("until");
        until != nullptr && until->value.kind == model::ValueKind::Date && until->value.date != answer.deadline)
      fail(result, about + "expected until " + formatDay(until->value.date) + ", the answer is until " +
                       formatDay(answer.deadline));
    if (const Join* then = expect.join("then")) {
      const auto ids = model::named(then->value);
      if (!ids.empty() && ids.front() != answer.disposal)
        fail(result, about + "expected then " + std::string(model_[ids.front()].name) + ", the answer is " +
                         (answer.disposal ? std::string(model_[answer.disposal].name) : std::string("nothing")));
    }
  }

  void note(const Answer& answer) {
    if (answer.grant) activities_.insert(grants_.grants[answer.grant].activity);
    if (answer.disclosure) shares_.insert(grants_.disclosures[answer.disclosure].span);
    if (answer.promise) promises_.insert(answer.promise);
  }

  const Model& model_;
  const grants::Grants& grants_;
  std::span<const diag::Diagnostic> findings_;
  Day today_;
  std::set<DeclId> activities_;
  std::set<Span> shares_;
  std::set<DeclId> promises_;
};

}  // namespace

BlockRun runBlocks(const Model& model, const grants::Grants& grants, std::span<const diag::Diagnostic> findings,
                   Day today) {
  return Runner(model, grants, findings, today).run();
}

}  // namespace vern::testing
