#include "tests/harness/producers.h"

#include "compiler/model/dump.h"
#include "compiler/report/report.h"

namespace vern::harness {

namespace {

std::string dumpModel(const Run& run) {
  std::string out;
  for (const auto& policy : run.policies)
    if (policy->model) out += model::dump(*policy->model, false);
  return out;
}

report::Run reportIn(std::string_view language) { return {language, false, *parseDay(AsOf), "notice", "0"}; }

std::string findingsEn(const Run& run) { return toTerminal(run.findings, run.session->sources, reportIn("en")); }
std::string findingsNb(const Run& run) { return toTerminal(run.findings, run.session->sources, reportIn("nb")); }
std::string findingsJson(const Run& run) { return toJson(run.findings, run.session->sources, reportIn("en")); }

struct Producer {
  std::string_view name;
  std::string (*make)(const Run&);
};

constexpr Producer Producers[] = {
    {"dump.model", dumpModel},
    {"findings.en.txt", findingsEn},
    {"findings.nb.txt", findingsNb},
    {"findings.json", findingsJson},
};

}  // namespace

std::optional<std::string> produce(std::string_view name, const Run& run) {
  for (const Producer& producer : Producers)
    if (producer.name == name) return producer.make(run);
  return std::nullopt;
}

std::vector<std::string_view> producers() {
  std::vector<std::string_view> out;
  for (const Producer& producer : Producers) out.push_back(producer.name);
  return out;
}

}  // namespace vern::harness
