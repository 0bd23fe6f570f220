// The terms of a policy and of the library as a table numbers them: kind by kind, in pre-order, so that those below a
// term are a range. And their classes: terms that no grant and no promise tells apart.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/grants/grants.h"
#include "compiler/model/model.h"
#include "compiler/table/writer.h"
#include "vern/format.h"

namespace vern::table {

using model::DeclId;
using runtime::TermKind;

/// The kinds of declarations that are terms of `kind`. Circumstances have states and parties among them: all that a
/// `when` may name and a question may say to hold.
[[nodiscard]] model::Kinds declKinds(TermKind kind);

class Vocabulary {
 public:
  explicit Vocabulary(const model::Model& model);

  /// The id of `decl` in its own kind, or None.
  [[nodiscard]] std::uint32_t id(DeclId decl) const {
    return decl && decl.index < ids_.size() ? ids_[decl.index] : runtime::None;
  }
  [[nodiscard]] const std::vector<DeclId>& terms(TermKind kind) const { return terms_[static_cast<std::size_t>(kind)]; }
  /// The last id below `id`.
  [[nodiscard]] std::uint32_t last(TermKind kind, std::uint32_t id) const {
    return last_[static_cast<std::size_t>(kind)][id];
  }

  // ---- classes ----

  /// A grant or a promise names `decl`, so that it and those below it differ from the rest.
  void mention(DeclId decl);
  /// A promise names `decl`, so that what it is a kind of differs from the rest, each by itself.
  void mentionAbove(DeclId decl);
  /// Numbers the classes. Class 0 has the terms that nothing mentions.
  void close();
  [[nodiscard]] std::uint32_t groups(TermKind kind) const { return group_count_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] std::uint32_t group(TermKind kind, std::uint32_t id) const {
    return groups_[static_cast<std::size_t>(kind)][id];
  }
  /// A term of class `group`, the mentioned one if there is one; invalid for class 0.
  [[nodiscard]] DeclId representative(TermKind kind, std::uint32_t group) const {
    return representatives_[static_cast<std::size_t>(kind)][group];
  }
  [[nodiscard]] bool mentioned(DeclId decl) const { return decl && mentioned_[decl.index]; }

 private:
  [[nodiscard]] TermKind kindOf(DeclId decl) const;

  template <class T>
  using ByKind = std::array<std::vector<T>, runtime::TermKinds>;

  const model::Model& model_;
  std::vector<std::uint32_t> ids_;
  ByKind<DeclId> terms_;
  ByKind<std::uint32_t> last_;
  std::vector<bool> mentioned_;
  std::vector<bool> above_;  // what a mentioned term is a kind of
  ByKind<std::uint32_t> groups_;
  ByKind<DeclId> representatives_;
  std::array<std::uint32_t, runtime::TermKinds> group_count_{};
};

}  // namespace vern::table
