// vern explain and vern rules: what a finding means, and which rules there are.
#include <algorithm>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/driver/session.h"
#include "compiler/messages/catalogue.h"
#include "compiler/rules/typecheck.h"
#include "compiler/support/distance.h"

namespace vern::cli {

namespace {

constexpr Option ExplainOptions[] = {{"--lang", "en|nb", "the language of the explanation (the locale's)"}};
constexpr Usage ExplainHelp{"explain", "ID", "Says what a finding means: why, by which law, and how to mend it.",
                            ExplainOptions};
constexpr Usage RulesHelp{"rules", "[WORD…]", "Lists the rules of law that hold every word, or all of them.",
                          ExplainOptions};

std::string word(std::string_view language, const std::string& key) {
  if (const std::string* text = messages::find(language, "explain." + key)) return *text;
  const std::string* english = messages::find("en", "explain." + key);
  return english != nullptr ? *english : key;
}

/// Placeholders of a rule's sentence, as words in brackets: the sentence without a policy to speak of.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '{' ? '<' : c == '}' ? '>' : c;
  return out;
}

std::string_view statusKey(rules::Status status) {
  switch (status) {
    case rules::Status::Verified: return "verified";
    case rules::Status::Partly: return "partly";
    case rules::Status::Unverified: return "unverified";
  }
  return "";
}

/// The text of an example, with the indentation of the rule file taken away.
std::string example(const SourceMap& sources, const rules::Example& shown) {
  std::string out;
  for (const syntax::Decl& decl : *shown.fragment) out += "    " + std::string(sources.text(decl.span)) + "\n";
  return out;
}

void explainRule(const rules::Rule& rule, const model::Model& model, std::string_view language, Io& io) {
  io.out << rule.id << "  " << rule.name << "\n\n" << bare(rule.says.texts.in(language)) << "\n\n";
  if (!rule.because.texts.empty()) io.out << bare(rule.because.texts.in(language)) << "\n\n";
  io.out << word(language, "level") << ":";
  for (const rules::LevelIn& level : rule.levels) {
    io.out << " " << word(language, "severity." + std::string(diag::name(level.severity)));
    for (const std::string_view profile : level.profiles) io.out << " (" << profile << ")";
  }
  io.out << "\n"
         << word(language, "status") << ": " << word(language, "checked." + std::string(statusKey(rule.status)))
         << "\n";
  if (!rule.cites.empty()) io.out << word(language, "law") << ":\n";
  for (const model::DeclId id : rule.cites) {
    const model::Decl& section = model[id];
    std::string label;
    if (const model::Clause* of_law = model.clause(id, Word::of_law))
      for (const model::DeclId law : model::named(of_law->value)) {
        const model::Decl& act = model[law];
        label = std::string(act.short_texts.empty() ? act.texts.in(language) : act.short_texts.in(language)) + " ";
      }
    io.out << "  " << label << section.texts.in(language);
    for (model::DeclId at = id; at;) {
      if (const model::Clause* url = model.clause(at, Word::url); url != nullptr && !url->value.strings.empty()) {
        io.out << "  " << url->value.strings.front();
        break;
      }
      const model::Clause* of_law = model.clause(at, Word::of_law);
      const auto laws = of_law != nullptr ? model::named(of_law->value) : std::vector<model::DeclId>();
      at = laws.empty() ? model::DeclId() : laws.front();
    }
    io.out << "\n";
  }
  for (const bool fires : {true, false})
    for (const rules::Example& shown : rule.examples) {
      if (shown.fires != fires) continue;
      io.out << "\n" << word(language, fires ? "fires" : "passes") << "\n" << example(model.sources(), shown);
      break;
    }
  for (const rules::Fix& fix : rule.fixes)
    if (!fix.says.texts.empty())
      io.out << "\n" << word(language, "fix") << ": " << bare(fix.says.texts.in(language)) << "\n";
  io.out << "\n" << word(language, "no_advice") << "\n";
}

}  // namespace

int explain(Words words, Io& io) {
  Args args;
  if (const int stop = parse(words, ExplainHelp, args, io)) return stop == 1 ? Ok : Unusable;
  const std::string language = args.get("--lang", io.language);
  if (!oneOf("--lang", language, "en|nb", io)) return Unusable;
  if (args.positional.size() != 1) {
    io.err << "usage: vern explain " << ExplainHelp.arguments << "\n";
    return Unusable;
  }
  std::string id = args.positional.front();
  std::transform(id.begin(), id.end(), id.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });

  driver::Session session(io.files);
  const auto library = session.library();
  const rules::RuleSet law = rules::load(*library->model, library->files, session.sink);
  if (const rules::Rule* rule = law.find(id)) {
    explainRule(*rule, *library->model, language, io);
    return Ok;
  }
  const std::string* text = messages::find(language, id + ".explain");
  if (text == nullptr) text = messages::find("en", id + ".explain");
  if (text != nullptr) {
    io.out << id << "\n\n" << *text << "\n";
    return Ok;
  }
  std::vector<std::string> known;
  for (const rules::Rule& rule : law.rules) known.push_back(rule.id);
  for (const std::string& key : messages::keys("en"))
    if (key.ends_with(".explain")) known.push_back(key.substr(0, key.size() - 8));
  const std::vector<std::string_view> views(known.begin(), known.end());
  io.err << "vern explain: no finding is called `" << args.positional.front() << "`";
  if (const std::string_view near = nearest(id, views); !near.empty()) io.err << "; did you mean `" << near << "`?";
  io.err << "\n";
  return Unusable;
}

int rules(Words words, Io& io) {
  Args args;
  if (const int stop = parse(words, RulesHelp, args, io)) return stop == 1 ? Ok : Unusable;
  const std::string language = args.get("--lang", io.language);
  if (!oneOf("--lang", language, "en|nb", io)) return Unusable;
  driver::Session session(io.files);
  const auto library = session.library();
  const rules::RuleSet law = rules::load(*library->model, library->files, session.sink);
  std::vector<const rules::Rule*> sorted;
  for (const rules::Rule& rule : law.rules) sorted.push_back(&rule);
  std::sort(sorted.begin(), sorted.end(), [](const rules::Rule* a, const rules::Rule* b) { return a->id < b->id; });
  std::size_t shown = 0;
  for (const rules::Rule* rule : sorted) {
    const std::string line = rule->id + "  " + std::string(diag::name(rules::levelOf(*rule, "notice"))) + "  " +
                             bare(rule->says.texts.in(language));
    const std::string searched = line + " " + std::string(rule->name);
    const bool all = std::all_of(args.positional.begin(), args.positional.end(),
                                 [&](const std::string& w) { return searched.find(w) != std::string::npos; });
    if (!all) continue;
    ++shown;
    io.out << line << "\n";
  }
  return shown > 0 ? Ok : Findings;
}

}  // namespace vern::cli
