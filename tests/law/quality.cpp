#include "tests/law/quality.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "compiler/driver/session.h"
#include "compiler/messages/render.h"
#include "compiler/rules/typecheck.h"

namespace vern::law {

namespace fs = std::filesystem;

namespace {

void match(Example& example) {
  std::set<std::string> found;
  for (Finding& finding : example.findings) {
    const bool weighty = finding.diagnostic.severity >= diag::Severity::Warning;
    for (const Defect& defect : example.expected.defects)
      if (std::any_of(defect.found_by.begin(), defect.found_by.end(),
                      [&](const Pattern& pattern) { return pattern.fits(finding.diagnostic); })) {
        finding.matches.push_back(defect.number);
        if (weighty) found.insert(defect.number);
      }
    for (const Listed& extra : example.expected.extras)
      if (finding.matches.empty() && extra.pattern.fits(finding.diagnostic)) finding.matches.emplace_back("extra");
    if (weighty) {
      ++example.reported;
      if (finding.matches.empty()) example.unmatched.push_back(&finding);
    }
    for (const Listed& listed : example.expected.forbidden)
      if (listed.pattern.fits(finding.diagnostic)) example.forbidden.emplace_back(&finding, &listed);
  }
  for (const Defect& defect : example.expected.defects) {
    if (!defect.counts()) continue;
    ++example.counted;
    if (!found.contains(defect.number)) example.missed.push_back(&defect);
  }
}

Example check(const fs::path& folder, Day as_of, Quality& quality) {
  Example out;
  out.name = folder.filename().string();
  out.expected = readExpected(folder / "expected.md");
  for (const std::string& row : out.expected.faults) quality.faults.push_back(out.name + "/expected.md: " + row);
  if (out.expected.defects.empty()) quality.faults.push_back(out.name + "/expected.md: nothing is expected");

  driver::Session session(realFileSystem());
  const auto project = session.open((folder / "published").string());
  if (project) session.checkAll(*project, {as_of, false});
  for (const diag::Diagnostic& diagnostic : session.sink.diagnostics()) {
    if (diagnostic.outside || diagnostic.law.empty()) {
      quality.faults.push_back(out.name + ": " + diagnostic.id + " " + messages::render(diagnostic.message, "en"));
      continue;
    }
    out.findings.push_back({diagnostic,
                            messages::render(diagnostic.message, "en"),
                            session.sources.position(diagnostic.span.file, diagnostic.span.begin).line,
                            {}});
  }
  if (!project) quality.faults.push_back(out.name + ": there is no project");
  match(out);
  return out;
}

std::set<std::string> knownIds() {
  driver::Session session(realFileSystem());
  const auto library = session.library();
  std::set<std::string> out;
  const rules::RuleSet rules = session.rules(*library);
  for (const rules::Rule* rule : rules.rules) out.insert(rule->id);
  return out;
}

std::string percent(double share) {
  const long thousandths = std::lround(share * 1000);
  return std::to_string(thousandths / 10) + "." + std::to_string(thousandths % 10) + " %";
}

std::string of(std::size_t some, std::size_t all) { return std::to_string(some) + " of " + std::to_string(all); }

}  // namespace

Quality measure(const fs::path& root, Day as_of) {
  Quality out;
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(root / "examples"))
    if (fs::exists(entry.path() / "expected.md")) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  for (const fs::path& folder : folders) out.examples.push_back(check(folder, as_of, out));

  const std::set<std::string> known = knownIds();
  std::set<std::string> unknown;
  for (const Example& example : out.examples) {
    out.counted += example.counted;
    out.found += example.counted - example.missed.size();
    out.reported += example.reported;
    out.matched += example.reported - example.unmatched.size();
    out.forbidden += example.forbidden.size();
    out.extras += example.expected.extras.size();
    for (const Defect& defect : example.expected.defects)
      for (const Pattern& pattern : defect.found_by)
        if (!known.contains(pattern.id)) unknown.insert(pattern.id);
  }
  out.unknown_ids.assign(unknown.begin(), unknown.end());
  return out;
}

std::string toMarkdown(const Quality& quality, Day as_of) {
  std::string out =
      "# How well the law finds what is wrong\n\n"
      "Made by `tools/law-quality.sh`, for the law of " +
      formatDay(as_of) +
      ". Each published example has an `expected.md`: "
      "what a careful reader finds\nin it, which findings count as having found it, and what must not be reported.\n\n"
      "- **Recall**: of the errors and warnings that follow from the text or from the law, how many are reported, as "
      "an "
      "error\n  or a warning.\n"
      "- **Precision**: of the errors and warnings reported, how many are in the list, or among its justified "
      "extras.\n\n"
      "| example | found | recall | in the list | precision | must not, and is |\n"
      "| --- | --- | --- | --- | --- | --- |\n";
  const auto row = [&](const std::string& name, std::size_t found, std::size_t counted, std::size_t matched,
                       std::size_t reported, std::size_t forbidden) {
    out += "| " + name + " | " + of(found, counted) + " | " + percent(double(found) / double(counted)) + " | " +
           of(matched, reported) + " | " + percent(reported == 0 ? 1 : double(matched) / double(reported)) + " | " +
           std::to_string(forbidden) + " |\n";
  };
  for (const Example& e : quality.examples)
    row(e.name, e.counted - e.missed.size(), e.counted, e.reported - e.unmatched.size(), e.reported,
        e.forbidden.size());
  row("**all**", quality.found, quality.counted, quality.matched, quality.reported, quality.forbidden);
  out += "\nThe aim is 95 % of both, and none that must not be. " + std::to_string(quality.extras) +
         " extras are held justified; `expected.md` says why.\n";

  out +=
      "\n## Not found\n\n| example | | level | what is wrong | why it is not found |\n| --- | --- | --- | --- | --- "
      "|\n";
  for (const Example& e : quality.examples)
    for (const Defect* defect : e.missed) {
      const auto why = e.expected.why_missed.find(defect->number);
      out += "| " + e.name + " | " + defect->number + " | " + std::string(diag::name(defect->severity)) + " | " +
             defect->what + " | " + (why == e.expected.why_missed.end() ? "**not said**" : why->second) + " |\n";
    }

  out += "\n## Reported, and in no list\n\n";
  if (quality.matched == quality.reported) out += "None.\n";
  else out += "| example | line | finding | |\n| --- | --- | --- | --- |\n";
  for (const Example& e : quality.examples)
    for (const Finding* finding : e.unmatched)
      out += "| " + e.name + " | " + std::to_string(finding->line) + " | " + finding->diagnostic.id + " in `" +
             finding->diagnostic.symbol + "` | " + finding->sentence + " |\n";

  out += "\n## Reported, and must not be\n\n";
  if (quality.forbidden == 0) out += "None.\n";
  else out += "| example | line | finding | why not |\n| --- | --- | --- | --- |\n";
  for (const Example& e : quality.examples)
    for (const auto& [finding, listed] : e.forbidden)
      out += "| " + e.name + " | " + std::to_string(finding->line) + " | " + finding->diagnostic.id + " in `" +
             finding->diagnostic.symbol + "` | " + listed->why + " |\n";

  if (!quality.unknown_ids.empty()) {
    out += "\n## Named in a list, and no rule of their own (docs/rules-left-out.md)\n\n";
    for (const std::string& id : quality.unknown_ids) out += "- " + id + "\n";
  }
  return out;
}

}  // namespace vern::law
