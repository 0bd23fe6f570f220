// vern --version: what one has to know to repeat a result, or to judge how old the law is.
#include "compiler/cli/version.h"

#include <algorithm>
#include <optional>

#include "compiler/cli/commands.h"
#include "compiler/cli/known_rules.h"
#include "compiler/cli/say.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include "stdlib_data.h"

namespace vern::cli {

namespace {

/// Of every file of the library, name and text: two programs with the same one judge alike.
std::string libraryHash() {
  llvm::SHA256 hash;
  for (const EmbeddedFile& file : embeddedStdlib())
    for (const std::string_view part : {file.path, file.text}) {
      hash.update(llvm::StringRef(part.data(), part.size()));
      hash.update(llvm::StringRef("\0", 1));
    }
  return llvm::toHex(hash.final(), true).substr(0, 16);
}

std::optional<Day> dateOf(const model::Model& model, model::DeclId law, Word word) {
  const model::Clause* clause = model.clause(law, word);
  if (clause == nullptr || clause->value.kind != model::ValueKind::Date) return std::nullopt;
  return clause->value.date;
}

}  // namespace

void printVersion(Io& io) {
  io.out << "vern " << Version << "\n";
  const KnownRules known(io, {});
  if (known.all().empty()) return;
  const model::Model& model = *known.all().front().model;
  std::size_t sections = 0;
  std::optional<Day> newest, read;
  for (std::size_t i = 0; i < model.decls.size(); ++i) {
    const model::DeclId id = model.decls.idAt(i);
    if (model[id].kind == model::Kind::Section) ++sections;
    if (model[id].kind != model::Kind::Law) continue;
    if (const auto day = dateOf(model, id, Word::verified)) read = std::max(read.value_or(*day), *day);
    if (const auto day = dateOf(model, id, Word::in_force); day && *day <= io.today)
      newest = std::max(newest.value_or(*day), *day);
  }
  io.out << say(io, "library", {{"rules", std::to_string(known.all().size())}, {"hash", libraryHash()}}) << "\n"
         << say(io, "law", {{"sections", std::to_string(sections)}});
  if (read) io.out << say(io, "law_read", {{"date", formatDay(*read)}});
  if (newest) io.out << say(io, "law_newest", {{"date", formatDay(*newest)}});
  io.out << "\n";
}

}  // namespace vern::cli
