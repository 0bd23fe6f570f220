// What each purpose permits of which data: the rows of a table, their lines, and lists of covers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/source/fault.h"
#include "compiler/table/cells.h"
#include "compiler/table/conditions.h"
#include "compiler/table/covers.h"

namespace vern::table {

class Rows {
 public:
  Rows(const model::Model& model, const grants::Grants& grants, const Vocabulary& vocabulary, Covers& covers);

  /// A row for each purpose, then one for `keep`. Where most of a row would be as in that of a purpose above it, the
  /// row has the rest alone, so that grants of wide purposes are not written out for each narrow one.
  void build();
  /// Lists are numbered after the covers, once it is known how many there are.
  void numberLists(std::uint32_t covers);

  std::vector<runtime::Row> rows;
  RowSections sections;
  Lists<std::uint32_t> lists;  // of covers
  Causes fault;           // the limit that was passed, or nothing

 private:
  /// Of a class of purposes. `whole` are all cells, as long as those below may refer to them.
  struct OfClass {
    runtime::Row row{};
    std::uint32_t base = 0;  // the class whose row has the cells that this one has not; 0: none
    std::vector<Cell> whole;
  };

  [[nodiscard]] std::vector<Cell> cellsOf(const std::vector<std::uint32_t>& covering, std::uint32_t purpose);
  [[nodiscard]] std::vector<Cell> keepCells();
  template <class Append>
  [[nodiscard]] std::vector<Cell> sweep(const std::vector<std::uint32_t>& covering, bool limits, Append append);
  std::uint32_t value(const std::vector<std::uint32_t>& covers);
  void addClass(std::uint32_t purpose, const std::vector<std::uint32_t>& covering);

  const model::Model& model_;
  const grants::Grants& grants_;
  const Vocabulary& vocabulary_;
  Covers& covers_;
  std::vector<Range> data_;                    // of each grant
  std::vector<std::uint32_t> category_changes_;  // data that are special where those before are not, or the reverse
  std::vector<OfClass> classes_;
};

}  // namespace vern::table
