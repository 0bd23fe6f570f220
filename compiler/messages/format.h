// The sentences of the statement, in the forms of a language: ICU MessageFormat over the catalogues, lists, lengths of
// time and dates. Nothing here depends on the environment's locale, and no text of a policy is read as a pattern.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "compiler/support/calendar.h"

namespace vern::messages {

/// What a message is told: a number, which `plural` may read, or a text, which `select` may read.
struct Argument {
  std::string_view name;
  std::variant<std::int64_t, std::string> value;
};

enum class ListKind : std::uint8_t { And, Or };

/// The message `key` of `language` with `arguments`. A catalogue without the key is a fault of vern's own.
[[nodiscard]] std::string format(std::string_view language, std::string_view key,
                                 std::span<const Argument> arguments = {});

/// "a, b and c", "a, b og c"; "" for no items.
[[nodiscard]] std::string formatList(std::string_view language, std::span<const std::string> items,
                                     ListKind kind = ListKind::And);
/// "3 years", "18 måneder", "30 dager": whole years where the months come out even.
[[nodiscard]] std::string formatDuration(std::string_view language, Duration duration);
/// "every year", "hver 6. måned", "every 30 days": how often.
[[nodiscard]] std::string formatEvery(std::string_view language, Duration duration);
/// "1 May 2026", "1. mai 2026".
[[nodiscard]] std::string formatDate(std::string_view language, Day day);
/// `text` with its first letter in upper case.
[[nodiscard]] std::string capitalise(std::string_view language, std::string_view text);

/// `text` with its first letter in lower case, for a heading in running text.
[[nodiscard]] std::string decapitalise(std::string_view language, std::string_view text);

/// The names of the arguments that the message reads. Nothing if the message is no valid pattern.
[[nodiscard]] std::set<std::string> argumentsOf(std::string_view language, std::string_view key);

}  // namespace vern::messages
