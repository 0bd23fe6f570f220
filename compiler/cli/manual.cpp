// vern manual: the manual pages, made of the table of commands.
#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"
#include "compiler/cli/version.h"

namespace vern::cli {

namespace {

/// `text` for roff: a hyphen is a hyphen, and no line begins a request.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if ((c == '.' || c == '\'') && out.empty()) out += std::string("\\&") + c;
    else out += c;
  }
  return out;
}

void heading(const std::string& page, std::string_view name, std::string_view summary, Io& io) {
  io.out << ".TH " << page << " 1 \"\" \"vern " << Version << "\"\n.SH " << say(io, "manual.name") << "\n"
         << roff(name) << " \\- " << roff(summary) << "\n";
}

void item(std::string_view term, std::string_view text, llvm::raw_ostream& out) {
  out << ".TP\n\\fB" << roff(term) << "\\fR\n" << roff(text) << "\n";
}

/// A heading of every manual page.
void title(std::string_view key, Io& io) { io.out << ".SH " << say(io, "manual." + std::string(key)) << "\n"; }

void programPage(Io& io) {
  heading("VERN", "vern", say(io, "manual.summary"), io);
  title("synopsis", io);
  io.out << "\\fBvern\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n";
  title("description", io);
  io.out << roff(say(io, "purpose")) << "\n";
  title("commands", io);
  for (const Command* command : commands())
    item("vern-" + std::string(command->name) + "(1)", command->summary(io), io.out);
  title("options", io);
  item("-h, --help", say(io, "manual.help"), io.out);
  item("-V, --version", say(io, "manual.version"), io.out);
  title("exit_status", io);
  io.out << roff(say(io, "statuses")) << "\n";
  title("environment", io);
  item("LC_ALL, LC_MESSAGES, LANG", say(io, "manual.locale"), io.out);
  item("NO_COLOR", say(io, "manual.no_color"), io.out);
  item("GITHUB_STEP_SUMMARY", say(io, "manual.job_summary"), io.out);
  title("files", io);
  item("vern.toml", say(io, "manual.manifest"), io.out);
}

void commandPage(const Command& command, Io& io) {
  std::string page = "VERN-" + std::string(command.name);
  for (char& c : page)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const std::string name(command.name);
  heading(page, "vern-" + name, command.summary(io), io);
  title("synopsis", io);
  io.out << "\\fBvern " << roff(command.name) << "\\fR";
  if (!command.options.empty()) io.out << " [\\fI" << say(io, "manual.option") << "\\fR]...";
  if (!command.arguments.empty()) io.out << " \\fI" << roff(command.arguments) << "\\fR";
  io.out << "\n";
  title("description", io);
  io.out << roff(command.help(io)) << "\n";
  if (!command.options.empty()) title("options", io);
  for (const Option& option : command.options) item(option.spelling(), command.help(option, io), io.out);
  title("exit_status", io);
  io.out << roff(say(io, "statuses")) << "\n";
  title("see_also", io);
  io.out << "\\fBvern\\fR(1)\n";
}

int runManual(Args& args, Io& io) {
  if (args.positional.empty()) {
    programPage(io);
    return Ok;
  }
  const Command* command = find(args.positional[0], io);
  if (command == nullptr) return Unusable;
  commandPage(*command, io);
  return Ok;
}

}  // namespace

const Command manual{"manual", "[COMMAND]", {0, 1}, LanguageOption, runManual};

}  // namespace vern::cli
