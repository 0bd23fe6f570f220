// SARIF 2.1.0 (OASIS standard, errata 01).
#include <algorithm>
#include <map>
#include <set>

#include "compiler/messages/render.h"
#include "compiler/report/baseline.h"
#include "compiler/report/report.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

namespace vern::report {

namespace {

using llvm::json::Array;
using llvm::json::Object;

const char* level(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::Error: return "error";
    case diag::Severity::Warning: return "warning";
    case diag::Severity::Note: return "note";
    case diag::Severity::Off: break;
  }
  return "none";
}

constexpr std::size_t MostResults = 25'000;       // GitHub refuses a run with more
constexpr std::size_t MostOfDescription = 1000;  // GitHub takes 1024 characters

/// `text`, cut between two words where it is too long.
std::string atMost(std::size_t limit, const std::string& text) {
  if (text.size() <= limit) return text;
  const std::size_t space = text.rfind(' ', limit);
  return text.substr(0, space == std::string::npos ? 0 : space) + " …";
}

/// A path as a URI reference (RFC 3986): relative, unless the path is not.
std::string uri(std::string_view path) {
  static constexpr std::string_view Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (Plain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    static constexpr char Hex[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', Hex[byte >> 4], Hex[byte & 15]};
  }
  return out;
}

Object region(const SourceMap& sources, Span span) {
  const Position begin = sources.position(span.file, span.begin, ColumnUnit::Utf16);
  const Position end = sources.position(span.file, span.end, ColumnUnit::Utf16);
  return Object{
      {"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

class Sarif {
 public:
  Sarif(const SourceMap& sources, const Run& run) : sources_(sources), run_(run) {}

  void add(const diag::Diagnostic& finding) {
    if (results_.size() >= MostResults) {
      ++left_out_;
      return;
    }
    const auto [rule, fresh] = rule_index_.emplace(finding.id, rules_.size());
    if (fresh) addRule(finding);
    Object result{{"ruleId", finding.id},
                  {"ruleIndex", static_cast<std::int64_t>(rule->second)},
                  {"level", level(finding.severity)},
                  {"message", Object{{"text", text(finding.message)}}},
                  {"locations", Array{location(finding.span)}},
                  {"partialFingerprints", Object{{"primaryLocationLineHash", fingerprint(finding)}}}};
    Array related;
    for (const diag::Label& label : finding.labels) {
      if (!label.span.valid() || sources_.standard(label.span.file)) continue;
      Object one = location(label.span);
      one["message"] = Object{{"text", text(label.message)}};
      one["id"] = static_cast<std::int64_t>(related.size() + 1);
      related.push_back(std::move(one));
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    // Open: nobody can tell yet. A result of this kind has no level.
    if (finding.question) {
      result["kind"] = "open";
      result["level"] = "none";
    }
    if (!finding.covers.empty()) result["properties"] = Object{{"covers", Array(finding.covers)}};
    if (Array all = fixes(finding); !all.empty()) result["fixes"] = std::move(all);
    if (finding.accepted) {
      result["suppressions"] = Array{Object{{"kind", "inSource"},
                                            {"status", "accepted"},
                                            {"justification", acceptance(*finding.accepted, run_.language)}}};
    }
    results_.push_back(std::move(result));
  }

  std::string write() {
    Object driver{{"name", "vern"}, {"rules", std::move(rules_)}};
    if (!run_.version.empty()) {
      driver["version"] = llvm::StringRef(run_.version);
      driver["semanticVersion"] = llvm::StringRef(run_.version);
    }
    Object run{{"tool", Object{{"driver", std::move(driver)}}},
               {"automationDetails", Object{{"id", automation()}}},
               {"columnKind", "utf16CodeUnits"},
               {"language", run_.language == "nb" ? "nb-NO" : "en-GB"},
               {"results", std::move(results_)}};
    if (left_out_ > 0) {
      const std::string told = std::to_string(left_out_) + " " + messages::say(run_.language, "summary.left_out", {});
      run["invocations"] = Array{Object{
          {"executionSuccessful", true},
          {"toolExecutionNotifications", Array{Object{{"level", "warning"}, {"message", Object{{"text", told}}}}}}}};
    }
    const Object log{
        {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs", Array{std::move(run)}}};
    std::string out;
    llvm::raw_string_ostream stream(out);
    stream << llvm::formatv("{0:2}", llvm::json::Value(Object(log))) << "\n";
    return out;
  }

 private:
  std::string text(const diag::Message& message) const { return messages::render(message, run_.language); }

  /// What tells the runs of two projects of a repository apart, which would replace each other otherwise: GitHub takes
  /// what stands before the last stroke for the category, and closes alerts within one. So it is made of the paths that
  /// were given, and of nothing that a mistake in a file changes.
  std::string automation() const {
    std::set<std::string> paths;
    for (const std::string& path : run_.paths) paths.insert(uri(fileOf(path, run_)));
    std::string out = "vern/check/";
    const char* before = "";
    for (const std::string& path : paths) {
      if (path.empty() || path == ".") continue;
      out += before + path;
      before = "+";
    }
    return out.ends_with('/') ? out : out + "/";
  }

  /// A place in a file of the user; findings without one are shown at the top of the policy.
  Object location(Span span) const {
    const bool placed = span.valid() && !sources_.standard(span.file);
    Object physical{
        {"artifactLocation",
         Object{{"uri", uri(fileOf(placed ? sources_.path(span.file) : std::string_view(run_.main_file), run_))}}}};
    physical["region"] = placed ? region(sources_, span) : Object{{"startLine", 1}};
    return Object{{"physicalLocation", std::move(physical)}};
  }

  /// Survives edits: made of the rule, the declaration and the first line of what is pointed at, and a number where all
  /// three are the same.
  std::string fingerprint(const diag::Diagnostic& finding) {
    std::string key = finding.id + " " + finding.symbol;
    if (const std::string_view at = pointedAt(finding, sources_); !at.empty())
      key += " " + llvm::utohexstr(llvm::xxh3_64bits(llvm::StringRef(at)));
    return key + " " + std::to_string(++seen_[key]);
  }

  void addRule(const diag::Diagnostic& finding) {
    std::optional<Explanation> known = run_.explain ? run_.explain(finding.id) : std::nullopt;
    Explanation rule = known ? std::move(*known) : Explanation();
    if (!rule.status.empty()) of_rules_.insert(finding.id);
    if (rule.sentence.empty()) rule.sentence = text(finding.message);
    if (rule.explanation.empty()) rule.explanation = rule.sentence;
    const std::string& law = rule.law.empty() ? std::string() : rule.law.front().url;
    const std::string usual = rule.level.empty() ? level(finding.severity) : rule.level;
    Object out{{"id", finding.id},
               {"shortDescription", Object{{"text", atMost(MostOfDescription, rule.sentence)}}},
               {"fullDescription", Object{{"text", atMost(MostOfDescription, rule.explanation)}}},
               {"help", Object{{"text", toText(rule, run_.language)}, {"markdown", toMarkdown(rule, run_.language)}}},
               {"defaultConfiguration", Object{{"level", usual}}},
               {"properties", Object{{"tags", Array{"privacy", finding.id.substr(0, finding.id.rfind('-'))}},
                                     {"precision", rule.status == "unverified" ? "medium" : "high"},
                                     {"problem.severity", usual == "note" ? "recommendation" : usual}}}};
    if (!rule.name.empty()) out["name"] = rule.name;
    if (!law.empty()) out["helpUri"] = law;
    rules_.push_back(std::move(out));
  }

  /// Of a rule, only what changes nothing that the policy says: an editor makes a fix without reading it. A word that
  /// nobody knows says nothing yet.
  Array fixes(const diag::Diagnostic& finding) const {
    if (of_rules_.contains(finding.id) && !std::ranges::all_of(finding.edits, &diag::Edit::safe)) return {};
    std::map<FileId, Array> by_file;
    for (const diag::Edit& edit : finding.edits)
      if (edit.span.valid())
        by_file[edit.span.file].push_back(Object{{"deletedRegion", region(sources_, edit.span)},
                                                 {"insertedContent", Object{{"text", edit.replacement}}}});
    Array changes;
    for (auto& [file, replacements] : by_file)
      changes.push_back(Object{{"artifactLocation", Object{{"uri", uri(fileOf(sources_.path(file), run_))}}},
                               {"replacements", std::move(replacements)}});
    if (changes.empty()) return {};
    Object fix{{"artifactChanges", std::move(changes)}};
    if (!finding.help.empty()) fix["description"] = Object{{"text", text(finding.help.front())}};
    return Array{std::move(fix)};
  }

  const SourceMap& sources_;
  const Run& run_;
  std::map<std::string, std::size_t> rule_index_;
  std::map<std::string, int> seen_;
  std::set<std::string> of_rules_;  // ids of those that rules found
  Array rules_;
  Array results_;
  std::size_t left_out_ = 0;
};

}  // namespace

std::string toSarif(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run) {
  Sarif writer(sources, run);
  // Where there is no room for all, what is less severe goes.
  const bool all = findings.size() <= MostResults;
  for (const auto severity : {diag::Severity::Error, diag::Severity::Warning, diag::Severity::Note}) {
    for (const diag::Diagnostic& finding : findings)
      if (all ? finding.severity != diag::Severity::Off : finding.severity == severity) writer.add(finding);
    if (all) break;
  }
  return writer.write();
}

}  // namespace vern::report
