#include "compiler/messages/format.h"

#include <unicode/datefmt.h>
#include <unicode/listformatter.h>
#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>
#include <vector>

#include "compiler/messages/catalogue.h"
#include "compiler/support/check.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::messages {

namespace {

using icu::UnicodeString;

UnicodeString toIcu(std::string_view text) {
  return UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string fromIcu(const UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// ICU's English is American; policies are read in Europe.
icu::Locale localeOf(std::string_view language) {
  if (language == "en") return icu::Locale("en", "GB");
  return icu::Locale(std::string(language).c_str());
}

/// The formatters of one language, made on first use.
struct Language {
  icu::Locale locale;
  std::map<std::string, std::unique_ptr<icu::MessageFormat>, std::less<>> messages;
  std::unique_ptr<icu::ListFormatter> lists[2];
  std::unique_ptr<icu::DateFormat> dates;
};

Language& languageOf(std::string_view language) {
  thread_local std::map<std::string, Language, std::less<>> languages;
  if (const auto found = languages.find(language); found != languages.end()) return found->second;
  Language& made = languages[std::string(language)];
  made.locale = localeOf(language);
  return made;
}

const icu::MessageFormat& messageOf(std::string_view language, std::string_view key) {
  Language& in = languageOf(language);
  if (const auto found = in.messages.find(key); found != in.messages.end()) return *found->second;
  const std::string_view* pattern = find(language, key);
  if (pattern == nullptr) {
    const std::string name = std::string(language) + ": " + std::string(key);
    checkFailed(__FILE__, __LINE__, name.c_str(), "a message is missing in a catalogue");
  }
  UErrorCode status = U_ZERO_ERROR;
  UParseError error;
  auto made = std::make_unique<icu::MessageFormat>(toIcu(*pattern), in.locale, error, status);
  VERN_CHECK(U_SUCCESS(status) != 0, "a message of the statement is no valid pattern");
  return *in.messages.emplace(std::string(key), std::move(made)).first->second;
}

/// `text` with `change` made to its first letter.
std::string withFirst(std::string_view text, llvm::function_ref<void(UnicodeString&)> change) {
  const UnicodeString all = toIcu(text);
  if (all.isEmpty()) return std::string(text);
  const std::int32_t after = all.moveIndex32(0, 1);
  UnicodeString first = all.tempSubString(0, after);
  change(first);
  return fromIcu(first + all.tempSubString(after));
}

}  // namespace

std::string format(std::string_view language, std::string_view key, std::span<const Argument> arguments) {
  const icu::MessageFormat& message = messageOf(language, key);
  std::vector<UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const Argument& argument : arguments) {
    names.push_back(toIcu(argument.name));
    if (const auto* number = std::get_if<std::int64_t>(&argument.value)) values.emplace_back(*number);
    else values.emplace_back(toIcu(std::get<std::string>(argument.value)));
  }
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString out;
  message.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), out, status);
  VERN_CHECK(U_SUCCESS(status) != 0, "a message of the statement could not be formatted");
  return fromIcu(out);
}

std::string formatList(std::string_view language, std::span<const std::string> items, ListKind kind) {
  Language& in = languageOf(language);
  auto& formatter = in.lists[static_cast<std::size_t>(kind)];
  UErrorCode status = U_ZERO_ERROR;
  if (!formatter) {
    const UListFormatterType type = kind == ListKind::And ? ULISTFMT_TYPE_AND : ULISTFMT_TYPE_OR;
    formatter.reset(icu::ListFormatter::createInstance(in.locale, type, ULISTFMT_WIDTH_WIDE, status));
    VERN_CHECK(U_SUCCESS(status) != 0, "ICU has no lists in a language of the catalogues");
  }
  std::vector<UnicodeString> texts;
  for (const std::string& item : items) texts.push_back(toIcu(item));
  UnicodeString out;
  formatter->format(texts.data(), static_cast<std::int32_t>(texts.size()), out, status);
  VERN_CHECK(U_SUCCESS(status) != 0, "a list could not be formatted");
  return fromIcu(out);
}

namespace {

/// `duration` in the messages of `group`, one for each unit.
std::string formatUnits(std::string_view language, Duration duration, const std::string& group) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view unit, std::int64_t n) {
    const Argument count{"n", n};
    if (n != 0) parts.push_back(format(language, group + "." + std::string(unit), std::span(&count, 1)));
  };
  if (duration.months % 12 == 0) add("years", duration.months / 12);
  else add("months", duration.months);
  add("days", duration.days);
  add("hours", duration.hours);
  if (parts.empty()) {
    const Argument none{"n", std::int64_t{0}};
    return format(language, group + ".days", std::span(&none, 1));
  }
  return formatList(language, parts);
}

}  // namespace

std::string formatDuration(std::string_view language, Duration duration) {
  // CLDR's word for days in Norwegian is "døgn"; law and people say "dager". So units are messages of our own.
  return formatUnits(language, duration, "unit");
}

std::string formatEvery(std::string_view language, Duration duration) {
  return formatUnits(language, duration, "every");
}

std::string formatDate(std::string_view language, Day day) {
  Language& in = languageOf(language);
  if (!in.dates) {
    in.dates.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, in.locale));
    VERN_CHECK(in.dates != nullptr, "ICU has no dates in a language of the catalogues");
    in.dates->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  }
  constexpr double MillisecondsOfDay = 86'400'000.0;
  UnicodeString out;
  in.dates->format(static_cast<UDate>(day) * MillisecondsOfDay, out);
  return fromIcu(out);
}

std::string capitalise(std::string_view language, std::string_view text) {
  return withFirst(text, [&](UnicodeString& first) { first.toUpper(languageOf(language).locale); });
}

std::string decapitalise(std::string_view language, std::string_view text) {
  return withFirst(text, [&](UnicodeString& first) { first.toLower(languageOf(language).locale); });
}

std::set<std::string> argumentsOf(std::string_view language, std::string_view key) {
  std::set<std::string> out;
  const std::string_view* text = find(language, key);
  if (text == nullptr) return out;
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern pattern(toIcu(*text), nullptr, status);
  if (U_FAILURE(status) != 0) return out;
  for (std::int32_t i = 0; i < pattern.countParts(); ++i) {
    const icu::MessagePattern::Part& part = pattern.getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) out.insert(fromIcu(pattern.getSubstring(part)));
  }
  return out;
}

}  // namespace vern::messages
