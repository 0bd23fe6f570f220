#include "compiler/statement/readability.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/statement/to_text.h"

namespace vern::statement {

Readability readabilityOf(std::string_view text) {
  Readability out;
  std::vector<messages::SentenceLength> too_long;
  messages::forEachSentence(text, [&](const messages::SentenceLength& sentence) {
    out.add(sentence);
    if (sentence.words > MostWords) too_long.push_back(sentence);
  });
  std::stable_sort(too_long.begin(), too_long.end(), [](const auto& a, const auto& b) { return a.words > b.words; });
  for (const messages::SentenceLength& sentence : too_long) out.too_long.emplace_back(sentence.text);
  return out;
}

Readability readabilityOf(const Document& document) { return readabilityOf(toText(document, NoWidth)); }

std::string report(const Readability& readability, std::string_view language) {
  std::string out = fmt::format("{}: LIX {:.1f}; {} words in {} sentences, {:.1f} % of them long\n", language,
                                readability.lix(), readability.words, readability.sentences,
                                readability.words == 0 ? 0.0
                                                       : 100 * static_cast<double>(readability.long_words) /
                                                             static_cast<double>(readability.words));
  for (const std::string& sentence : readability.too_long) out += "  too long: " + sentence + "\n";
  return out;
}

}  // namespace vern::statement
