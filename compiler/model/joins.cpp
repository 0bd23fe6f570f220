// Which joining words a clause takes. What is not listed takes none: a word that no later stage reads must not look as
// if it meant something.
#include <algorithm>

#include "compiler/model/schema.h"

namespace vern::model {

namespace {

using W = Word;

struct JoinRule {
  Kinds blocks;
  Word word;
  std::string_view joins;  // separated by blanks
};

constexpr Kinds Sentences = Kind::Promise | Kind::Claim;

constexpr JoinRule JoinRules[] = {
    {Activities, W::data, "when"},
    {Activities, W::purpose, "when"},
    {Activities | Kind::Recipient, W::safeguard, "under"},
    {Activities, W::applies, "when"},
    {Activities, W::basis, "with under for by"},
    {Activities, W::condition, "under"},
    {Activities, W::source, "through when"},
    {Activities, W::share, "when as for on under in"},
    {Activities, W::combine, "when on with"},
    {Activities, W::relinked, "when by"},
    {Activities, W::history, "when"},
    {Activities, W::provide, "when under"},
    {Activities | Kind::Data, W::retain, "then when for because keeping"},
    {Kind::Data, W::relinked, "when by"},
    {Kind::Data, W::history, "when"},
    {Kind::Scope, W::excludes, "when"},
    {Kind::State, W::exercised, "within"},
    {Kind::Event, W::judged, "every"},
    {Kind::Basis, W::obtained, "through when"},
    {Kind::Subject, W::ages, "to"},
    {Kind::Rights, W::right, "of on through by to under when within"},
    {Kind::Rights, W::answer, "within"},
    {Kind::Rights, W::identify, "by through when"},
    {Kind::Rights, W::complain, "when"},
    {Kind::Changes, W::published, "through"},
    {Kind::Changes, W::notify, "through by when before within every"},
    {Kind::Security, W::measure, "of for every to within"},
    {Kind::Security, W::measures, "of for every to within"},
    {Kind::Order, W::follows, "within"},
    {Kind::Test, W::ask, "of for to in"},
    {Kind::Test, W::given, "on for to"},
    {Kind::Test, W::expect, "until then"},
};

constexpr std::string_view OfSentences =
    "of for with to from in outside on by through under as within when before until at_most at_least";

bool listed(std::string_view list, std::string_view join) {
  while (!list.empty()) {
    const std::size_t end = list.find(' ');
    if (list.substr(0, end) == join) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

std::string_view joinsOf(Kind block, Word word) {
  if (word == W::accept) return "because until by";
  if (Sentences.has(block) && word != W::text && word != W::cites) return OfSentences;
  for (const JoinRule& rule : JoinRules)
    if (rule.word == word && rule.blocks.has(block)) return rule.joins;
  return {};
}

bool takesJoin(Kind block, Word word, std::string_view join) {
  if (join == "at most") join = "at_most";
  if (join == "at least") join = "at_least";
  return listed(joinsOf(block, word), join);
}

bool takesLimit(Kind block, std::string_view join) {
  return join == "when" || Sentences.has(block) || block == Kind::Rights;
}

bool takesLinks(Kind block, Word word) {
  return Sentences.has(block) || word == W::requires_ || word == W::given || (block == Kind::State && word == W::ends);
}

bool joinTakesLinks(Kind block, std::string_view join) { return join == "when" || Sentences.has(block); }

}  // namespace vern::model
