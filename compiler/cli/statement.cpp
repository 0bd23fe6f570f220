// vern statement: one statement, to standard output or a file.
#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/driver/session.h"
#include "compiler/report/report.h"
#include "compiler/source/write_file.h"
#include "compiler/statement/from_model.h"
#include "compiler/statement/to_html.h"
#include "compiler/statement/to_json.h"
#include "compiler/statement/to_markdown.h"
#include "compiler/statement/to_text.h"
#include "compiler/statement/trace.h"

namespace vern::cli {

namespace {

constexpr std::string_view Formats = "html|md|txt|json";
constexpr Option Options[] = {
    {"--lang", "nb|nn|en", "the language of the statement (the first of the policy)"},
    {"--format", Formats, "the format (html)"},
    {"--trace", "", "instead, where each sentence comes from, and what no sentence tells"},
    {"--out", "FILE", "write to this file, whole or not at all"},
};

std::string written(const statement::Document& document, std::string_view format, std::string_view name) {
  if (format == "md") return statement::toMarkdown(document, name);
  if (format == "txt") return statement::toText(document);
  if (format == "json") return statement::toJson(document);
  return statement::toHtml(document, name);
}

int run(Args& args, Io& io) {
  const std::string format = args.get("--format", "html");
  driver::Session session(io.files);
  const auto project = session.open(args.positional.empty() ? "." : args.positional.front());
  std::string out;
  bool unusable = !project;
  for (const std::string& path : project ? project->policies : std::vector<std::string>()) {
    const auto policy = session.load(*project, path);
    if (!policy->model) continue;
    const std::vector<std::string> languages = statement::languagesOf(*policy->model);
    const std::string language = args.get("--lang", languages.empty() ? "en" : languages.front());
    bool known = false;
    std::string all;
    for (const std::string& one : languages) {
      known = known || one == language;
      all += (all.empty() ? "" : "|") + one;
    }
    if (!known) {
      io.err << "vern statement: " << path << " is published in " << all << ", not in `" << language << "`\n";
      unusable = true;
      continue;
    }
    const statement::Document document = statement::fromModel(*policy->model, language);
    out += args.has("--trace") ? statement::trace(*policy->model, document) : written(document, format, policy->name);
  }
  session.sink.finish();
  if (!session.sink.diagnostics().empty())
    io.err << report::toTerminal(session.sink.diagnostics(), session.sources, {io.language, false, io.today, "", ""});
  for (const diag::Diagnostic& finding : session.sink.diagnostics()) unusable = unusable || finding.outside;
  if (unusable) return Unusable;
  if (session.sink.hasErrors()) return Findings;
  if (!args.has("--out")) {
    io.out << out;
    return Ok;
  }
  if (llvm::Error error = writeWhole(args.get("--out"), out)) {
    io.err << "vern statement: cannot write `" << args.get("--out") << "`: " << llvm::toString(std::move(error))
           << "\n";
    return Unusable;
  }
  return Ok;
}

}  // namespace

const Command statement{"statement",
                        "[PATH]",
                        {0, 1},
                        "write the privacy statement of a policy in one language",
                        "Writes the privacy statement of a policy in one language.",
                        Options,
                        run};

}  // namespace vern::cli
