#include "grammar/token_buffer.h"

#include <algorithm>

#include "grammar/signs.h"
#include "lexer_table.h"

namespace vern::grammar {

TokenBuffer::TokenBuffer(std::string_view text) : text_(text) {
  tokens_.reserve(text.size() / 5 + 2);
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t begin = 0;
  while (begin < size) {
    int row = 0;
    int accepted = 0;
    std::uint32_t end = begin + 1;
    for (std::uint32_t at = begin; at < size; ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      row = lexer_table::Next[row][byte < 0x80 ? byte : shownAs(text, at)];
      if (row < 0) break;
      if (lexer_table::Accept[row] == 0) continue;
      accepted = lexer_table::Accept[row];
      end = at + 1;
    }
    // Every byte is a token of its own if nothing longer is: BAD is in the grammar, so `accepted` is never 0 here.
    if (accepted > 0)
      tokens_.emplace_back(this, static_cast<std::uint32_t>(accepted), begin, end,
                           static_cast<std::uint32_t>(tokens_.size()));
    begin = end;
  }
  tokens_.emplace_back(this, LightToken::EndType, size, size, static_cast<std::uint32_t>(tokens_.size()));
}

antlr4::Token* TokenBuffer::LT(ssize_t k) {
  const ssize_t wanted = static_cast<ssize_t>(at_) + (k > 0 ? k - 1 : k);
  if (wanted < 0) return nullptr;
  return &tokens_[std::min(static_cast<size_t>(wanted), tokens_.size() - 1)];
}

std::string TokenBuffer::getText(antlr4::Token* start, antlr4::Token* stop) {
  if (start == nullptr || stop == nullptr) return {};
  const size_t end = std::min(stop->getStopIndex() + 1, text_.size());
  return std::string(text_.substr(start->getStartIndex(), end - start->getStartIndex()));
}

std::uint32_t TokenBuffer::line(std::uint32_t offset) const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i)
      if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return static_cast<std::uint32_t>(std::upper_bound(line_starts_.begin(), line_starts_.end(), offset) -
                                    line_starts_.begin());
}

std::uint32_t TokenBuffer::lineStart(std::uint32_t offset) const { return line_starts_[line(offset) - 1]; }

std::string LightToken::getText() const { return std::string(buffer_->text().substr(begin_, end_ - begin_)); }
size_t LightToken::getLine() const { return buffer_->line(begin_); }
size_t LightToken::getCharPositionInLine() const { return begin_ - buffer_->lineStart(begin_); }

}  // namespace vern::grammar
