#include "compiler/model/suggest.h"

#include <algorithm>

#include "compiler/model/diags.h"
#include "compiler/support/distance.h"
#include "compiler/support/leaf.h"
#include "compiler/support/lookalike.h"
#include "llvm/ADT/StringRef.h"

namespace vern::model {

namespace {

constexpr std::size_t Few = 5;

/// The words of a name or a label.
std::vector<std::string_view> wordsOf(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("_. ,()"), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// `a` is a form of `b`, or its beginning: `payment`, `payments`; `telefon`, `telefonnummer`.
bool akin(std::string_view a, std::string_view b) {
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && lower(a[same]) == lower(b[same])) ++same;
  const std::size_t longest = std::max(a.size(), b.size());
  return same >= 3 && (same == longest || (same >= 4 && (same == a.size() || same * 4 >= longest * 3)));
}

/// How many words of `written` are in the name of `decl`, counted twice, or in its labels or in what else it is called.
std::size_t likeness(const Decl& decl, std::string_view name, const std::vector<std::string_view>& written) {
  const auto in = [](std::string_view text, std::string_view word) {
    const std::vector<std::string_view> words = wordsOf(text);
    return std::any_of(words.begin(), words.end(), [&](std::string_view other) { return akin(word, other); });
  };
  std::size_t out = 0;
  for (const std::string_view word : written) {
    const auto within = [&](const Texts& texts) {
      return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return in(text.second, word); });
    };
    if (in(name, word)) out += 2;
    else if (within(decl.texts) || std::any_of(decl.clauses.begin(), decl.clauses.end(), [&](const Clause& clause) {
               return clause.word == Word::called && within(clause.texts);
             }))
      ++out;
  }
  return out;
}

}  // namespace

std::string_view ofTheSameWords(const Model& model, Kinds kinds, std::string_view written) {
  const std::vector<std::string_view> words = wordsOf(written);
  if (words.size() < 2) return {};
  std::string_view found;
  for (std::size_t k = 0; k < KindCount; ++k)
    for (const DeclId id : kinds.has(static_cast<Kind>(k)) ? model.all(static_cast<Kind>(k)) : std::vector<DeclId>()) {
      const std::vector<std::string_view> of_name = wordsOf(model[id].name);
      const bool all = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
        return std::find(of_name.begin(), of_name.end(), word) != of_name.end();
      });
      if (!all) continue;
      if (!found.empty()) return {};
      found = model[id].name;
    }
  return found;
}

namespace {

/// The only one of `kinds` that has a label with a word that `written` begins: `telefon` and "telefonnummer". "" if
/// there is none, or several.
std::string_view onlyOneBegunBy(const Model& model, Kinds kinds, std::string_view written) {
  if (written.size() < 4) return {};
  DeclId found;
  for (std::size_t k = 0; k < KindCount; ++k)
    for (const DeclId id : kinds.has(static_cast<Kind>(k)) ? model.all(static_cast<Kind>(k)) : std::vector<DeclId>()) {
      const Texts& labels = model[id].texts;
      const bool begun = std::any_of(labels.begin(), labels.end(), [&](const auto& label) {
        return llvm::StringRef(label.second).starts_with_insensitive(written);
      });
      if (!begun || model.clause(id, Word::retired) != nullptr) continue;
      if (found) return {};
      found = id;
    }
  return found ? model[found].name : std::string_view();
}

/// The only name of `kinds` in the policy that begins with the word `written`: `complaint` and `complaint_made`. "" if
/// there is none, or several.
std::string_view onlyOwnBegunBy(const Model& model, Kinds kinds, std::string_view written) {
  std::string_view found;
  const std::string begin = std::string(written) + "_";
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i) {
    const Decl& decl = model[model.decls.idAt(i)];
    if (decl.standard || !kinds.has(decl.kind) || !decl.name.starts_with(begin)) continue;
    if (!found.empty()) return {};
    found = decl.name;
  }
  return found;
}

/// The only name of `kinds` that begins as `written` does, its last letter apart: `rectify` and `rectification`. "" if
/// there is none, or several.
std::string_view onlyOneOfTheStem(const Model& model, Kinds kinds, std::string_view written) {
  if (written.size() < 6 || ofAnotherKind(model, written)) return {};
  std::string_view found;
  for (const Decl& decl : model.decls) {
    if (!kinds.has(decl.kind) || !leaf(decl.name).starts_with(written.substr(0, written.size() - 1))) continue;
    if (!found.empty()) return {};
    found = decl.name;
  }
  return found;
}

/// The ground or condition of an article: `gdpr.art6.1.f`, `art9.2.h`. "" if `name` is none.
std::string_view ofArticle(const Model& model, Kinds kinds, std::string_view name) {
  llvm::StringRef rest(name);
  rest.consume_front("gdpr.");
  if (!rest.consume_front("article_") && !rest.consume_front("article") && !rest.consume_front("art_") &&
      !rest.consume_front("art"))
    return {};
  const auto [article, inside] = rest.split('.');
  const auto [paragraph, letter] = inside.split('.');
  const std::string written = article.str() + "(" + paragraph.str() + ")(" + letter.str() + ")";
  for (const Kind kind : {Kind::Basis, Kind::Condition})
    for (const DeclId id : kinds.has(kind) ? model.all(kind) : std::vector<DeclId>())
      for (const Clause* clause : model.clauses(id, Word::article))
        if (!clause->value.strings.empty() && clause->value.strings.front() == written) return model[id].name;
  return {};
}

std::string digitsOf(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

/// No term of the library is above `decl`, or only the one that holds all of its kind: `data`.
bool isWide(const Model& model, const Decl& decl) {
  return !decl.parent || (!model[decl.parent].parent && model[decl.parent].name == spelling(decl.kind));
}

}  // namespace

DeclId ofAnotherKind(const Model& model, std::string_view name) {
  Kinds terms = Kind::Party | Kind::Subject;
  for (const Kind kind : {Kind::Data, Kind::Purpose, Kind::Measure, Kind::Channel, Kind::Place, Kind::Circumstance,
                          Kind::Recipient, Kind::Basis, Kind::Condition, Kind::Safeguard, Kind::Right, Kind::Event,
                          Kind::State, Kind::Activity, Kind::Tracker, Kind::Contact, Kind::Controller, Kind::Law})
    terms = terms | kind;
  for (const DeclId id : model.candidates(terms, name))
    if (model[id].name == name || model[id].name.ends_with("." + std::string(name))) return id;
  return {};
}

std::vector<std::string> givenMeant(const Model& model, std::string_view name) {
  const std::string written(name);
  if (name == "withdrawn" || name == "given") return {"consent " + written};
  if (!model.candidates(Kind::Event, name).empty()) return {"event " + written};
  if (!model.candidates(Kinds(Kind::Circumstance) | Kind::State, name).empty()) return {"circumstance " + written};
  if (!model.candidates(Kind::Purpose, name).empty()) return {"consent given for " + written, "objection " + written};
  return {};
}

bool isOwnStaff(std::string_view name) {
  static constexpr std::string_view Words[] = {"staff",     "employee",     "employees",   "manager",  "managers",
                                               "colleague", "colleagues",   "management",  "ansatte",  "ansatt",
                                               "kollegaer", "leder",        "ledelsen",    "board",    "styret",
                                               "reception", "receptionist", "departments", "internal", "internally"};
  llvm::StringRef rest(name);
  for (const std::string_view own : {"our_", "own_", "the_", "egne_", "vare_", "våre_"}) rest.consume_front(own);
  return std::ranges::find(Words, std::string_view(rest)) != std::end(Words);
}

bool isUs(std::string_view name) {
  static constexpr std::string_view Words[] = {"we", "our", "ours", "ourselves", "vi", "oss", "vår", "vare"};
  return std::ranges::find(Words, name) != std::end(Words);
}

bool isAnybody(std::string_view name) {
  static constexpr std::string_view Words[] = {"anyone",   "anybody", "everyone", "everybody", "someone",
                                               "somebody", "others",  "noen",     "andre",     "alle"};
  return std::ranges::find(Words, name) != std::end(Words);
}

std::string_view roleOf(const Model& model, Kinds kinds, std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || !kinds.has(Kind::Recipient)) return {};
  const DeclId role = model.find(Kind::Recipient, name.substr(0, dot));
  return role && model[role].standard ? std::string_view(model[role].name) : std::string_view();
}

bool isNobody(std::string_view name) {
  static constexpr std::string_view Words[] = {"nobody", "nothing", "no_one", "noone", "ingen", "ingenting", "nil"};
  return std::ranges::find(Words, name) != std::end(Words);
}

std::string_view looksLike(const Model& model, Kinds kinds, std::string_view name) {
  const std::string shape = outline(name);
  for (const Decl& decl : model.decls) {
    if (!kinds.has(decl.kind) || decl.name == name) continue;
    const std::string_view last = leaf(decl.name);
    if (outline(decl.name) == shape) return decl.name;
    if (outline(last) == shape) return last;
  }
  return {};
}

std::vector<std::string_view> choicesOf(const Model& model, std::string_view list) {
  std::vector<std::string_view> out;
  if (list.empty()) return out;
  for (const DeclId id : model.all(Kind::Choice)) {
    const std::string_view name = model[id].name;
    if (name.starts_with(list) && name.size() > list.size() && name[list.size()] == '.')
      out.push_back(name.substr(list.size() + 1));
  }
  return out;
}

std::string_view probablyMeant(const Model& model, Kinds kinds, std::string_view choices, std::string_view name) {
  const std::vector<std::string_view> list = choicesOf(model, choices);
  if (const std::string_view near = nearest(name, list); !near.empty()) return near;
  // `compny`, where the list has `private.company`, of which the end is enough.
  std::vector<std::string_view> ends;
  for (const std::string_view choice : list) ends.push_back(leaf(choice));
  if (const std::string_view near = nearest(name, ends); !near.empty()) return near;
  std::string_view called;  // by another word: a label comes first
  for (const std::string_view choice : list)
    if (const DeclId id = model.find(Kind::Choice, std::string(choices) + "." + std::string(choice))) {
      for (const auto& [language, text] : model[id].texts)
        if (llvm::StringRef(text).equals_insensitive(llvm::StringRef(name))) return choice;
      if (called.empty() && model.isCalled(id, name)) called = choice;
    }
  if (!called.empty()) return called;
  if (kinds.has(Kind::Place) && name.size() == 2)
    for (const DeclId id : model.all(Kind::Place))
      for (const Clause* iso : model.clauses(id, Word::iso))
        if (!iso->value.strings.empty() && llvm::StringRef(iso->value.strings.front()).equals_insensitive(name))
          return model[id].name;
  if (const std::string_view ground = ofArticle(model, kinds, name); !ground.empty()) return ground;
  // `EMAIL`
  if (const std::string small = llvm::StringRef(name).lower(); small != name)
    if (const DeclId found = model.find(kinds, small))
      return model[found].name.ends_with(small) ? model[found].name.substr(model[found].name.size() - small.size())
                                                : model[found].name;
  // `journalforskriften.s14` is the end of `pasientjournalforskriften.s14`.
  if (kinds.has(Kind::Section) && name.find('.') > 6 && name.find('.') != std::string_view::npos)
    for (const DeclId section : model.all(Kind::Section))
      if (model[section].name.ends_with(name)) return model[section].name;
  if (const std::string_view begun = onlyOwnBegunBy(model, kinds, name); !begun.empty()) return begun;
  // Choices from other lists mean nothing here.
  if (!choices.empty()) kinds.bits &= ~Kinds(Kind::Choice).bits;
  std::string_view near = ofTheSameWords(model, kinds, name);
  if (near.empty()) near = model.nearestName(kinds, name);
  // `processor.crm` is no slip of `processor.sub`, though most of its letters are the same.
  const std::size_t dot = name.rfind('.') + 1;
  if (dot > 0 && near.substr(0, dot) == name.substr(0, dot) && !near.empty()) {
    const std::string_view last = leaf(near);
    if (nearest(name.substr(dot), std::span(&last, 1)).empty()) near = {};
  }
  // A slip in the name of a law, yes; but one section is no slip of another.
  if (model.find(Kind::Section, near) && digitsOf(near) != digitsOf(name)) near = {};
  if (near.empty()) near = model.namedByLabel(kinds, name);
  // Section 14 of one act is no slip of section 14 of another.
  if (const std::size_t law = near.rfind('.'); law != std::string_view::npos && model.find(Kind::Section, near)) {
    const std::string_view act = near.substr(0, law);
    if (nearest(name.substr(0, name.rfind('.')), std::span(&act, 1)).empty() &&
        !act.starts_with(name.substr(0, name.rfind('.'))))
      near = {};
  }
  if (near.empty()) near = onlyOneBegunBy(model, kinds, name);
  if (near.empty()) near = onlyOneOfTheStem(model, kinds, name);
  if (near.empty() && !isAscii(name)) near = looksLike(model, kinds, name);
  return near;
}

std::vector<std::string_view> namesInScope(const Model& model, Kinds kinds, std::string_view choices,
                                           std::string_view written) {
  const std::vector<std::string_view> words = wordsOf(written);
  std::vector<std::pair<std::size_t, std::string_view>> akin_ones;
  std::vector<std::string_view> own;
  std::vector<std::string_view> wide;
  std::vector<Kind> in_order;
  for (std::size_t k = 0; k < KindCount; ++k)
    if (kinds.has(static_cast<Kind>(k))) in_order.push_back(static_cast<Kind>(k));
  // Parties may stand nearly everywhere, and are seldom what was meant. After `under` stands a law more often than a
  // safeguard.
  std::stable_partition(in_order.begin(), in_order.end(), [](Kind kind) { return kind != Kind::Party; });
  std::stable_partition(in_order.begin(), in_order.end(),
                        [](Kind kind) { return kind == Kind::Law || kind == Kind::Section; });
  for (const Kind kind : in_order) {
    for (const DeclId id : model.all(kind)) {
      const Decl& decl = model[id];
      std::string_view name = decl.name;
      if (kind == Kind::Choice) {
        if (choices.empty() || !name.starts_with(choices) || name.size() <= choices.size() ||
            name[choices.size()] != '.')
          continue;
        name.remove_prefix(choices.size() + 1);
      }
      if (name.empty() || name == written || model.clause(id, Word::retired) != nullptr ||
          model.clause(id, Word::ended) != nullptr)
        continue;
      if (const std::size_t likeness_of = likeness(decl, name, words); likeness_of > 0)
        akin_ones.emplace_back(likeness_of, name);
      if (!decl.standard) own.push_back(name);
      else if (isWide(model, decl) && name != spelling(kind)) wide.push_back(name);
    }
  }
  std::vector<std::string_view> out;
  const auto add = [&](std::string_view name) {
    if (out.size() < Few && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  };
  std::stable_sort(akin_ones.begin(), akin_ones.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [likeness_of, name] : akin_ones) add(name);
  if (!out.empty()) return out;
  for (const std::string_view name : own) add(name);
  for (const std::string_view name : wide) add(name);
  return out;
}

std::string declaring(const Model& model, Kinds kinds, std::string_view choices, std::string_view name,
                      const std::vector<std::string_view>& languages) {
  const std::size_t dot = name.find('.');
  const bool section = kinds.has(Kind::Section) && dot != std::string_view::npos;
  if (!isAscii(name) || (dot != std::string_view::npos && !section)) return {};
  std::string texts;
  for (const std::string_view language : languages) texts += "  " + std::string(language) + " \"…\"";
  if (languages.empty()) texts = "  en \"…\"";
  if (section) {
    const std::string law(name.substr(0, dot));
    const std::string act = model.find(Kind::Law, law) ? std::string() : "law " + law + texts + "` and `";
    return act + "section " + std::string(name) + texts + " { of_law " + law + " }";
  }
  if (kinds.has(Kind::Law)) return "law " + std::string(name) + texts + " { url \"…\" }";
  // A list of the library's that a policy may add to.
  for (const std::string_view list : {"topic", "source", "carrier", "notice_way", "proof"})
    if (kinds.has(Kind::Choice) && choices == list) {
      const std::vector<std::string_view> of_list = choicesOf(model, list);
      std::string parent = of_list.empty() ? "…" : std::string(of_list.front());
      // The first source is the person: what comes from anybody else must not look as if she gave it.
      if (list == "source") parent = name.find("regist") != std::string_view::npos ? "public_register" : "other";
      return "choice " + std::string(list) + "." + std::string(name) + " is " + std::string(list) + "." + parent +
             texts;
    }
  // A clause that takes several kinds gets the one that is most often the writer's own.
  for (const Kind kind : {Kind::Circumstance, Kind::Subject, Kind::Channel, Kind::Contact, Kind::Data, Kind::Purpose,
                          Kind::Recipient, Kind::Event, Kind::Party, Kind::Place, Kind::Measure, Kind::Basis,
                          Kind::State, Kind::Controller, Kind::Activity}) {
    if (!kinds.has(kind)) continue;
    const std::string head = std::string(spelling(kind)) + " " + std::string(name);
    switch (kind) {
      case Kind::Circumstance: return head + texts;
      case Kind::Contact: return head + " { email \"…\" }";
      case Kind::State: return head + texts + " { begins … ends … }";
      case Kind::Controller: return head + " { name \"…\" }";
      case Kind::Activity: return head + " { … }";
      default: return head + " is …" + texts;
    }
  }
  return {};
}

}  // namespace vern::model
