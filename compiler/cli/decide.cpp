// vern decide: ask a policy, or the table made of it.
#include <algorithm>
#include <cstdio>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"
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

constexpr Option DecideOptions[] = {
    {"--policy", "PATH"},
    {"--table", "FILE"},
    {"--consent", "[PURPOSE=]STATE[@DATE]"},
    {"--event", "EVENT=DATE"},
    {"--when", "CIRCUMSTANCE"},
    {"--objects", ""},
    {"--objects-to", "PURPOSE"},
    {"--restricted", ""},
    {"--now", "DATE"},
    {"--explain", ""},
    {"--jsonl", ""},
    {"--format", "text|json"},
    {"--lang", "en|nb|nn"},
};

/// Nothing, after an error was printed, if it cannot be read.
std::optional<query::TableFile> fromPolicy(const std::string& path, Io& io) {
  driver::Session session(io.files, io.library);
  const auto project = session.open(path);
  std::unique_ptr<driver::Policy> policy;
  if (project && project->policies.size() == 1) policy = session.load(*project, project->policies.front());
  session.sink.finish();
  if (session.sink.hasErrors()) {
    io.err << report::toTerminal(session.sink.diagnostics(), session.sources, {io.language, false, io.today, "", ""});
    refuse(io, "decide", "policy_unreadable", {});
    return std::nullopt;
  }
  if (!policy || !policy->model) {
    refuse(io, "decide", "several_policies", {{"path", path}});
    return std::nullopt;
  }
  llvm::Expected<std::string> bytes = table::fromGrants(*policy->model, grants::fromModel(*policy->model));
  llvm::Expected<query::TableFile> file = bytes ? query::TableFile::fromBytes(*bytes) : bytes.takeError();
  if (file) return std::move(*file);
  refuse(io, "decide", file.takeError());
  return std::nullopt;
}

std::optional<query::TableFile> fromFile(const std::string& path, Io& io) {
  llvm::Expected<query::TableFile> file = query::TableFile::read(path, io.files);
  if (file) return std::move(*file);
  refuse(io, "decide", file.takeError());
  return std::nullopt;
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
      io.out << query::errorToJson(messages::say(language, bound.takeError()), number) << "\n";
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

int runDecide(Args& args, Io& io) {
  const std::string format = args.get("--format", "text");
  std::string language = args.get("--lang", io.language);
  if (args.has("--table") && args.has("--policy")) return refuse(io, "decide", "table_and_policy", {});
  const std::string date = args.get("--now", formatDay(io.today));
  const std::optional<Day> now = parseDay(date);
  if (!now) return refuse(io, "decide", "no_date", {{"option", "--now"}, {"value", date}});

  // The question first: reading it takes no time.
  llvm::Expected<query::Request> request = args.has("--jsonl") ? query::Request() : requestFrom(args);
  if (!request) return refuse(io, "decide", request.takeError());
  for (auto event = request->events.begin(); event != request->events.end(); ++event)
    if (std::any_of(request->events.begin(), event, [&](const auto& other) { return other.first == event->first; }))
      return refuse(io, "decide", "event_twice", {{"event", event->first}});
  const std::optional<query::TableFile> table =
      args.has("--table") ? fromFile(args.get("--table"), io) : fromPolicy(args.get("--policy", "."), io);
  if (!table) return Unusable;
  // A policy that is not published in Nynorsk answers in Bokmål.
  if (language == "nn" && table->table().language(language) == runtime::None) language = "nb";
  if (args.has("--jsonl")) return decideLines(table->table(), language, *now, io);

  llvm::Expected<query::Bound> bound = query::bind(table->table(), *request, *now);
  if (!bound) return refuse(io, "decide", bound.takeError());
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

const Command decide{"decide", "use|share|keep DATA of SUBJECT [for PURPOSE] [to RECIPIENT] [in COUNTRY]", Any,
                     DecideOptions, runDecide};

}  // namespace vern::cli
