#include "compiler/model/describe.h"

#include <algorithm>
#include <string>
#include <utility>

namespace vern::model {

using diag::phrase;
using diag::Words;

namespace {

std::vector<Kind> terms(Kinds kinds) {
  std::vector<Kind> out;
  for (std::size_t k = 0; k < KindCount; ++k)
    if (kinds.has(static_cast<Kind>(k)) && static_cast<Kind>(k) != Kind::Choice) out.push_back(static_cast<Kind>(k));
  return out;
}

std::string bare(Kind kind) { return kind == Kind::Dpo ? "data protection officer" : std::string(spelling(kind)); }

}  // namespace

Words describe(Takes takes) {
  switch (takes) {
    case Takes::Nothing:
      return phrase("value.texts", "a text in each language, such as `en \"…\"`, or a joining word, such as `when`");
    case Takes::Name: return phrase("value.name", "one name");
    case Takes::Names: return phrase("value.names", "one or more names");
    case Takes::Text: return phrase("value.text", "a text in quotes");
    case Takes::TextsInQuotes: return phrase("value.texts_in_quotes", "one or more texts in quotes");
    case Takes::Date: return phrase("value.date", "a date, such as 2026-05-01");
    case Takes::Number: return phrase("value.number", "a number");
    case Takes::Duration: return phrase("value.duration", "a length of time, such as 30 days");
    case Takes::Window: return phrase("value.window", "a time to keep the data, such as `3 years after contract_end`");
    case Takes::NameOrText: return phrase("value.name_or_text", "a name or a text in quotes");
    case Takes::NameOrDuration: return phrase("value.name_or_duration", "a length of time, such as 30 days, or a name");
    case Takes::NameOrDate:
      return phrase("value.name_or_date", "a date, such as 2026-05-01, or else `none` or `vague`");
    case Takes::NameOrNumber: return phrase("value.name_or_number", "a number or a name");
    case Takes::RuleIds: return phrase("value.rule_ids", "the id of a rule, without quotes, such as VERN-INFO-007");
    case Takes::Verb: return phrase("value.verb", "what is asked or given");
  }
  return {};
}

Words describe(Kinds kinds) {
  Words out;
  out.link = Words::Link::Or;
  for (const Kind kind : terms(kinds)) out.phrases.push_back({"kind." + std::string(spelling(kind)), bare(kind)});
  return out.phrases.empty() ? phrase("kind.term", "term") : out;
}

Words withArticle(Kinds kinds) {
  Words out;
  out.link = Words::Link::Or;
  for (const Kind kind : terms(kinds)) {
    const std::string word = bare(kind);
    const bool vowel = std::string_view("aeio").find(word.front()) != std::string_view::npos;
    const std::string article = kind == Kind::Data || isNameless(kind) ? "" : vowel ? "an " : "a ";
    out.phrases.push_back({"a_kind." + std::string(spelling(kind)), article + word});
  }
  return out.phrases.empty() ? phrase("a_kind.term", "a term") : out;
}

Words describeChoices(std::string_view list) {
  // A list is called what its values are, where its own name says something else.
  static constexpr std::pair<std::string_view, std::string_view> Called[] = {
      {"provide", "duty to give data"},
      {"agreement", "state of an agreement"},
      {"identify", "way to identify people"},
      {"carrier", "thing that a tracker stands in"},
      {"form", "form of data"},
      {"proof", "kind of proof"},
  };
  for (const auto& [name, english] : Called)
    if (name == list) return phrase("choice." + std::string(list), english);
  std::string english(list);
  std::replace(english.begin(), english.end(), '_', ' ');
  return phrase("choice." + std::string(list), english);
}

}  // namespace vern::model
