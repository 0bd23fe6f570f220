#include "compiler/rules/words.h"

#include <algorithm>

#include "compiler/messages/render.h"
#include "compiler/model/citation.h"

namespace vern::rules {

namespace {

using messages::say;

/// A label that was written for a heading, in the middle of a sentence. Abbreviations keep their capitals.
std::string lowered(std::string text) {
  // After å, æ and ø as after other letters: in two bytes, the second of which tells small from capital.
  const bool small_second =
      text.size() > 1 && ((text[1] >= 'a' && text[1] <= 'z') ||
                          (text.size() > 2 && text[1] == '\xC3' && static_cast<unsigned char>(text[2]) >= 0xA0));
  if (small_second && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string declaration(const model::Model& model, DeclId id, std::string_view language) {
  const model::Decl& decl = model[id];
  switch (decl.kind) {
    case Kind::Activity: {
      const model::Clause* title = model.clause(id, Word::title);
      const std::string name(title != nullptr && !title->texts.empty() ? title->texts.in(language)
                             : !decl.texts.empty()                     ? decl.texts.in(language)
                                                                       : decl.name);
      return say(language, "quote", {{"text", name}});
    }
    case Kind::Recipient: {
      if (const model::Clause* name = model.clause(id, Word::name); name != nullptr && !name->value.strings.empty())
        return name->value.strings.front();
      if (const model::Clause* title = model.clause(id, Word::title); title != nullptr && !title->texts.empty())
        return std::string(title->texts.in(language));
      break;
    }
    case Kind::Controller:
      for (const Word word : {Word::name, Word::brand})
        if (const model::Clause* name = model.clause(id, word); name != nullptr && !name->value.strings.empty())
          return name->value.strings.front();
      break;
    case Kind::Law:
    case Kind::Section: return model::citation(model, id, language);
    case Kind::Policy:
    case Kind::Promise:
    case Kind::Claim: return code(decl.name);
    default: break;
  }
  if (decl.kind == Kind::Purpose && !decl.short_texts.empty())
    return lowered(std::string(decl.short_texts.in(language)));
  if ((decl.kind == Kind::Data || decl.kind == Kind::Subject || decl.kind == Kind::Recipient) &&
      !decl.short_texts.empty())
    return std::string(decl.short_texts.in(language));
  if (!decl.texts.empty()) return std::string(decl.texts.in(language));
  return code(decl.name.empty() ? model::spelling(decl.kind) : decl.name);
}

std::string numbered(std::string_view unit, std::int64_t n, std::string_view language) {
  const std::string key = "unit." + std::string(unit) + (n == 1 ? ".one" : ".other");
  return say(language, key, {{"n", std::to_string(n)}});
}

/// How an event is named after `after`: by its noun, else by its clause.
std::string moment(const model::Model& model, DeclId event, std::string_view language, bool& noun) {
  for (DeclId id = event; id; id = model[id].parent) {
    if (const model::Clause* clause = model.clause(id, Word::noun); clause != nullptr && !clause->texts.empty()) {
      noun = true;
      return std::string(clause->texts.in(language));
    }
    if (!model[id].texts.empty()) {
      noun = false;
      return std::string(model[id].texts.in(language));
    }
  }
  noun = true;
  return event ? code(model[event].name) : std::string();
}

}  // namespace

std::string raised(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  // å, æ, ø and their like, in two bytes.
  if (text.size() > 1 && text[0] == '\xC3' && static_cast<unsigned char>(text[1]) >= 0xA0)
    text[1] = static_cast<char>(static_cast<unsigned char>(text[1]) - 0x20);
  return text;
}

std::string list(llvm::ArrayRef<std::string_view> items, std::string_view language) {
  constexpr std::size_t Limit = 5;
  if (items.empty()) return {};
  std::string out(items.front());
  if (items.size() == 1) return out;
  const std::size_t shown = std::min(items.size(), Limit);
  const std::string conjunction = " " + say(language, "list.and") + " ";
  for (std::size_t i = 1; i < shown; ++i)
    out.append(i + 1 == items.size() ? std::string_view(conjunction) : ", ").append(items[i]);
  if (shown < items.size())
    out += conjunction + say(language, "list.more", {{"n", std::to_string(items.size() - shown)}});
  return out;
}

std::string print(Duration duration, std::string_view language) {
  std::vector<std::string> parts;
  if (duration.months != 0 && duration.months % 12 == 0)
    parts.push_back(numbered("year", duration.months / 12, language));
  else if (duration.months != 0) parts.push_back(numbered("month", duration.months, language));
  if (duration.days != 0) parts.push_back(numbered("day", duration.days, language));
  if (duration.hours != 0) parts.push_back(numbered("hour", duration.hours, language));
  if (parts.empty()) parts.push_back(numbered("day", 0, language));
  return list(llvm::to_vector_of<std::string_view>(parts), language);
}

std::string print(const model::Model& model, const Window& window, std::string_view language) {
  switch (window.kind) {
    case Window::Kind::After: {
      bool noun = false;
      const std::string event = moment(model, window.event, language, noun);
      const std::string form = noun ? ".noun" : ".clause";
      if (window.duration == Duration{}) return say(language, "time.until" + form, {{"event", event}});
      return say(language, "time.after" + form, {{"duration", print(window.duration, language)}, {"event", event}});
    }
    case Window::Kind::Min:
    case Window::Kind::Max: {
      std::string parts;
      for (const Window& part : window.parts) parts += (parts.empty() ? "" : "; ") + print(model, part, language);
      return say(language, window.kind == Window::Kind::Min ? "time.earliest" : "time.latest", {{"parts", parts}});
    }
    case Window::Kind::Forever: return say(language, "time.forever");
    case Window::Kind::Open: return say(language, "time.open");
  }
  return {};
}

diag::Citation cited(const model::Model& model, DeclId section, std::span<const std::string_view> languages) {
  diag::Citation out;
  out.section = model[section].name;
  for (const std::string_view language : languages)
    out.label.add(std::string(language), model::citation(model, section, language));
  const model::Clause* url = model.clause(section, Word::url);
  if (url == nullptr)
    if (const model::Clause* law = model.clause(section, Word::of_law))
      for (const DeclId id : model::named(law->value)) url = model.clause(id, Word::url);
  if (url != nullptr && !url->value.strings.empty()) out.url = url->value.strings.front();
  return out;
}

std::string print(const model::Model& model, const Value& value, std::string_view language) {
  switch (value.scalar) {
    case Scalar::Thing:
      if (value.thing.decl) return declaration(model, value.thing.decl, language);
      return say(language, model::spelling(value.thing.kind));
    case Scalar::Truth: return std::string(name(value.truth));
    case Scalar::Number: return std::to_string(value.number);
    case Scalar::Duration: return print(value.duration, language);
    case Scalar::Date: return formatDay(value.date);
    case Scalar::Text: return value.texts != nullptr ? std::string(value.texts->in(language)) : code(value.text);
    case Scalar::Word: return code(value.text);
    case Scalar::Window: return value.window != nullptr ? print(model, *value.window, language) : std::string();
  }
  return {};
}

}  // namespace vern::rules
