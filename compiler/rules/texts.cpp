// The relations of texts: all that the writer wrote; passages, which are long enough to be hard to read; and words of
// vocabularies, with where each stands.
#include <bit>
#include <cmath>

#include "compiler/messages/readability.h"
#include "compiler/rules/attributes.h"
#include "compiler/rules/eight_bytes.h"
#include "compiler/rules/relations.h"

namespace vern::rules {

namespace {

/// Of fewer words nothing can be counted that says much.
constexpr std::size_t FewestWords = 20;

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Between two words is a blank, or a line begins.
bool mayBePassage(std::string_view written) {
  if (written.size() < 2 * FewestWords - 1) return false;
  std::size_t blanks = 0;
  for (std::size_t at = 0; at < written.size() && blanks + 1 < FewestWords; at += 8)
    blanks += static_cast<std::size_t>(std::popcount(EightBytes(written.substr(at)).isSpace()));
  return blanks + 1 >= FewestWords;
}

/// `text` with each paragraph on a line of its own: a line break within one is a space.
std::string unfolded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_item =
        i + 1 < text.size() && std::string_view("\n-*#|").find(text[i + 1]) != std::string_view::npos;
    const bool goes_on = text[i] == '\n' && !before_item && !out.empty() && out.back() != '\n';
    out += goes_on ? ' ' : text[i];
  }
  return out;
}

/// How much of `source` is `written`, with other spaces and a backslash here and there; 0: it does not begin with it.
std::size_t lengthOf(std::string_view written, std::string_view source) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < written.size();) {
    if (isSpace(written[i])) {
      if (at >= source.size() || !isSpace(source[at])) return 0;
      while (i < written.size() && isSpace(written[i])) ++i;
      while (at < source.size() && isSpace(source[at])) ++at;
    } else {
      if (at < source.size() && source[at] == '\\' && written[i] != '\\') ++at;
      if (at >= source.size() || source[at] != written[i]) return 0;
      ++i;
      ++at;
    }
  }
  return at;
}

/// Where `written` stands at or after `from`, before `end`; `from` if it cannot be found.
Span placeOf(const SourceMap& sources, Span from, std::uint32_t end, std::string_view written) {
  const std::string_view source = sources.text(Span{from.file, from.begin, end});
  // The first word, as far as it stands in the source as it is read.
  const std::size_t plain = written.find_first_of(" \n\t\r\"{}\\");
  const std::string_view first = written.substr(0, std::max<std::size_t>(plain, 1));
  for (std::size_t at = source.find(first); at != std::string_view::npos; at = source.find(first, at + 1))
    if (const std::size_t length = lengthOf(written, source.substr(at)); length > 0)
      return {from.file, from.begin + static_cast<std::uint32_t>(at),
              from.begin + static_cast<std::uint32_t>(at + length)};
  return from;
}

Slot numberAt(double number, Span place) {
  Value value;
  value.scalar = Scalar::Number;
  value.number = std::llround(number);
  return slotOf(value, place);
}

}  // namespace

void Relations::texts() {
  const auto [begin, end] = world_.declarations();
  for (std::size_t i = begin; i < end; ++i) {
    const DeclId id = model_.decls.idAt(i);
    const model::Decl& decl = model_[id];
    // The words that a vocabulary looks for are no sentences to readers.
    if (decl.standard || decl.kind == Kind::Vocabulary) continue;
    if (!decl.texts.empty()) text(decl.texts, id, decl.name_span);
    textsOf(decl.clauses, id);
  }
}

void Relations::textsOf(const std::vector<model::Clause>& clauses, DeclId declaration) {
  for (const model::Clause& clause : clauses) {
    if (!clause.texts.empty()) text(clause.texts, declaration, clause.word_span);
    for (const std::string& written : clause.value.strings) text(textOf(written), declaration, clause.value.span);
    for (const model::Entry& entry : clause.value.entries) textsOf(entry.block, declaration);
    textsOf(clause.block, declaration);
  }
}

void Relations::text(const Texts& texts, DeclId declaration, Span place) {
  Value value;
  value.scalar = Scalar::Text;
  value.texts = &texts;
  text(value, declaration, place);
}

void Relations::text(const Value& value, DeclId declaration, Span place) {
  Row row;
  row.relation = Relation::Texts;
  row.owner = declaration;
  row.place = place;
  at(row, TextColumn::text) = keep(slotOf(value, place));
  if (declaration != written_in_) {
    Thing thing;
    thing.kind = model_[declaration].kind;
    thing.decl = declaration;
    declaration_ = keep(slotOf(thing, world_.place(thing)));
    written_in_ = declaration;
  }
  at(row, TextColumn::declaration) = declaration_;
  add(row);
}

void Relations::passages() {
  for (const Value& one : world_.rows(Relation::Texts, 0)) {
    const Row& row = *one.thing.row;
    const Value& text = at(row, TextColumn::text).members.front();
    if (text.texts == nullptr) passage(row, text.text);
    else
      for (const auto& [language, written] : *text.texts) passage(row, written);
  }
}

void Relations::passage(const Row& from, std::string_view written) {
  if (!mayBePassage(written)) return;
  const std::string on_lines = written.find('\n') == std::string_view::npos ? std::string() : unfolded(written);
  const std::string_view text = on_lines.empty() ? written : on_lines;
  messages::Readability all;
  messages::SentenceLength longest;
  const char* begin = nullptr;
  const char* end = nullptr;
  messages::forEachSentence(text, [&](const messages::SentenceLength& sentence) {
    all.add(sentence);
    if (sentence.words > longest.words) longest = sentence;
    if (begin == nullptr) begin = sentence.text.data();
    end = sentence.text.data() + sentence.text.size();
  });
  if (all.words < FewestWords) return;
  const std::uint32_t last = std::max(model_[from.owner].span.end, from.place.end);
  const Span whole = placeOf(model_.sources(), from.place, last, {begin, end});
  Row row = silent(Relation::Passages, from.owner, whole);
  at(row, PassageColumn::text) = keep(slotOf(textOf(written), whole));
  at(row, PassageColumn::longest) = keep(numberAt(
      static_cast<double>(longest.words), placeOf(model_.sources(), whole, std::max(last, whole.end), longest.text)));
  at(row, PassageColumn::lix) = keep(numberAt(all.lix(), whole));
  at(row, PassageColumn::declaration) = &at(from, TextColumn::declaration);
  add(row);
}

void Relations::words() {
  for (const Value& one : world_.rows(Relation::Texts, 0)) {
    const Row& from = *one.thing.row;
    const Value& text = at(from, TextColumn::text).members.front();
    world_.findWords(text, [&](DeclId vocabulary, std::string_view written, std::string_view found) {
      word(from, vocabulary, written, found);
    });
  }
}

void Relations::word(const Row& from, DeclId vocabulary, std::string_view written, std::string_view found) {
  const std::uint32_t last = std::max(model_[from.owner].span.end, from.place.end);
  Span place = placeOf(model_.sources(), from.place, last, written);
  const std::string_view source = model_.sources().text(Span{place.file, place.begin, std::max(last, place.end)});
  const std::string_view before = written.substr(0, static_cast<std::size_t>(found.data() - written.data()));
  const std::size_t begin = lengthOf(before, source);
  if (const std::size_t length = lengthOf(found, source.substr(begin)); length > 0)
    place = {place.file, place.begin + static_cast<std::uint32_t>(begin),
             place.begin + static_cast<std::uint32_t>(begin + length)};
  Thing called;
  called.kind = Kind::Vocabulary;
  called.decl = vocabulary;
  Row row = silent(Relation::Words, from.owner, place);
  at(row, WordColumn::word) = keep(slotOf(textOf(found), place));
  at(row, WordColumn::vocabulary) = keep(slotOf(called, place));
  at(row, WordColumn::declaration) = &at(from, TextColumn::declaration);
  add(row);
}

}  // namespace vern::rules
