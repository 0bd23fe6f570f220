// vern manual: the manual pages, made of the table of commands.
#include "compiler/cli/commands.h"
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

void heading(const std::string& page, std::string_view name, std::string_view summary, llvm::raw_ostream& out) {
  out << ".TH " << page << " 1 \"\" \"vern " << Version << "\"\n.SH NAME\n"
      << roff(name) << " \\- " << roff(summary) << "\n";
}

void item(std::string_view term, std::string_view text, llvm::raw_ostream& out) {
  out << ".TP\n\\fB" << roff(term) << "\\fR\n" << roff(text) << "\n";
}

void programPage(llvm::raw_ostream& out) {
  heading("VERN", "vern", "check, publish and ask a privacy policy", out);
  out << ".SH SYNOPSIS\n\\fBvern\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\n"
      << roff(Purpose) << "\n.SH COMMANDS\n";
  for (const Command* command : commands()) item("vern-" + std::string(command->name) + "(1)", command->summary, out);
  out << ".SH OPTIONS\n";
  item("-h, --help", "list the commands", out);
  item("-V, --version", "the version of vern, of its library and of the law in it", out);
  out << ".SH EXIT STATUS\n" << roff(Statuses) << "\n.SH ENVIRONMENT\n";
  item("LC_ALL, LC_MESSAGES, LANG", "the language of findings and answers: Norwegian or English", out);
  item("NO_COLOR", "if set and not empty, no colour on a terminal", out);
  item("GITHUB_STEP_SUMMARY", "the file to which vern check --format github adds all findings", out);
  out << ".SH FILES\n";
  item("vern.toml", "a project: which policies belong to it, and how they are checked", out);
}

void commandPage(const Command& command, llvm::raw_ostream& out) {
  std::string page = "VERN-" + std::string(command.name);
  for (char& c : page)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const std::string name(command.name);
  heading(page, "vern-" + name, command.summary, out);
  out << ".SH SYNOPSIS\n\\fBvern " << roff(command.name) << "\\fR";
  if (!command.options.empty()) out << " [\\fIOPTION\\fR]...";
  if (!command.arguments.empty()) out << " \\fI" << roff(command.arguments) << "\\fR";
  out << "\n.SH DESCRIPTION\n" << roff(command.help) << "\n";
  if (!command.options.empty()) out << ".SH OPTIONS\n";
  for (const Option& option : command.options) item(option.spelling(), option.help, out);
  out << ".SH EXIT STATUS\n" << roff(Statuses) << "\n.SH SEE ALSO\n\\fBvern\\fR(1)\n";
}

int run(Args& args, Io& io) {
  if (args.positional.empty()) {
    programPage(io.out);
    return Ok;
  }
  const Command* command = find(args.positional[0], io);
  if (command == nullptr) return Unusable;
  commandPage(*command, io.out);
  return Ok;
}

}  // namespace

const Command manual{"manual",
                     "[COMMAND]",
                     {0, 1},
                     "print a manual page",
                     "Prints the manual page of vern, or of a command, as man reads it: vern manual check | man -l -",
                     {},
                     run};

}  // namespace vern::cli
