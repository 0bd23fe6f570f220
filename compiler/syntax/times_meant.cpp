#include "compiler/syntax/times_meant.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "compiler/support/written_date.h"
#include "compiler/syntax/around.h"
#include "llvm/ADT/StringRef.h"

namespace vern::syntax {

namespace {

constexpr std::string_view More[] = {"more", "longer", "over", "beyond", "mer", "lenger"};
constexpr std::string_view Less[] = {"less", "shorter", "fewer", "mindre", "kortere"};
constexpr std::string_view Most[] = {"max", "maximum", "maks", "inntil"};
constexpr std::string_view Least[] = {"min", "minimum"};

template <std::size_t N>
bool among(const std::string_view (&words)[N], std::string_view word) {
  return std::ranges::find(words, word) != std::end(words);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Where the term that begins at `at` ends: `2 years after delivery`, `until account_closed`, or a name.
std::uint32_t termEnd(std::string_view text, std::uint32_t at) {
  const auto endOf = [&](std::uint32_t begin) {
    return begin + static_cast<std::uint32_t>(wordAt(text, begin).size());
  };
  const auto after = [&](std::uint32_t end) { return endOf(nextWord(text, end)); };
  const std::string_view first = wordAt(text, at);
  if (first == "until" || first == "while") return after(endOf(at));
  if (first.empty() || !isDigit(first.front())) return endOf(at);
  const std::uint32_t unit = after(endOf(at));
  return wordAt(text, nextWord(text, unit)) == "after" ? after(after(unit)) : unit;
}

}  // namespace

std::optional<Mended> limitMeant(std::string_view text, std::uint32_t at) {
  const std::size_t line = text.substr(0, at).find_last_of("\n{") + 1;
  const std::uint32_t begin = nextWord(text, line);
  if (begin >= at) return std::nullopt;
  const bool never = wordAt(text, begin) == "never";
  const std::uint32_t verb = never ? nextWord(text, begin + 5) : begin;
  if (wordAt(text, verb) != "keep" && wordAt(text, verb) != "store") return std::nullopt;
  std::uint32_t next = at;
  const auto word = [&] { return wordAt(text, next); };
  const auto skip = [&] { next = nextWord(text, next + word().size()); };
  const bool no = word() == "no" || word() == "not";
  if (no) skip();
  bool most = never || no;  // of `more than`
  if (among(Less, word())) most = !most;
  else if (among(Most, word()) || (word() == "up" && wordAt(text, nextWord(text, next + 2)) == "to")) most = true;
  else if (among(Least, word())) most = false;
  else if (!among(More, word())) return std::nullopt;
  if (word() == "up") skip();
  skip();
  if (word() == "than" || word() == "enn") skip();
  if (word().empty() || !isDigit(word().front())) return std::nullopt;
  std::uint32_t before = endBefore(text, at);
  if (wordBefore(text, at) == "for") before = endBefore(text, before - 3);
  return Mended{begin, termEnd(text, next),
                std::string(text.substr(verb, before - verb)) + (most ? " at most " : " at least ") +
                    std::string(text.substr(next, termEnd(text, next) - next))};
}

std::optional<JoinedEnds> joinedEnds(std::string_view text, std::uint32_t at, std::size_t length) {
  const auto second = nextWord(text, at + length);
  if (!lineOf(text, at, "retain") || !valueFollows(text, at + length)) return std::nullopt;
  JoinedEnds out;
  std::uint32_t end = endBefore(text, at);
  out.comma = end > 0 && text[end - 1] == ',';
  if (out.comma) end = endBefore(text, end - 1);
  const std::size_t line = text.substr(0, end).find_last_of("\n{") + 1;
  std::uint32_t begin = nextWord(text, nextWord(text, line) + 6);
  for (const std::string_view word : {"at most ", "at least "})
    if (text.substr(begin).starts_with(word)) begin = nextWord(text, begin + word.size());
  if (begin >= end || termEnd(text, begin) != end) return std::nullopt;
  if (isDigit(text[begin]) && text.substr(begin, end - begin).find("after") == std::string_view::npos)
    return std::nullopt;
  const std::string first(text.substr(begin, end - begin));
  const std::size_t name = first.find_last_of(" \t") + 1;
  if (name == 0) return std::nullopt;
  const std::string_view begins = wordAt(text, second);
  std::string other(text.substr(second, termEnd(text, second) - second));
  const bool no_event = isDigit(begins.front()) && other.find("after") == std::string::npos;
  if (begins == "until" || begins == "while" || isDigit(begins.front()))
    out.whole = other.find(' ') != std::string::npos && !no_event;
  else other = first.substr(0, name) + other;
  if (!out.whole) other += no_event ? " after …" : " …";
  out.begin = begin;
  out.end = termEnd(text, second);
  out.latest = "latest of { " + first + ", " + other + " }";
  out.earliest = "earliest of { " + first + ", " + other + " }";
  return out;
}

namespace {

/// `2 years`, as written from `begin` on.
struct Length {
  std::uint64_t number = 0;
  std::string_view unit;  // without the ending of a plural; empty where no length stands
  std::uint32_t end = 0;
};
Length lengthAt(std::string_view text, std::uint32_t begin) {
  Length out;
  const llvm::StringRef number(wordAt(text, begin));
  const std::uint32_t next = nextWord(text, begin + number.size());
  llvm::StringRef unit(wordAt(text, next));
  out.end = next + static_cast<std::uint32_t>(unit.size());
  unit.consume_back("s");
  static constexpr std::string_view Lengths[] = {"hour", "day", "week", "month", "year"};
  if (number.size() < 4 && !number.getAsInteger(10, out.number) && among(Lengths, unit)) out.unit = unit;
  return out;
}

std::string written(std::uint64_t number, std::string_view unit) {
  return std::to_string(number) + " " + std::string(unit) + (number == 1 ? "" : "s");
}

}  // namespace

std::optional<Mended> lengthAfterEnd(std::string_view text, std::uint32_t at, std::size_t length) {
  if (!lineOf(text, at, "retain")) return std::nullopt;
  const Length more = lengthAt(text, nextWord(text, at + length));
  if (more.unit.empty() || wordAt(text, nextWord(text, more.end)) == "after") return std::nullopt;
  std::uint32_t end = endBefore(text, at);
  if (end > 0 && text[end - 1] == ',') end = endBefore(text, end - 1);
  const std::uint32_t begin = nextWord(text, nextWord(text, text.substr(0, end).find_last_of("\n{") + 1) + 6);
  if (begin >= end || termEnd(text, begin) != end) return std::nullopt;
  const std::string event(wordBefore(text, end));
  Mended out{begin, more.end, {}};
  if (wordAt(text, begin) == "until") out.text = written(more.number, more.unit) + " after " + event;
  else if (const Length one = lengthAt(text, begin);
           !one.unit.empty() && one.unit == more.unit && wordAt(text, nextWord(text, one.end)) == "after")
    out.text = written(one.number + more.number, one.unit) + " after " + event;
  if (out.text.empty()) return std::nullopt;
  // `…, then 1 year, then delete`
  const std::uint32_t comma = nextWord(text, more.end);
  if (comma < text.size() && text[comma] == ',' && wordAt(text, nextWord(text, comma + 1)) == "then")
    out.end = comma + 1;
  return out;
}

std::optional<Mended> untilLength(std::string_view text, std::uint32_t at) {
  if (wordBefore(text, at) != "until") return std::nullopt;
  const Length length = lengthAt(text, at);
  if (length.unit.empty()) return std::nullopt;
  const std::uint32_t after = nextWord(text, length.end);
  const std::uint32_t event = nextWord(text, after + 5);
  if (wordAt(text, after) != "after" || wordAt(text, event).empty()) return std::nullopt;
  const std::uint32_t end = event + static_cast<std::uint32_t>(wordAt(text, event).size());
  return Mended{endBefore(text, at) - 5, end, std::string(text.substr(at, end - at))};
}

std::optional<Mended> agesMeant(std::string_view text, std::uint32_t at) {
  static constexpr std::string_view Below[] = {"under", "below", "less", "younger", "before", "yngre"};
  static constexpr std::string_view UpTo[] = {"to", "until", "up", "most", "max", "maximum", "til", "inntil"};
  static constexpr std::string_view Above[] = {"over", "above", "more", "older", "plus", "eldre"};
  static constexpr std::string_view Filling[] = {"ages", "at",   "least",   "from",    "between", "and",
                                                 "or",   "than", "of",      "years",   "year",    "old",
                                                 "min",  "og",   "through", "minimum", "fra"};
  std::vector<std::uint64_t> ages;
  bool below = false;
  bool most = false;
  bool above = false;
  const std::size_t stop = std::min(text.find_first_of("\r\n{}\"", at), text.size());
  std::size_t end = at;
  for (std::size_t next = at; next < stop;) {
    const llvm::StringRef rest(text.substr(next, stop - next));
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const std::size_t letters = std::min(rest.find_if([](char c) { return c < 'a' || c > 'z'; }), rest.size());
    std::uint64_t age = 0;
    if (digits > 0) {
      if (digits > 3 || rest.take_front(digits).getAsInteger(10, age)) return std::nullopt;
      ages.push_back(age);
    } else if (letters > 0) {
      const std::string_view word = rest.take_front(letters);
      // The next clause: `ages 13 to 17  means …`.
      if (!among(Below, word) && !among(UpTo, word) && !among(Above, word) && !among(Filling, word)) break;
      // `16 and above`, not `above 16`: the age itself is one of them.
      below = below || (ages.empty() && among(Below, word));
      most = most || among(UpTo, word) || (!ages.empty() && among(Below, word));
      above = above || (ages.empty() && among(Above, word));
    } else if (rest.front() != ' ' && rest.front() != '\t' && rest.front() != '-' && rest.front() != ',' &&
               rest.front() != '+' && rest.front() != '<' && rest.front() != '>' && rest.front() != '=' &&
               !rest.starts_with("–")) {
      break;
    } else if (rest.front() == '<' || rest.front() == '>') {
      const bool itself = rest.drop_front().starts_with("=");
      below = below || (rest.front() == '<' && !itself);
      most = most || (rest.front() == '<' && itself);
      above = above || (rest.front() == '>' && !itself);
    }
    const std::size_t length = digits > 0 ? digits : letters > 0 ? letters : rest.starts_with("–") ? 3 : 1;
    if (digits > 0 || letters > 0 || rest.front() == '+') end = next + length;
    next += length;
  }
  const auto mended = [&](const std::string& value) {
    return Mended{at, static_cast<std::uint32_t>(end), "ages " + value};
  };
  if (ages.empty()) return std::nullopt;
  const bool rising = std::ranges::is_sorted(ages);
  if (ages.size() > 1 && rising && !below && !above)
    return mended(std::to_string(ages.front()) + " to " + std::to_string(ages.back()));
  if (ages.size() > 1) return std::nullopt;
  if (below && ages.front() > 0) return mended("0 to " + std::to_string(ages.front() - 1));
  if (most) return mended("0 to " + std::to_string(ages.front()));
  return mended(std::to_string(ages.front() + (above ? 1 : 0)));
}

std::optional<Mended> sumOfLengths(std::string_view text, std::uint32_t at) {
  struct Length {
    std::uint64_t number = 0;
    char unit = '\0';
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  const auto lengthOf = [&](std::uint32_t begin) {
    Length out;
    const llvm::StringRef number(wordAt(text, begin));
    const std::uint32_t next = nextWord(text, begin + number.size());
    const std::string_view unit = wordAt(text, next);
    if (number.size() < 4 && !number.getAsInteger(10, out.number) && !unit.empty()) out.unit = unit.front();
    out.begin = begin;
    out.end = next + static_cast<std::uint32_t>(unit.size());
    return out;
  };
  const std::string_view unit = wordBefore(text, at);
  const std::uint32_t unit_begin = endBefore(text, at) - static_cast<std::uint32_t>(unit.size());
  const std::string_view number = wordBefore(text, unit_begin);
  const Length one = lengthOf(endBefore(text, unit_begin) - static_cast<std::uint32_t>(number.size()));
  const Length other = lengthOf(nextWord(text, at + 3));
  if (one.end != endBefore(text, at)) return std::nullopt;
  if (one.unit == 'y' && other.unit == 'm')
    return Mended{one.begin, other.end, std::to_string(12 * one.number + other.number) + " months"};
  if (one.unit == 'w' && other.unit == 'd')
    return Mended{one.begin, other.end, std::to_string(7 * one.number + other.number) + " days"};
  return std::nullopt;
}

std::string firstDayOf(std::string_view written) {
  llvm::StringRef rest(written);
  for (const std::string_view word : {"in ", "i "}) rest.consume_front_insensitive(word);
  const auto number = [](llvm::StringRef digits, std::size_t least, std::size_t most) {
    return digits.size() >= least && digits.size() <= most && digits.find_first_not_of("0123456789") == digits.npos;
  };
  if (number(rest, 4, 4)) return isoDate(rest.str() + "-1-1");
  const std::size_t sign = rest.find_first_of("-/. ");
  if (sign == llvm::StringRef::npos) return {};
  const llvm::StringRef first = rest.take_front(sign);
  const llvm::StringRef second = rest.drop_front(sign + 1).trim();
  if (number(first, 4, 4) && number(second, 1, 2)) return isoDate(first.str() + "-" + second.str() + "-1");
  if (number(first, 1, 2) && number(second, 4, 4)) return isoDate(second.str() + "-" + first.str() + "-1");
  if (monthNamed(first) != 0 && number(second, 4, 4)) return isoDate("1 " + first.str() + " " + second.str());
  return {};
}

}  // namespace vern::syntax
