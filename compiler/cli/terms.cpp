// vern terms: the vocabulary, and what is called by given words.
#include <algorithm>
#include <optional>
#include <set>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/listing.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/say.h"
#include "compiler/cli/search.h"
#include "compiler/cli/words.h"
#include "compiler/driver/session.h"
#include "compiler/report/report.h"
#include "compiler/support/distance.h"
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

constexpr Option TermsOptions[] = {
    {"--kind", "KIND"},
    {"--format", "text|json"},
    {"--path", "PATH"},
    {"--lang", Languages},
};

std::string_view named(const model::Model& model, model::DeclId id, Word word) {
  const model::Clause* clause = model.clause(id, word);
  if (clause == nullptr || clause->value.entries.empty()) return {};
  const model::Entry& entry = clause->value.entries.front();
  return entry.decl ? model[entry.decl].name : entry.written;
}

/// The days of a term that tell when it may be used: those of a country, and of what has been given up.
constexpr Word Days[] = {Word::adequacy_from, Word::adequacy_until, Word::retired};

std::string dayOf(const model::Model& model, model::DeclId id, Word word) {
  const model::Clause* clause = model.clause(id, word);
  return clause != nullptr && clause->value.kind == model::ValueKind::Date ? formatDay(clause->value.date)
                                                                           : std::string();
}

/// What `--kind` names: a kind of declaration, or a clause, and then its own list of values, or else what may be one.
struct Wanted {
  model::Kinds kinds;
  std::set<std::string_view> lists;  // of choices; all of them if there is none

  bool operator()(Kind kind, std::string_view name) const {
    return kinds.has(kind) && (kind != Kind::Choice || lists.empty() || lists.contains(name.substr(0, name.find('.'))));
  }
};

std::optional<Wanted> wanted(std::string_view written) {
  Wanted out;
  for (const Kind kind : vocabularies())
    if (written.empty() || written == model::spelling(kind)) out.kinds = out.kinds | kind;
  if (!out.kinds.empty()) return out;
  const auto word = wordFrom(written);
  for (std::size_t k = 0; word && k < model::KindCount; ++k)
    if (const model::ClauseRule* rule = model::clauseRule(static_cast<Kind>(k), *word)) {
      for (const Kind kind : vocabularies())
        if (rule->kinds.has(kind)) out.kinds = out.kinds | kind;
      if (!rule->choices.empty()) out.lists.insert(rule->choices);
    }
  if (out.kinds.empty()) return std::nullopt;
  if (!out.lists.empty()) out.kinds = Kind::Choice;
  return out;
}

struct Hit {
  const model::Model* model;
  model::DeclId term;
  Fit fit;
};

/// What was typed: the words of each argument, or the name that it is.
std::vector<std::string> typedWords(const std::vector<std::string>& arguments) {
  std::vector<std::string> out;
  for (const std::string& argument : arguments) {
    if (argument.find(' ') == std::string::npos) out.push_back(lowered(argument));
    else std::ranges::copy(wordsOf(argument), std::back_inserter(out));
  }
  return out;
}

/// How well a term fits all of `typed`, as well as the worst.
Fit fitOfAll(const model::Model& model, model::DeclId term, const std::vector<std::string>& typed) {
  Fit out = Fit::Whole;
  const std::vector<std::string> words = typed.empty() ? std::vector<std::string>() : wordsOf(model, term);
  for (const std::string& one : typed) out = std::min(out, fit(words, one));
  // `test drive`: letters inside of two words are chance.
  return typed.size() > 1 && out == Fit::Inside ? Fit::None : out;
}

/// The best first. Where a word is begun or meant, those that only hold its letters are left out.
void sortByFit(std::vector<Hit>& hits) {
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.fit > b.fit; });
  if (hits.empty() || hits.front().fit == Fit::Inside) return;
  std::erase_if(hits, [](const Hit& hit) { return hit.fit == Fit::Inside; });
}

/// The word of the vocabulary that `typed` is a slip of, or "".
std::string nearestWord(const model::Model& model, const std::vector<Kind>& kinds, const std::string& typed) {
  std::vector<std::string> known;
  for (const Kind kind : kinds)
    for (const model::DeclId id : model.all(kind))
      for (std::string& word : wordsOf(model, id)) known.push_back(std::move(word));
  const std::vector<std::string_view> views(known.begin(), known.end());
  return std::string(nearest(typed, views));
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
  for (const Word word : Days)
    if (const std::string day = dayOf(model, id, word); !day.empty())
      out << "    " << spelling(word) << "  " << day << "\n";
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
  for (const Word word : Days)
    if (std::string day = dayOf(model, id, word); !day.empty()) out[std::string(spelling(word))] = std::move(day);
  if (const std::string_view next = named(model, id, Word::successor); !next.empty())
    out["successor"] = std::string(next);
  return out;
}

int runTerms(Args& args, Io& io) {
  const std::string format = args.get("--format", "text");
  const std::string kind = args.get("--kind");
  const std::optional<Wanted> among = wanted(kind);
  if (!among) {
    std::string kinds;
    for (const Kind one : vocabularies()) kinds += (kinds.empty() ? "" : "|") + std::string(model::spelling(one));
    (void)oneOf("--kind", kind, kinds, io);
    return Unusable;
  }

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
  std::vector<Kind> searched = vocabularies();
  std::erase_if(searched, [&](Kind one) { return !among->kinds.has(one); });
  const std::vector<std::string> typed = typedWords(args.positional);
  std::vector<Hit> hits;
  for (const auto& policy : policies)
    for (const Kind one : searched)
      for (const model::DeclId id : policy->model->all(one))
        if (const Fit fit = fitOfAll(*policy->model, id, typed);
            fit != Fit::None && (*among)(one, (*policy->model)[id].name))
          hits.push_back({&*policy->model, id, fit});
  sortByFit(hits);
  llvm::json::Array list;
  for (const Hit& hit : hits) {
    if (format == "json") list.push_back(toJson(*hit.model, hit.term));
    else print(*hit.model, hit.term, io.out);
  }
  if (format == "json") {
    printListing("terms", std::move(list), io);
    return Ok;
  }
  io.out << hits.size() << " " << say(io, hits.size() == 1 ? "term" : "terms");
  if (hits.empty() && typed.size() == 1 && !policies.empty())
    if (const std::string near = nearestWord(*policies.front()->model, searched, typed.front()); !near.empty())
      io.out << didYouMean(io, near);
  io.out << "\n";
  return Ok;
}

}  // namespace

const Command terms{"terms", "[WORD…]", Any, TermsOptions, runTerms};

}  // namespace vern::cli
