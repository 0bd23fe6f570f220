// Which silences convict: what the law wants a statement to say, as the declarations `silence` of a policy list it.
// Read by typecheck: a rule must not blame a statement for any other silence.
#pragma once

#include <map>
#include <string_view>
#include <utility>

#include "compiler/rules/attributes.h"

namespace vern::rules {

class Silences {
 public:
  explicit Silences(const model::Model& model);

  /// The declaration that lists `attribute` of `kind`, or of the rows of `relation`; invalid if none does.
  [[nodiscard]] DeclId of(Kind kind, std::string_view attribute) const;
  [[nodiscard]] DeclId of(Relation relation, std::string_view attribute) const;

 private:
  std::map<std::pair<Kind, std::string_view>, DeclId> of_kinds_;
  std::map<std::pair<Relation, std::string_view>, DeclId> of_relations_;
};

/// Reports what the declarations `silence` list and no rule could ask for, and those that rest on no law. Of those of
/// the library only if `library`.
void checkSilences(const model::Model& model, diag::Sink& sink, bool library);

/// A row of the table, for people: what it is about, and the clauses it lists as they are written.
struct SilenceRow {
  DeclId silence;
  std::vector<std::string_view> clauses;
};
[[nodiscard]] std::vector<SilenceRow> silenceTable(const model::Model& model);

}  // namespace vern::rules
