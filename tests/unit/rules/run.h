// Runs rules of a test over a policy of a test, on top of the standard library.
#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "compiler/driver/session.h"
#include "compiler/messages/render.h"
#include "compiler/model/from_syntax.h"
#include "compiler/rules/check.h"
#include "compiler/rules/typecheck.h"
#include "compiler/syntax/from_parse_tree.h"

namespace vern::rules {

using Lines = std::vector<std::string>;  // findings as `Run::lines` tells them

/// One policy and what rules find in it. The library's own rules are left out.
class Run {
 public:
  explicit Run(const std::string& rules, const std::string& policy) {
    static driver::Session library_session(realFileSystem());
    static const std::unique_ptr<driver::Policy> library = library_session.library();
    sources = &library_session.sources;
    diag::Sink parsing;
    const syntax::File rules_file = syntax::fromText(sources->add("acme.vern", rules), *sources, parsing);
    policy_file_ = syntax::fromText(sources->add("policy.vern", policy), *sources, parsing);
    model.emplace(model::withFragment(*library->model, policy_file_.decls, parsing));
    rule_set = load(*model, &rules_file, parsing);
    for (const diag::Diagnostic& finding : parsing.diagnostics())
      UNSCOPED_INFO(finding.id << ": " << messages::render(finding.message, "en") << " in "
                               << sources->text(finding.span));
    REQUIRE_FALSE(parsing.hasErrors());
    grants = grants::fromModel(*model);
    judged = judge::judge(*model, grants);
    options = optionsOf(*model, toDay({2026, 7, 2}));
  }

  /// What is found, in the order of the places.
  std::vector<diag::Diagnostic> findings() {
    diag::Sink sink;
    check(*model, grants, judged, rule_set, options, sink);
    sink.finish();
    return sink.diagnostics();
  }

  /// "note|warning|error ID at the text pointed at: the sentence", for each finding.
  std::vector<std::string> lines(std::string_view language = "en") {
    std::vector<std::string> out;
    for (const diag::Diagnostic& finding : findings())
      out.push_back(std::string(diag::name(finding.severity)) + (finding.accepted ? " accepted " : " ") + finding.id +
                    " at " + std::string(sources->text(finding.span)) + ": " +
                    messages::render(finding.message, language));
    return out;
  }

  SourceMap* sources;
  std::optional<model::Model> model;
  RuleSet rule_set;
  grants::Grants grants;
  judge::Judgements judged;
  Options options;

 private:
  syntax::File policy_file_;
};

/// A rule over activities that fires when `condition` is proved.
inline std::string ruleWith(const std::string& condition, const std::string& more = "") {
  return "rule r { id \"ACME-T-001\" level note for a in activities when " + condition +
         " at a says en \"x\" nb \"x\" " + more + " }";
}

/// How `condition` comes out for the only activity of `policy`.
inline Truth outcome(const std::string& condition, const std::string& policy) {
  const bool proved = !Run(ruleWith(condition), policy).findings().empty();
  const bool refuted = !Run(ruleWith("not (" + condition + ")"), policy).findings().empty();
  CHECK_FALSE((proved && refuted));
  return proved ? Truth::True : refuted ? Truth::False : Truth::Unknown;
}

}  // namespace vern::rules
