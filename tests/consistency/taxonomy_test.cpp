// The library's vocabulary is whole: every term in three languages, every mapping with how near it is.
#include <algorithm>

#include <catch2/catch.hpp>

#include "compiler/driver/library.h"

namespace vern::model {

TEST_CASE("every term of the library has its name in Bokmål, Nynorsk and English") {
  const Model& model = *driver::standardLibrary().model;
  std::size_t terms = 0;
  for (const Kind kind : {Kind::Data, Kind::Subject, Kind::Purpose, Kind::Recipient, Kind::Event, Kind::Safeguard,
                          Kind::Condition, Kind::Circumstance, Kind::Right, Kind::Measure, Kind::Basis, Kind::Place,
                          Kind::Choice, Kind::Channel, Kind::Party, Kind::Law, Kind::Section})
    for (const DeclId id : model.all(kind)) {
      ++terms;
      INFO(spelling(kind) << " " << model[id].name);
      for (const char* language : {"en", "nb", "nn"}) {
        const std::string* text = model[id].texts.find(language);
        REQUIRE(text != nullptr);
        CHECK(!text->empty());
      }
    }
  CHECK(terms > 1200);
}

TEST_CASE("every mapping to another vocabulary says how near it is, and what can be mapped is") {
  const Model& model = *driver::standardLibrary().model;
  std::size_t to_dpv = 0;
  std::size_t to_fideslang = 0;
  for (const Kind kind : {Kind::Data, Kind::Subject, Kind::Purpose, Kind::Recipient, Kind::Right, Kind::Measure,
                          Kind::Safeguard, Kind::Basis, Kind::Condition}) {
    std::size_t mapped = 0;
    for (const DeclId id : model.all(kind)) {
      INFO(spelling(kind) << " " << model[id].name);
      const Clause* dpv = model.clause(id, Word::dpv);
      const Clause* match = model.clause(id, Word::match);
      CHECK((dpv != nullptr) == (match != nullptr));
      if (match != nullptr) {
        const std::string_view nearness = match->value.entries.front().written;
        CHECK((nearness == "exact" || nearness == "narrower" || nearness == "close"));
        CHECK(dpv->value.strings.front().find(':') != std::string::npos);
      }
      mapped += dpv != nullptr ? 1 : 0;
      to_fideslang += model.clause(id, Word::fides) != nullptr ? 1 : 0;
    }
    INFO(spelling(kind));
    // A few have no counterpart: safeguards of one country, statistics, a right that is Norway's own.
    CHECK(mapped * 10 >= model.all(kind).size() * 6);
    to_dpv += mapped;
  }
  CHECK(to_dpv > 340);
  CHECK(to_fideslang > 130);
}

}  // namespace vern::model
