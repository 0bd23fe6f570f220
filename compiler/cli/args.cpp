#include "compiler/cli/args.h"

#include <algorithm>

#include "compiler/support/distance.h"

namespace vern::cli {

namespace {

/// "a|b" as "a" and "b".
std::vector<std::string_view> alternatives(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t bar = std::min(text.find('|'), text.size());
    out.push_back(text.substr(0, bar));
    if (bar == text.size()) return out;
    text.remove_prefix(bar + 1);
  }
}

/// Begins an error of `command`.
llvm::raw_ostream& fault(const Command& command, Io& io) { return io.err << "vern " << command.name << ": "; }

void printUsage(const Command& command, llvm::raw_ostream& out) {
  out << "usage: vern " << command.name << (command.arguments.empty() ? "" : " ") << command.arguments << "\n";
}

}  // namespace

std::vector<std::string_view> Option::choices() const {
  return value.find('|') == std::string_view::npos ? std::vector<std::string_view>() : alternatives(value);
}

std::string Option::spelling() const {
  std::string out;
  if (!short_name.empty()) out += std::string(short_name) + ", ";
  out += name;
  return value.empty() ? out : out + " " + std::string(value);
}

std::string Args::get(std::string_view option, std::string_view otherwise) const {
  const auto [first, last] = values_.equal_range(option);
  return first == last ? std::string(otherwise) : std::prev(last)->second;
}

std::vector<std::string> Args::all(std::string_view option) const {
  std::vector<std::string> out;
  const auto [first, last] = values_.equal_range(option);
  for (auto it = first; it != last; ++it) out.push_back(it->second);
  return out;
}

bool Args::read(const Command& command, Words words, Io& io) {
  bool options_over = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (options_over || word.size() < 2 || word.front() != '-') {
      positional.emplace_back(word);
      continue;
    }
    if (word == "--") {
      options_over = true;
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto option = std::find_if(command.options.begin(), command.options.end(),
                                     [&](const Option& o) { return o.name == name || o.short_name == name; });
    if (option == command.options.end()) {
      fault(command, io) << "there is no option `" << name << "`";
      std::vector<std::string_view> names{"--help"};
      for (const Option& o : command.options) names.push_back(o.name);
      if (const std::string_view near = nearest(name, names); !near.empty())
        io.err << "; did you mean `" << near << "`?";
      io.err << "\n";
      return false;
    }
    std::string_view value;
    if (option->value.empty()) {
      if (equals != std::string_view::npos) {
        fault(command, io) << "`" << name << "` takes no value\n";
        return false;
      }
    } else if (equals != std::string_view::npos) {
      value = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      value = words[++i];
    } else {
      fault(command, io) << "`" << name << "` needs a value: " << option->value << "\n";
      return false;
    }
    if (!option->choices().empty() && !oneOf(option->name, std::string(value), option->value, io)) return false;
    values_.emplace(option->name, value);
  }
  if (positional.size() >= command.count.least && positional.size() <= command.count.most) return true;
  if (positional.size() > command.count.most)
    fault(command, io) << "one argument too many: `" << positional[command.count.most] << "`\n";
  else fault(command, io) << "an argument is missing\n";
  printUsage(command, io.err);
  return false;
}

int run(const Command& command, Words words, Io& io) {
  const auto end = std::find(words.begin(), words.end(), "--");
  if (std::any_of(words.begin(), end, [](std::string_view word) { return word == "--help" || word == "-h"; })) {
    printHelp(command, io.out);
    return Ok;
  }
  Args args;
  return args.read(command, words, io) ? command.run(args, io) : Unusable;
}

void printHelp(const Command& command, llvm::raw_ostream& out) {
  out << command.help << "\n\n";
  printUsage(command, out);
  if (command.options.empty()) return;
  out << "\noptions:\n";
  std::size_t widest = 0;
  for (const Option& option : command.options) widest = std::max(widest, option.spelling().size());
  for (const Option& option : command.options) {
    const std::string left = option.spelling();
    out << "  " << left << std::string(widest - left.size() + 2, ' ') << option.help << "\n";
  }
}

bool oneOf(std::string_view option, const std::string& value, std::string_view choices, Io& io) {
  const std::vector<std::string_view> all = alternatives(choices);
  if (std::find(all.begin(), all.end(), value) != all.end()) return true;
  io.err << "vern: `" << option << "` takes " << choices << ", not `" << value << "`";
  if (const std::string_view near = nearest(value, all); !near.empty()) io.err << "; did you mean `" << near << "`?";
  io.err << "\n";
  return false;
}

}  // namespace vern::cli
