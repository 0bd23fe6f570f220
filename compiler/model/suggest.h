// What to write instead of a name that means nothing where it stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"

namespace vern::model {

/// What `name` is exactly, whatever its kind; nothing, if it is nothing.
[[nodiscard]] DeclId ofAnotherKind(const Model& model, std::string_view name);

/// What a test says who writes `given NAME` alone: `event delivery`, `circumstance dispute`, `consent withdrawn`; of a
/// purpose, either of two things. Empty if nobody can tell.
[[nodiscard]] std::vector<std::string> givenMeant(const Model& model, std::string_view name);

/// `name` is a word for people who work for the controller: `our_staff`, `employees`, `manager`.
[[nodiscard]] bool isOwnStaff(std::string_view name);

/// `name` is a word for the controller: `we`, `our`.
[[nodiscard]] bool isUs(std::string_view name);

/// `name` is a word for whoever it may be: `anyone`.
[[nodiscard]] bool isAnybody(std::string_view name);

/// The role that `name` begins with where it names a recipient that nobody has declared: `processor` of
/// `processor.lawyer`. What is near it is of another role. "" if it begins with none.
[[nodiscard]] std::string_view roleOf(const Model& model, Kinds kinds, std::string_view name);

/// `name` is a word for that there is none: `nobody`.
[[nodiscard]] bool isNobody(std::string_view name);

/// The name of a declaration of `kinds` that looks like `name`, or "".
[[nodiscard]] std::string_view looksLike(const Model& model, Kinds kinds, std::string_view name);

/// What `name` most likely is, where `kinds` or a choice from the list `choices` are asked for: a slip of the pen, what
/// a label says, a country's two letters (ISO 3166-1), or letters that look alike. "" if nothing is near.
[[nodiscard]] std::string_view probablyMeant(const Model& model, Kinds kinds, std::string_view choices,
                                             std::string_view name);

/// The only one of `kinds` in whose name all words of `written` stand, in whatever order: `tax_authority` is
/// `authority.tax`. "" if there is none, or several.
[[nodiscard]] std::string_view ofTheSameWords(const Model& model, Kinds kinds, std::string_view written);

/// The choices of `list`, without its name.
[[nodiscard]] std::vector<std::string_view> choicesOf(const Model& model, std::string_view list);

/// A few names that can stand where `kinds`, or a choice from the list `choices`, are asked for: those that share a
/// word with `written`, in the name or the label; if none does, the writer's own and the widest of the library.
[[nodiscard]] std::vector<std::string_view> namesInScope(const Model& model, Kinds kinds, std::string_view choices,
                                                         std::string_view written);

/// How to declare `name` as one of `kinds`, or as a choice of the list `choices` if policies may add to it, in the
/// languages of the policy: `circumstance asked  nb "…"  en "…"`. "" if nobody declares any of them, or `name` can be
/// no name.
[[nodiscard]] std::string declaring(const Model& model, Kinds kinds, std::string_view choices, std::string_view name,
                                    const std::vector<std::string_view>& languages);

}  // namespace vern::model
