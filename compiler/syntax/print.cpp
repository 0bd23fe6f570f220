#include "compiler/syntax/print.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "compiler/support/check.h"
#include "compiler/support/width.h"
#include "compiler/syntax/tokens.h"

namespace vern::syntax {

namespace {

/// Where things begin, by byte offset, from the tree.
struct Structure {
  struct Start {
    std::uint32_t word_end = 0;  // of the clause word, to align what follows
  };
  std::map<std::uint32_t, Start> clauses;
  std::set<std::uint32_t> decls;
  std::set<std::uint32_t> texts;

  void add(const Decl& decl) {
    decls.insert(decl.span.begin);
    value(decl.parents);
    joins(decl.joins);
    add(decl.texts);
    if (decl.block) add(*decl.block);
    for (const RuleClause& clause : decl.rule) {
      clauses[clause.span.begin] = {clause.word.span.end};
      add(clause.texts);
      value(clause.value);
      for (const Decl& inner : clause.fragment) add(inner);
    }
  }

 private:
  void add(const Block& block) {
    for (const Clause& clause : block.clauses) {
      clauses[clause.span.begin] = {clause.word.span.end};
      value(clause.value);
      joins(clause.joins);
      add(clause.texts);
      if (clause.block) add(*clause.block);
    }
  }
  void add(List<Text> written) {
    for (const Text& text : written) texts.insert(text.language.span.begin);
  }
  void value(const Value& value) {
    for (const Entry& entry : value.entries)
      if (entry.block) add(*entry.block);
  }
  void joins(List<Join> joins) {
    for (const Join& join : joins) value(join.value);
  }
};

struct Piece {
  std::string_view text;
  std::uint32_t begin = 0;
  bool comment = false;
  unsigned lines_before = 0;  // line breaks between this piece and the one before
};

/// Tokens and comments in order.
std::vector<Piece> pieces(FileId file, const SourceMap& sources) {
  const std::string_view text = sources.text(file);
  std::vector<Piece> out;
  unsigned lines = 0;
  const auto gap = [&](std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t i = from; i < to; ++i) {
      if (text[i] == '\n') ++lines;
      if (text[i] != '/' || i + 1 >= to || text[i + 1] != '/') continue;
      std::uint32_t end = i;
      while (end < to && text[end] != '\n' && text[end] != '\r') ++end;
      std::uint32_t last = end;
      while (last > i && (text[last - 1] == ' ' || text[last - 1] == '\t')) --last;
      out.push_back({text.substr(i, last - i), i, true, lines});
      lines = 0;
      i = end - 1;
    }
  };
  std::uint32_t at = 0;
  for (const Span& token : tokens(file, sources)) {
    gap(at, token.begin);
    std::string_view word = text.substr(token.begin, token.end - token.begin);
    // Two words in one token, with any blanks between them.
    if (word.starts_with("at") && word.size() > 2 &&
        std::string_view(" \t\r\n").find(word[2]) != std::string_view::npos)
      word = word.ends_with("most") ? "at most" : "at least";
    out.push_back({word, token.begin, false, lines});
    lines = 0;
    at = token.end;
  }
  gap(at, static_cast<std::uint32_t>(text.size()));
  return out;
}

class Printer {
 public:
  Printer(const File& file, const SourceMap& sources) : pieces_(pieces(file.file, sources)) {
    for (const Decl& decl : file.decls) structure_.add(decl);
    joinHeads();
    matchBraces();
  }

  std::string run() {
    for (at_ = 0; at_ < pieces_.size(); ++at_) piece();
    endLine();
    return std::move(out_);
  }

 private:
  struct Frame {
    bool tall = false;          // its clauses stand on lines of their own
    std::size_t indent = 0;     // of its clauses
    std::size_t word_width = 0; // the longest clause word, to align values
  };

  /// `fires on`, `passes on`, `note at`: both words head the clause.
  void joinHeads() {
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const Piece& next = pieces_[i + 1];
      if (piece.comment || next.comment || (next.text != "on" && next.text != "at")) continue;
      if (piece.text != "fires" && piece.text != "passes" && piece.text != "note") continue;
      if (const auto clause = structure_.clauses.find(piece.begin); clause != structure_.clauses.end())
        clause->second.word_end = next.begin + static_cast<std::uint32_t>(next.text.size());
    }
  }

  void matchBraces() {
    std::vector<std::size_t> open;
    close_.assign(pieces_.size(), 0);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].comment) continue;
      if (pieces_[i].text == "{") open.push_back(i);
      if (pieces_[i].text == "}" && !open.empty()) {
        close_[open.back()] = i;
        open.pop_back();
      }
    }
  }

  [[nodiscard]] bool startsClause(const Piece& piece) const {
    return !piece.comment && (structure_.clauses.contains(piece.begin) || structure_.decls.contains(piece.begin));
  }

  /// A block stands on several lines if it was written so, holds a comment, or makes a line too long. `used` is what
  /// stands before it on its line.
  [[nodiscard]] bool tall(std::size_t open, std::size_t used) const {
    const std::size_t close = close_[open];
    if (close == 0) return true;
    bool block = false;
    for (std::size_t i = open + 1; i < close; ++i) {
      if (pieces_[i].comment) return true;
      if (startsClause(pieces_[i])) {
        block = true;
        if (pieces_[i].lines_before > 0) return true;
      }
      if (pieces_[i].text.find('\n') != std::string_view::npos) return true;
      if (pieces_[i].text == "{" && tall(i, 0)) return true;
    }
    if (!block) return false;  // `earliest of { … }`, a set
    return pieces_[close].lines_before > 0 || used + length(open, close) > LineWidth;
  }

  /// Of the pieces [from, to] on one line, as if each were followed by one space.
  [[nodiscard]] std::size_t length(std::size_t from, std::size_t to) const {
    std::size_t sum = 0;
    for (std::size_t i = from; i <= to; ++i) sum += displayWidth(pieces_[i].text) + 1;
    return sum;
  }

  /// Whether the block of the declaration that begins at `at` stands on several lines. It must not depend on where the
  /// writer broke the lines before the block, or a second run would decide anew.
  [[nodiscard]] bool tallDecl(std::size_t at) const {
    for (std::size_t i = at + 1; i < pieces_.size() && !structure_.decls.contains(pieces_[i].begin); ++i) {
      if (pieces_[i].text != "{" || pieces_[i].comment) continue;
      if (!isSet(i)) return tall(i, length(at, i - 1));
      i = std::max(i, close_[i]);
    }
    return false;
  }

  /// `earliest of { … }`, `any of { … }`: no block.
  [[nodiscard]] bool isSet(std::size_t open) const {
    std::size_t before = open;
    do {
      if (before == 0) return false;
      --before;
    } while (pieces_[before].comment);
    return before < open && pieces_[before].text == "of";
  }

  [[nodiscard]] std::size_t wordWidth(std::size_t open) const {
    std::size_t longest = 0;
    std::size_t depth = 0;
    for (std::size_t i = open + 1; i < close_[open]; ++i) {
      const Piece& piece = pieces_[i];
      if (piece.comment) continue;
      if (piece.text == "{") ++depth;
      if (piece.text == "}") --depth;
      const auto clause = structure_.clauses.find(piece.begin);
      if (depth > 0 || clause == structure_.clauses.end() || piece.text == "never") continue;
      // The word, with a strength or `never` before it.
      std::size_t used = displayWidth(piece.text);
      for (std::size_t k = i; pieces_[k].begin + pieces_[k].text.size() < clause->second.word_end; ++k)
        used += displayWidth(pieces_[k + 1].text) + 1;
      if (used <= 14) longest = std::max(longest, used);
    }
    return longest;
  }

  void piece() {
    const Piece& piece = pieces_[at_];
    const Piece* before = at_ > 0 ? &pieces_[at_ - 1] : nullptr;
    if (piece.comment) {
      comment(piece, before);
      return;
    }
    const bool closes = piece.text == "}" && !frames_.empty();
    if (closes) {
      const Frame frame = frames_.back();
      frames_.pop_back();
      if (frame.tall) newLine(frame.indent >= 2 ? frame.indent - 2 : 0, false);
      else space(1);
      write(piece.text);
      closed_tall_ = frame.tall && frames_.empty();
      return;
    }
    if (structure_.decls.contains(piece.begin) && frames_.empty()) {
      beginDecl(piece, before);
    } else if (startsClause(piece) && !frames_.empty() && frames_.back().tall) {
      newLine(frames_.back().indent, piece.lines_before > 1 && before != nullptr && before->text != "{");
      column_start_ = column_;
      sentence_ = piece.text == "never";
    } else {
      between(piece, before);
    }
    write(piece.text);
    if (piece.text == "{") {
      Frame frame;
      // What stands in a block of one line was measured with it.
      const bool room = frames_.empty() || frames_.back().tall;
      frame.tall = frames_.empty() && !isSet(at_) ? tall_decl_ : room && tall(at_, column_);
      frame.indent = line_indent_ + 2;
      if (frame.tall) frame.word_width = wordWidth(at_);
      frames_.push_back(frame);
    }
  }

  void beginDecl(const Piece& piece, const Piece* before) {
    tall_decl_ = tallDecl(at_);
    if (before == nullptr) return;
    const bool after_comment = before->comment && piece.lines_before == 1;
    newLine(0, !after_comment && (piece.lines_before > 1 || closed_tall_ || tall_decl_));
    closed_tall_ = false;
  }

  void comment(const Piece& piece, const Piece* before) {
    if (before != nullptr && piece.lines_before == 0) {
      space(2);
    } else if (before != nullptr) {
      const bool opens = before->text == "{" && !before->comment;
      newLine(frames_.empty() ? 0 : frames_.back().indent,
              !opens && (piece.lines_before > 1 || (frames_.empty() && closed_tall_)));
      if (frames_.empty()) closed_tall_ = false;
    }
    write(piece.text);
    after_comment_ = true;
  }

  /// Space, or a kept line break, between two pieces of one clause.
  void between(const Piece& piece, const Piece* before) {
    if (before == nullptr) return;
    const bool tight = piece.text == "," || piece.text == ")" || (before->text == "(" && !before->comment) ||
                       (piece.text == "(" && isCalled(*before));
    if (after_comment_ || (piece.lines_before > 0 && !tight && piece.text != "{")) {
      newLine(continuation(), false);
      return;
    }
    if (tight) return;
    if (startsClause(piece)) {
      space(before->text == "{" ? 1 : 2);
    } else if (structure_.texts.contains(piece.begin)) {
      space(isClauseWord(*before) ? padding() : 2);
    } else if (isClauseWord(*before)) {
      space(padding());
    } else {
      space(1);
    }
  }

  /// `leaves_eea(r)`, but `and (…)`.
  [[nodiscard]] static bool isCalled(const Piece& piece) {
    static constexpr std::array Small = {std::string_view("and"),  std::string_view("or"),     std::string_view("not"),
                                         std::string_view("when"), std::string_view("unless"), std::string_view("=")};
    return !piece.comment && piece.text != ":" && std::find(Small.begin(), Small.end(), piece.text) == Small.end();
  }

  [[nodiscard]] bool isClauseWord(const Piece& piece) const {
    if (piece.comment) return false;
    const auto end = piece.begin + static_cast<std::uint32_t>(piece.text.size());
    // The clause that begins last at or before this piece: is this its word?
    auto clause = structure_.clauses.upper_bound(piece.begin);
    if (clause == structure_.clauses.begin()) return false;
    --clause;
    return clause->second.word_end == end;
  }

  /// Spaces after a clause word, so that values stand below each other.
  [[nodiscard]] std::size_t padding() const {
    if (frames_.empty() || !frames_.back().tall || sentence_) return 1;
    const std::size_t used = column_ - column_start_;
    return used < frames_.back().word_width + 2 ? frames_.back().word_width + 2 - used : 1;
  }

  [[nodiscard]] std::size_t continuation() const {
    if (frames_.empty()) return 2;
    return frames_.back().indent + (frames_.back().tall ? std::max<std::size_t>(frames_.back().word_width + 2, 2) : 2);
  }

  void newLine(std::size_t indent, bool blank) {
    endLine();
    if (blank) out_ += "\n";
    out_.append(indent, ' ');
    column_ = indent;
    // A continuation line does not move the indentation of a block that it opens.
    line_indent_ = frames_.empty() ? 0 : std::min(indent, frames_.back().indent);
    after_comment_ = false;
  }

  void endLine() {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty()) out_ += "\n";
  }

  void space(std::size_t count) {
    out_.append(count, ' ');
    column_ += count;
  }

  void write(std::string_view text) {
    out_ += text;
    const std::size_t line = text.rfind('\n');
    column_ = line == std::string_view::npos ? column_ + displayWidth(text) : displayWidth(text.substr(line + 1));
  }

  std::vector<Piece> pieces_;
  Structure structure_;
  std::vector<std::size_t> close_;
  std::vector<Frame> frames_;
  std::size_t at_ = 0;
  std::string out_;
  std::size_t column_ = 0;
  std::size_t column_start_ = 0;  // of the clause at hand
  std::size_t line_indent_ = 0;
  bool sentence_ = false;  // `never share data …` is read as one, and not aligned
  bool tall_decl_ = false;  // the block of the declaration at hand
  bool closed_tall_ = false;
  bool after_comment_ = false;
};

}  // namespace

std::string print(const File& file, const SourceMap& sources) { return Printer(file, sources).run(); }

}  // namespace vern::syntax
