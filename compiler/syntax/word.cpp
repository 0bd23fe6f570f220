#include "compiler/syntax/word.h"

#include <array>
#include <utility>

#include "llvm/ADT/StringMap.h"

namespace vern {

namespace {
constexpr std::array Spellings = {
#define VERN_WORD(word) std::string_view(#word),
#define VERN_WORD_AS(enumerator, text) std::string_view(text),
#include "compiler/syntax/words.def"
#undef VERN_WORD
#undef VERN_WORD_AS
};
}  // namespace

std::string_view spelling(Word word) { return Spellings[static_cast<std::size_t>(word)]; }

std::optional<Word> wordFrom(std::string_view text) {
  static const llvm::StringMap<Word> words = [] {
    llvm::StringMap<Word> map;
    for (std::size_t i = 0; i < Spellings.size(); ++i) map[Spellings[i]] = static_cast<Word>(i);
    return map;
  }();
  const auto found = words.find(text);
  if (found == words.end()) return std::nullopt;
  return found->second;
}

std::optional<Word> clauseMeantBy(std::string_view text) {
  static constexpr std::pair<std::string_view, Word> Meant[] = {
      {"lasts", Word::lifetime},
      {"duration", Word::lifetime},
      {"expires", Word::lifetime},
      {"retention", Word::retain},
      {"storage", Word::retain},
      {"stored", Word::retain},
      {"delete", Word::retain},
      {"recipients", Word::share},
      {"shared", Word::share},
      {"disclose", Word::share},
      {"people", Word::subjects},
      {"whom", Word::subjects},
      {"categories", Word::data},
      {"why", Word::purpose},
      {"reason", Word::purpose},
      {"ground", Word::basis},
      {"legal_basis", Word::basis},
      {"grounds", Word::basis},
      {"origin", Word::source},
      {"required", Word::provide},
      {"description", Word::text},
      {"heading", Word::title},
      {"place_of_storage", Word::located},
      {"personal_data", Word::data},
      {"website", Word::web},
      {"url", Word::web},
      {"comment", Word::text},
      {"purposes", Word::purpose},
      {"formål", Word::purpose},
      {"opplysninger", Word::data},
      {"grunnlag", Word::basis},
      {"mottakere", Word::share},
      {"lagring", Word::retain},
      {"lagres", Word::retain},
      {"slettes", Word::retain},
      {"transfer_basis", Word::safeguard},
      {"telephone", Word::phone},
      {"tel", Word::phone},
      {"tlf", Word::phone},
      {"telefon", Word::phone},
      {"mobile", Word::phone},
      {"mail", Word::email},
      {"epost", Word::email},
      {"lawful_basis", Word::basis},
      {"retention_period", Word::retain},
      {"storage_period", Word::retain},
      {"storage_time", Word::retain},
      {"balanced", Word::balancing},
      {"starts", Word::begins},
      {"stops", Word::ends},
      {"inform", Word::notify},
      {"warn", Word::notify},
      {"consent", Word::basis},
      {"contract", Word::basis},
      {"location", Word::located},
      {"type", Word::kind},
      {"result", Word::expect},
      {"weighed", Word::balancing},
      {"base", Word::basis},
      {"bases", Word::basis},
  };
  for (const auto& [written, word] : Meant)
    if (written == text) return word;
  return std::nullopt;
}

}  // namespace vern
