#include "compiler/statement/proof.h"

#include <algorithm>
#include <map>

#include "compiler/statement/trace.h"

namespace vern::statement {

namespace {

using Faults = std::vector<std::string>;

std::string quoted(const Sentence& sentence) { return "`" + plain(sentence) + "`"; }

// ---- no fact without a sentence ------------------------------------------------------------------------------------

void checkTold(const model::Model& model, const Document& document, Faults& out) {
  for (const Source& source : untold(model, document)) {
    const std::string_view text = model.sources().text(source.span);
    out.push_back(placeOf(model, source.span) + ": no sentence in `" + document.language + "` tells `" +
                  std::string(text.substr(0, text.find('\n'))) + "`");
  }
}

// ---- no sentence without a source ----------------------------------------------------------------------------------

bool anySource(const Blocks& blocks) {
  bool found = false;
  const auto visit = [&](std::string_view, const Sentence& sentence) { found = found || !sentence.sources.empty(); };
  forEachSentence(blocks, "", visit);
  return found;
}

/// Whether `sentence` says the same in every statement.
bool isFixed(const Sentence& sentence) { return !sentence.key.empty() && sentence.facts.empty(); }

void checkSources(const Blocks& blocks, const std::string& language, Faults& out) {
  const bool grounded = anySource(blocks);
  const auto check = [&](const Sentence& sentence) {
    if (sentence.sources.empty() && !(grounded && isFixed(sentence)))
      out.push_back("nothing in the policy says what a sentence in `" + language + "` tells: " + quoted(sentence));
  };
  for (const Block& block : blocks) {
    for (const Sentence& sentence : block.sentences) check(sentence);
    for (const Sentence& head : block.heads) check(head);
    if (!block.blocks.empty()) checkSources(block.blocks, language, out);
    for (const Blocks& item : block.items) checkSources(item, language, out);
    for (const Row& row : block.rows) {
      // The term of a pair is grounded by what stands beside it.
      Blocks all;
      for (const Blocks& cell : row.cells) all.insert(all.end(), cell.begin(), cell.end());
      checkSources(all, language, out);
    }
  }
}

// ---- the same in every language ------------------------------------------------------------------------------------

struct Said {
  const Sentence* sentence;
  std::string facts;
};

/// What each section says, without words, in the order of reading.
std::map<std::string, std::vector<Said>, std::less<>> saidBySection(const Document& document) {
  std::map<std::string, std::vector<Said>, std::less<>> out;
  forEachSentence(document, [&](std::string_view section, const Sentence& sentence) {
    std::string facts = sentence.key;
    for (const Fact& fact : sentence.facts) facts += "\n" + fact.name + "=" + fact.value;
    out[std::string(section)].push_back({&sentence, std::move(facts)});
  });
  return out;
}

void checkSame(const Document& first, const Document& other, Faults& out) {
  const auto expected = saidBySection(first);
  auto found = saidBySection(other);
  const std::string where = "`" + first.language + "` and `" + other.language + "` do not say the same";
  for (const auto& [section, sentences] : expected) {
    const std::vector<Said>& others = found[section];
    for (std::size_t i = 0; i < std::max(sentences.size(), others.size()); ++i) {
      const bool here = i < sentences.size();
      const bool there = i < others.size();
      if (here && there && sentences[i].facts == others[i].facts) continue;
      out.push_back(where + " under `" + section + "`: " + (here ? quoted(*sentences[i].sentence) : "nothing") + ", " +
                    (there ? quoted(*others[i].sentence) : "nothing"));
      break;  // what follows is shifted
    }
    found.erase(section);
  }
  for (const auto& [section, sentences] : found)
    out.push_back(where + ": only `" + other.language + "` has `" + section + "`");
}

}  // namespace

std::vector<std::string> faults(const model::Model& model, const std::vector<Document>& documents) {
  Faults out;
  for (const Document& document : documents) {
    checkTold(model, document, out);
    checkSources(document.front, document.language, out);
    checkSources(document.sections, document.language, out);
    if (document.title.sources.empty() && !isFixed(document.title)) out.emplace_back("the title has no source");
    if (&document != &documents.front()) checkSame(documents.front(), document, out);
  }
  return out;
}

}  // namespace vern::statement
