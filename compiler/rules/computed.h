// What can be said of a declaration that no clause says by itself: the attributes that must be worked out.
#pragma once

#include "compiler/rules/world.h"

namespace vern::rules::computed {

[[nodiscard]] Slot ownLabel(const World& world, const Thing& thing);
[[nodiscard]] Slot ownTerm(const World& world, const Thing& thing);
[[nodiscard]] Slot interest(const World& world, const Thing& thing);
/// `covers`, as far as it names purposes: a consent may cover data and channels as well.
[[nodiscard]] Slot coveredPurposes(const World& world, const Thing& basis);
/// How it is called in the policy: its label.
[[nodiscard]] Slot labelOf(const World& world, const Thing& thing);
/// `share such as …`: there are more than are named.
[[nodiscard]] Slot isOpen(const World& world, const Thing& thing, Word word);
/// `may purpose …`: whether it is done stays open. What holds in a case that is named is not hedged.
[[nodiscard]] Slot isHedged(const World& world, const Thing& thing, Word word);
/// `is vague`, `is unknown`: what it is a kind of is left open.
[[nodiscard]] Slot unspecified(const World& world, const Thing& thing);
/// `never store data in own_servers`: where the promise says that no data are.
[[nodiscard]] Slot keptOutOf(const World& world, const Thing& promise);
/// `never use behaviour for x`: what the promise says that data are not used for.
[[nodiscard]] Slot notUsedFor(const World& world, const Thing& promise);
/// All there is of its kind, such as all personal data.
[[nodiscard]] Slot everything(const World& world, const Thing& thing);
/// What follows if the data are not given: said by itself, or in the braces or the words of `provide`.
[[nodiscard]] Slot consequence(const World& world, const Thing& thing);
/// What an activity says with `word`, by itself or in the braces of its `decision`.
[[nodiscard]] Slot withDecision(const World& world, const Thing& activity, Word word);
/// What `read` finds at each place where the right is mentioned, together.
[[nodiscard]] Slot overMentions(const World& world, const Thing& right, llvm::function_ref<Slot(const Thing&)> read);
/// `right erasure except on …, except under …`: what the right is said to give way to.
[[nodiscard]] Slot exceptions(const World& world, const Thing& right);
/// `right portability to controller`, and nowhere the right itself: what people have it for goes to somebody else.
[[nodiscard]] Slot onlyToOthers(const World& world, const Thing& right);
/// The policy's own declaration of it, where the fault can be put right for all who use it; else where it is mentioned.
[[nodiscard]] Slot declarationOf(const World& world, const Thing& thing);
/// A right has words of its own, or a place of its own in the statement.
[[nodiscard]] Slot explained(const World& world, const Thing& thing);
/// A right has a clause of its own, or words or a place of its own in the statement.
[[nodiscard]] Slot apart(const World& world, const Thing& right);
/// The law after `under`, wherever the right is mentioned.
[[nodiscard]] Slot underLaw(const World& world, const Thing& right);
/// The highest age of the people, where one is said.
[[nodiscard]] Slot oldest(const World& world, const Thing& subject);
[[nodiscard]] Slot roleOf(const World& world, const Thing& thing);
[[nodiscard]] Slot answerTime(const World& world, const Thing& thing);
/// `measure incident_routine to datatilsynet within 72 hours`
[[nodiscard]] Slot deadline(const World& world, const Thing& measure);

}  // namespace vern::rules::computed
