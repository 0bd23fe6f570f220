#include "compiler/model/citation.h"

namespace vern::model {

std::string citation(const Model& model, DeclId law_or_section, std::string_view language) {
  const Decl& decl = model[law_or_section];
  const auto short_or_label = [&](DeclId id) {
    const Decl& law = model[id];
    return std::string(!law.short_texts.empty() ? law.short_texts.in(language)
                       : !law.texts.empty()     ? law.texts.in(language)
                                                : law.name);
  };
  if (decl.kind != Kind::Section) return short_or_label(law_or_section);
  std::string label(!decl.texts.empty() ? decl.texts.in(language) : decl.name);
  // Guidance with a number of its own is known by that: WP260.
  if (decl.name.find('.') == std::string_view::npos) return label;
  if (const Clause* of = model.clause(law_or_section, Word::of_law))
    for (const DeclId law : named(of->value)) return short_or_label(law) + " " + label;
  return label;
}

}  // namespace vern::model
