#include "tests/law/expected.h"

#include <fstream>

namespace vern::law {

namespace {

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    out.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

Pattern patternOf(const std::string& text) {
  const std::size_t in = text.find(" in ");
  return in == std::string::npos ? Pattern{text, {}} : Pattern{text.substr(0, in), text.substr(in + 4)};
}

}  // namespace

bool Pattern::fits(const diag::Diagnostic& finding) const {
  const bool same_id =
      finding.id == id || (finding.id.starts_with(id) && finding.id.size() > id.size() && finding.id[id.size()] == '-');
  if (!same_id || in.empty()) return same_id;
  // "activity recruitment", or "rights" where there is one of the kind.
  const std::string_view symbol = finding.symbol;
  // The declaration, by its name or with its kind, or something in a list of it.
  const auto begins = [&](std::string_view text) {
    return text.starts_with(in) && (text.size() == in.size() || text[in.size()] == ' ');
  };
  const std::size_t space = symbol.find(' ');
  return begins(symbol) || (space != std::string_view::npos && begins(symbol.substr(space + 1)));
}

Expected readExpected(const std::filesystem::path& file) {
  Expected out;
  std::ifstream stream(file);
  std::string section;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("## ")) section = line.substr(3);
    if (!line.starts_with("| ") || line.starts_with("| ---")) continue;
    std::vector<std::string> cells = split(std::string_view(line).substr(1, line.size() - 2), '|');
    if (cells[0] == "D" || cells[0] == "finding") continue;
    if (section.empty() && cells.size() == 5) {
      Defect defect{cells[0], diag::Severity::Note, cells[2], {}, cells[4]};
      if (cells[1] == "error") defect.severity = diag::Severity::Error;
      else if (cells[1] == "warning") defect.severity = diag::Severity::Warning;
      else if (cells[1] != "note") out.faults.push_back(line);
      if (cells[2] != "text" && cells[2] != "law" && cells[2] != "outside") out.faults.push_back(line);
      if (cells[3] != "-")
        for (const std::string& pattern : split(cells[3], ',')) defect.found_by.push_back(patternOf(pattern));
      out.defects.push_back(std::move(defect));
    } else if (section == "Justified extras" && cells.size() == 2) {
      out.extras.push_back({patternOf(cells[0]), cells[1]});
    } else if (section == "Must not be reported" && cells.size() == 2) {
      out.forbidden.push_back({patternOf(cells[0]), cells[1]});
    } else if (section == "Why it is not found" && cells.size() == 2) {
      out.why_missed[cells[0]] = cells[1];
    } else {
      out.faults.push_back(line);
    }
  }
  return out;
}

}  // namespace vern::law
