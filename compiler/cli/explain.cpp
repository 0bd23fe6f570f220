// vern explain: what a finding means, why, and how to put it right.
#include <algorithm>
#include <set>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/known_rules.h"
#include "compiler/cli/say.h"
#include "compiler/messages/catalogue.h"
#include "compiler/report/report.h"
#include "compiler/support/distance.h"

namespace vern::cli {

namespace {

constexpr Option ExplainOptions[] = {{"--lang", Languages}};

std::set<std::string> compilerIds() {
  std::set<std::string> out;
  for (const std::string_view key : messages::keys("en"))
    if (key.starts_with("VERN-")) out.emplace(key.substr(0, key.find('.')));
    else if (key.starts_with("left_out.")) out.emplace(key.substr(key.find('.') + 1));
  return out;
}

int runExplain(Args& args, Io& io) {
  const std::string language = args.get("--lang", io.language);
  const std::string& asked = args.positional[0];
  std::string id = asked;
  std::transform(id.begin(), id.end(), id.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
  // Who leaves the first word out means an id of the library.
  for (const std::string& meant : {id, "VERN-" + id})
    if (const auto explanation = explanationOfCompiler(meant, language)) {
      io.out << toText(*explanation, language);
      return Ok;
    }

  const KnownRules known(io, {args.positional.begin() + 1, args.positional.end()});
  if (known.broken()) {
    io.err << report::toTerminal(known.session().sink.diagnostics(), known.session().sources,
                                 {language, false, io.today, "", ""});
    return Unusable;
  }
  const std::set<std::string> of_compiler = compilerIds();
  std::vector<std::string_view> ids(of_compiler.begin(), of_compiler.end());
  for (const KnownRules::Known& rule : known.all()) {
    if (rule.rule->id == id || rule.rule->id == "VERN-" + id || rule.rule->name == asked) {
      io.out << toText(known.explain(rule, language), language);
      return Ok;
    }
    ids.push_back(rule.rule->id);
  }
  std::string more = didYouMean(io, nearest(id, ids));
  if (more.empty()) more = say(io, "search_rules", {{"word", asked}});
  return refuse(io, "explain", say(io, "no_finding", {{"id", asked}}) + more);
}

}  // namespace

const Command explain{"explain", "ID [PATH]", {1, 2}, ExplainOptions, runExplain};

}  // namespace vern::cli
