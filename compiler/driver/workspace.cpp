#include "compiler/driver/workspace.h"

#include <algorithm>
#include <deque>
#include <map>

#include "compiler/driver/pieces.h"
#include "compiler/driver/prepare.h"
#include "compiler/grants/size.h"
#include "compiler/judge/cells.h"
#include "compiler/judge/timeless.h"
#include "compiler/model/from_syntax.h"
#include "compiler/support/check.h"
#include "compiler/syntax/from_parse_tree.h"

namespace vern::driver {

namespace {

/// Smaller parts than in a check that is made once: the one with the edit is judged again.
constexpr rules::Cut WatchedCut{16, 0};

/// After so many edits everything is read afresh, so that texts that nobody sees any more do not pile up.
constexpr std::size_t MostEdits = 500;

std::string_view withoutMark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text; }

/// Bytes [begin, before) of a text are bytes [begin, after) of another, and the rest is the same.
struct Change {
  std::uint32_t begin = 0, before = 0, after = 0;
};

/// How many of `size` bytes are the same for sure, in whole blocks, which `equal` compares faster than one by one.
template <class Equal>
std::size_t sameBlocks(std::size_t size, Equal equal) {
  constexpr std::size_t Block = 4096;
  std::size_t at = 0;
  while (size - at >= Block && equal(at, Block)) at += Block;
  return at;
}

Change changeOf(std::string_view before, std::string_view after) {
  std::size_t most = std::min(before.size(), after.size());
  std::size_t begin =
      sameBlocks(most, [&](std::size_t at, std::size_t n) { return before.substr(at, n) == after.substr(at, n); });
  while (begin < most && before[begin] == after[begin]) ++begin;
  most -= begin;
  std::size_t same = sameBlocks(most, [&](std::size_t at, std::size_t n) {
    return before.substr(before.size() - at - n, n) == after.substr(after.size() - at - n, n);
  });
  while (same < most && before[before.size() - same - 1] == after[after.size() - same - 1]) ++same;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(before.size() - same),
          static_cast<std::uint32_t>(after.size() - same)};
}

bool hasAlias(const model::Decl& decl) {
  return std::any_of(decl.clauses.begin(), decl.clauses.end(),
                     [](const model::Clause& clause) { return clause.word == Word::alias; });
}

}  // namespace

/// What a check worked out: one policy that was read without a mistake.
class Workspace::Kept {
 public:
  Kept(const FileSystem& files, const Library& library) : session(files, &library), library_(library) {}

  /// Runs the rules on `policy`, which has been loaded; false, and nothing is kept, if they cannot be run.
  bool start(const Options& options);
  /// `path` holds `text` now. False if this cannot be gone on with, and everything must be checked afresh.
  bool edit(const std::string& path, std::string_view text);
  /// The findings as of now, and the texts; false if one of them has lost its place.
  bool report(Checked& out, SourceMap& sources) const;

  Session session;
  std::optional<workspace::Project> project;
  std::unique_ptr<Policy> policy;

 private:
  [[nodiscard]] std::string& today(FileId file) { return today_[file.index - library_.sources.size()]; }
  [[nodiscard]] model::DeclId declarationAt(Span place) const;
  /// `fresh`, a file of its own, says something else in the braces of `id` and nothing else.
  [[nodiscard]] bool isSame(const model::Decl& before, const syntax::File& fresh, std::uint32_t size,
                            std::uint32_t changed) const;
  [[nodiscard]] bool sayAgain(model::DeclId id, const syntax::Decl& decl);

  const Library& library_;
  std::vector<diag::Diagnostic> loaded_;   // what was found before any rule was run
  rules::RuleSet law_;
  std::optional<rules::Check> check_;
  std::vector<Pieces> pieces_;             // of each file
  std::vector<std::string> today_;         // the files as they are; the session has them as they were read
  std::deque<syntax::File> edited_;        // declarations that were read again
  std::vector<std::uint32_t> references_;  // to each declaration
  std::uint64_t size_ = 0;                 // so many grants at most
  std::optional<judge::Cells> cells_;
  std::map<model::DeclId, grants::Grants> own_;  // of the activities that were read again
};

bool Workspace::Kept::start(const Options& options) {
  std::optional<Ready> ready = prepare(session, *project, *policy, options);
  if (!ready) return false;
  loaded_ = session.sink.diagnostics();
  ready->how.cut = WatchedCut;
  law_ = std::move(ready->law);
  const model::Model& model = *policy->model;
  check_.emplace(model, *policy->grants, policy->judgements, law_, ready->how, true);

  for (std::size_t i = library_.sources.size(); i < session.sources.size(); ++i) {
    const FileId file(static_cast<std::uint32_t>(i));
    today_.emplace_back(session.sources.text(file));
  }
  for (const syntax::File* file : policy->files)
    pieces_.emplace_back(file->file, static_cast<std::uint32_t>(session.sources.text(file->file).size()));
  references_.resize(model.decls.size());
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i)
    for (const model::DeclId id : judge::referencesOf(model[model.decls.idAt(i)])) ++references_[id.index];
  size_ = grants::sizeOf(model).grants;
  cells_.emplace(model).add(*policy->grants);
  return true;
}

model::DeclId Workspace::Kept::declarationAt(Span place) const {
  const model::Model& model = *policy->model;
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i) {
    const Span span = model[model.decls.idAt(i)].span;
    if (span.file == place.file && span.begin < place.begin && place.end < span.end) return model.decls.idAt(i);
  }
  return {};
}

bool Workspace::Kept::isSame(const model::Decl& before, const syntax::File& fresh, std::uint32_t size,
                             std::uint32_t changed) const {
  if (fresh.decls.size() != 1 || !fresh.lost.empty() || !fresh.nameless.empty()) return false;
  const syntax::Decl& decl = fresh.decls.front();
  // The same up to the brace that opens its block, and from the one that closes it.
  return decl.kind == syntax::DeclKind::Plain && !decl.cut && decl.name && decl.name->text == before.name &&
         model::kindFrom(decl.word.text) == before.kind && decl.span == Span{fresh.file, 0, size} && decl.block &&
         decl.block->span.end == size && decl.block->span.begin < changed;
}

bool Workspace::Kept::edit(const std::string& path, std::string_view text) {
  text = withoutMark(text);
  const auto pieces = std::find_if(pieces_.begin(), pieces_.end(),
                                   [&](const Pieces& one) { return session.sources.path(one.file()) == path; });
  if (pieces == pieces_.end() || edited_.size() >= MostEdits) return false;
  const std::string_view known = today(pieces->file());
  const Change change = changeOf(known, text);
  const std::optional<Span> place = pieces->inPiece(change.begin, change.before);
  if (!place) return false;
  const model::DeclId id = declarationAt(*place);
  if (!id) return false;
  const model::Decl& decl = (*policy->model)[id];
  if ((decl.kind != model::Kind::Activity && decl.kind != model::Kind::Tracker) || decl.standard) return false;

  // Columns are counted from the beginning of a line.
  const std::uint32_t begin = change.begin - (place->begin - decl.span.begin);
  if (begin > 0 && text[begin - 1] != '\n') return false;
  const std::uint32_t size = decl.span.end - decl.span.begin + change.after - change.before;
  const Span old = decl.span;
  const FileId file = session.sources.add(path, std::string(text.substr(begin, size)));
  diag::Sink sink;
  edited_.push_back(syntax::fromText(file, session.sources, sink));
  if (!sink.diagnostics().empty() || !isSame(decl, edited_.back(), size, change.begin - begin)) return false;

  std::erase_if(loaded_, [&](const diag::Diagnostic& finding) {
    return finding.span.file == old.file && old.begin <= finding.span.begin && finding.span.end <= old.end;
  });
  if (!sayAgain(id, edited_.back().decls.front())) return false;
  pieces->replace(old, {file, 0, size});
  today(pieces->file()) = text;
  return true;
}

bool Workspace::Kept::sayAgain(model::DeclId id, const syntax::Decl& decl) {
  model::Model& model = *policy->model;
  // Somebody may go on from it to what it says.
  if (references_[id.index] > 0 || hasAlias(model[id]) || judge::lacksStart(model[id])) return false;
  const rules::Collection::Answers before = check_->answersOf(id);
  const std::vector<model::DeclId> named = judge::referencesOf(model[id]);
  const auto apart = [&](const grants::Grants& grants) {
    return judge::standsAlone(model, grants, id) && !cells_->contradictIn(grants);
  };
  const grants::Grants had = grants::ofActivity(model, id);
  if (!apart(had)) return false;
  size_ -= grants::sizeOf(model, id);

  diag::Sink sink;
  model::bindAgain(model, id, decl, policy->files, sink);
  if (sink.hasErrors() || hasAlias(model[id]) || judge::lacksStart(model[id])) return false;
  loaded_.insert(loaded_.end(), sink.diagnostics().begin(), sink.diagnostics().end());

  // What nobody else names is unused without it.
  const std::vector<model::DeclId> names = judge::referencesOf(model[id]);
  const auto isUsed = [&](model::DeclId one) { return model[one].standard || references_[one.index] > 0; };
  for (const model::DeclId one : named) --references_[one.index];
  if (!std::all_of(named.begin(), named.end(), isUsed) || !std::all_of(names.begin(), names.end(), isUsed)) {
    std::vector<model::DeclId> one = named, other = names;
    for (std::vector<model::DeclId>* list : {&one, &other}) {
      std::erase_if(*list, isUsed);
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    if (one != other) return false;
  }
  for (const model::DeclId one : names) ++references_[one.index];
  if (references_[id.index] > 0) return false;

  size_ += grants::sizeOf(model, id);
  if (size_ > grants::MaxGrants) return false;
  cells_->remove(had, id);
  grants::Grants& has = own_[id] = grants::ofActivity(model, id);
  cells_->add(has);
  return apart(has) && check_->again(id, before);
}

bool Workspace::Kept::report(Checked& out, SourceMap& sources) const {
  diag::Sink sink;
  for (const diag::Diagnostic& finding : loaded_) sink.add(finding);
  check_->report(sink);
  nameSymbols(*policy->model, sink);
  bool placed = true;
  const auto put = [&](Span& span) {
    const bool own = span.valid() && !session.sources.standard(span.file);
    for (const Pieces& pieces : pieces_) {
      if (!own) return;
      if (const auto today = pieces.today(span)) {
        span = *today;
        return;
      }
    }
    // A file that no policy is in, such as vern.toml, is as it was read.
    placed = placed && (!own || span.file.index < library_.sources.size() + today_.size());
  };
  for (diag::Diagnostic& finding : sink.edit()) {
    put(finding.span);
    for (diag::Label& label : finding.labels) put(label.span);
    for (diag::Edit& edit : finding.edits) put(edit.span);
  }
  sink.finish();
  out.findings = sink.diagnostics();
  sources = SourceMap::on(library_.sources);
  for (const std::string& text : today_)
    sources.add(std::string(session.sources.path(FileId(static_cast<std::uint32_t>(sources.size())))), text);
  out.sources = &sources;
  return placed;
}

Workspace::Workspace(std::string path, const Library* library)
    : path_(std::move(path)),
      library_(library != nullptr ? *library : standardLibrary()),
      recorder_(realFileSystem()) {}

Workspace::~Workspace() = default;

const Checked& Workspace::check(const FileSystem& files, const Options& options) {
  in_part_ = false;
  const bool same = started_ && options.as_of == options_.as_of && options.questions == options_.questions;
  options_ = options;
  if (same)
    if (const auto changes = recorder_.changes(files)) {
      if (changes->empty()) return checked_;
      in_part_ = kept_ && changes->size() == 1 && kept_->edit(changes->front().first, changes->front().second) &&
                 kept_->report(checked_, sources_);
      if (in_part_) return checked_;
    }
  afresh(files);
  return checked_;
}

void Workspace::afresh(const FileSystem& files) {
  started_ = true;
  recorder_.start(files);
  checked_ = {};
  kept_ = std::make_unique<Kept>(recorder_, library_);
  Session& session = kept_->session;
  kept_->project = session.open(path_);
  const auto tell = [&](const Policy& policy) {
    checked_.policies.push_back(policy.path);
    checked_.profile = policy.profile;
    checked_.complete = checked_.complete && policy.grants;
  };
  checked_.complete = kept_->project.has_value();
  if (kept_->project) checked_.project = kept_->project->name;
  if (kept_->project && kept_->project->policies.size() == 1) {
    kept_->policy = session.load(*kept_->project, kept_->project->policies.front());
    const bool goes_on = kept_->start(options_);
    tell(*kept_->policy);
    if (goes_on) {
      VERN_CHECK(kept_->report(checked_, sources_), "what has just been read has its place");
      return;
    }
    session.sink.finish();
    if (kept_->policy->model) nameSymbols(*kept_->policy->model, session.sink);
  } else if (kept_->project) {
    for (const auto& policy : session.checkAll(*kept_->project, options_)) tell(*policy);
  }
  session.sink.finish();
  checked_.findings = session.sink.diagnostics();
  sources_ = std::move(session.sources);
  checked_.sources = &sources_;
  kept_.reset();
}

}  // namespace vern::driver
