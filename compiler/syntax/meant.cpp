#include "compiler/syntax/meant.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/syntax/around.h"
#include "llvm/ADT/StringRef.h"

namespace vern::syntax {

namespace {

/// Letters of Norwegian as names of laws have them: `bokføringsloven` as `bokforingsloven`.
std::string plainLetters(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> Plain[] = {{"ø", "o"}, {"Ø", "o"},  {"å", "a"},
                                                                            {"Å", "a"}, {"æ", "ae"}, {"Æ", "ae"}};
  std::string out = llvm::StringRef(word).lower();
  for (const auto& [letter, plain] : Plain)
    for (std::size_t at = out.find(letter); at != std::string::npos; at = out.find(letter, at))
      out.replace(at, letter.size(), plain);
  return out;
}

}  // namespace

std::string_view declarationMeantBy(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> Meant[] = {
      {"company", "controller"},
      {"organisation", "controller"},
      {"organization", "controller"},
      {"business", "controller"},
      {"firm", "controller"},
      {"selskap", "controller"},
      {"behandlingsansvarlig", "controller"},
      {"processing", "activity"},
      {"behandling", "activity"},
      {"aktivitet", "activity"},
      {"cookie", "tracker"},
      {"cookies", "tracker"},
      {"vendor", "recipient"},
      {"supplier", "recipient"},
      {"third_party", "recipient"},
      {"processor", "recipient"},
      {"leverandør", "recipient"},
      {"mottaker", "recipient"},
      {"databehandler", "recipient"},
      {"personal_data", "data"},
      {"opplysning", "data"},
      {"opplysninger", "data"},
      {"formål", "purpose"},
      {"person", "subject"},
      {"people", "subject"},
      {"persons", "subject"},
      {"legal_basis", "basis"},
      {"grunnlag", "basis"},
      {"hendelse", "event"},
      {"løfte", "promise"},
      {"commitment", "promise"},
      {"country", "place"},
      {"condition", "circumstance"},
      {"employee", "subject"},
      {"include", "use"},
      {"import", "use"},
  };
  for (const auto& [written, word] : Meant)
    if (written == text) return word;
  return {};
}

std::string_view unitMeantBy(std::string_view written) {
  static constexpr std::pair<std::string_view, std::string_view> Meant[] = {
      {"år", "years"},   {"aar", "years"},   {"måned", "months"}, {"måneder", "months"}, {"mnd", "months"},
      {"uke", "weeks"},  {"uker", "weeks"},  {"dag", "days"},     {"dager", "days"},     {"døgn", "days"},
      {"time", "hours"}, {"timer", "hours"}, {"yr", "years"},     {"yrs", "years"},      {"y", "years"},
      {"mo", "months"},  {"mos", "months"},  {"mths", "months"},  {"wk", "weeks"},       {"wks", "weeks"},
      {"d", "days"},     {"hr", "hours"},    {"hrs", "hours"},    {"h", "hours"}};
  for (const auto& [word, unit] : Meant)
    if (word == written) return unit;
  return {};
}

std::string wholeLength(std::string_view written) {
  static constexpr std::string_view Numbers[][2] = {{"one", "en"},    {"two", "to"},        {"three", "tre"},
                                                    {"four", "fire"}, {"five", "fem"},      {"six", "seks"},
                                                    {"seven", "sju"}, {"eight", "åtte"},    {"nine", "ni"},
                                                    {"ten", "ti"},    {"eleven", "elleve"}, {"twelve", "tolv"}};
  if (written.starts_with("-")) return std::string(written.substr(1));
  const std::size_t blank = written.find_first_of(" \t");
  const std::string_view number = written.substr(0, blank);
  const std::string_view unit = written.substr(nextWord(written, blank));
  if (number == "a" || number == "an" || number == "ett" || number == "et") return "1 " + std::string(unit);
  for (std::size_t i = 0; i < std::size(Numbers); ++i)
    if (number == Numbers[i][0] || number == Numbers[i][1]) return std::to_string(i + 1) + " " + std::string(unit);
  // Halves and quarters of a year in months, halves of a day in hours.
  const std::size_t point = number.find('.');
  if (point > 3) return {};  // none, or of a number that nobody means
  const unsigned parts = unit.starts_with("year") ? 12 : unit.starts_with("day") ? 24 : 0;
  unsigned whole = 0;
  for (const char c : number.substr(0, point)) whole = whole * 10 + static_cast<unsigned>(c - '0');
  const std::string_view rest = number.substr(point + 1);
  const unsigned quarters = rest == "25" ? 1 : rest == "5" || rest == "50" ? 2 : rest == "75" ? 3 : 0;
  if (parts == 0 || quarters == 0) return {};
  return std::to_string(whole * parts + quarters * parts / 4) + (parts == 12 ? " months" : " hours");
}

std::string oneName(std::string_view written) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t end = std::min(written.find_first_of(" \t", at), written.size());
    if (end > at) words.push_back(written.substr(at, end - at));
    at = end + 1;
  }
  if (words.size() > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an")) words.erase(words.begin());
  const std::string_view last = words.back();
  const bool disposal =
      words.size() > 1 && (last == "delete" || last == "anonymise" || last == "archive" || last == "return");
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : disposal && i + 1 == words.size() ? " then " : "_") + std::string(words[i]);
  return out;
}

std::optional<Cited> citedAround(std::string_view text, std::uint32_t sign, std::size_t length) {
  const std::uint32_t number = nextWord(text, sign + length);
  std::size_t end = number;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || (text[end] == '-' && end > number))) ++end;
  if (end == number) return std::nullopt;
  std::string section(text.substr(number, end - number));
  std::ranges::replace(section, '-', '_');
  const auto isLaw = [](std::string_view word) {
    const std::string plain = plainLetters(word);
    return llvm::StringRef(plain).ends_with("loven") || llvm::StringRef(plain).ends_with("lov") ||
           llvm::StringRef(plain).ends_with("forskriften") || llvm::StringRef(plain).ends_with("forskrift");
  };
  if (const std::string_view law = wordBefore(text, sign); isLaw(law))
    return Cited{endBefore(text, sign) - static_cast<std::uint32_t>(law.size()), static_cast<std::uint32_t>(end),
                 plainLetters(law) + ".s" + section};
  const std::uint32_t next = nextWord(text, end);
  if (const std::string_view law = wordAt(text, next); isLaw(law))
    return Cited{sign, next + static_cast<std::uint32_t>(law.size()), plainLetters(law) + ".s" + section};
  return std::nullopt;
}

}  // namespace vern::syntax
