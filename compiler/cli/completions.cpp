// vern completions: what a shell offers after the tabulator key, made of the table of commands.
#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"

namespace vern::cli {

namespace {

using Offers = std::vector<std::string_view>;

/// Words that may stand first after the name of `command`; none where it takes paths.
Offers firstWords(const Command& command) {
  if (command.arguments == "[COMMAND]") {
    Offers out;
    for (const Command* one : commands()) out.push_back(one->name);
    return out;
  }
  if (command.arguments.starts_with('[')) return {};
  return Option{"", command.arguments.substr(0, command.arguments.find(' ')), ""}.choices();
}

std::string joined(const Offers& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

bool takesFile(const Option& option) {
  return option.value == "FILE" || option.value == "PATH" || option.value == "DIR";
}

/// `text` with a backslash before each of `marked`.
std::string escaped(std::string_view text, std::string_view marked) {
  std::string out;
  for (const char c : text) {
    if (marked.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// In single quotes of bash and zsh, which know no escape inside them.
std::string inQuotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

void bash(Io& io) {
  llvm::raw_ostream& out = io.out;
  Offers names;
  for (const Command* command : commands()) names.push_back(command->name);
  out << "# Completion of vern for bash. `vern completions bash` made it.\n"
         "_vern() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=\n"
         "  if [[ $cur == = ]]; then cur=; fi\n"
         "  if [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  COMPREPLY=()\n"
         "  if ((COMP_CWORD == 1)); then\n    words='"
      << joined(names) << " --help --version'\n"
      << "  else\n    case \"${COMP_WORDS[1]} $prev\" in\n";
  for (const Command* command : commands())
    for (const Option& option : command->options) {
      if (option.value.empty()) continue;
      out << "      '" << command->name << " " << option.name << "') ";
      if (!option.choices().empty()) out << "words='" << joined(option.choices()) << "' ;;\n";
      else out << "return ;;\n";
    }
  out << "      *) if [[ $cur == -* ]]; then\n        case ${COMP_WORDS[1]} in\n";
  for (const Command* command : commands()) {
    out << "          " << command->name << ") words='";
    for (const Option& option : command->options) out << option.name << " ";
    out << "--help' ;;\n";
  }
  out << "        esac\n      elif ((COMP_CWORD == 2)); then\n        case ${COMP_WORDS[1]} in\n";
  for (const Command* command : commands())
    if (const Offers first = firstWords(*command); !first.empty())
      out << "          " << command->name << ") words='" << joined(first) << "' ;;\n";
  out << "        esac\n      fi ;;\n    esac\n  fi\n"
         "  # Without words of its own, the shell offers files.\n"
         "  if [[ $words ]]; then mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\"); fi\n"
         "}\n"
         "complete -o default -F _vern vern\n";
}

void zsh(Io& io) {
  llvm::raw_ostream& out = io.out;
  out << "#compdef vern\n# Completion of vern for zsh. `vern completions zsh` made it.\n_vern() {\n  local -a "
         "commands=(\n";
  for (const Command* command : commands())
    out << "    " << inQuotes(std::string(command->name) + ":" + command->summary(io)) << "\n";
  out << "  )\n  if ((CURRENT == 2)); then\n    _describe command commands\n    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  ((CURRENT--))\n  case $command in\n";
  for (const Command* command : commands()) {
    out << "    " << command->name << ") _arguments -S";
    for (const Option& option : command->options) {
      const std::string help = "[" + escaped(command->help(option, io), "[]\\:") + "]";
      std::string value;
      if (!option.choices().empty()) value = ":value:(" + joined(option.choices()) + ")";
      else if (takesFile(option)) value = ":file:_files";
      else if (!option.value.empty()) value = ":" + escaped(option.value, ":[]\\") + ":";
      const std::string equals = option.value.empty() ? "" : "=";
      if (option.short_name.empty()) {
        out << " \\\n      " << inQuotes("*" + std::string(option.name) + equals + help + value);
      } else {
        for (const std::string_view name : {option.short_name, option.name})
          out << " \\\n      " << inQuotes("*" + std::string(name) + help + value);
      }
    }
    out << " \\\n      " << inQuotes("--help[" + escaped(say(io, "complete.help"), "[]\\:") + "]");
    if (const Offers first = firstWords(*command); !first.empty())
      out << " \\\n      " << inQuotes("1:word:(" + joined(first) + ")") << " '*: :'";
    else out << " \\\n      '*:file:_files'";
    out << " ;;\n";
  }
  out << "  esac\n}\n_vern \"$@\"\n";
}

void fish(Io& io) {
  llvm::raw_ostream& out = io.out;
  const auto text = [](std::string_view words) { return "'" + escaped(words, "'\\") + "'"; };
  out << "# Completion of vern for fish. `vern completions fish` made it.\n"
         "complete -c vern -n __fish_use_subcommand -f -l help -d "
      << text(say(io, "manual.help")) << "\ncomplete -c vern -n __fish_use_subcommand -f -l version -d "
      << text(say(io, "manual.version")) << "\n";
  for (const Command* command : commands()) {
    out << "complete -c vern -n __fish_use_subcommand -f -a " << command->name << " -d " << text(command->summary(io))
        << "\n";
    const std::string here = "complete -c vern -n '__fish_seen_subcommand_from " + std::string(command->name) + "'";
    if (const Offers first = firstWords(*command); !first.empty())
      out << here << " -f -a " << text(joined(first)) << "\n";
    for (const Option& option : command->options) {
      out << here << " -l " << option.name.substr(2);
      if (!option.short_name.empty()) out << " -s " << option.short_name.substr(1);
      if (!option.choices().empty()) out << " -x -a " << text(joined(option.choices()));
      else if (takesFile(option)) out << " -r -F";
      else if (!option.value.empty()) out << " -x";
      out << " -d " << text(command->help(option, io)) << "\n";
    }
  }
}

int runCompletions(Args& args, Io& io) {
  const std::string& shell = args.positional[0];
  if (!oneOf("completions", shell, "bash|zsh|fish", io)) return Unusable;
  if (shell == "bash") bash(io);
  else if (shell == "zsh") zsh(io);
  else fish(io);
  return Ok;
}

}  // namespace

const Command completions{"completions", "bash|zsh|fish", {1, 1}, LanguageOption, runCompletions};

}  // namespace vern::cli
