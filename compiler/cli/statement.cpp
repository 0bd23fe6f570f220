// vern statement: one statement, to standard output or a file.
#include <algorithm>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/convert.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/say.h"
#include "compiler/driver/session.h"
#include "compiler/report/report.h"
#include "compiler/source/fault.h"
#include "compiler/source/write_file.h"
#include "compiler/statement/compare.h"
#include "compiler/statement/from_json.h"
#include "compiler/statement/from_model.h"
#include "compiler/statement/readability.h"
#include "compiler/statement/to_html.h"
#include "compiler/statement/to_json.h"
#include "compiler/statement/to_markdown.h"
#include "compiler/statement/to_text.h"
#include "compiler/statement/trace.h"

namespace vern::cli {

namespace {

constexpr std::uint64_t MostOldBytes = std::uint64_t{1} << 28;
constexpr std::string_view Formats = "html|md|txt|json|docx|pdf";
constexpr Option StatementOptions[] = {
    {"--lang", "nb|nn|en"}, {"--format", Formats}, {"--against", "OLD"},
    {"--readability", ""},  {"--trace", ""},       {"--out", "FILE"},
};

std::string written(const statement::Document& document, std::string_view format, std::string_view name,
                    const Theme& theme) {
  if (format == "md") return statement::toMarkdown(document, name);
  if (format == "txt") return statement::toText(document);
  if (format == "json") return statement::toJson(document);
  return statement::toHtml(document, name, theme,
                           isConverted(format) ? statement::Page::Document : statement::Page::Web);
}

/// The earlier statement that `path` holds, as JSON or as a policy, in the first of `languages` that it is published
/// in. `name` tells which policy of a folder is meant.
llvm::Expected<statement::Document> earlier(const std::string& path, const std::vector<std::string>& languages,
                                            const std::string& name, Io& io) {
  const auto among = [&](const std::string& language) {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
  };
  if (path.ends_with(".json")) {
    llvm::Expected<std::string> text = io.files.read(path, MostOldBytes);
    if (!text) return text.takeError();
    llvm::Expected<statement::Document> document = statement::fromJson(*text);
    if (document && !among(document->language))
      return fault(
          Cause{"it is in `{language}`, which the new one is not published in", {{"language", document->language}}});
    return document;
  }
  driver::Session session(io.files, io.library);
  if (const auto project = session.open(path))
    for (const std::string& file : project->policies) {
      const auto policy = session.load(*project, file);
      if (session.sink.hasErrors()) break;
      if (!policy->model || (project->policies.size() > 1 && policy->name != name)) continue;
      const std::vector<std::string> all = statement::languagesOf(*policy->model);
      for (const std::string& language : languages)
        if (std::find(all.begin(), all.end(), language) != all.end())
          return statement::fromModel(*policy->model, language);
      return fault("they are published in no language in common");
    }
  return fault("no policy can be read there; `vern check` tells why");
}

int runStatement(Args& args, Io& io) {
  const std::string format = args.get("--format", "html");
  // --lang is the statement's here; findings are read as the locale has it.
  const Reading reading{io.language, io.today};
  driver::Session session(io.files, io.library);
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
      refuse(io, "statement", "not_published", {{"path", path}, {"languages", all}, {"language", language}});
      unusable = true;
      continue;
    }
    statement::Document document = statement::fromModel(*policy->model, language);
    if (args.has("--against")) {
      // Another language will do where the earlier version lacks this one.
      std::vector<std::string> any{language};
      any.insert(any.end(), languages.begin(), languages.end());
      llvm::Expected<statement::Document> before = earlier(args.get("--against"), any, policy->name, io);
      if (!before) return refuse(io, "statement", "cannot_compare", args.get("--against"), before.takeError());
      document = statement::compare(*before, statement::fromModel(*policy->model, before->language), document);
    }
    if (args.has("--trace")) out += statement::trace(*policy->model, document);
    else if (args.has("--readability")) out += statement::report(statement::readabilityOf(document), language);
    else out += written(document, format, policy->name, project->theme);
  }
  session.sink.finish();
  if (!session.sink.diagnostics().empty())
    io.err << report::toTerminal(session.sink.diagnostics(), session.sources, reading.run());
  for (const diag::Diagnostic& finding : session.sink.diagnostics()) unusable = unusable || finding.outside;
  if (unusable) return Unusable;
  if (session.sink.hasErrors()) return Findings;
  if (isConverted(format) && !args.has("--trace") && !args.has("--readability")) {
    if (!args.has("--out")) return refuse(io, "statement", "needs_out", {{"format", format}});
    llvm::Expected<std::string> bytes = converted(out, format);
    if (!bytes) return refuse(io, "statement", bytes.takeError());
    out = std::move(*bytes);
  }
  if (!args.has("--out")) {
    io.out << out;
    return Ok;
  }
  removeAbandoned(args.get("--out"));
  if (llvm::Error error = writeWhole(args.get("--out"), out))
    return refuse(io, "statement", "cannot_write", args.get("--out"), std::move(error));
  return Ok;
}

}  // namespace

const Command statement{"statement", "[PATH]", {0, 1}, StatementOptions, runStatement};

}  // namespace vern::cli
