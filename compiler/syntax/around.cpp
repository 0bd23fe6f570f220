#include "compiler/syntax/around.h"

#include <algorithm>

namespace vern::syntax {

std::uint32_t nextWord(std::string_view text, std::size_t end) {
  return static_cast<std::uint32_t>(std::min(text.find_first_not_of(" \t", end), text.size()));
}

std::uint32_t endBefore(std::string_view text, std::size_t begin) {
  return static_cast<std::uint32_t>(text.substr(0, begin).find_last_not_of(" \t\r\n") + 1);
}

std::string_view wordBefore(std::string_view text, std::size_t begin) {
  const std::string_view before = text.substr(0, endBefore(text, begin));
  return before.substr(before.find_last_of(" \t\r\n,{") + 1);
}

std::string_view wordAt(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find_first_of(" \t\r\n,{}", begin) - begin);
}

bool wordFollows(std::string_view text, std::size_t end) {
  const std::uint32_t next = nextWord(text, end);
  return next < text.size() && ((text[next] >= 'a' && text[next] <= 'z') || text[next] == '_');
}

bool valueFollows(std::string_view text, std::size_t end) {
  const std::uint32_t next = nextWord(text, end);
  return wordFollows(text, end) || (next < text.size() && text[next] >= '0' && text[next] <= '9');
}

std::pair<std::uint32_t, std::uint32_t> limitBefore(std::string_view text, std::size_t end) {
  const std::size_t line = text.substr(0, end).find_last_of("\n{") + 1;
  const std::string_view before = text.substr(line, end - line);
  for (const std::string_view words :
       {"up to", "no more than", "not more than", "maximum", "max", "maks", "inntil", "minimum"})
    if (const std::size_t at = before.find(words); at != std::string_view::npos && at > 0 && before[at - 1] == ' ' &&
                                                   before.substr(0, at).find("retain") != std::string_view::npos &&
                                                   line + at + words.size() < text.size() &&
                                                   text[line + at + words.size()] == ' ')
      return {static_cast<std::uint32_t>(line + at), static_cast<std::uint32_t>(line + at + words.size())};
  return {0, 0};
}

bool lineOf(std::string_view text, std::size_t begin, std::string_view word) {
  const std::size_t line = text.substr(0, begin).find_last_of("\n{") + 1;
  return text.substr(nextWord(text, line)).starts_with(word);
}

}  // namespace vern::syntax
