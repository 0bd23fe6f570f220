#include "compiler/cli/args.h"

#include <algorithm>
#include <optional>

#include "compiler/cli/say.h"
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

void printUsage(const Command& command, const Io& io, llvm::raw_ostream& out) {
  out << say(io, "usage") << ": vern " << command.name << (command.arguments.empty() ? "" : " ") << command.arguments
      << "\n";
}

/// `text` and `txt` are one format, by whichever name a command has it.
std::string_view otherSpelling(std::string_view value, const std::vector<std::string_view>& choices) {
  const std::string_view other = value == "txt" ? "text" : value == "text" ? "txt" : value;
  const auto known = [&](std::string_view one) {
    return std::find(choices.begin(), choices.end(), one) != choices.end();
  };
  return !known(value) && known(other) ? other : value;
}

std::string helpOf(const Command& command, std::string_view what, const Io& io) {
  return messages::say(io.language, "command." + std::string(command.name) + "." + std::string(what));
}

/// What `--lang` asks for among `words`, if it is a language that vern speaks and the option is about that: errors in
/// the other words are told in it too.
std::optional<std::string> askedLanguage(const Command& command, Words words) {
  if (std::none_of(command.options.begin(), command.options.end(),
                   [](const Option& o) { return o.name == "--lang" && o.value.starts_with(Languages); }))
    return std::nullopt;
  const std::vector<std::string_view> known = alternatives(Languages);
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    std::string_view value;
    if (words[i].starts_with("--lang=")) value = words[i].substr(7);
    else if (words[i] == "--lang" && i + 1 < words.size()) value = words[i + 1];
    if (value == "nn") value = "nb";
    if (std::find(known.begin(), known.end(), value) != known.end()) return std::string(value);
  }
  return std::nullopt;
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
      std::vector<std::string_view> names{"--help"};
      for (const Option& o : command.options) names.push_back(o.name);
      refuse(io, command.name,
             say(io, "no_option", {{"option", std::string(name)}}) + didYouMean(io, nearest(name, names)));
      return false;
    }
    std::string_view value;
    if (option->value.empty()) {
      if (equals != std::string_view::npos) {
        refuse(io, command.name, "no_value", {{"option", std::string(name)}});
        return false;
      }
    } else if (equals != std::string_view::npos) {
      value = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      value = words[++i];
    } else {
      refuse(io, command.name, "value_missing", {{"option", std::string(name)}, {"value", std::string(option->value)}});
      return false;
    }
    value = otherSpelling(value, option->choices());
    if (!option->choices().empty() && !oneOf(option->name, std::string(value), option->value, io)) return false;
    values_.emplace(option->name, value);
  }
  if (positional.size() >= command.count.least && positional.size() <= command.count.most) return true;
  if (positional.size() > command.count.most)
    refuse(io, command.name, "too_many", {{"argument", positional[command.count.most]}});
  else refuse(io, command.name, "argument_missing", {});
  printUsage(command, io, io.err);
  return false;
}

int run(const Command& command, Words words, Io& io) {
  if (auto language = askedLanguage(command, words)) io.language = std::move(*language);
  const auto end = std::find(words.begin(), words.end(), "--");
  if (std::any_of(words.begin(), end, [](std::string_view word) { return word == "--help" || word == "-h"; })) {
    printHelp(command, io);
    return Ok;
  }
  Args args;
  return args.read(command, words, io) ? command.run(args, io) : Unusable;
}

std::string Command::summary(const Io& io) const { return helpOf(*this, "summary", io); }
std::string Command::help(const Io& io) const { return helpOf(*this, "help", io); }
std::string Command::help(const Option& option, const Io& io) const { return helpOf(*this, option.name, io); }

void printHelp(const Command& command, Io& io) {
  io.out << command.help(io) << "\n\n";
  printUsage(command, io, io.out);
  if (command.options.empty()) return;
  io.out << "\n" << say(io, "options") << ":\n";
  std::size_t widest = 0;
  for (const Option& option : command.options) widest = std::max(widest, option.spelling().size());
  for (const Option& option : command.options) {
    const std::string left = option.spelling();
    io.out << "  " << left << std::string(widest - left.size() + 2, ' ') << command.help(option, io) << "\n";
  }
}

bool oneOf(std::string_view option, const std::string& value, std::string_view choices, Io& io) {
  const std::vector<std::string_view> all = alternatives(choices);
  if (std::find(all.begin(), all.end(), value) != all.end()) return true;
  refuse(io, "",
         say(io, "one_of", {{"option", std::string(option)}, {"choices", std::string(choices)}, {"value", value}}) +
             didYouMean(io, value == "nn" && std::ranges::find(all, "nb") != all.end() ? "nb" : nearest(value, all)));
  return false;
}

}  // namespace vern::cli
