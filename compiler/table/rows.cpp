#include "compiler/table/rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace vern::table {

using grants::GrantId;

namespace {

constexpr std::size_t MaxLines = 16u << 20;
constexpr std::size_t MaxIndex = 1u << 30;
/// Where all indices together may take more, which caches do not hold, they must not be mostly empty: one search in a
/// line takes longer than two reads, but not longer than waiting for memory.
constexpr std::size_t LargeIndex = 256u << 10;
/// Set in the value of a cell that is a list, until the number of covers is known.
constexpr std::uint32_t IsList = 1u << 31;
/// A row as small as this is written out, whatever is above it.
constexpr std::size_t SmallRow = 32;

/// The cells of `cells` that are not in `base`, which has a cell wherever `cells` has none of its own.
std::vector<Cell> without(const std::vector<Cell>& cells, const std::vector<Cell>& base) {
  std::vector<Cell> out;
  auto other = base.begin();
  for (const Cell& cell : cells) {
    for (std::uint32_t from = cell.first; from <= cell.last;) {
      while (other != base.end() && other->last < from) ++other;
      const bool covered = other != base.end() && other->first <= from;
      std::uint32_t to = cell.last;
      if (covered) to = std::min(to, other->last);
      else if (other != base.end()) to = std::min(to, other->first - 1);
      if (!covered || other->value != cell.value) {
        const bool extends = !out.empty() && out.back().last + 1 == from && out.back().value == cell.value;
        if (extends) out.back().last = to;
        else out.push_back({from, to, cell.value});
      }
      from = to + 1;
    }
  }
  return out;
}

}  // namespace

Rows::Rows(const model::Model& model, const grants::Grants& grants, const Vocabulary& vocabulary, Covers& covers)
    : model_(model), grants_(grants), vocabulary_(vocabulary), covers_(covers) {
  for (const grants::Grant& grant : grants.grants) data_.push_back(covers.range(TermKind::Datum, grant.datum));
  const auto& data = vocabulary.terms(TermKind::Datum);
  for (std::uint32_t id = 1; id < data.size(); ++id)
    if (model.flagged(data[id], "special") != model.flagged(data[id - 1], "special")) category_changes_.push_back(id);
}

std::uint32_t Rows::value(const std::vector<std::uint32_t>& covers) {
  return covers.size() == 1 ? covers.front() : IsList | lists.add(covers);
}

/// Goes through the data. `append(grant, datum, out)` is called, in the order of the source, for the grants
/// that have a stretch of data in which all is alike; where it appends nothing, there is no cell.
template <class Append>
std::vector<Cell> Rows::sweep(const std::vector<std::uint32_t>& covering, bool limits, Append append) {
  std::vector<std::uint32_t> boundaries;
  std::vector<std::uint32_t> starts;
  for (const std::uint32_t i : covering) {
    if (data_[i].first > data_[i].last) continue;
    boundaries.insert(boundaries.end(), {data_[i].first, data_[i].last + 1});
    if (limits) covers_.addDataLimits(GrantId(i), boundaries);
    const auto change = std::lower_bound(category_changes_.begin(), category_changes_.end(), data_[i].first);
    for (auto at = change; at != category_changes_.end() && *at <= data_[i].last; ++at) boundaries.push_back(*at);
    starts.push_back(i);
  }
  std::sort(boundaries.begin(), boundaries.end());
  boundaries.erase(std::unique(boundaries.begin(), boundaries.end()), boundaries.end());
  std::stable_sort(starts.begin(), starts.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return data_[a].first < data_[b].first; });
  std::vector<Cell> cells;
  std::set<std::uint32_t> active;
  std::vector<std::uint32_t> covers;
  auto next = starts.begin();
  for (std::size_t b = 0; b + 1 < boundaries.size(); ++b) {
    for (; next != starts.end() && data_[*next].first == boundaries[b]; ++next) active.insert(*next);
    std::erase_if(active, [&](std::uint32_t i) { return data_[i].last < boundaries[b]; });
    covers.clear();
    for (const std::uint32_t i : active) append(GrantId(i), boundaries[b], covers);
    if (covers.empty()) continue;
    const Cell cell{boundaries[b], boundaries[b + 1] - 1, value(covers)};
    const bool extends = !cells.empty() && cells.back().last + 1 == cell.first && cells.back().value == cell.value;
    if (extends) cells.back().last = cell.last;
    else cells.push_back(cell);
  }
  return cells;
}

std::vector<Cell> Rows::cellsOf(const std::vector<std::uint32_t>& covering, std::uint32_t purpose) {
  std::unordered_set<std::uint32_t> listed;
  std::vector<std::uint32_t> all;
  return sweep(covering, true, [&](GrantId grant, std::uint32_t datum, std::vector<std::uint32_t>& out) {
    if (out.empty()) listed.clear();
    all.clear();
    covers_.add(grant, purpose, datum, all);
    for (const std::uint32_t cover : all)
      if (listed.insert(cover).second) out.push_back(cover);
  });
}

/// Of grants that stand on the same condition the first says it all: whom data are shared with does not matter.
std::vector<Cell> Rows::keepCells() {
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < data_.size(); ++i)
    if (grants_.grants[GrantId(i)].kept) all.push_back(i);
  std::unordered_set<std::uint32_t> listed;
  return sweep(all, false, [&](GrantId grant, std::uint32_t datum, std::vector<std::uint32_t>& out) {
    if (out.empty()) listed.clear();
    if (listed.insert(covers_.useCondition(grant)).second) out.push_back(covers_.ofUse(grant, datum));
  });
}

void Rows::addClass(std::uint32_t purpose, const std::vector<std::uint32_t>& covering) {
  OfClass& of = classes_[purpose];
  of.whole = cellsOf(covering, purpose);
  std::uint32_t above = 0;
  for (DeclId p = model_[vocabulary_.representative(TermKind::Purpose, purpose)].parent; p && above == 0;
       p = model_[p].parent)
    above = vocabulary_.group(TermKind::Purpose, vocabulary_.id(p));
  const std::uint32_t base = classes_[above].base != 0 ? classes_[above].base : above;
  if (above != 0 && of.whole == classes_[above].whole) {
    of.row = classes_[above].row;
    of.base = classes_[above].base;
    return;
  }
  if (base != 0 && of.whole.size() > SmallRow) {
    const std::vector<Cell> own = without(of.whole, classes_[base].whole);
    if (own.size() * 4 < of.whole.size()) {
      of.row = pack(own, sections);
      of.base = base;
      return;
    }
  }
  of.row = pack(of.whole, sections);
}

void Rows::build() {
  std::map<DeclId, std::vector<std::uint32_t>> by_purpose;
  for (std::uint32_t i = 0; i < data_.size(); ++i) by_purpose[grants_.grants[GrantId(i)].purpose].push_back(i);
  classes_.resize(vocabulary_.groups(TermKind::Purpose));
  if (classes_.size() * vocabulary_.terms(TermKind::Datum).size() > LargeIndex) {
    sections.small_index = 64;
    sections.index_bytes = 8;
  }
  classes_[0].row = pack({}, sections);  // purposes that nothing names
  for (std::uint32_t purpose = 1; purpose < classes_.size(); ++purpose) {
    std::vector<std::uint32_t> covering;
    for (DeclId p = vocabulary_.representative(TermKind::Purpose, purpose); p; p = model_[p].parent)
      if (const auto at = by_purpose.find(p); at != by_purpose.end())
        covering.insert(covering.end(), at->second.begin(), at->second.end());
    std::sort(covering.begin(), covering.end());
    addClass(purpose, covering);
    if (sections.lines.size() > MaxLines || sections.index.size() > MaxIndex) {
      fault = {Cause{"the policy comes to more than {limit} cells of purposes and data",
                     {{"limit", std::to_string(MaxLines * 8)}}}};
      return;
    }
  }
  const auto& terms = vocabulary_.terms(TermKind::Purpose);
  std::vector<std::uint32_t> first_of(classes_.size(), 0);  // its first term, whose row is the row of the class
  for (std::uint32_t id = static_cast<std::uint32_t>(terms.size()); id-- > 0;)
    first_of[vocabulary_.group(TermKind::Purpose, id)] = id;
  for (std::uint32_t id = 0; id < terms.size(); ++id) {
    const OfClass& of = classes_[vocabulary_.group(TermKind::Purpose, id)];
    runtime::Row row = of.row;
    if (of.base != 0) row.flags |= first_of[of.base] + 1;
    if (model_.flagged(terms[id], "direct_marketing")) row.flags |= runtime::OfMarketing;
    rows.push_back(row);
  }
  classes_.clear();
  rows.push_back(pack(keepCells(), sections));
  for (runtime::Row& row : rows)
    if ((row.flags & ~runtime::InLines) == 0) row.flags |= runtime::Plain;
}

void Rows::numberLists(std::uint32_t covers) {
  const auto number = [&](std::uint32_t& value) {
    if ((value & IsList) != 0) value = covers + (value & ~IsList);
  };
  std::for_each(sections.values.begin(), sections.values.end(), number);
  for (runtime::Line& line : sections.lines) std::for_each(std::begin(line.value), std::end(line.value), number);
}

}  // namespace vern::table
