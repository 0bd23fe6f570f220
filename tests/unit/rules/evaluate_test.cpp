#include "tests/unit/rules/run.h"

using namespace vern;
using namespace vern::rules;

namespace {
constexpr Truth F = Truth::False;
constexpr Truth U = Truth::Unknown;
constexpr Truth T = Truth::True;

/// An activity in which nothing, "none", another place, a vague word, or a value is said of `profiling`.
const std::string Profiling[] = {"", "profiling none", "profiling see \"https://x.example\"", "profiling vague",
                                 "profiling some"};

std::string activity(const std::string& clauses) { return "activity x { " + clauses + " }"; }
}  // namespace

TEST_CASE("only has, lacks and the states see how a thing is said; other tests need a value") {
  struct Row {
    std::string condition;
    Truth silent, none, elsewhere, vague, value;
  };
  const Row table[] = {
      {"a has profiling", F, F, U, T, T},
      {"a lacks profiling", T, T, U, F, F},
      {"a.profiling is silent", T, F, F, F, F},
      {"a.profiling is none", F, T, F, F, F},
      {"a.profiling is elsewhere", F, F, T, F, F},
      {"a.profiling is vague", F, F, F, T, F},
      {"a.profiling is some", U, F, U, U, T},
      {"a.profiling is not some", U, T, U, U, F},
      {"a.profiling is systematic_extensive", U, F, U, U, F},
      {"a.profiling is not systematic_extensive", U, T, U, U, T},
      {"a.profiling is any of { some, systematic_extensive }", U, F, U, U, T},
  };
  for (const Row& row : table) {
    const Truth expected[] = {row.silent, row.none, row.elsewhere, row.vague, row.value};
    for (int i = 0; i < 5; ++i) {
      INFO(row.condition << " with: " << Profiling[i]);
      CHECK(outcome(row.condition, activity(Profiling[i])) == expected[i]);
    }
  }
}

TEST_CASE("a term is what is above it for certain, and what is below it perhaps") {
  const std::string over = "any p in a.purpose : p is ";
  CHECK(outcome(over + "marketing.direct", activity("purpose newsletter")) == T);
  CHECK(outcome(over + "newsletter", activity("purpose marketing.direct")) == U);
  CHECK(outcome(over + "newsletter", activity("purpose service.support")) == F);
}

TEST_CASE("a flag is handed down, and a group may hold terms that have it") {
  const std::string over = "any d in a.data : d flagged special";
  CHECK(outcome(over, activity("data special.health.diagnosis")) == T);
  CHECK(outcome(over, activity("data contact.email")) == F);
  CHECK(outcome("any d in a.data : d flagged id_document", activity("data identity")) == U);
  CHECK(outcome("any d in a.data : d flagged group", activity("data identity")) == T);
  CHECK(outcome("any d in a.data : d flagged group", activity("data identity.name")) == F);
}

TEST_CASE("quantifiers go by what is said, and an open list has more") {
  const std::string any = "any p in a.purpose : p is newsletter";
  const std::string all = "all p in a.purpose : p is newsletter";
  const std::string no = "no p in a.purpose : p is newsletter";
  struct Row {
    std::string clauses;
    Truth any, all, no;
  };
  const Row table[] = {
      {"", U, U, U},
      {"purpose none", F, T, T},
      {"purpose newsletter", T, T, F},
      {"purpose newsletter, service.support", T, F, F},
      {"purpose service.support", F, F, T},
      {"purpose such as newsletter", T, U, F},
      {"purpose such as service.support", U, F, U},
      {"purpose vague", U, U, U},
  };
  for (const Row& row : table) {
    INFO(row.clauses);
    CHECK(outcome(any, activity(row.clauses)) == row.any);
    CHECK(outcome(all, activity(row.clauses)) == row.all);
    CHECK(outcome(no, activity(row.clauses)) == row.no);
  }
}

TEST_CASE("a count folds what may be the same, and an open list may hold more") {
  const std::string more = "count of a.purpose more than 1";
  CHECK(outcome(more, activity("purpose newsletter, service.support")) == T);
  CHECK(outcome(more, activity("purpose newsletter, marketing.direct")) == F);
  CHECK(outcome(more, activity("purpose newsletter")) == F);
  CHECK(outcome(more, activity("purpose such as newsletter")) == U);
  CHECK(outcome(more, activity("")) == U);
  CHECK(outcome("count of a.purpose fewer than 2", activity("purpose newsletter")) == T);
  CHECK(outcome("count of a.purpose at least 2", activity("purpose newsletter, service.support")) == T);
  CHECK(outcome("count of a.purpose at most 2", activity("purpose newsletter, service.support")) == T);
}

TEST_CASE("a set includes a term if one of its members is that, or below it") {
  CHECK(outcome("a.data includes contact", activity("data contact.email")) == T);
  CHECK(outcome("a.data includes contact.email", activity("data contact")) == U);
  CHECK(outcome("a.data includes device.ip", activity("data contact.email")) == F);
  CHECK(outcome("a.data includes device.ip", activity("data such as contact.email")) == U);
  CHECK(outcome("a.data includes device.ip", activity("")) == U);
}

TEST_CASE("what an entry says in braces holds for it, then the activity, then the defaults") {
  const std::string consents =
      "rule r { id \"ACME-T-001\" level note for g in grants when g.basis is consent at g.datum says en \"{g.datum}\" "
      "nb \"{g.datum}\" }";
  const auto found = [&](const std::string& policy) { return Run(consents, policy).lines(); };
  CHECK(found("activity x { data contact.email { basis consent }, contact.phone  basis contract }") ==
        Lines{"note ACME-T-001 at contact.email: E-mail address"});
  CHECK(found("defaults { basis consent }  activity x { data contact.phone }") ==
        Lines{"note ACME-T-001 at contact.phone: Telephone number"});
  CHECK(found("defaults { basis consent }  activity x { data contact.phone  basis contract }").empty());
  CHECK(found("defaults { basis contract }  activity x { data contact.email { basis consent }, contact.phone }") ==
        Lines{"note ACME-T-001 at contact.email: E-mail address"});
}

TEST_CASE("more knowledge never turns a verdict around, except where silence itself is the breach") {
  const std::string conditions[] = {"any b in a.basis : b is consent", "all p in a.purpose : p is marketing",
                                    "count of a.data more than 1", "a.profiling is some", "a.data includes device.ip"};
  const std::string fills[] = {"basis consent",           "basis contract", "purpose newsletter",
                               "purpose service.support", "data device.ip", "data contact.email, contact.phone",
                               "profiling some",          "profiling none"};
  for (const std::string& condition : conditions) {
    const Truth before = outcome(condition, activity(""));
    CHECK(before == U);
    for (const std::string& one : fills)
      for (const std::string& other : fills) {
        if (one.substr(0, 4) == other.substr(0, 4)) continue;
        const Truth with_one = outcome(condition, activity(one));
        const Truth with_both = outcome(condition, activity(one + " " + other));
        INFO(condition << " with " << one << ", then " << other);
        if (with_one != U) CHECK(with_both == with_one);
      }
  }
}

TEST_CASE("what a rule asks of the activity of a row is asked anew for each activity, and for each row it speaks of") {
  const auto fires = [](const std::string& condition, const std::string& policy) {
    return Run("rule r { id \"ACME-T-001\" level note for g in grants when " + condition +
                   " at g.subject says en \"x\" nb \"x\" }",
               policy)
        .lines();
  };
  const std::string two =
      "activity x { purpose newsletter  subjects customer  data contact.email  measures sign }\n"
      "activity y { purpose newsletter  subjects employee  data contact.email  measures mailbox_notice }";
  CHECK(fires("any m in g.activity.measures : m is sign", two) ==
        std::vector<std::string>{"note ACME-T-001 at customer: x"});
  CHECK(fires("no m in g.activity.measures : m is sign", two) ==
        std::vector<std::string>{"note ACME-T-001 at employee: x"});
  const std::string one = "activity x { purpose newsletter  subjects customer, employee  data contact.email }";
  CHECK(fires("any s in g.activity.subjects : (s is g.subject and g.subject is employee)", one) ==
        std::vector<std::string>{"note ACME-T-001 at employee: x"});
}

TEST_CASE("a name that is said twice is one thing, unless something is said of one of them") {
  const auto rows = [](const std::string& data) {
    return Run("rule r { id \"ACME-T-001\" level note for x in kept when x.datum is contact "
               "at x.datum says en \"x\" nb \"x\" }",
               activity(data))
        .lines();
  };
  CHECK(rows("data contact.email, contact.email  retain 1 year after contract_end").size() == 1);
  CHECK(rows("data contact.email  data contact.email, contact.phone  retain 1 year after contract_end").size() == 2);
  CHECK(
      rows("data contact.email, contact.email { retain 2 years after contract_end }  retain 1 year after contract_end")
          .size() == 2);
}
