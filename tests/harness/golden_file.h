// A golden file taken apart: a small project, what is expected of it under the lines it is about, and whole outputs.
//
//   activity newsletter {
//     purpose  marketing.direct.newsleter
//     //~      ^^^^^^^^^^^^^^^^^^^^^^^^^^ error VERN-NAME-001: no purpose is called …
//   --- shared/recipients.vern
//   …
//   --- out/dump.model
//   …
//
// The part before the first `---` is main.vern. After `--- PATH escaped`, `\xNN` stands for a byte that no editor
// keeps. Lines that begin with `//~` (`#~` in TOML) are expectations, and no part of the text that is compiled. So are
// lines that begin with `//^`: marks two columns in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vern::harness {

struct Line {
  std::string shown;                      // as in the golden file
  std::string text;                       // as compiled
  std::vector<std::size_t> shown_offset;  // for each byte of `text`, and its end: where that stands in `shown`
};

struct Input {
  std::string path;
  bool escaped = false;
  std::vector<Line> lines;

  [[nodiscard]] std::string text() const;
  /// "//~" or "#~".
  [[nodiscard]] std::string_view mark() const { return path.ends_with(".toml") ? "#~" : "//~"; }
};

struct Output {
  std::string name;  // without "out/"
  std::string text;
};

struct GoldenFile {
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  bool main_first = false;          // the first input is the part without a name
  std::string path;  // `//~ open PATH`: what is checked; else vern.toml if there is one, else main.vern
  std::vector<std::string> only;  // `//~ only VERN-INFO`: other findings are not what the test is about

  static GoldenFile parse(std::string_view text);
};

}  // namespace vern::harness
