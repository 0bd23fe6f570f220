// vern fix: make the changes that findings propose.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/say.h"
#include "compiler/driver/session.h"
#include "compiler/edits/apply.h"
#include "compiler/edits/difference.h"
#include "compiler/messages/render.h"
#include "compiler/report/report.h"
#include "compiler/source/write_file.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/print.h"

namespace vern::cli {

namespace {

constexpr Option FixOptions[] = {
    {"--suggested", ""}, {"--only", "ID"}, {"--dry-run", ""}, {"--as-of", "DATE"}, {"--lang", Languages},
};

constexpr int MostRounds = 20;  // a change may make room for the next

/// The files of the machine, with some of them as they would be.
class Changed final : public FileSystem {
 public:
  explicit Changed(const FileSystem& files) : files_(files) {}

  void set(const std::string& path, std::string text) { texts_[files_.canonical(path)] = {path, std::move(text)}; }
  /// Path as it was written, and text.
  [[nodiscard]] const std::map<std::string, std::pair<std::string, std::string>>& texts() const { return texts_; }

  void take(Changed& other) { texts_.swap(other.texts_); }

  FileKind kind(const std::string& path) const override { return files_.kind(path); }
  llvm::Expected<std::vector<std::string>> list(const std::string& path) const override { return files_.list(path); }
  std::string canonical(const std::string& path) const override { return files_.canonical(path); }
  llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const override {
    const auto found = texts_.find(files_.canonical(path));
    if (found != texts_.end()) return found->second.second;
    return files_.read(path, limit);
  }

 private:
  const FileSystem& files_;
  std::map<std::string, std::pair<std::string, std::string>> texts_;
};

/// What `vern check` finds in the project at `path`, the files being as in `files`.
struct Checked {
  driver::Session session;

  Checked(const FileSystem& files, const driver::Library* library, const std::string& path, Day as_of)
      : session(files, library) {
    if (const auto project = session.open(path)) session.checkAll(*project, {as_of, false});
    session.sink.finish();
  }
  [[nodiscard]] std::multiset<std::string> errors(bool of_law) const {
    std::multiset<std::string> out;
    for (const diag::Diagnostic& finding : session.sink.diagnostics())
      if (finding.severity == diag::Severity::Error && (of_law || finding.law.empty())) out.insert(finding.id);
    return out;
  }
};

/// `after` can be read as far as `before` could, and has no error that `before` has not.
bool harmless(const Checked& before, const Checked& after) {
  const auto within = [&](bool of_law) {
    const auto old = before.errors(of_law);
    const auto fresh = after.errors(of_law);
    return std::includes(old.begin(), old.end(), fresh.begin(), fresh.end());
  };
  // Where the text was broken no rule has spoken yet.
  return within(false) && (!before.errors(false).empty() || within(true));
}

/// The first error of `after` that `before` has not, or "" if it has all.
std::string fresh(const Checked& before, const Checked& after) {
  const auto old = before.errors(true);
  for (const std::string& id : after.errors(true))
    if (!old.contains(id)) return id;
  return "";
}

/// `text` as `vern fmt` lays it out; as it is if it cannot be read.
std::string laidOut(const std::string& text) {
  SourceMap sources;
  diag::Sink sink;
  const syntax::File file = syntax::fromText(sources.add("policy", text), sources, sink);
  return sink.diagnostics().empty() ? syntax::print(file, sources) : text;
}

class Fixer {
 public:
  Fixer(Io& io, Reading reading, bool suggested, std::vector<std::string> only)
      : io_(io), reading_(std::move(reading)), suggested_(suggested), only_(std::move(only)) {}

  /// The changes of the project at `path`, in `changed`; false if it cannot be read.
  bool run(const std::string& path, Changed& changed) {
    auto now = std::make_unique<Checked>(changed, io_.library, path, reading_.as_of);
    for (const diag::Diagnostic& finding : now->session.sink.diagnostics())
      if (finding.outside) {
        io_.err << report::toTerminal(now->session.sink.diagnostics(), now->session.sources, reading_.run());
        return false;
      }
    for (int round = 0; round < MostRounds; ++round) {
      const std::set<std::string> ids = proposed(*now);
      Step step = make(ids, path, changed, now);
      // Something among them does harm: one kind of finding after the other tells which.
      if (step == Step::Harmful && ids.size() > 1) {
        step = Step::Nothing;
        for (const std::string& id : ids)
          if (make({id}, path, changed, now) == Step::Made) step = Step::Made;
      }
      if (step != Step::Made) break;
    }
    left(*now);
    return true;
  }

  [[nodiscard]] const std::map<std::string, int>& applied() const { return applied_; }

 private:
  bool asked(const std::string& id) const {
    return only_.empty() || std::any_of(only_.begin(), only_.end(), [&](const std::string& wanted) {
             return id == wanted || (id.starts_with(wanted) && id.size() > wanted.size() && id[wanted.size()] == '-');
           });
  }

  enum class Step { Made, Nothing, Harmful };

  /// Makes the changes that the findings called `ids` propose, if the policy is no worse for it: then `changed` and
  /// `now` are what they were made into. A single id that does harm is remembered, and not proposed again.
  Step make(const std::set<std::string>& ids, const std::string& path, Changed& changed,
            std::unique_ptr<Checked>& now) {
    std::vector<diag::Diagnostic> wanted;
    for (const diag::Diagnostic& finding : now->session.sink.diagnostics())
      if (ids.contains(finding.id)) wanted.push_back(finding);
    const edits::Result result = edits::apply(wanted, now->session.sources, suggested_);
    if (result.files.empty()) return Step::Nothing;
    Changed trial = changed;
    for (const edits::Rewritten& file : result.files) {
      const std::string before(now->session.sources.text(file.file));
      trial.set(std::string(now->session.sources.path(file.file)),
                laidOut(before) == before ? laidOut(file.text) : file.text);
    }
    auto then = std::make_unique<Checked>(trial, io_.library, path, reading_.as_of);
    if (!harmless(*now, *then)) {
      if (ids.size() == 1) harmful_[*ids.begin()] = fresh(*now, *then);
      return Step::Harmful;
    }
    for (const diag::Diagnostic* finding : result.applied) ++applied_[finding->id];
    changed.take(trial);
    now = std::move(then);
    return Step::Made;
  }

  [[nodiscard]] std::set<std::string> proposed(const Checked& now) const {
    std::set<std::string> out;
    for (const diag::Diagnostic& finding : now.session.sink.diagnostics())
      if (!finding.edits.empty() && asked(finding.id) && !harmful_.contains(finding.id)) out.insert(finding.id);
    return out;
  }

  /// Lists what could still be changed, and how.
  void left(const Checked& now) {
    for (const diag::Diagnostic& finding : now.session.sink.diagnostics()) {
      if (finding.edits.empty() || finding.help.empty() || finding.accepted || !asked(finding.id)) continue;
      const Position at = now.session.sources.position(finding.span.file, finding.span.begin);
      io_.err << now.session.sources.path(finding.span.file) << ":" << at.line << ": " << finding.id << ": "
              << messages::render(finding.help.front(), reading_.language);
      if (const auto harm = harmful_.find(finding.id); harm != harmful_.end())
        io_.err << " (" << say(io_, harm->second.empty() ? "not_made_more" : "not_made", {{"id", harm->second}}) << ")";
      io_.err << "\n";
    }
  }

  Io& io_;
  Reading reading_;
  bool suggested_;
  std::vector<std::string> only_;
  std::map<std::string, int> applied_;
  std::map<std::string, std::string> harmful_;   // what the change would bring, by the id of the finding
};

int runFix(Args& args, Io& io) {
  std::optional<Reading> reading = readingOf(args, io);
  if (!reading) return Unusable;
  if (args.positional.empty()) args.positional.emplace_back(".");
  Changed changed(io.files);
  Fixer fixer(io, std::move(*reading), args.has("--suggested"), args.all("--only"));
  for (const std::string& path : args.positional)
    if (!fixer.run(path, changed)) return Unusable;

  for (const auto& [canonical, file] : changed.texts()) {
    const auto& [path, text] = file;
    if (args.has("--dry-run")) {
      if (llvm::Expected<std::string> old = io.files.read(path, MaxFileBytes))
        io.out << edits::difference(path, *old, text);
      else llvm::consumeError(old.takeError());
      continue;
    }
    if (llvm::Error error = writeWhole(path, text)) return refuse(io, "fix", "cannot_write", path, std::move(error));
    io.out << path << "\n";
  }
  if (!args.has("--dry-run"))
    for (const auto& [id, times] : fixer.applied()) io.out << "  " << id << ": " << times << "\n";
  return args.has("--dry-run") && !changed.texts().empty() ? Findings : Ok;
}

}  // namespace

const Command fix{"fix", "[PATH…]", Any, FixOptions, runFix};

}  // namespace vern::cli
