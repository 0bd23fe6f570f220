// vern terms: the vocabulary, and what holds given words.
#include <algorithm>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/listing.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/words.h"
#include "compiler/driver/session.h"
#include "compiler/report/report.h"
#include "llvm/Support/JSON.h"

namespace vern::cli {

namespace {

using model::Kind;

/// Kinds that the library has words of.
std::vector<Kind> vocabularies() {
  std::vector<Kind> out;
  for (std::size_t k = 0; k < model::KindCount; ++k)
    if (model::isVocabulary(static_cast<Kind>(k))) out.push_back(static_cast<Kind>(k));
  return out;
}

constexpr Option Options[] = {
    {"--kind", "KIND", "only terms of this kind, such as data, purpose or law"},
    {"--format", "text|json", "how terms are written (text)"},
    {"--path", "PATH", "also the terms of a project"},
};

std::string_view named(const model::Model& model, model::DeclId id, Word word) {
  const model::Clause* clause = model.clause(id, word);
  if (clause == nullptr || clause->value.entries.empty()) return {};
  const model::Entry& entry = clause->value.entries.front();
  return entry.decl ? model[entry.decl].name : entry.written;
}

std::string retiredSince(const model::Model& model, model::DeclId id) {
  const model::Clause* clause = model.clause(id, Word::retired);
  return clause != nullptr && clause->value.kind == model::ValueKind::Date ? formatDay(clause->value.date)
                                                                           : std::string();
}

bool fits(const model::Decl& term, const std::vector<std::string>& words) {
  std::string text(term.name);
  for (const auto& [language, label] : term.texts) text += " " + label;
  for (const auto& [language, label] : term.short_texts) text += " " + label;
  text = lowered(text);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(lowered(word)) != std::string::npos; });
}

void print(const model::Model& model, model::DeclId id, llvm::raw_ostream& out) {
  const model::Decl& term = model[id];
  out << model::spelling(term.kind) << " " << term.name << "\n";
  for (const auto& [language, label] : term.texts) out << "    " << language << "  " << label << "\n";
  if (term.parent) out << "    is  " << model[term.parent].name << "\n";
  if (!term.flags.empty()) {
    out << "    flags ";
    for (const std::string_view flag : term.flags) out << " " << flag;
    out << "\n";
  }
  if (const std::string since = retiredSince(model, id); !since.empty()) out << "    retired  " << since << "\n";
  if (const std::string_view next = named(model, id, Word::successor); !next.empty())
    out << "    successor  " << next << "\n";
}

llvm::json::Object toJson(const model::Model& model, model::DeclId id) {
  const model::Decl& term = model[id];
  llvm::json::Object labels;
  for (const auto& [language, label] : term.texts) labels[language] = label;
  llvm::json::Array flags;
  for (const std::string_view flag : term.flags) flags.push_back(std::string(flag));
  llvm::json::Object out{{"kind", std::string(model::spelling(term.kind))},
                         {"name", std::string(term.name)},
                         {"labels", std::move(labels)},
                         {"flags", std::move(flags)}};
  if (term.parent) out["is"] = std::string(model[term.parent].name);
  if (const std::string since = retiredSince(model, id); !since.empty()) out["retired"] = since;
  if (const std::string_view next = named(model, id, Word::successor); !next.empty())
    out["successor"] = std::string(next);
  return out;
}

int run(Args& args, Io& io) {
  const std::string format = args.get("--format", "text");
  const std::string kind = args.get("--kind");
  std::string kinds;
  for (const Kind one : vocabularies()) kinds += (kinds.empty() ? "" : "|") + std::string(model::spelling(one));
  if (!kind.empty() && !oneOf("--kind", kind, kinds, io)) return Unusable;

  driver::Session session(io.files, io.library);
  std::vector<std::unique_ptr<driver::Policy>> policies;
  if (const std::string path = args.get("--path"); !path.empty()) {
    if (const auto project = session.open(path))
      for (const std::string& policy : project->policies) policies.push_back(session.load(*project, policy));
  } else {
    policies.push_back(session.library());
  }
  if (session.sink.hasErrors()) {
    io.err << report::toTerminal(session.sink.diagnostics(), session.sources, Reading{io.language, io.today}.run());
    return Unusable;
  }
  llvm::json::Array list;
  std::size_t found = 0;
  for (const auto& policy : policies)
    for (const Kind one : vocabularies()) {
      if (!kind.empty() && kind != model::spelling(one)) continue;
      for (const model::DeclId id : policy->model->all(one)) {
        if (!fits((*policy->model)[id], args.positional)) continue;
        ++found;
        if (format == "json") list.push_back(toJson(*policy->model, id));
        else print(*policy->model, id, io.out);
      }
    }
  if (format == "json") printListing("terms", std::move(list), io);
  else io.out << found << (found == 1 ? " term\n" : " terms\n");
  return Ok;
}

}  // namespace

const Command terms{"terms",
                    "[WORD…]",
                    Any,
                    "search the vocabulary: data, purposes, recipients, laws and the rest",
                    "Searches the vocabulary: names and labels in every language.",
                    Options,
                    run};

}  // namespace vern::cli
