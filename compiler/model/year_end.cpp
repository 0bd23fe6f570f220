#include "compiler/model/year_end.h"

#include "compiler/model/diags.h"
#include "compiler/support/leaf.h"
#include "compiler/support/written_date.h"
#include "compiler/syntax/diags.h"

namespace vern::model {

namespace {

const Join* ofJoin(const Model& model, DeclId event) {
  for (const Join& join : model[event].joins)
    if (join.word == "of") return &join;
  return nullptr;
}

}  // namespace

DeclId yearOf(const Model& model, DeclId event) {
  if (!model.flagged(event, "fiscal_year_end")) return {};
  if (const Join* of = ofJoin(model, event))
    for (const DeclId base : named(of->value))
      if (!model.isA(event, base)) return base;
  return {};
}

DeclId yearEnds(const Model& model, DeclId event) {
  for (DeclId at = event; at; at = model[at].parent)
    if (const Clause* ends = model.clause(at, Word::ends))
      for (const DeclId month : named(ends->value)) return month;
  return {};
}

std::uint8_t lastMonth(const Model& model, DeclId event) {
  const DeclId month = yearEnds(model, event);
  const int named = month ? monthNamed(leaf(model[month].name)) : 0;
  return static_cast<std::uint8_t>(named == 0 ? 12 : named);
}

Day yearEnd(Day day, int month) {
  const CivilDate date = toCivil(day);
  const int year = date.year + (date.month > month ? 1 : 0);
  return toDay({year, month, daysInMonth(year, month)});
}

void reportYearEnds(const Model& model, diag::Sink& sink) {
  for (const DeclId event : model.all(Kind::Event)) {
    if (model[event].standard) continue;
    const bool is_year_end = model.flagged(event, "fiscal_year_end");
    if (const Join* of = ofJoin(model, event)) {
      if (!is_year_end && model[event].parent)
        sink.report(of->span, NotComputed, model[event].name)
            .help(syntax::LeaveOutWord, model.sources().text(of->span));
      else if (of->value.entries.size() > 1)
        sink.report(of->value.entries[1].span, WrongValue, "of", diag::phrase("value.name", "one name"));
    }
    const auto counted = [&](DeclId one) {
      for (; one; one = model[one].parent)
        if (ofJoin(model, one) != nullptr) return true;
      return false;
    };
    if (is_year_end && !counted(event) && model.clause(event, Word::ends) == nullptr)
      sink.report(model[event].name_span, YearOfNothing, model[event].name)
          .help(syntax::Write, "event " + std::string(model[event].name) + " is fiscal_year_end of invoice");
    if (const Clause* ends = model.clause(event, Word::ends); ends != nullptr && !yearOf(model, event))
      sink.report(ends->word_span, EndsNoYear, model[event].name).help(YearEndOf, model[event].name);
  }
}

}  // namespace vern::model
