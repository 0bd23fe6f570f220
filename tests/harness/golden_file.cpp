#include "tests/harness/golden_file.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace vern::harness {

namespace {

constexpr std::string_view Only = "//~ only ";
constexpr std::string_view Open = "//~ open ";

Line asWritten(std::string_view shown) {
  Line line{std::string(shown), std::string(shown), {}};
  for (std::size_t i = 0; i <= shown.size(); ++i) line.shown_offset.push_back(i);
  return line;
}

Line unescaped(std::string_view shown) {
  Line line{std::string(shown), {}, {}};
  for (std::size_t i = 0; i < shown.size();) {
    line.shown_offset.push_back(i);
    unsigned byte = 0;
    if (shown.substr(i, 2) == "\\x" && i + 4 <= shown.size() &&
        std::from_chars(shown.data() + i + 2, shown.data() + i + 4, byte, 16).ptr == shown.data() + i + 4) {
      line.text += static_cast<char>(byte);
      i += 4;
    } else {
      line.text += shown[i++];
    }
  }
  line.shown_offset.push_back(shown.size());
  return line;
}

bool isExpectation(std::string_view line, std::string_view mark) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return false;
  if (line.substr(begin).starts_with(mark)) return true;
  // `//^^^^`, or `// ^^^^` one column further in.
  const std::string_view comment = mark.substr(0, mark.size() - 1);
  if (!line.starts_with(comment)) return false;
  const std::string_view rest = line.substr(comment.size());
  return rest.starts_with("^") || rest.starts_with(" ^") || rest.starts_with(" ~");
}

}  // namespace

std::string Input::text() const {
  std::string out;
  for (const Line& line : lines) out += line.text + "\n";
  return out;
}

GoldenFile GoldenFile::parse(std::string_view text) {
  GoldenFile out;
  std::optional<Input> input = Input{"main.vern", false, {}};
  bool first = true;
  const auto finish = [&] {
    if (input && !(first && input->lines.empty())) {
      out.main_first = out.main_first || first;
      out.inputs.push_back(std::move(*input));
    }
    input.reset();
    first = false;
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("--- ")) {
      finish();
      std::string_view name = line.substr(4);
      if (name.starts_with("out/")) {
        out.outputs.push_back({std::string(name.substr(4)), {}});
        continue;
      }
      const bool escaped = name.ends_with(" escaped");
      if (escaped) name.remove_suffix(8);
      input = Input{std::string(name), escaped, {}};
    } else if (!input) {
      out.outputs.back().text += std::string(line) + "\n";
    } else if (line.starts_with(Open)) {
      out.path = line.substr(Open.size());
    } else if (line.starts_with(Only)) {
      out.only.emplace_back(line.substr(Only.size()));
    } else if (!isExpectation(line, input->mark())) {
      input->lines.push_back(input->escaped ? unescaped(line) : asWritten(line));
    }
  }
  finish();
  return out;
}

}  // namespace vern::harness
