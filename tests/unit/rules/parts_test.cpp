// Rules are run over part of the activities at a time, side by side. What they find must not tell.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>

#include "compiler/driver/session.h"
#include "compiler/report/report.h"
#include "compiler/rules/check.h"
#include "compiler/rules/parts.h"
#include "library_image.h"

using namespace vern;

namespace {

/// All findings on `policy`, word by word, with the rules of the library.
std::string findings(driver::Session& session, const driver::Policy& policy, rules::Cut cut) {
  diag::Sink sink;
  rules::Options options = rules::optionsOf(*policy.model, toDay({2026, 7, 2}));
  options.questions = true;
  options.cut = cut;
  rules::check(*policy.model, *policy.grants, policy.judgements, session.rules(policy), options, sink);
  report::Run run;
  run.language = "en";
  return report::toJson(sink.diagnostics(), session.sources, run);
}

/// `wanted` is how many findings there are at least: a policy without any shows nothing.
void sameInParts(const std::string& path, const FileSystem& files, std::size_t wanted) {
  driver::Session session(files, &libraryImage());
  const auto project = session.open(path);
  REQUIRE(project);
  const auto policy = session.load(*project, project->policies.front());
  REQUIRE_FALSE(session.sink.hasErrors());
  policy->grants = grants::fromModel(*policy->model);
  policy->judgements = judge::judge(*policy->model, *policy->grants);
  const std::string whole = findings(session, *policy, {1000000, 1});
  std::size_t found = 0;
  for (std::size_t at = whole.find("VERN-"); at != std::string::npos; at = whole.find("VERN-", at + 1)) ++found;
  REQUIRE(found >= wanted);
  for (const std::size_t activities : {1U, 2U, 3U, 7U})
    for (const unsigned threads : {1U, 2U, 8U}) {
      INFO(path << " by " << activities << " on " << threads);
      REQUIRE(findings(session, *policy, {activities, threads}) == whole);
    }
}

/// A policy of activities that say, each by chance, this or that or nothing.
std::string random(unsigned seed) {
  std::mt19937 next(seed);
  const auto one = [&](std::initializer_list<const char*> of) { return std::string(of.begin()[next() % of.size()]); };
  std::string out = "use norway\npolicy p { version \"1\" }\ncontroller c { name \"C\"  country norway  kind " +
                    one({"private", "public"}) + " }\n" + one({"", "defaults { retain 2 years after collection }\n"});
  for (int i = 0; i < 24; ++i)
    out +=
        "activity a" + std::to_string(i) + " {\n  data " +
        one({"name", "name, email", "health", "record.accounting, name", "cv, identity.national_id"}) +
        "\n  subjects " + one({"customer", "customer, applicant", "employee"}) + "\n" +
        one({"", "  purpose marketing.direct\n", "  purpose employment.recruitment\n", "  purpose service.billing\n"}) +
        one({"", "  basis consent\n", "  basis legitimate_interests\n", "  basis contract\n"}) +
        one({"", "  retain as_needed\n", "  retain 20 years after collection\n", "  retain forever\n"}) +
        one({"", "  share processor.hosting\n", "  share authority\n"}) + "}\n";
  return out;
}

}  // namespace

TEST_CASE("a policy that is judged in parts, on any number of cores, has the same findings word for word") {
  for (const char* example : {"kvantel", "qmplus", "quantum-pro-360"})
    sameInParts(std::string(VERN_SOURCE_DIR "/examples/") + example + "/published", realFileSystem(), 3);
  MemoryFileSystem files;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    files.add("/p/policy.vern", random(seed));
    sameInParts("/p/policy.vern", files, 20);
  }
}

TEST_CASE("most rules of law can be run in parts") {
  const rules::RuleSet& law = libraryImage().rules;
  const auto apart = std::count_if(law.rules.begin(), law.rules.end(),
                                   [&](const rules::Rule* rule) { return rules::runsInParts(*rule, law); });
  CHECK(static_cast<std::size_t>(apart) > law.rules.size() / 2);
  CHECK(static_cast<std::size_t>(apart) < law.rules.size());
}
