#include "compiler/statement/commonmark.h"

#include <optional>
#include <string>

#include "compiler/messages/address.h"
#include "compiler/support/clean.h"

namespace vern::statement {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool isPunctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}
bool isWord(char c) { return !isSpace(c) && !isPunctuation(c); }

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && isSpace(line.front())) line.remove_prefix(1);
  while (!line.empty() && isSpace(line.back())) line.remove_suffix(1);
  return line;
}

class Inline {
 public:
  explicit Inline(std::string_view text) : text_(text) {}

  std::vector<Run> read() {
    while (at_ < text_.size()) step();
    flush();
    return std::move(runs_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size() && isPunctuation(text_[at_ + 1])) {
      piece_ += text_[at_ + 1];
      at_ += 2;
    } else if (isSpace(c)) {
      if (!piece_.empty() ? piece_.back() != ' ' : !runs_.empty()) piece_ += ' ';
      ++at_;
    } else if (c == '*' || c == '_') {
      delimiter(c);
    } else if (c == '[') {
      link();
    } else if (c == '<') {
      autolink();
    } else {
      piece_ += c;
      ++at_;
    }
  }

  Style style() const { return strong_ ? Style::Strong : emphasis_ ? Style::Emphasis : Style::Plain; }

  void flush() {
    if (!piece_.empty()) runs_.push_back({std::move(piece_), {}, style()});
    piece_.clear();
  }

  void delimiter(char c) {
    const bool two = at_ + 1 < text_.size() && text_[at_ + 1] == c;
    const std::size_t size = two ? 2 : 1;
    bool& on = two ? strong_ : emphasis_;
    char& opened = two ? strong_with_ : emphasis_with_;
    const char before = at_ == 0 ? ' ' : text_[at_ - 1];
    const char after = at_ + size < text_.size() ? text_[at_ + size] : ' ';
    const bool inside_word = c == '_' && isWord(before) && isWord(after);
    const bool opens = !on && !isSpace(after) && !inside_word && closes(c, size);
    const bool shuts = on && opened == c && !isSpace(before) && !inside_word;
    if (!opens && !shuts) {
      piece_.append(size, c);
    } else {
      flush();
      on = opens;
      opened = c;
    }
    at_ += size;
  }

  /// Whether a delimiter at `at_` finds its end.
  bool closes(char c, std::size_t size) const {
    for (std::size_t i = at_ + size + 1; i + size <= text_.size(); ++i) {
      if (text_[i - 1] == '\\') continue;
      if (text_.substr(i, size) != std::string_view(size == 2 ? (c == '*' ? "**" : "__") : (c == '*' ? "*" : "_")))
        continue;
      if (!isSpace(text_[i - 1])) return true;
    }
    return false;
  }

  void link() {
    const std::size_t close = text_.find(']', at_);
    if (close != std::string_view::npos && close + 1 < text_.size() && text_[close + 1] == '(') {
      const std::size_t end = text_.find(')', close);
      if (end != std::string_view::npos) {
        const std::string_view label = text_.substr(at_ + 1, close - at_ - 1);
        const std::string href = messages::safeAddress(trimmed(text_.substr(close + 2, end - close - 2)));
        if (!href.empty() && !trimmed(label).empty()) {
          flush();
          for (Run& run : Inline(label).read()) {
            run.href = href;
            if (style() != Style::Plain) run.style = style();
            runs_.push_back(std::move(run));
          }
          at_ = end + 1;
          return;
        }
      }
    }
    piece_ += '[';
    ++at_;
  }

  void autolink() {
    const std::size_t end = text_.find('>', at_);
    if (end != std::string_view::npos) {
      const std::string href = messages::safeAddress(text_.substr(at_ + 1, end - at_ - 1));
      if (!href.empty()) {
        flush();
        std::string shown = href.starts_with("mailto:") ? href.substr(7) : href;
        runs_.push_back({std::move(shown), href, style(), true});
        at_ = end + 1;
        return;
      }
    }
    piece_ += '<';
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string piece_;
  std::vector<Run> runs_;
  bool strong_ = false;
  bool emphasis_ = false;
  char strong_with_ = 0;
  char emphasis_with_ = 0;
};

/// How many characters of `line` are a list marker, and which kind; nothing if it is no item.
struct Marker {
  std::size_t size;
  bool numbered;
};
std::optional<Marker> markerOf(std::string_view line) {
  if (line.size() >= 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ')
    return Marker{2, false};
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits > 0 && digits < 4 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
      line[digits + 1] == ' ')
    return Marker{digits + 2, true};
  return std::nullopt;
}

class Reader {
 public:
  Reader(Source source, std::string_view fact) : source_(source), fact_(fact) {}

  Blocks read(std::string_view text) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      line(trimmed(text.substr(begin, end - begin)));
      begin = end + 1;
    }
    endList();
    return std::move(out_);
  }

 private:
  void line(std::string_view line) {
    if (line.empty()) {
      endParagraph();
      return;
    }
    const auto marker = markerOf(line);
    if (marker && (paragraph_.empty() || in_list_)) {
      endParagraph();
      if (in_list_ && numbered_ != marker->numbered) endList();
      in_list_ = true;
      numbered_ = marker->numbered;
      paragraph_ = line.substr(marker->size);
      return;
    }
    if (paragraph_.empty() && in_list_) endList();
    std::size_t hashes = 0;
    while (hashes < line.size() && line[hashes] == '#') ++hashes;
    if (hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ') {
      // Headings are the statement's own: a writer's heading is a strong line.
      endParagraph();
      endList();
      add(trimmed(line.substr(hashes)), true);
      return;
    }
    if (!paragraph_.empty()) paragraph_ += '\n';
    paragraph_ += line;
  }

  Block paragraphOf(std::string_view text, bool strong) const {
    Sentence sentence;
    sentence.facts.push_back({"says", fact_});
    sentence.runs = inlineRuns(text);
    if (strong)
      for (Run& run : sentence.runs) run.style = Style::Strong;
    sentence.sources.push_back(source_);
    Block block;
    block.sentences.push_back(std::move(sentence));
    return block;
  }

  void add(std::string_view text, bool strong) { out_.push_back(paragraphOf(text, strong)); }

  void endParagraph() {
    if (paragraph_.empty()) return;
    if (in_list_) items_.push_back({paragraphOf(paragraph_, false)});
    else add(paragraph_, false);
    paragraph_.clear();
  }

  void endList() {
    endParagraph();
    if (!items_.empty()) {
      Block list;
      list.kind = numbered_ ? BlockKind::Numbered : BlockKind::List;
      list.items = std::move(items_);
      out_.push_back(std::move(list));
    }
    items_.clear();
    in_list_ = false;
  }

  Source source_;
  std::string fact_;
  Blocks out_;
  std::vector<Blocks> items_;
  std::string paragraph_;
  bool in_list_ = false;
  bool numbered_ = false;
};

}  // namespace

std::vector<Run> inlineRuns(std::string_view text) { return Inline(text).read(); }

Blocks fromCommonMark(std::string_view text, Source source, std::string_view fact) {
  return Reader(source, fact).read(clean(text));
}

}  // namespace vern::statement
