// The relations of what was judged (compiler/judge), as rows.
#include <optional>

#include "compiler/judge/timeless.h"
#include "compiler/rules/attributes.h"
#include "compiler/rules/relations.h"

namespace vern::rules {

void Relations::refutations() {
  using C = RefutationColumn;
  for (const judge::Refutation& found : world_.judged().refutations) {
    const Span place = found.promise_span.valid() ? found.promise_span : model_[found.promise].name_span;
    Row row = silent(Relation::Refutations, found.promise, place);
    const auto put = [&](C column, DeclId id) {
      if (!id) return;
      Thing thing;
      thing.kind = model_[id].kind;
      thing.decl = id;
      thing.activity = found.activity;
      at(row, column) = keep(slotOf(thing, model_[id].name_span));
    };
    put(C::promise, found.promise);
    put(C::activity, found.activity);
    put(C::subject, found.subject);
    put(C::datum, found.datum);
    put(C::purpose, found.purpose);
    put(C::recipient, found.recipient);
    if (found.of_places) put(C::country, found.country);
    for (const model::Clause& clause : model_[found.promise].clauses) {
      if (!found.promise_span.valid() || found.promise_span.begin < clause.span.begin ||
          found.promise_span.end > clause.span.end)
        continue;
      Value verb;
      verb.scalar = Scalar::Word;
      verb.text = spelling(clause.word);
      at(row, C::verb) = keep(slotOf(verb, clause.word_span));
      break;
    }
    Value sentence;
    sentence.scalar = Scalar::Text;
    sentence.text = found.sentence;
    at(row, C::sentence) = keep(slotOf(sentence, place));
    at(row, C::place) = keep(slotOf(sentence, found.place));
    at(row, C::excepted) = keep(slotOf(valueOf(truth(found.excepted)), place));
    at(row, C::taken_back) = keep(slotOf(valueOf(truth(found.taken_back)), place));
    at(row, C::recipient_named) = keep(slotOf(valueOf(truth(found.recipient_named)), place));
    if (!found.first_sentence.empty()) {
      Value first;
      first.scalar = Scalar::Text;
      first.texts = &found.first_sentence;
      at(row, C::first_sentence) = keep(slotOf(first, place));
    }
    at(row, C::hedged) = keep(slotOf(valueOf(truth(found.strength_weak)), place));
    add(row);
  }
}

void Relations::dead() {
  using C = DeadColumn;
  for (const judge::Dead& found : world_.judged().dead) {
    Row row = silent(Relation::Dead, found.declaration, found.place);
    Thing thing;
    thing.kind = model_[found.declaration].kind;
    thing.decl = found.declaration;
    at(row, C::declaration) = keep(slotOf(thing, found.place));
    at(row, C::place) = keep(slotOf(valueOf(Truth::True), found.place));
    add(row);
  }
}

void Relations::overlaps() {
  using C = OverlapColumn;
  for (const judge::Overlap& found : world_.judged().overlaps) {
    const grants::Grant& first = world_.grantTable().grants[found.first];
    const grants::Grant& second = world_.grantTable().grants[found.second];
    const auto placeOf = [](const grants::Grant& grant) {
      return grant.window_span.valid() ? grant.window_span : grant.span;
    };
    Row row = silent(Relation::Overlaps, first.activity, placeOf(first));
    const auto put = [&](C column, DeclId id) {
      if (!id) return;
      Thing thing;
      thing.kind = model_[id].kind;
      thing.decl = id;
      at(row, column) = keep(slotOf(thing, model_[id].name_span));
    };
    Value differs;
    differs.scalar = Scalar::Word;
    switch (found.differs) {
      case judge::Overlap::Differs::Window: differs.text = "window"; break;
      case judge::Overlap::Differs::Disposal: differs.text = "disposal"; break;
      case judge::Overlap::Differs::Basis: differs.text = "basis"; break;
    }
    at(row, C::differs) = keep(slotOf(differs, row.place));
    put(C::activity, first.activity);
    put(C::other, second.activity);
    put(C::subject, first.subject);
    put(C::purpose, first.purpose);
    // The narrower datum is what both speak of.
    put(C::datum, model_.isA(second.datum, first.datum) ? second.datum : first.datum);
    at(row, C::place) = keep(slotOf(valueOf(Truth::True), placeOf(first)));
    at(row, C::other_place) = keep(slotOf(valueOf(Truth::True), placeOf(second)));
    add(row);
  }
}

void Relations::unused() {
  // Where a time is counted from no event, the event that it was to be counted from is missed there, and not too much.
  std::optional<bool> lacks_start;
  for (const judge::Unused& found : world_.judged().unused) {
    if (model_[found.declaration].kind == model::Kind::Event) {
      if (!lacks_start) lacks_start = judge::lacksStart(model_);
      if (*lacks_start) continue;
    }
    Row row = silent(Relation::Unused, found.declaration, model_[found.declaration].name_span);
    Thing thing;
    thing.kind = model_[found.declaration].kind;
    thing.decl = found.declaration;
    at(row, UnusedColumn::declaration) = keep(slotOf(thing, row.place));
    add(row);
  }
}

}  // namespace vern::rules
