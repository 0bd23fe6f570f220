// What grants are held against, as a table stores it: windows, guards, sets of places and subjects, each once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/grants/grants.h"
#include "compiler/source/fault.h"
#include "compiler/table/fact_slots.h"
#include "compiler/table/vocabulary.h"
#include "vern/format.h"

namespace vern::table {

/// Lists of `T`, each stored once in one array.
template <class T>
class Lists {
 public:
  std::uint32_t add(const std::vector<T>& items) {
    const auto [found, is_new] = numbers_.try_emplace(items, static_cast<std::uint32_t>(lists_.size()));
    if (is_new) {
      lists_.push_back({static_cast<std::uint32_t>(items_.size()), static_cast<std::uint32_t>(items.size())});
      items_.insert(items_.end(), items.begin(), items.end());
    }
    return found->second;
  }
  [[nodiscard]] const std::vector<runtime::List>& lists() const { return lists_; }
  [[nodiscard]] const std::vector<T>& items() const { return items_; }

 private:
  std::map<std::vector<T>, std::uint32_t> numbers_;
  std::vector<runtime::List> lists_;
  std::vector<T> items_;
};

class Conditions {
 public:
  Conditions(const model::Model& model, const grants::Grants& grants, const Vocabulary& vocabulary);

  /// The use of a grant; it stands for the grant in near misses too.
  std::uint32_t ofUse(const grants::Grant& grant, std::uint32_t disposal);
  /// A disclosure of it.
  std::uint32_t ofDisclosure(const grants::Grant& grant, const grants::Disclosure& disclosure, std::uint32_t disposal);
  /// The grant, seen as a near miss, by disclosures on a basis of their own.
  std::uint32_t ofNearMiss(const grants::Grant& grant, const std::vector<grants::BasisUse>& bases,
                           std::uint32_t disposal);

  std::uint32_t guard(const grants::Guard& guard);
  /// Works out what each condition needs, once all are there.
  void close();
  /// The places that a promise forbids.
  std::uint32_t bannedPlaces(const grants::Grants::Ban& ban);

  FactSlots slots;
  std::vector<runtime::Condition> conditions;
  std::vector<runtime::List> guards;
  std::vector<runtime::Conjunction> conjunctions;
  Lists<runtime::WindowOp> windows;
  Lists<std::uint64_t> place_sets;       // all of one length
  std::vector<DeclId> subject_sets;      // this subject and those below
  Causes fault;                     // the first limit that was passed, or nothing

  [[nodiscard]] std::uint32_t placeWords() const { return place_words_; }

 private:
  runtime::Condition base(const grants::Grant& grant, const std::vector<grants::BasisUse>& bases,
                          std::uint32_t disposal);
  std::uint32_t add(const runtime::Condition& condition);
  void window(grants::WindowId id, runtime::Condition& condition);
  std::uint32_t program(grants::WindowId id);
  void emit(grants::WindowId id, std::vector<runtime::WindowOp>& out, unsigned depth);
  std::uint32_t places(const grants::Disclosure& disclosure);
  std::uint32_t subjects(DeclId subject);
  bool set(std::uint64_t (&words)[runtime::FactWords], std::uint32_t slot);

  const model::Model& model_;
  const grants::Grants& grants_;
  const Vocabulary& vocabulary_;
  std::uint32_t place_words_ = 0;
  std::map<std::vector<std::uint32_t>, std::uint32_t> condition_numbers_;
  std::map<std::vector<std::vector<std::pair<DeclId, bool>>>, std::uint32_t> guard_numbers_;
  std::map<grants::WindowId, std::uint32_t> window_numbers_;
  std::map<DeclId, std::uint32_t> subject_numbers_;
};

}  // namespace vern::table
