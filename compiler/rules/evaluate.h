// Runs conditions: a plain interpreter of three values. What is not declared proves nothing.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/rules/column_index.h"
#include "compiler/rules/questions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"

namespace vern::rules {

class Evaluator {
 public:
  /// What is asked of all activities is noted in `questions`.
  Evaluator(const World& world, const RuleSet& rules, Questions* questions = nullptr)
      : world_(world), rules_(rules), questions_(questions) {}
  /// In the world of a part: what a condition asks of all activities is asked of `whole`, by one at a time.
  Evaluator(const World& part, const Evaluator& whole, std::mutex& turn, Questions::Part number)
      : world_(part), rules_(whole.rules_), whole_(&whole), turn_(&turn), number_(number) {}

  [[nodiscard]] const World& world() const { return world_; }

  /// What `path` leads to.
  [[nodiscard]] Slot read(const Path& path, const Bindings& bindings) const;
  /// The same without a copy where it stands somewhere: `storage` holds what had to be worked out.
  [[nodiscard]] const Slot& view(const Path& path, const Bindings& bindings, Slot& storage) const;
  /// Where that is said.
  [[nodiscard]] Span placeOf(const Path& path, const Bindings& bindings) const;
  /// The answer to a question that goes through something; nothing is noted or remembered.
  [[nodiscard]] Truth answer(const Questions::Asked& asked) const;
  /// What the caller makes of an answer. Where only a truth counts, what is false may come out as unknown, and the
  /// other way round: it need not be found out which.
  enum class Wants : std::uint8_t { Exactly, WhetherTrue };
  [[nodiscard]] Truth evaluate(const Condition& condition, Bindings& bindings,
                               const std::vector<std::uint32_t>& columns, Wants wants = Wants::Exactly) const;

  /// How one binding of a rule's variables came out.
  enum class Outcome : std::uint8_t { Fires, Asks };
  using Found = llvm::function_ref<void(Outcome, const Bindings&)>;
  /// Calls `found` for every binding for which `rule` fires, and, if it has a question and somebody `wants_to_know`,
  /// for those where an answer is missing. Rows in a binding live until `found` returns.
  void run(const Rule& rule, bool wants_to_know, Found found) const;

  /// Answers to questions that depend on nothing around them. Those of a whole hold in another whole of which the
  /// activities answer the same.
  using Answers = std::map<const Condition*, Truth>;
  [[nodiscard]] Answers answers() const;
  void believe(const Answers& answers);
  /// Whose rules are run, where they ask of all activities.
  void runsFor(Questions::Part part) const { number_ = part; }

 private:
  /// What is gone through: the state of the saying, and in `members` what there is. Both live as long as `storage`.
  [[nodiscard]] const Slot& collection(const Path& path, const Bindings& bindings, std::uint32_t columns,
                                       llvm::ArrayRef<Value>& members, Slot& storage) const;
  /// The column of a row that `path` leads to, where that is all there is to it and somebody worked it out; nullptr if
  /// not. Most paths lead to one.
  [[nodiscard]] static const Slot* columnAt(const Path& path, const Bindings& bindings) {
    if (path.column < 0) return nullptr;
    const Row* row = bindings[static_cast<std::size_t>(path.variable)].thing.row;
    return row != nullptr ? row->columns[static_cast<std::size_t>(path.column)] : nullptr;
  }
  [[nodiscard]] const Slot& step(const Slot& from, const Step& step, const Bindings& bindings, Slot& storage) const;
  [[nodiscard]] const Slot& step(const Thing& thing, const Step& step, const Bindings& bindings, Slot& storage) const;
  [[nodiscard]] Truth quantified(const Condition& condition, Bindings& bindings,
                                 const std::vector<std::uint32_t>& columns, Wants wants) const;
  /// `quantified`, without a look at what was found out before.
  [[nodiscard]] Truth goneThrough(const Condition& condition, Bindings& bindings,
                                  const std::vector<std::uint32_t>& columns, Wants wants) const;
  /// What the rows that `condition` asks for, which has an index, are joined with; invalid if that is no declaration.
  [[nodiscard]] DeclId joinedWith(const Condition& condition, const Bindings& bindings) const;
  /// The world of a part has all rows that `condition` can be about.
  [[nodiscard]] bool answeredHere(const Condition& condition, const Bindings& bindings) const;
  /// The same where rows can be found by an index; nothing where they cannot.
  [[nodiscard]] std::optional<Truth> joined(const Condition& condition, Bindings& bindings,
                                            const std::vector<std::uint32_t>& columns, Wants wants) const;
  /// Asks the whole.
  [[nodiscard]] Truth askedOfAll(const Condition& condition, Bindings& bindings,
                                 const std::vector<std::uint32_t>& columns) const;
  [[nodiscard]] Truth counted(const Condition& condition, const Bindings& bindings) const;
  [[nodiscard]] Truth tested(const Condition& condition, const Bindings& bindings) const;
  /// The same where the subject is known to be `slot`.
  [[nodiscard]] Truth tested(const Condition& condition, const Slot& slot, const Bindings& bindings) const;
  [[nodiscard]] Truth compared(const Condition& condition, const Value& value, const Bindings& bindings) const;
  [[nodiscard]] Truth canEndBefore(const Window& a, const Window& b) const;
  [[nodiscard]] Truth isA(DeclId x, DeclId y) const;
  [[nodiscard]] Truth flagged(DeclId x, std::string_view flag) const;
  [[nodiscard]] Truth neverHappens(DeclId event, DeclId subject) const;
  [[nodiscard]] Truth includes(const Slot& set, const Condition& condition, const Bindings& bindings) const;
  /// The value of an operand, or nothing if it is not declared.
  [[nodiscard]] std::optional<Value> value(const Operand& operand, const Bindings& bindings) const;
  /// The same without a copy where it stands somewhere: `storage` holds what had to be worked out.
  [[nodiscard]] const Value* peek(const Operand& operand, const Bindings& bindings, Slot& storage) const;
  /// The members of a loop that pass what is asked of each alone, and how.
  struct Sifted {
    std::vector<std::pair<const Value*, Truth>> members;
    std::optional<ColumnIndex> index;  // where the loop has a demand by which they are found
  };
  /// A rule while it runs.
  struct Run {
    const Rule& rule;
    bool asks;  // a binding of which something is unknown is worth to be found
    Found found;
    Wants wants = asks ? Wants::Exactly : Wants::WhetherTrue;
    mutable std::vector<std::optional<Sifted>> sifted;  // by loop: of those that are, once they were
  };
  [[nodiscard]] Sifted sift(const Run& run, std::size_t loop, llvm::ArrayRef<Value> members, Bindings& bindings) const;
  /// Goes through what is left of the members of `loop`.
  void bindSifted(const Run& run, std::size_t loop, std::size_t demand, Truth when, Bindings& bindings) const;
  /// Goes through the loops from `loop` on; what was demanded before `demand` came out as `when`.
  void bind(const Run& run, std::size_t loop, std::size_t demand, Truth when, Bindings& bindings) const;

  const World& world_;
  const RuleSet& rules_;
  const Evaluator* whole_ = nullptr;
  std::mutex* turn_ = nullptr;
  Questions* questions_ = nullptr;
  mutable Questions::Part number_ = Questions::Whole;
  /// The answers to conditions that are the same for every row of an activity, or (no activity) for everything.
  mutable llvm::DenseMap<std::pair<const Condition*, std::uint32_t>, Truth> known_;
  /// Which time can end before which: data of one activity share one, and so do the rules that ask.
  mutable llvm::DenseMap<std::pair<const Window*, const Window*>, Truth> earlier_;
  /// `30 days after X` as rules write it.
  mutable llvm::DenseMap<const Operand*, const Window*> written_;
  /// Room for what a call binds, when no call is under way.
  mutable Bindings spare_;
  /// What the statement says of the right that a step names; nullptr: it names none.
  mutable std::unordered_map<const Step*, const Slot*> rights_;
};

}  // namespace vern::rules
