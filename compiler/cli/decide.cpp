// vern decide: ask a policy, or the table made of it.
#include <cstdio>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/driver/session.h"
#include "compiler/query/bind.h"
#include "compiler/query/explain.h"
#include "compiler/query/from_json.h"
#include "compiler/query/from_text.h"
#include "compiler/query/table_file.h"
#include "compiler/query/to_text.h"
#include "compiler/report/report.h"
#include "compiler/table/from_grants.h"

namespace vern::cli {

namespace {

constexpr Option Options[] = {
    {"--policy", "PATH", "the policy to ask (the current folder's)"},
    {"--table", "FILE", "a table to ask instead; nothing else is needed then"},
    {"--consent", "[PURPOSE=]STATE[@DATE]",
     "given, withdrawn or never; to the purpose asked for, or another; may be repeated"},
    {"--event", "EVENT=DATE", "what has happened, and when; may be repeated"},
    {"--when", "CIRCUMSTANCE", "what holds; may be repeated"},
    {"--objects", "", "the person objects to the purpose asked for"},
    {"--objects-to", "PURPOSE", "the person objects to this purpose; may be repeated"},
    {"--restricted", "", "the processing is restricted (GDPR Art. 18)"},
    {"--now", "DATE", "the day of the question (today)"},
    {"--explain", "", "also say by what, where, until when, and what is missing"},
    {"--jsonl", "", "read questions from standard input, one JSON object a line; answer each with one"},
    {"--format", "text|json", "how the answer is written (text)"},
    {"--lang", "en|nb", "the language of the answer (the locale's)"},
};

llvm::Expected<query::TableFile> fromPolicy(const std::string& path, Io& io) {
  driver::Session session(io.files, io.library);
  const auto project = session.open(path);
  std::unique_ptr<driver::Policy> policy;
  if (project && project->policies.size() == 1) policy = session.load(*project, project->policies.front());
  session.sink.finish();
  if (session.sink.hasErrors()) {
    io.err << report::toTerminal(session.sink.diagnostics(), session.sources, {io.language, false, io.today, "", ""});
    return fault("the policy cannot be read");
  }
  if (!policy || !policy->model)
    return fault("`" + path + "` has several policies; name the file of one with `--policy`");
  llvm::Expected<std::string> bytes = table::fromGrants(*policy->model, grants::fromModel(*policy->model));
  if (!bytes) return bytes.takeError();
  return query::TableFile::fromBytes(*bytes);
}

/// One line of standard input, without its end; false at the end of it. What passes the limit is left out.
bool readLine(std::string& line) {
  line.clear();
  bool any = false;
  for (int c = std::getc(stdin); c != EOF; c = std::getc(stdin)) {
    any = true;
    if (c == '\n') return true;
    if (line.size() <= query::MaxLineBytes) line += static_cast<char>(c);
  }
  return any;
}

int decideLines(const runtime::Table& table, const std::string& language, Day today, Io& io) {
  int status = Ok;
  std::string line;
  for (std::size_t number = 1; readLine(line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    llvm::Expected<query::Request> request = query::fromJson(line);
    llvm::Expected<query::Bound> bound = request ? query::bind(table, *request, today) : request.takeError();
    if (bound) {
      io.out << query::toJson(query::explain(*bound, runtime::decide(bound->facts, bound->question), language)) << "\n";
    } else {
      io.out << query::errorToJson(llvm::toString(bound.takeError()), number) << "\n";
      status = Unusable;
    }
    // Whoever asks may wait for this answer before the next question.
    io.out.flush();
  }
  return status;
}

llvm::Expected<query::Request> requestFrom(const Args& args) {
  llvm::Expected<query::Request> request = query::fromText(args.positional);
  if (!request) return request;
  for (const std::string& text : args.all("--consent")) {
    auto said = query::consentFromText(text);
    if (!said) return said.takeError();
    request->consents.push_back(*said);
  }
  for (const std::string& text : args.all("--event")) {
    auto event = query::eventFromText(text);
    if (!event) return event.takeError();
    request->events.push_back(*event);
  }
  request->circumstances = args.all("--when");
  request->objections = args.all("--objects-to");
  if (args.has("--objects")) request->objections.emplace_back();
  request->restricted = args.has("--restricted");
  return request;
}

int run(Args& args, Io& io) {
  const std::string format = args.get("--format", "text");
  const std::string language = args.get("--lang", io.language);
  const auto refuse = [&](llvm::Error error) {
    io.err << "vern decide: " << llvm::toString(std::move(error)) << "\n";
    return Unusable;
  };
  if (args.has("--table") && args.has("--policy"))
    return refuse(fault("`--table` and `--policy` are two things to ask; give one"));
  const std::string date = args.get("--now", formatDay(io.today));
  const std::optional<Day> now = parseDay(date);
  if (!now) return refuse(fault("`--now` takes a date such as 2026-05-01, not `" + date + "`"));

  // The question first: reading it takes no time.
  llvm::Expected<query::Request> request = args.has("--jsonl") ? query::Request() : requestFrom(args);
  if (!request) return refuse(request.takeError());
  llvm::Expected<query::TableFile> table = args.has("--table") ? query::TableFile::read(args.get("--table"), io.files)
                                                               : fromPolicy(args.get("--policy", "."), io);
  if (!table) return refuse(table.takeError());
  if (args.has("--jsonl")) return decideLines(table->table(), language, *now, io);

  llvm::Expected<query::Bound> bound = query::bind(table->table(), *request, *now);
  if (!bound) return refuse(bound.takeError());
  const query::Explanation explanation =
      query::explain(*bound, runtime::decide(bound->facts, bound->question), language);
  if (format == "json") {
    io.out << query::toJson(explanation) << "\n";
    return Ok;
  }
  const std::string text = query::toText(explanation, table->table(), language);
  io.out << (args.has("--explain") ? text : text.substr(0, text.find('\n') + 1));
  return Ok;
}

}  // namespace

const Command decide{"decide",
                     "use|share|keep DATA of SUBJECT [for PURPOSE] [to RECIPIENT] [in COUNTRY]",
                     Any,
                     "ask whether a policy, or a table made of it, permits something",
                     "Answers whether the policy permits it.",
                     Options,
                     run};

}  // namespace vern::cli
