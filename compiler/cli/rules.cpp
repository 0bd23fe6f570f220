// vern rules: the rules there are, and those that hold given words.
#include <algorithm>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/known_rules.h"
#include "compiler/cli/listing.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/say.h"
#include "compiler/cli/search.h"
#include "compiler/cli/words.h"
#include "compiler/messages/catalogue.h"
#include "compiler/messages/render.h"
#include "compiler/model/citation.h"
#include "compiler/report/reference.h"
#include "compiler/report/report.h"
#include "compiler/rules/silences.h"
#include "compiler/rules/words.h"
#include "compiler/source/write_set.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

namespace vern::cli {

namespace {

constexpr Option RulesOptions[] = {
    {"--format", "text|json"}, {"--lang", Languages}, {"--html", "DIR"}, {"--path", "PATH"}, {"--silences", ""},
};

/// Everything that a search may meet.
std::string searched(const rules::Rule& rule, const report::Explanation& explanation) {
  std::string out = rule.id + " " + std::string(rule.name);
  for (const rules::Sentence* sentence : {&rule.says, &rule.because})
    for (const auto& [language, text] : sentence->texts) out += " " + text;
  // "VERN-COOKIE-001" is found by "informasjonskapsel", too.
  const std::size_t area = rule.id.find('-') + 1;
  const std::string key = "explain.area." + rule.id.substr(area, rule.id.rfind('-') - area);
  for (const std::string_view language : {"en", "nb"})
    if (const std::string_view* words = messages::find(language, key)) out += " " + std::string(*words);
  for (const diag::Citation& citation : explanation.law) {
    out += " " + citation.section;
    for (const auto& [language, text] : citation.label) out += " " + text;
  }
  return lowered(out);
}

llvm::json::Object toJson(const rules::Rule& rule, const report::Explanation& explanation, std::string_view language) {
  llvm::json::Array law;
  for (const diag::Citation& citation : explanation.law)
    law.push_back(llvm::json::Object{
        {"section", citation.section}, {"label", std::string(citation.label.in(language))}, {"url", citation.url}});
  return llvm::json::Object{{"id", rule.id},
                            {"name", std::string(rule.name)},
                            {"level", explanation.level},
                            {"status", explanation.status},
                            {"message", explanation.sentence},
                            {"because", explanation.explanation},
                            {"law", std::move(law)}};
}

/// Which silences convict: what the law wants a statement to say, where that stands in a policy, by which law, and
/// which rules rest on it.
std::vector<report::MustSay> silences(const KnownRules& known, std::string_view language) {
  const model::Model& model = *known.model();
  std::vector<report::MustSay> out;
  for (const rules::SilenceRow& row : rules::silenceTable(model)) {
    report::MustSay& one = out.emplace_back();
    one.name = model[row.silence].name;
    one.what = model[row.silence].texts.in(language);
    one.clauses.assign(row.clauses.begin(), row.clauses.end());
    if (const model::Clause* cites = model.clause(row.silence, Word::cites))
      for (const model::DeclId section : model::named(cites->value))
        one.law.push_back(model::citation(model, section, language));
    for (const KnownRules::Known& rule : known.all())
      if (const auto& asked = rule.rule->silences; std::find(asked.begin(), asked.end(), row.silence) != asked.end())
        one.rules.push_back(rule.rule->id);
  }
  return out;
}

void printSilences(const KnownRules& known, std::string_view language, Io& io) {
  for (const report::MustSay& row : silences(known, language)) {
    io.out << row.name << "  " << row.what << "\n";
    for (const std::vector<std::string>* list : {&row.clauses, &row.law, &row.rules})
      if (!list->empty()) io.out << "    " << report::wrapped(llvm::join(*list, ", "), 100, 4) << "\n";
  }
}

/// A page for each rule and an index, in both languages.
int writePages(const KnownRules& known, const std::string& folder, Io& io) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string_view language : {"en", "nb"}) {
    std::vector<report::Explanation> explanations;
    std::vector<std::string> texts;
    for (const KnownRules::Known& one : known.all()) {
      explanations.push_back(known.explain(one, language));
      texts.push_back(searched(*one.rule, explanations.back()));
    }
    for (auto& page : report::toHtml(explanations, texts, silences(known, language), language))
      files.push_back(std::move(page));
  }
  if (llvm::Error error = writeSet(folder, files)) return refuse(io, "rules", "cannot_write", folder, std::move(error));
  io.out << folder << "/index.en.html\n" << folder << "/index.nb.html\n";
  return Ok;
}

int runRules(Args& args, Io& io) {
  const Reading reading{args.get("--lang", io.language), io.today};
  const std::string& language = reading.language;
  const std::string format = args.get("--format", "text");
  const KnownRules known(io, args.all("--path"));
  if (known.broken()) {
    io.err << report::toTerminal(known.session().sink.diagnostics(), known.session().sources, reading.run());
    return Unusable;
  }
  if (args.has("--silences")) {
    printSilences(known, language, io);
    return Ok;
  }
  if (args.has("--html")) return writePages(known, args.get("--html"), io);
  llvm::json::Array list;
  std::size_t found = 0;
  for (const KnownRules::Known& one : known.all()) {
    const report::Explanation explanation = known.explain(one, language);
    const std::string text = searched(*one.rule, explanation);
    const std::vector<std::string> words = wordsOf(text);
    const bool fits = std::all_of(args.positional.begin(), args.positional.end(), [&](const std::string& word) {
      const std::string typed = lowered(word);
      return text.find(typed) != std::string::npos || fit(words, typed) >= Fit::Form;
    });
    if (!fits) continue;
    ++found;
    if (format == "json") {
      list.push_back(toJson(*one.rule, explanation, language));
      continue;
    }
    const std::string_view* level = messages::find(language, "severity." + explanation.level);
    io.out << explanation.id << "  " << (level != nullptr ? *level : explanation.level) << "  " << one.rule->name
           << "\n    " << report::wrapped(explanation.sentence, 100, 4) << "\n";
  }
  if (format == "json") {
    printListing("rules", std::move(list), io);
    return Ok;
  }
  io.out << messages::say(language, "explain.found",
                          {{"n", std::to_string(found)}, {"all", std::to_string(known.all().size())}})
         << "\n";
  return Ok;
}

}  // namespace

const Command rules{"rules", "[WORD…]", Any, RulesOptions, runRules};

}  // namespace vern::cli
