#include "tests/harness/producers.h"

#include "compiler/model/dump.h"
#include "compiler/report/report.h"
#include "compiler/statement/from_model.h"
#include "compiler/statement/to_markdown.h"
#include "compiler/statement/to_text.h"
#include "compiler/statement/trace.h"

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

/// The statements of all policies that could be read, in `language`.
template <class Writer>
std::string statements(const Run& run, std::string_view language, Writer write) {
  std::string out;
  for (const auto& policy : run.policies)
    if (policy->model) out += write(*policy->model, statement::fromModel(*policy->model, language));
  return out;
}

std::string asMarkdown(const model::Model&, const statement::Document& document) {
  return statement::toMarkdown(document, "policy");
}
std::string asText(const model::Model&, const statement::Document& document) { return statement::toText(document); }

std::string statementNbMarkdown(const Run& run) { return statements(run, "nb", asMarkdown); }
std::string statementEnMarkdown(const Run& run) { return statements(run, "en", asMarkdown); }
std::string statementNbText(const Run& run) { return statements(run, "nb", asText); }
std::string statementNnText(const Run& run) { return statements(run, "nn", asText); }
std::string statementEnText(const Run& run) { return statements(run, "en", asText); }
std::string statementTrace(const Run& run) { return statements(run, "en", statement::trace); }

struct Producer {
  std::string_view name;
  std::string (*make)(const Run&);
};

constexpr Producer Producers[] = {
    {"dump.model", dumpModel},
    {"findings.en.txt", findingsEn},
    {"findings.nb.txt", findingsNb},
    {"findings.json", findingsJson},
    {"statement.nb.md", statementNbMarkdown},
    {"statement.en.md", statementEnMarkdown},
    {"statement.nb.txt", statementNbText},
    {"statement.nn.txt", statementNnText},
    {"statement.en.txt", statementEnText},
    {"statement.trace", statementTrace},
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
