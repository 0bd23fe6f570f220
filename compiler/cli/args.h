// A subcommand as a table: its arguments and options. The table reads the words of a call, and the help, the manual
// pages and the completions of shells are made of it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/io.h"

namespace vern::cli {

using Words = std::span<const std::string_view>;
class Args;

struct Option {
  std::string_view name;             // "--lang"
  std::string_view value;            // what it takes: "en|nb" (one of these), "DATE"; "" for a switch
  std::string_view short_name = {};  // "-q"

  /// The values that it takes, if they can be listed.
  [[nodiscard]] std::vector<std::string_view> choices() const;
  /// "-q, --quiet", "--lang en|nb".
  [[nodiscard]] std::string spelling() const;
};

/// How many arguments a command takes beside its options.
struct Count {
  std::size_t least;
  std::size_t most;
};
inline constexpr Count Any{0, static_cast<std::size_t>(-1)};

/// What it does stands in the catalogues (messages/<language>/cli.toml), as command.NAME.
struct Command {
  std::string_view name;       // "check"
  std::string_view arguments;  // "[PATH…]"
  Count count;
  std::span<const Option> options;
  int (*run)(Args&, Io&);  // returns the exit status

  /// A few words for the list of commands: "find what is wrong with a policy".
  [[nodiscard]] std::string summary(const Io& io) const;
  /// What it does, one sentence.
  [[nodiscard]] std::string help(const Io& io) const;
  /// What an option of it does, one line.
  [[nodiscard]] std::string help(const Option& option, const Io& io) const;
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
  friend int run(const Command&, Words, Io&);
  bool read(const Command& command, Words words, Io& io);
  std::multimap<std::string, std::string, std::less<>> values_;
};

/// Reads `words`, the call without the command's name, and runs it: prints its help if it is asked for, and an error if
/// the words do not fit. `--name=value` and `--name value` are the same; `--` ends the options; a lone `-` is an
/// argument. Returns the exit status.
int run(const Command& command, Words words, Io& io);

void printHelp(const Command& command, Io& io);

/// The values of `--lang` for what vern itself says.
inline constexpr std::string_view Languages = "en|nb";
/// The options of a command that has no other.
inline constexpr Option LanguageOption[] = {{"--lang", Languages}};

/// One of `choices` ("en|nb"), or prints an error.
bool oneOf(std::string_view option, const std::string& value, std::string_view choices, Io& io);

/// Exit statuses, documented in docs/cli.md.
inline constexpr int Ok = 0;
inline constexpr int Findings = 1;
inline constexpr int Unusable = 2;
inline constexpr int OwnFault = 3;

}  // namespace vern::cli
