// Arguments of a subcommand, read by a table that also makes the help text.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/io.h"

namespace vern::cli {

struct Option {
  std::string_view name;    // "--lang"
  std::string_view value;   // what it takes: "en|nb", "DATE"; "" for a switch
  std::string_view help;    // one line
};

struct Usage {
  std::string_view command;     // "check"
  std::string_view arguments;   // "[PATH…]"
  std::string_view help;        // what it does, one sentence
  std::span<const Option> options;
};

class Args {
 public:
  std::vector<std::string> positional;

  [[nodiscard]] bool has(std::string_view option) const { return values_.contains(option); }
  /// The last value given, or `otherwise`.
  [[nodiscard]] std::string get(std::string_view option, std::string_view otherwise = "") const;
  /// All values given, in order.
  [[nodiscard]] std::vector<std::string> all(std::string_view option) const;

 private:
  friend int parse(std::span<const std::string_view>, const Usage&, Args&, Io&);
  std::multimap<std::string, std::string, std::less<>> values_;
};

/// Reads `words` by `usage`. Returns 0 to go on; 1 after `--help` was answered; 2 after an error was printed.
/// `--name=value` and `--name value` are the same; `--` ends the options; a lone `-` is a positional.
int parse(std::span<const std::string_view> words, const Usage& usage, Args& args, Io& io);

/// One of `choices` ("en|nb"), or prints an error.
bool oneOf(std::string_view option, const std::string& value, std::string_view choices, Io& io);

/// Exit statuses, documented in docs/cli.md.
inline constexpr int Ok = 0;
inline constexpr int Findings = 1;
inline constexpr int Unusable = 2;

}  // namespace vern::cli
