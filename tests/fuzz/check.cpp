// The whole of check on top of the standard library: bind, expand, judge, run the rules, and write what they found; and
// where nothing is wrong with the text, the statements and the table, which answers as the policy does.
#include "compiler/rules/check.h"
#include "compiler/driver/session.h"
#include "compiler/model/from_syntax.h"
#include "compiler/query/table_file.h"
#include "compiler/report/report.h"
#include "compiler/rules/typecheck.h"
#include "compiler/statement/from_model.h"
#include "compiler/statement/to_html.h"
#include "compiler/statement/to_json.h"
#include "compiler/statement/to_markdown.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/table/from_grants.h"
#include "compiler/table/validate.h"
#include "llvm/Support/JSON.h"
#include "tests/fuzz/target.h"

using namespace vern;

namespace {

const Day Today = toDay({2026, 7, 2});

/// The standard library and its rules.
struct Library {
  driver::Session session{realFileSystem()};
  std::unique_ptr<driver::Policy> policy = session.library();
  rules::RuleSet rules = session.rules(*policy);
};

/// Read once, and again after so many texts, because it keeps each of them.
Library& library() {
  constexpr int Texts = 5000;
  static std::unique_ptr<Library> now;
  static int texts = 0;
  if (texts++ % Texts == 0) now = std::make_unique<Library>();
  return *now;
}

void publish(const model::Model& model, const grants::Grants& grants) {
  for (const std::string& language : statement::languagesOf(model)) {
    const statement::Document document = statement::fromModel(model, language);
    (void)statement::toHtml(document, "policy");
    (void)statement::toMarkdown(document, "policy");
    fuzz::require(static_cast<bool>(llvm::expectedToOptional(llvm::json::parse(statement::toJson(document)))),
                  "a statement is JSON");
  }
  llvm::Expected<std::string> bytes = table::fromGrants(model, grants);
  if (!bytes) {
    llvm::consumeError(bytes.takeError());
    return;
  }
  llvm::Expected<query::TableFile> opened = query::TableFile::fromBytes(*bytes);
  fuzz::require(static_cast<bool>(opened), "a table that was made can be opened");
  fuzz::require(table::validate(model, grants, opened->table()).difference.empty(),
                "a table answers as the policy does");
}

}  // namespace

int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  (void)library();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Library& base = library();
  SourceMap& sources = base.session.sources;
  diag::Sink sink;
  const syntax::File file =
      syntax::fromText(sources.add("policy.vern", std::string(fuzz::textOf(data, size))), sources, sink);
  const model::Model model = model::withFragment(*base.policy->model, file.decls, sink);
  const grants::Grants grants = grants::fromModel(model);
  const bool sound = !sink.hasErrors();
  if (sound) {
    const judge::Judgements judged = judge::judge(model, grants);
    rules::check(model, grants, judged, base.rules, rules::optionsOf(model, Today), sink);
  }
  sink.finish();
  for (const char* language : {"en", "nb"})
    (void)report::toTerminal(sink.diagnostics(), sources, {language, false, Today, "notice", ""});
  if (sound) publish(model, grants);
  return 0;
}
