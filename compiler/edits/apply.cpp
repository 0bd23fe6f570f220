#include "compiler/edits/apply.h"

#include <algorithm>
#include <map>

namespace vern::edits {

namespace {

bool same(const diag::Edit& a, const diag::Edit& b) { return a.span == b.span && a.replacement == b.replacement; }

/// Two insertions at one place stand one after the other; everything else that meets is in each other's way.
bool meet(const diag::Edit& a, const diag::Edit& b) {
  if (a.span.file != b.span.file) return false;
  if (a.span.begin == a.span.end && b.span.begin == b.span.end) return false;
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

bool applicable(const diag::Diagnostic& finding, const SourceMap& sources, bool suggested) {
  return !finding.edits.empty() && !finding.accepted &&
         std::all_of(finding.edits.begin(), finding.edits.end(), [&](const diag::Edit& edit) {
           return edit.span.valid() && !sources.standard(edit.span.file) && (edit.safe || suggested);
         });
}

}  // namespace

Result apply(std::span<const diag::Diagnostic> findings, const SourceMap& sources, bool suggested) {
  Result out;
  std::vector<diag::Edit> taken;
  for (const diag::Diagnostic& finding : findings) {
    if (!applicable(finding, sources, suggested)) continue;
    std::vector<diag::Edit> fresh;
    bool free = true;
    for (const diag::Edit& edit : finding.edits) {
      if (std::any_of(taken.begin(), taken.end(), [&](const diag::Edit& other) { return same(edit, other); })) continue;
      free = free && std::none_of(taken.begin(), taken.end(), [&](const diag::Edit& e) { return meet(edit, e); }) &&
             std::none_of(fresh.begin(), fresh.end(), [&](const diag::Edit& e) { return meet(edit, e); });
      fresh.push_back(edit);
    }
    if (!free) continue;
    taken.insert(taken.end(), fresh.begin(), fresh.end());
    out.applied.push_back(&finding);
  }

  std::map<FileId, std::vector<diag::Edit>> by_file;
  for (diag::Edit& edit : taken) by_file[edit.span.file].push_back(std::move(edit));
  for (auto& [file, edits] : by_file) {
    std::stable_sort(edits.begin(), edits.end(),
                     [](const diag::Edit& a, const diag::Edit& b) { return a.span.begin < b.span.begin; });
    const std::string_view text = sources.text(file);
    std::string made;
    std::size_t at = 0;
    for (const diag::Edit& edit : edits) {
      made += text.substr(at, edit.span.begin - at);
      made += edit.replacement;
      at = edit.span.end;
    }
    made += text.substr(at);
    if (made != text) out.files.push_back({file, std::move(made)});
  }
  return out;
}

}  // namespace vern::edits
