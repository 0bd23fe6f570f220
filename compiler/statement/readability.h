// How hard a statement is to read: LIX, and its longest sentences.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/messages/readability.h"
#include "compiler/statement/document.h"

namespace vern::statement {

struct Readability : messages::Readability {
  std::vector<std::string> too_long;  // sentences of more than MostWords words, the longest first
};

inline constexpr std::size_t MostWords = 30;

[[nodiscard]] Readability readabilityOf(std::string_view text);

/// Of the plain text of `document`.
[[nodiscard]] Readability readabilityOf(const Document& document);

/// The figures in one line, then the sentences that are too long.
[[nodiscard]] std::string report(const Readability& readability, std::string_view language);

}  // namespace vern::statement
