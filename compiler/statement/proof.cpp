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

/// Whether `sentence` rests on the policy, and not on words of the library alone.
bool isGrounded(const model::Model& model, const Sentence& sentence) {
  return std::any_of(sentence.sources.begin(), sentence.sources.end(),
                     [&](const Source& source) { return !model[source.decl].standard; });
}

template <class Is>
bool any(const Blocks& blocks, Is is) {
  bool found = false;
  const auto visit = [&](std::string_view, const Sentence& sentence) { found = found || is(sentence); };
  forEachSentence(blocks, "", visit);
  return found;
}

/// Whether `sentence` says the same in every statement.
bool isFixed(const Sentence& sentence) { return !sentence.key.empty() && sentence.facts.empty(); }

class Sources {
 public:
  Sources(const model::Model& model, const std::string& language, Faults& out)
      : model_(model), language_(language), out_(out) {}

  /// `around`: what stands around `blocks` rests on the policy.
  void check(const Blocks& blocks, bool around = false) {
    const bool named = any(blocks, [](const Sentence& sentence) { return !sentence.sources.empty(); });
    around = around || any(blocks, [&](const Sentence& sentence) { return isGrounded(model_, sentence); });
    for (const Block& block : blocks) {
      for (const Sentence& sentence : block.sentences) check(sentence, named, around);
      for (const Sentence& head : block.heads) check(head, named, around);
      if (!block.blocks.empty()) check(block.blocks, around);
      for (const Blocks& item : block.items) check(item, around);
      for (const Row& row : block.rows) {
        // The term of a pair is grounded by what stands beside it.
        Blocks all;
        for (const Blocks& cell : row.cells) all.insert(all.end(), cell.begin(), cell.end());
        check(all, around);
      }
    }
  }

 private:
  void check(const Sentence& sentence, bool named, bool around) {
    const bool holds = sentence.sources.empty() ? named && isFixed(sentence) : around || isGrounded(model_, sentence);
    if (!holds)
      out_.push_back("nothing in the policy says what a sentence in `" + language_ + "` tells: " + quoted(sentence));
  }

  const model::Model& model_;
  const std::string& language_;
  Faults& out_;
};

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
    // A text of the policy's may have as many paragraphs and items in each language as its writer likes.
    std::vector<Said>& all = out[std::string(section)];
    if (sentence.key.empty() && !all.empty() && all.back().facts == facts) return;
    all.push_back({&sentence, std::move(facts)});
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
    Sources sources(model, document.language, out);
    // A point of the first layer stands for itself.
    for (const Block& block : document.front) sources.check({block});
    sources.check(document.sections);
    if (document.title.sources.empty() && !isFixed(document.title)) out.emplace_back("the title has no source");
    if (&document != &documents.front()) checkSame(documents.front(), document, out);
  }
  return out;
}

}  // namespace vern::statement
