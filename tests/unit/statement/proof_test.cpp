// For every example, and every policy that shows a clause: the proof that each build makes.
#include "compiler/statement/proof.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "compiler/statement/files.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

namespace {

std::vector<statement::Document> statementsOf(const model::Model& model) {
  std::vector<statement::Document> out;
  for (const std::string& language : statement::languagesOf(model))
    out.push_back(statement::fromModel(model, language));
  return out;
}

void checkProved(const model::Model& model) {
  for (const std::string& fault : statement::faults(model, statementsOf(model))) FAIL_CHECK(fault);
}

}  // namespace

TEST_CASE("the statements of each example are proved") {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(VERN_SOURCE_DIR "/examples"))
    if (entry.path().filename() == "vern.toml") paths.push_back(entry.path().parent_path().string());
  std::sort(paths.begin(), paths.end());
  REQUIRE(paths.size() >= 11);
  for (const std::string& path : paths) {
    INFO(path);
    driver::Session session(realFileSystem());
    const auto project = session.open(path);
    REQUIRE(project);
    for (const std::string& file : project->policies) {
      const auto policy = session.load(*project, file);
      REQUIRE(policy->model);
      checkProved(*policy->model);
    }
  }
}

TEST_CASE("the statements of each policy that shows a clause are proved") {
  std::size_t proved = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(VERN_SOURCE_DIR "/tests/golden")) {
    if (entry.path().extension() != ".vern") continue;
    INFO(entry.path().string());
    std::ifstream file(entry.path());
    std::string text{std::istreambuf_iterator<char>(file), {}};
    // What comes first is a policy; the rest is what is expected of it, or other files.
    text.resize(std::min(text.find("\n--- "), text.size()));
    const std::size_t use = text.find("use norway\n");
    if (use == std::string::npos) continue;
    text.erase(use, std::string_view("use norway").size());
    const TestPolicy policy(text, true);
    if (policy.sink().hasErrors()) continue;
    checkProved(policy.model());
    ++proved;
  }
  CHECK(proved > 40);
}

TEST_CASE("policies with little in them are proved") {
  for (const char* text : {
           "policy p { languages en }\nactivity a { data email }\n",
           "prose z { place rights }\nactivity a { data email }\n",
           "recipient r is processor en \"R\" nb \"R\" { safeguard scc_2021  copy en \"Write to us.\" }\n"
           "activity a { data email  share r }\n",
           "recipient r is processor en \"the auditor\" nb \"revisoren\" { title en \"The auditor\" nb \"Revisor\" }\n"
           "activity a { data email  share r }\n",
       }) {
    INFO(text);
    checkProved(TestPolicy(text, true).model());
  }
}

TEST_CASE("what differs in form alone between the languages, and what is empty, is no fault") {
  for (const char* text : {
           "changes { trigger nb \"nye tjenester\" en \"We change it when our services change.\" }\n",
           "changes { trigger nb \"Nye tjenester\" en \"New services\" }\n",
           "prose z { place rights text nb \"En. To.\n\nTre.\" en \"One. Two. Three.\" }\n",
           "prose z { place rights text nb \"- en\n- to\" en \"one, two\" }\n",
           "prose z { place in_short text nb \"En.\n\nTo.\" en \"One. Two.\" }\n",
           "security { measures encryption nb \"med nøkler\" en \"With keys.\" }\n",
           "security {}\nchanges {}\ndefaults {}\nscope {}\nrights {}\n",
       }) {
    INFO(text);
    checkProved(TestPolicy(std::string(text) + "activity a { data email }\n", true).model());
  }
  const TestPolicy policy("changes { trigger nb \"Nye tjenester\" en \"New services\" }\nactivity a { data email }\n",
                          true);
  CHECK_THAT(textOf(statement::fromModel(policy.model(), "en")),
             Catch::Contains("Why we may change the statement: New services."));
}

TEST_CASE("a clause whose value no sentence tells fails the proof") {
  const TestPolicy policy(
      replaced(BikePolicy, "identify on_doubt", "identify on_doubt nb \"Pass.\" en \"A passport.\""));
  std::vector<statement::Document> all = statementsOf(policy.model());
  REQUIRE(statement::faults(policy.model(), all).empty());
  const auto drop = [](statement::Blocks& blocks, const auto& self) -> void {
    for (statement::Block& block : blocks) {
      std::erase_if(block.sentences, [](const statement::Sentence& one) { return one.key == "identify.on_doubt"; });
      self(block.blocks, self);
    }
  };
  for (statement::Document& one : all) drop(one.sections, drop);
  const std::vector<std::string> faults = statement::faults(policy.model(), all);
  REQUIRE_FALSE(faults.empty());
  CHECK_THAT(faults.front(), Catch::Contains("tells `on_doubt`"));
}

TEST_CASE("a clause that no sentence tells fails the proof") {
  const TestPolicy policy(BikePolicy);
  std::vector<statement::Document> all = statementsOf(policy.model());
  REQUIRE(statement::faults(policy.model(), all).empty());
  for (statement::Document& one : all)
    std::erase_if(one.sections, [](const statement::Block& section) { return section.id == "security"; });
  const std::vector<std::string> faults = statement::faults(policy.model(), all);
  REQUIRE_FALSE(faults.empty());
  CHECK_THAT(faults.front(), Catch::Contains("no sentence in `nb` tells"));
}

TEST_CASE("a sentence without a source fails the proof") {
  const TestPolicy policy(BikePolicy);
  std::vector<statement::Document> all = statementsOf(policy.model());
  statement::Sentence made_up;
  made_up.key = "front.who";
  made_up.facts.push_back({"who", "somebody"});
  made_up.runs.push_back({"Somebody answers for it.", {}, statement::Style::Plain});
  for (statement::Document& one : all) one.sections.front().blocks.front().sentences.push_back(made_up);
  const std::vector<std::string> faults = statement::faults(policy.model(), all);
  REQUIRE(faults.size() == 2);
  CHECK_THAT(faults.front(), Catch::Contains("Somebody answers for it."));
}

TEST_CASE("a language that says something else fails the proof") {
  const TestPolicy policy(BikePolicy);
  const auto changed = [&](auto change) {
    std::vector<statement::Document> all = statementsOf(policy.model());
    change(all.back());
    return statement::faults(policy.model(), all);
  };
  const auto first = [](statement::Document& document) -> statement::Sentence& {
    return document.front.front().sentences.front();
  };
  CHECK(changed([](statement::Document&) {}).empty());
  CHECK_FALSE(changed([&](statement::Document& one) { first(one).facts.front().value = "9"; }).empty());
  CHECK_FALSE(changed([&](statement::Document& one) { first(one).key = "front.reviewed"; }).empty());
  CHECK_FALSE(changed([](statement::Document& one) {
                std::vector<statement::Sentence>& about = one.front.front().sentences;
                REQUIRE(about.size() > 1);
                std::swap(about[0], about[1]);
              }).empty());
}

TEST_CASE("a build with a missing sentence gets no files") {
  const TestPolicy policy(BikePolicy);
  std::vector<statement::Document> all = statementsOf(policy.model());
  auto files = statement::filesOf(policy.model(), all, "bikes");
  REQUIRE(static_cast<bool>(files));
  CHECK(files->size() == 3 * all.size());
  all.back().sections.back().blocks.pop_back();
  files = statement::filesOf(policy.model(), all, "bikes");
  REQUIRE_FALSE(static_cast<bool>(files));
  CHECK_THAT(llvm::toString(files.takeError()), Catch::Contains("do not tell what the policy says"));
}

}  // namespace vern::test
