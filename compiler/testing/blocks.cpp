#include "compiler/testing/blocks.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "compiler/grants/bans.h"
#include "compiler/grants/tests.h"
#include "compiler/testing/diags.h"

namespace vern::testing {

namespace {

using diag::Words;
using grants::Answer;
using grants::Question;
using model::Clause;
using model::DeclId;
using model::Entry;
using model::Join;
using model::Kind;
using model::Model;

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

class BlockRunner {
 public:
  BlockRunner(const Model& model, const grants::Grants& grants, std::span<const diag::Diagnostic> findings, Day today)
      : model_(model), grants_(grants), findings_(findings), today_(today) {
    if (std::vector<grants::Grants::Ban> said = grants::bansOf(model, grants, Kind::Claim); !said.empty()) {
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
    const std::vector<Question> questions = grants::questionsOf(model_, id, today_);
    if (!questions.empty()) unread(questions.front(), result);
    for (const Clause* expect : model_.clauses(id, Word::expect)) check(*expect, questions, result);
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

  void check(const Clause& expect, const std::vector<Question>& questions, BlockResult& result) {
    for (const Entry& entry : expect.value.entries) {
      const std::string word(entry.written);
      if (grants::isFindingId(word)) {
        const bool found = std::any_of(findings_.begin(), findings_.end(),
                                       [&](const diag::Diagnostic& finding) { return finding.id == word; });
        if (!found && !entry.negated) fail(result, NoFinding, word);
        if (found && entry.negated) fail(result, UnwantedFinding, word);
        continue;
      }
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
    if (const auto obligation = grants::obligationCalled(word); obligation && !holds)
      holds = (answer.obligations & static_cast<std::uint32_t>(*obligation)) != 0;
    if (holds == negated) {
      fail(result, OtherAnswer, datum, subject, (negated ? "not " : "") + word,
           (answer.permit ? reason : "deny (" + reason + ")") +
               (negated && grants::obligationCalled(word) ? ", " + word : ""));
      if (answer.permit && answer.grant) permittedBy(answer, result);
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

  /// Which activity permits what was to be denied, and until when.
  void permittedBy(const Answer& answer, BlockResult& result) const {
    const grants::Grant& grant = grants_.grants[answer.grant];
    const std::string_view activity = model_[grant.activity].name;
    const Words end = answer.deadline == Never ? diag::phrase("test.none_yet", "none yet") : deadline(answer.deadline);
    std::string time;  // on one line, whatever blanks the layout puts between its words
    if (grant.window_span.valid())
      for (const char c : model_.sources().text(grant.window_span)) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank) time += c;
        else if (!time.ends_with(' ')) time += ' ';
      }
    if (!time.empty()) fail(result, PermittedBy, activity, time, end);
    else fail(result, PermittedWithoutTime, activity, end);
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
  return BlockRunner(model, grants, findings, today).run();
}

}  // namespace vern::testing
