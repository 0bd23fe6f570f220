#include <algorithm>
#include <array>
#include <span>

#include "compiler/messages/address.h"
#include "compiler/messages/letters.h"
#include "compiler/model/binder.h"
#include "compiler/model/diags.h"
#include "compiler/support/distance.h"

namespace vern::model {

namespace {

constexpr std::array ClauseWords = {
#define VERN_WORD(word) std::string_view(#word),
#define VERN_WORD_AS(enumerator, text) std::string_view(text),
#include "compiler/syntax/words.def"
#undef VERN_WORD
#undef VERN_WORD_AS
};

}  // namespace

Texts Binder::texts(syntax::List<syntax::Text> written, bool complete) {
  Texts out;
  bool misread = false;
  std::optional<std::size_t> twice;  // a clause that lost its word leaves all its texts here: told once
  for (const syntax::Text& text : written) {
    const std::string_view tag = text.language.text;
    if (out.find(tag) != nullptr) {
      if (twice) {
        diag::Builder builder(sink_.edit()[*twice]);
        builder.label(text.language.span, AlsoHere);
        if (sink_.edit()[*twice].help.empty()) builder.help(WordOfTexts);
        continue;
      }
      twice = sink_.diagnostics().size();
      sink_.report(text.language.span, SameLanguageTwice, tag);
      continue;
    }
    if (!knownLanguage(tag)) {
      misread = true;
      auto report = sink_.report(text.language.span, UnknownLanguage, tag);
      if (const std::string_view near = nearest(tag, ClauseWords); !near.empty() && tag.size() > 3) {
        report.help(DidYouMean, near).edit(text.language.span, std::string(near));
      } else {
        static constexpr std::array Always = {std::string_view("en"), std::string_view("nb"), std::string_view("nn")};
        report.help(KnownLanguages, diag::quoted(languages_.empty() ? std::span<const std::string_view>(Always)
                                                                    : std::span<const std::string_view>(languages_),
                                                 Words::Link::And));
      }
      continue;
    }
    if (hasNoWords(text)) {
      misread = true;
      continue;
    }
    out.add(std::string(tag), std::string(text.value));
  }
  if (complete && !out.empty() && !misread) {
    std::vector<std::string_view> missing;
    for (const std::string_view language : languages_)
      if (out.find(language) == nullptr) missing.push_back(language);
    if (!missing.empty())
      sink_.report(written.front().span, MissingTranslation, diag::quoted(missing, Words::Link::And))
          .label(languages_span_, PublishedIn);
  }
  return out;
}

bool Binder::hasNoWords(const syntax::Text& text) {
  if (model_.sources().standard(text.span.file) || !messages::isBlank(text.value)) return false;
  sink_.report(text.span, NoWords).help(WriteWords);
  return true;
}

void Binder::checkStrings(const syntax::Clause& clause) {
  switch (*clause.known) {
    case Word::name:
    case Word::brand:
    case Word::org_number:
    case Word::email:
    case Word::phone:
    case Word::web:
    case Word::address:
    case Word::visit_address:
    case Word::post_address: break;
    default: return;
  }
  for (const syntax::Text& text : clause.value.strings)
    if (!hasNoWords(text) && clause.known == Word::web && !model_.sources().standard(text.span.file) &&
        !messages::isPageAddress(text.value))
      sink_.report(text.span, NoWebAddress, text.value).help(WriteAddress);
}

bool Binder::knownLanguage(std::string_view tag) const {
  if (tag == "en" || tag == "nb" || tag == "nn") return true;
  const auto in = [&](const auto& list) { return std::find(list.begin(), list.end(), tag) != list.end(); };
  return in(languages_) || in(unspoken_);
}

}  // namespace vern::model
