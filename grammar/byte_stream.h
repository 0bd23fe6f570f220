// Shows a text to the lexer byte by byte, without a copy: token offsets are byte offsets.
// The bytes of a character outside ASCII are shown as the letter `a`, so that a name may hold æ, ø and å; as a blank,
// if it is one (word processors make hard spaces); or as the control characters below, if it is a sign.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "antlr4-runtime.h"
#include "grammar/signs.h"

namespace vern::grammar {

/// Views `text`, which must be valid UTF-8 and outlive the stream.
class ByteStream final : public antlr4::CharStream {
 public:
  explicit ByteStream(std::string_view text) : text_(text) {}

  void consume() override { ++at_; }
  size_t LA(ssize_t i) override {
    if (i == 0) return 0;
    const ssize_t position = static_cast<ssize_t>(at_) + (i > 0 ? i - 1 : i);
    if (position < 0 || position >= static_cast<ssize_t>(text_.size())) return antlr4::IntStream::EOF;
    const auto byte = static_cast<unsigned char>(text_[static_cast<size_t>(position)]);
    return byte < 0x80 ? byte : shownAs(text_, static_cast<size_t>(position));
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = std::min(index, text_.size()); }
  size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return "policy"; }
  std::string getText(const antlr4::misc::Interval& interval) override {
    if (interval.a < 0 || static_cast<size_t>(interval.a) >= text_.size()) return {};
    return std::string(text_.substr(static_cast<size_t>(interval.a), static_cast<size_t>(interval.b - interval.a + 1)));
  }
  std::string toString() const override { return std::string(text_); }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace vern::grammar
