#include "compiler/cli/args.h"

#include <algorithm>

#include "compiler/support/distance.h"

namespace vern::cli {

namespace {

void printHelp(const Usage& usage, llvm::raw_ostream& out) {
  out << usage.help << "\n\nusage: vern " << usage.command << " " << usage.arguments << "\n";
  if (usage.options.empty()) return;
  out << "\noptions:\n";
  std::size_t widest = 0;
  const auto left = [](const Option& o) {
    return std::string(o.name) + (o.value.empty() ? "" : " " + std::string(o.value));
  };
  for (const Option& option : usage.options) widest = std::max(widest, left(option).size());
  for (const Option& option : usage.options) {
    const std::string text = left(option);
    out << "  " << text << std::string(widest - text.size() + 2, ' ') << option.help << "\n";
  }
}

}  // namespace

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

int parse(std::span<const std::string_view> words, const Usage& usage, Args& args, Io& io) {
  bool options_over = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (options_over || word.size() < 2 || word.front() != '-') {
      args.positional.emplace_back(word);
      continue;
    }
    if (word == "--") {
      options_over = true;
      continue;
    }
    if (word == "--help" || word == "-h") {
      printHelp(usage, io.out);
      return 1;
    }
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto option =
        std::find_if(usage.options.begin(), usage.options.end(), [&](const Option& o) { return o.name == name; });
    if (option == usage.options.end()) {
      io.err << "vern " << usage.command << ": there is no option `" << name << "`";
      std::vector<std::string_view> names;
      for (const Option& o : usage.options) names.push_back(o.name);
      if (const std::string_view near = nearest(name, names); !near.empty())
        io.err << "; did you mean `" << near << "`?";
      io.err << "\n";
      return Unusable;
    }
    if (option->value.empty()) {
      if (equals != std::string_view::npos) {
        io.err << "vern " << usage.command << ": `" << name << "` takes no value\n";
        return Unusable;
      }
      args.values_.emplace(name, "");
    } else if (equals != std::string_view::npos) {
      args.values_.emplace(name, word.substr(equals + 1));
    } else if (i + 1 < words.size()) {
      args.values_.emplace(name, words[++i]);
    } else {
      io.err << "vern " << usage.command << ": `" << name << "` needs a value: " << option->value << "\n";
      return Unusable;
    }
  }
  return 0;
}

bool oneOf(std::string_view option, const std::string& value, std::string_view choices, Io& io) {
  std::size_t begin = 0;
  while (begin <= choices.size()) {
    const std::size_t bar = std::min(choices.find('|', begin), choices.size());
    if (choices.substr(begin, bar - begin) == value) return true;
    begin = bar + 1;
  }
  io.err << "vern: `" << option << "` takes " << choices << ", not `" << value << "`\n";
  return false;
}

}  // namespace vern::cli
