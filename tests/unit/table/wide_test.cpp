// Grants on whole branches of data, recipients and purposes: what they cost, and that they answer right.
#include <catch2/catch.hpp>
#include <deque>
#include <random>
#include <vector>

#include "compiler/table/compare.h"
#include "compiler/table/from_grants.h"
#include "tests/support/aligned_bytes.h"

using namespace vern;
using model::DeclId;
using model::Kind;

namespace {

/// Data and recipients two deep, `width` times `width` of each; a purpose for each activity, below one for all.
/// Every activity has a grant on all data, for all recipients; and some have one on a group of data for every purpose.
struct Wide {
  SourceMap sources;
  model::Model model{sources};
  grants::Grants grants;
  std::deque<std::string> names;
  std::vector<DeclId> data, recipients, purposes;
  DeclId person, late, happened;

  DeclId add(Kind kind, const std::string& name, DeclId parent = {}) {
    model::Decl decl;
    decl.kind = kind;
    decl.name = names.emplace_back(name);
    decl.parent = parent;
    return model.add(std::move(decl));
  }
  void branch(Kind kind, const std::string& name, int width, std::vector<DeclId>& out) {
    out.push_back(add(kind, name));
    const DeclId root = out.front();
    for (int i = 0; i < width; ++i) {
      const std::string group = name + "." + std::to_string(i);
      const DeclId parent = out.emplace_back(add(kind, group, root));
      for (int j = 0; j < width; ++j) out.push_back(add(kind, group + "." + std::to_string(j), parent));
    }
  }
  void grant(DeclId activity, DeclId datum, DeclId purpose, int days) {
    grants::Window window;
    window.kind = grants::WindowKind::After;
    window.event = happened;
    window.duration.days = days;
    grants::Disclosure disclosure;
    disclosure.recipient = recipients.front();
    disclosure.activity = activity;
    grants::Grant out;
    out.activity = activity;
    out.subject = person;
    out.datum = datum;
    out.purpose = purpose;
    out.bases.push_back({{}, grants::BasisKind::Contract, {}, {}});
    out.window = grants.windows.add(window);
    if (days % 2 == 0) out.when.any_of = {{{late, false}}};
    out.disclosures.push_back(grants.disclosures.add(disclosure));
    grants.grants.add(std::move(out));
  }

  /// `narrow`: each activity has one datum instead.
  Wide(int width, int activities, bool narrow = false) {
    branch(Kind::Data, "d", width, data);
    branch(Kind::Recipient, "r", width, recipients);
    purposes.push_back(add(Kind::Purpose, "p"));
    std::vector<DeclId> acts;
    for (int i = 0; i < activities; ++i) {
      purposes.push_back(add(Kind::Purpose, "p." + std::to_string(i), purposes.front()));
      acts.push_back(add(Kind::Activity, "a" + std::to_string(i)));
    }
    person = add(Kind::Subject, "person");
    late = add(Kind::Circumstance, "late");
    happened = add(Kind::Event, "happened");
    model.close();
    for (int i = 0; i < activities; ++i) {
      const auto at = static_cast<std::size_t>(i);
      grant(acts[at], narrow ? data[at % data.size()] : data.front(), purposes[at + 1], 10 + i % 5);
      if (i % 10 == 0)
        grant(acts[at], data[1 + at / 10 % 4 * static_cast<std::size_t>(width + 1)], purposes.front(), 21);
    }
  }
  [[nodiscard]] std::string table() const { return llvm::cantFail(table::fromGrants(model, grants, {{"en"}, ""})); }
};

/// Of the sections that are read to answer.
std::size_t bytesOfCells(const std::string& file) {
  const test::AlignedBytes bytes(file);
  runtime::Table table;
  REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
  REQUIRE(table.verify() == runtime::Status::Ok);
  return table.rows.size() * sizeof(runtime::Row) + table.index.size() + table.values.size() * 4 +
         table.lines.size() * sizeof(runtime::Line) + table.covers.size() * sizeof(runtime::Cover) +
         table.lists.size() * sizeof(runtime::List) + table.list_covers.size() * 4;
}

}  // namespace

TEST_CASE("a grant on a whole branch costs no more for the data and the recipients below it") {
  const std::size_t few = bytesOfCells(Wide(4, 200).table());
  const std::size_t many = bytesOfCells(Wide(30, 200).table());
  INFO(few << " and " << many << " bytes");
  CHECK(many < few + few / 4);
  // Written out, 200 activities on 931 data for 931 recipients are 173 million cells.
  CHECK(many < 200 * 1000);
}

TEST_CASE("grants on whole branches, and purposes that take most from the one above, answer as the reference does") {
  for (const int activities : {1, 40, 120}) {
    const Wide wide(12, activities);
    const test::AlignedBytes bytes(wide.table());
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    const table::Comparison comparison(wide.model, wide.grants, table);
    std::mt19937 random(static_cast<std::uint32_t>(activities));
    const auto pick = [&](const std::vector<DeclId>& from) { return from[random() % from.size()]; };
    for (int i = 0; i < 3000; ++i) {
      grants::Question question;
      question.ask = static_cast<grants::Ask>(random() % 3);
      question.subject = wide.person;
      question.datum = pick(wide.data);
      question.purpose = question.ask == grants::Ask::Keep ? DeclId() : pick(wide.purposes);
      if (question.ask == grants::Ask::Disclose) question.recipient = pick(wide.recipients);
      question.facts.now = 20000;
      question.facts.events[wide.happened] = 20000 - static_cast<Day>(random() % 25);
      if (random() % 2 == 0) question.facts.circumstances.push_back(wide.late);
      REQUIRE(comparison.difference(question).empty());
    }
  }
}

TEST_CASE("a narrow purpose below one with many data keeps what is its own") {
  Wide wide(12, 30, true);
  // Of the wide purpose, each datum has its own grant: too many to write out again below it.
  for (std::size_t i = 0; i < wide.data.size(); ++i)
    wide.grant(wide.model.all(Kind::Activity).front(), wide.data[i], wide.purposes.front(), 30 + static_cast<int>(i));
  const test::AlignedBytes bytes(wide.table());
  runtime::Table table;
  REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
  REQUIRE(table.verify() == runtime::Status::Ok);
  int rest = 0;
  for (const runtime::Row& row : table.rows.all()) rest += (row.flags & runtime::OtherwiseMask) != 0 ? 1 : 0;
  // The first activity has all data.
  CHECK(rest == 29);
  const table::Comparison comparison(wide.model, wide.grants, table);
  for (const DeclId datum : wide.data)
    for (const DeclId purpose : wide.purposes)
      for (const Day ago : {5, 25, 60}) {
        grants::Question question;
        question.ask = grants::Ask::Use;
        question.subject = wide.person;
        question.datum = datum;
        question.purpose = purpose;
        question.facts.now = 20000;
        question.facts.events[wide.happened] = 20000 - ago;
        REQUIRE(comparison.difference(question).empty());
      }
}
