// One question to the table and to the reference evaluator: do they say the same?
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/grants/reference.h"
#include "vern/decide.h"

namespace vern::table {

/// Puts questions in the terms of a model to a table that was made from it.
class Comparison {
 public:
  Comparison(const model::Model& model, const grants::Grants& grants, const runtime::Table& table);

  /// The id of `decl` in the table, or None.
  [[nodiscard]] std::uint32_t id(model::DeclId decl) const {
    return decl && decl.index < ids_.size() ? ids_[decl.index] : runtime::None;
  }
  [[nodiscard]] runtime::Question question(const grants::Question& question) const;
  [[nodiscard]] runtime::Facts facts(const grants::Facts& facts) const;

  /// "" if both answer alike: decision, reason, deadline, disposal, obligations, promise, and the activity and place of
  /// the grant. Else both answers, and the question, as text.
  /// `reason`, if given, is set to the reason of the reference.
  [[nodiscard]] std::string difference(const grants::Question& question, grants::Reason* reason = nullptr) const;

  /// The line in its file, from 1; 0: none.
  [[nodiscard]] std::uint32_t line(Span span) const;

 private:
  [[nodiscard]] std::string_view name(model::DeclId id) const;
  [[nodiscard]] std::string others(const grants::Question& question, const runtime::Facts& facts,
                                   const runtime::Question& asked, const runtime::Answer& answer) const;
  [[nodiscard]] std::string describe(const grants::Question& question) const;

  const model::Model& model_;
  const grants::Grants& grants_;
  const runtime::Table& table_;
  std::vector<std::uint32_t> ids_;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> lines_;  // of files and places in them
};

}  // namespace vern::table
