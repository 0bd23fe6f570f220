#include "compiler/rules/fixes.h"

#include <algorithm>

namespace vern::rules {

namespace {

/// The writer's own words: those of a policy, or of an example in a rule of the library.
bool isOwn(const model::Model& model, Span place) {
  if (!place.valid()) return false;
  if (!model.sources().standard(place.file)) return true;
  return std::any_of(model.decls.begin(), model.decls.end(), [&](const model::Decl& decl) {
    return !decl.standard && decl.span.file == place.file && decl.span.begin <= place.begin &&
           place.end <= decl.span.end;
  });
}

/// The clause to add: `right object`, `complain datatilsynet`.
std::string clauseText(const Step& step, const Thing& owner, const std::string& value, const Evaluator& evaluator,
                       const Bindings& bindings) {
  const model::Model& model = evaluator.world().model();
  if (owner.kind == Kind::Rights && attribute(Kind::Rights, step.name) == nullptr) {
    const DeclId right = step.variable >= 0 ? bindings[static_cast<std::size_t>(step.variable)].thing.decl
                                            : rightCalled(model, step.name);
    return right ? "right " + std::string(model[right].name) : std::string();
  }
  return value.empty() ? std::string() : step.name + " " + value;
}

/// At the end of the braces of `decl`, on a line of its own where the brace has one.
std::optional<diag::Edit> insertInto(const model::Model& model, const model::Decl& decl, const std::string& clause) {
  if (!decl.span.valid() || decl.span.end == 0 || clause.empty()) return std::nullopt;
  const std::string_view text = model.sources().text(decl.span.file);
  const std::uint32_t brace = decl.span.end - 1;
  if (text[brace] != '}') return std::nullopt;
  std::uint32_t line = brace;
  while (line > 0 && (text[line - 1] == ' ' || text[line - 1] == '\t')) --line;
  if (line == 0 || text[line - 1] == '\n') return diag::Edit{{decl.span.file, line, line}, "  " + clause + "\n"};
  return diag::Edit{{decl.span.file, brace, brace}, clause + " "};
}

/// `value` instead of what stands in `slot`. What is said with it, of the parties to a contract (`with`) or of the law
/// that orders it (`under`), goes where the new word takes neither.
diag::Edit withJoins(const model::Model& model, const Slot& slot, const std::string& value) {
  diag::Edit out{slot.place, value};
  const Value* old = slot.single();
  if (old == nullptr || old->scalar != Scalar::Thing || old->thing.kind != Kind::Basis ||
      old->thing.clause == nullptr || old->thing.entry == nullptr || old->thing.clause->value.entries.size() != 1 ||
      !old->thing.entry->block.empty())
    return out;
  const auto stays = [&](std::string_view word) {
    if (word == "with") return value.starts_with("contract");
    return word != "under" || value == "legal_obligation" || value == "public_task";
  };
  std::string joins;
  std::uint32_t end = slot.place.end;
  for (const model::Join& join : old->thing.clause->joins) {
    if (stays(join.word)) joins += " " + std::string(model.sources().text(join.span));
    end = std::max(end, join.span.end);
  }
  out.span.end = end;
  out.replacement += joins;
  return out;
}

}  // namespace

std::optional<diag::Edit> editFor(const Fix& fix, const Evaluator& evaluator, const Bindings& bindings) {
  if (!fix.path || fix.path->steps.empty()) return std::nullopt;
  const model::Model& model = evaluator.world().model();
  if (fix.kind == syntax::FixKind::Remove) {
    const Slot slot = evaluator.read(*fix.path, bindings);
    const Value* value = slot.single();
    if (value == nullptr || value->scalar != Scalar::Thing || !value->thing.decl || value->thing.entry != nullptr)
      return std::nullopt;
    const model::Decl& decl = model[value->thing.decl];
    if (decl.standard) return std::nullopt;
    Span span = decl.span;
    const std::string_view text = model.sources().text(span.file);
    if (span.end < text.size() && text[span.end] == '\n') ++span.end;
    return diag::Edit{span, ""};
  }
  const Slot slot = evaluator.read(*fix.path, bindings);
  if (fix.kind == syntax::FixKind::Set && slot.stated != Stated::Silent) {
    if (!isOwn(model, slot.place) || fix.value.empty()) return std::nullopt;
    return withJoins(model, slot, fix.value);
  }
  // What is said to be none says something from now on; to a list another clause adds.
  if (slot.stated == Stated::None && isOwn(model, slot.place) && !fix.value.empty())
    return diag::Edit{slot.place, fix.value};
  if (slot.stated != Stated::Silent && !(slot.stated == Stated::Value && fix.path->type.set)) return std::nullopt;
  Path owner_path = *fix.path;
  const Step last = owner_path.steps.back();
  owner_path.steps.pop_back();
  const Slot owner = evaluator.read(owner_path, bindings);
  const Value* thing = owner.single();
  if (thing == nullptr || thing->scalar != Scalar::Thing || !thing->thing.decl) return std::nullopt;
  const model::Decl& decl = model[thing->thing.decl];
  if (decl.standard) return std::nullopt;
  return insertInto(model, decl, clauseText(last, thing->thing, fix.value, evaluator, bindings));
}

}  // namespace vern::rules
