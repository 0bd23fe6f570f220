#include "compiler/statement/renames.h"

#include <algorithm>
#include <set>

#include "compiler/messages/format.h"

namespace vern::statement {

const std::string& inFormer(const Former& former, const std::string& text) {
  const auto found = former.find(text);
  return found == former.end() ? text : found->second;
}

Renames::Renames(const Document& marked, const Former& former) : language_(marked.language) {
  struct Texts {
    std::set<std::string> before;
    std::set<std::string> now;
  };
  std::map<std::string, Texts> of;  // by what they stand for
  forEachSentence(marked, [&](std::string_view, const Sentence& one) {
    if (one.change == Change::None || !one.key.empty() || one.facts.size() != 1) return;
    const std::string& fact = one.facts.front().value;
    const bool label = fact.find(':') != std::string::npos && fact.find_first_of("|[,") == std::string::npos;
    if (!label || fact.starts_with("text:")) return;
    Texts& texts = of[fact];
    (one.change == Change::Deleted ? texts.before : texts.now).insert(plain(one));
  });
  for (const auto& [fact, texts] : of)
    if (texts.before.size() == 1 && texts.now.size() == 1 &&
        *texts.before.begin() != inFormer(former, *texts.now.begin()))
      add(*texts.before.begin(), *texts.now.begin(), {});
}

void Renames::add(const std::string& before, const std::string& now, const std::string& place) {
  names_[before] = {before, now, place};
}

const std::string* Renames::now(const std::string& before) const {
  const auto found = names_.find(before);
  return found == names_.end() ? nullptr : &found->second.now;
}

std::string Renames::renamed(std::string text, std::vector<NewName>& used) const {
  for (const auto& [before, name] : names_) {
    const std::string earlier = text;
    // A capital where it stands first, and none within a sentence.
    if (text.starts_with(before)) text.replace(0, before.size(), name.now);
    const std::string small = messages::decapitalise(language_, before);
    const std::string by = messages::decapitalise(language_, name.now);
    for (std::size_t at = text.find(small, 1); at != std::string::npos; at = text.find(small, at + by.size()))
      text.replace(at, small.size(), by);
    if (text != earlier) used.push_back(name);
  }
  return text;
}

std::vector<NewName> Renames::take(std::vector<std::string>& before, std::vector<std::string>& now) const {
  std::vector<NewName> out;
  std::erase_if(before, [&](const std::string& text) {
    std::vector<NewName> used;
    const auto same = std::ranges::find(now, renamed(text, used));
    if (used.empty() || same == now.end()) return false;
    now.erase(same);
    out.insert(out.end(), used.begin(), used.end());
    return true;
  });
  return out;
}

}  // namespace vern::statement
