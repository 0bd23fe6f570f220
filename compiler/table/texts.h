// The texts of a table: labels in its languages, sentences, where things stand in the source.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/grants/grants.h"
#include "compiler/model/model.h"
#include "compiler/table/writer.h"
#include "vern/format.h"

namespace vern::table {

using model::DeclId;

class TableTexts {
 public:
  /// Paths are told from the folder `root`; as they are where it is "".
  TableTexts(const model::Model& model, const std::vector<std::string>& languages, const std::string& root);

  /// One text a language, by tag; None if all are empty.
  std::uint32_t label(const std::vector<std::string>& texts);
  std::uint32_t label(const Texts& texts);
  runtime::TextRef path(Span span);
  [[nodiscard]] std::uint32_t line(Span span) const;

  std::uint32_t activity(DeclId id);
  std::uint32_t share(std::uint32_t recipient, Span span);
  /// The grounds that a grant or disclosure stands on.
  std::uint32_t basis(const std::vector<grants::BasisUse>& bases);
  std::uint32_t promise(DeclId id, Span span);
  std::uint32_t disposal(DeclId id);
  /// The sentences of the catalogues whose keys begin with "answer.".
  [[nodiscard]] std::vector<runtime::Sentence> sentences();

  Strings strings;
  std::vector<runtime::TextRef> languages;
  std::vector<runtime::TextRef> labels;
  std::vector<runtime::Activity> activities;
  std::vector<runtime::Share> shares;
  std::vector<runtime::BasisText> bases;
  std::vector<runtime::Promise> promises;
  std::vector<runtime::NamedText> disposals;

 private:
  const model::Model& model_;
  std::vector<std::string> tags_;
  std::string root_;
  std::map<std::vector<std::string>, std::uint32_t> label_numbers_;
  std::map<DeclId, std::uint32_t> activity_numbers_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> share_numbers_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> basis_numbers_;
  std::map<DeclId, std::uint32_t> promise_numbers_;
  std::map<DeclId, std::uint32_t> disposal_numbers_;
};

}  // namespace vern::table
