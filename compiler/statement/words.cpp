#include "compiler/statement/words.h"

#include <algorithm>

#include "compiler/messages/address.h"
#include "compiler/messages/catalogue.h"
#include "compiler/support/check.h"
#include "compiler/support/clean.h"

namespace vern::statement {

namespace {

/// Stands in a message for the phrase that takes its place. A private character: no catalogue and no policy text that
/// went through `clean` holds one, and a policy text is never part of what ICU reads.
constexpr char32_t FirstHole = 0xE000;
constexpr std::size_t MostHoles = 0x1800;

void appendHole(std::string& out, std::size_t i) {
  VERN_CHECK(i < MostHoles, "too many phrases in one message");
  const auto c = static_cast<std::uint32_t>(FirstHole + i);
  out += static_cast<char>(0xE0 | (c >> 12));
  out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  out += static_cast<char>(0x80 | (c & 0x3F));
}

/// The hole at `text[i]`, if there is one.
std::optional<std::size_t> holeAt(std::string_view text, std::size_t i) {
  if (i + 2 >= text.size()) return std::nullopt;
  const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i + k])); };
  if ((byte(0) & 0xF0) != 0xE0) return std::nullopt;
  const std::uint32_t c = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  if (c < FirstHole || c >= FirstHole + MostHoles) return std::nullopt;
  return c - FirstHole;
}

void append(std::vector<Run>& out, Run run) {
  if (run.text.empty()) return;
  if (!out.empty() && out.back().href == run.href && out.back().style == run.style && out.back().literal == run.literal)
    out.back().text += run.text;
  else out.push_back(std::move(run));
}

/// `text` with its holes filled.
std::vector<Run> fill(std::string_view text, const std::vector<const Phrase*>& phrases) {
  std::vector<Run> out;
  std::string piece;
  for (std::size_t i = 0; i < text.size();) {
    const auto hole = holeAt(text, i);
    if (!hole) {
      piece += text[i++];
      continue;
    }
    append(out, {std::move(piece), {}, Style::Plain});
    piece.clear();
    for (const Run& run : phrases[*hole]->runs) append(out, run);
    i += 3;
  }
  append(out, {std::move(piece), {}, Style::Plain});
  return out;
}

std::string factOf(DeclId id, const Model& model) {
  return std::string(model::spelling(model[id].kind)) + ":" + std::string(model[id].name);
}

std::string factOf(Span span) { return "text:" + std::to_string(span.file.index) + ":" + std::to_string(span.begin); }

/// Whether a text joins several things with "and" or "or".
bool namesSeveral(std::string_view text, std::string_view language) {
  const std::string two[] = {"\x01", "\x02"};
  for (const ListKind kind : {ListKind::And, ListKind::Or}) {
    const std::string joined = messages::formatList(language, two, kind);
    const std::size_t begin = joined.find('\x01') + 1;
    if (text.find(joined.substr(begin, joined.find('\x02') - begin)) != std::string_view::npos) return true;
  }
  return false;
}

/// Whether `text` has one of the words after which the language wants a comma before the last "and" of a list: "and" in
/// English, the words of a clause in Norwegian.
bool wantsComma(std::string_view text, std::string_view language) {
  const std::string_view* all = messages::find(language, "list.comma_after");
  for (const std::string_view closed : {"»", "”"})
    if (text.ends_with(closed)) return false;  // a clause in quotes has ended
  const std::string padded = " " + std::string(text) + " ";
  for (std::string_view rest = all != nullptr ? *all : std::string_view(); !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (padded.find(" " + std::string(rest.substr(0, end)) + " ") != std::string::npos) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool looksLikeList(std::string_view text, std::string_view language) {
  if (text.find_first_of(",;:") != std::string_view::npos) return true;
  // A long name with a clause in it swallows the next one: "those who run our systems and those you write to".
  constexpr std::ptrdiff_t MostWords = 3;
  if (std::count(text.begin(), text.end(), ' ') >= MostWords) return true;
  return namesSeveral(text, language);
}

std::string textOf(const Phrase& phrase) {
  std::string out;
  for (const Run& run : phrase.runs) out += run.text;
  return out;
}

void capitaliseFirst(std::vector<Run>& runs, std::string_view language) {
  if (!runs.empty() && !runs.front().literal) runs.front().text = messages::capitalise(language, runs.front().text);
}

}  // namespace

std::vector<Source> merge(std::vector<Source> a, const std::vector<Source>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

std::string plain(const Sentence& sentence) {
  std::string out;
  for (const Run& run : sentence.runs) out += run.text;
  return out;
}

std::string anchorIn(const Row& row) {
  if (row.cells.empty()) return {};
  std::string out;
  auto visit = [&](std::string_view, const Sentence& one) {
    for (const Run& run : one.runs)
      if (out.empty() && run.href.starts_with('#')) out = run.href;
  };
  forEachSentence(row.cells.front(), "", visit);
  return out;
}

Sentence worded(std::string_view language, std::string_view key,
                const std::vector<std::pair<std::string_view, std::vector<Run>>>& told) {
  std::vector<messages::Argument> arguments;
  std::vector<Phrase> phrases(told.size());
  std::vector<const Phrase*> places;
  for (std::size_t i = 0; i < told.size(); ++i) {
    std::string hole;
    appendHole(hole, i);
    arguments.push_back({told[i].first, std::move(hole)});
    phrases[i].runs = told[i].second;
    places.push_back(&phrases[i]);
  }
  Sentence out;
  out.key = key;
  out.runs = fill(messages::format(language, key, arguments), places);
  capitaliseFirst(out.runs, language);
  return out;
}

// ---- sentences ----------------------------------------------------------------------------------------------------

Phrase Words::phrase(std::string_view key, Telling told, std::vector<Source> sources) const {
  std::vector<messages::Argument> arguments;
  std::vector<const Phrase*> phrases;
  Phrase out;
  out.fact = key;
  out.sources = std::move(sources);
  std::size_t parts = 0;
  for (const Told& one : told) {
    std::string fact;
    if (const auto* number = std::get_if<std::int64_t>(&one.value)) {
      arguments.push_back({one.name, *number});
      fact = std::to_string(*number);
    } else if (const auto* word = std::get_if<std::string_view>(&one.value)) {
      arguments.push_back({one.name, std::string(*word)});
      fact = *word;
    } else {
      const Phrase& given = std::get<Phrase>(one.value);
      std::string hole;
      appendHole(hole, phrases.size());
      arguments.push_back({one.name, std::move(hole)});
      phrases.push_back(&given);
      out.sources = merge(std::move(out.sources), given.sources);
      out.like_list = out.like_list || given.like_list || ++parts > 1;
      fact = given.fact;
    }
    out.fact += "|" + std::string(one.name) + "=" + fact;
  }
  out.runs = fill(messages::format(language, key, arguments), phrases);
  std::sort(out.sources.begin(), out.sources.end());
  return out;
}

Sentence Words::say(std::string_view key, Telling told, std::vector<Source> sources) const {
  Phrase said = phrase(key, told, std::move(sources));
  Sentence out;
  out.key = key;
  for (const Told& one : told) {
    std::string value;
    if (const auto* number = std::get_if<std::int64_t>(&one.value)) value = std::to_string(*number);
    else if (const auto* word = std::get_if<std::string_view>(&one.value)) value = *word;
    else value = std::get<Phrase>(one.value).fact;
    out.facts.push_back({std::string(one.name), std::move(value)});
  }
  out.runs = std::move(said.runs);
  out.sources = std::move(said.sources);
  capitaliseFirst(out.runs, language);
  return out;
}

Sentence Words::heading(Phrase phrase) const {
  Sentence out;
  out.facts.push_back({"says", std::move(phrase.fact)});
  out.runs = std::move(phrase.runs);
  out.sources = merge({}, phrase.sources);
  capitaliseFirst(out.runs, language);
  return out;
}

Sentence Words::sentence(Phrase phrase) const {
  Sentence out = heading(std::move(phrase));
  if (out.runs.empty()) return out;
  const std::string& last = out.runs.back().text;
  const char end = last.empty() ? ' ' : last.back();
  const bool ends = end == '.' || end == '!' || end == '?' || end == ':' || last.ends_with("…");
  if (!ends) append(out.runs, {".", {}, Style::Plain});
  return out;
}

bool Words::has(std::string_view key) const { return messages::find(language, key) != nullptr; }

// ---- the policy's own words ---------------------------------------------------------------------------------------

Phrase Words::own(const Texts& texts, Source source) const {
  if (texts.empty()) return {};
  const std::string* exact = texts.find(language);
  const std::string& text = exact != nullptr ? *exact : texts.begin()->second;
  Phrase out;
  append(out.runs, {clean(text), {}, Style::Plain});
  for (const auto& [written_in, one] : texts) out.like_list = out.like_list || looksLikeList(one, written_in);
  out.fact = factOf(source.span);
  out.sources.push_back(source);
  return out;
}

Phrase Words::quoted(std::string_view text, Source source) const {
  Phrase out;
  out.fact = clean(text);
  append(out.runs, {out.fact, {}, Style::Plain, true});
  for (const std::string& any : messages::languages()) out.like_list = out.like_list || looksLikeList(text, any);
  out.sources.push_back(source);
  return out;
}

Phrase Words::link(Phrase label, std::string_view address) const {
  const std::string href = messages::safeAddress(address);
  if (!href.empty())
    for (Run& run : label.runs) run.href = href;
  return label;
}

Phrase Words::email(std::string_view address, Source source) const {
  return link(quoted(address, source), "mailto:" + std::string(address));
}

Phrase Words::telephone(std::string_view number, Source source) const {
  std::string digits;
  for (const char c : number)
    if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
  return link(quoted(number, source), "tel:" + digits);
}

Phrase Words::web(std::string_view address, Source source) const {
  std::string_view shown = address;
  for (const std::string_view scheme : {"https://", "http://"})
    if (shown.starts_with(scheme)) shown.remove_prefix(scheme.size());
  const bool bare = messages::isPageAddress(address) && address.find("://") == std::string_view::npos;
  if (shown.ends_with("/")) shown.remove_suffix(1);
  return link(quoted(shown, source), bare ? "https://" + std::string(address) : std::string(address));
}

// ---- names of things ----------------------------------------------------------------------------------------------

Phrase Words::label(DeclId id) const {
  for (DeclId at = id; at; at = model[at].parent) {
    const Decl& decl = model[at];
    const Source source{at, decl.span};
    Phrase out;
    if (!decl.texts.empty()) out = own(decl.texts, source);
    else if (const Clause* title_clause = model.clause(at, Word::title)) out = own(title_clause->texts, source);
    else
      // A controller that gives no name goes by its brand.
      for (const Word word : {Word::name, Word::brand})
        if (const Clause* name = model.clause(at, word); name != nullptr && !name->value.strings.empty() && out.empty())
          out = quoted(name->value.strings.front(), {at, name->span});
    if (out.empty()) continue;
    out.fact = factOf(id, model);
    if (at != id) out.sources.push_back({id, model[id].span});
    return out;
  }
  return phrase("noname.nameless", {}, {{id, id ? model[id].span : Span()}});
}

Phrase Words::title(DeclId id) const {
  const Decl& decl = model[id];
  if (const Clause* clause = model.clause(id, Word::title); clause != nullptr && !clause->texts.empty())
    return own(clause->texts, {id, clause->span});
  if (!decl.short_texts.empty()) return own(decl.short_texts, {id, decl.span});
  if (decl.kind == Kind::Activity && decl.texts.empty()) {
    // An activity without a title is called by what it does.
    for (const Clause* purpose : model.clauses(id, Word::purpose))
      if (Phrase out = names(purpose->value, {id, purpose->span}); !out.empty()) return out;
  }
  return label(id);
}

Phrase Words::law(DeclId id) const {
  const Decl& decl = model[id];
  Phrase out = label(id);
  if (decl.kind != Kind::Section) {
    const Clause* status = model.clause(id, Word::status);
    const bool vague =
        status != nullptr && !status->value.entries.empty() && status->value.entries.front().written == "vague";
    return decl.kind == Kind::Law && !vague ? phrase("law.act", {{"law", out}}) : out;
  }
  const Clause* of = model.clause(id, Word::of_law);
  DeclId act;
  if (of != nullptr && !of->value.entries.empty()) act = of->value.entries.front().decl;
  if (!act) return out;
  return phrase("law.section", {{"section", inFull(std::move(out))}, {"law", label(act)}});
}

Phrase Words::inFull(Phrase section) const {
  const std::string brief = messages::format(language, "law.short_article", {});
  if (section.runs.empty()) return section;
  std::string& text = section.runs.front().text;
  if (text.starts_with(brief)) text.replace(0, brief.size(), messages::format(language, "law.long_article", {}));
  return section;
}

Phrase Words::laws(const std::vector<DeclId>& ids) const {
  const auto actOf = [&](DeclId id) {
    const Clause* of = model[id].kind == Kind::Section ? model.clause(id, Word::of_law) : nullptr;
    return of != nullptr && !of->value.entries.empty() ? of->value.entries.front().decl : DeclId();
  };
  Phrases out;
  for (std::size_t i = 0; i < ids.size();) {
    const DeclId act = actOf(ids[i]);
    Phrases sections;
    std::size_t next = i;
    for (; act && next < ids.size() && actOf(ids[next]) == act; ++next) sections.push_back(inFull(label(ids[next])));
    if (sections.size() < 2) out.push_back(law(ids[i++]));
    else {
      out.push_back(phrase("law.section", {{"section", list(sections)}, {"law", label(act)}}));
      i = next;
    }
  }
  return out.empty() ? Phrase() : list(out);
}

Phrase Words::actor(DeclId id) const {
  const Decl& decl = model[id];
  if (decl.standard && decl.kind == Kind::Party && (decl.name == "us" || decl.name == "subject")) {
    Phrase out = phrase(decl.name == "us" ? "actor.us" : "actor.you");
    out.fact = factOf(id, model);
    return out;
  }
  if (decl.kind == Kind::Controller) return phrase("actor.us", {}, {{id, decl.span}});
  return label(id);
}

Phrase Words::doer(DeclId id) const {
  Phrase out = actor(id);
  const Decl& decl = model[id];
  const bool us = decl.kind == Kind::Controller || (decl.standard && decl.kind == Kind::Party && decl.name == "us");
  if (us) out.runs = phrase("actor.we").runs;
  else if (decl.standard && decl.kind == Kind::Party && decl.name == "subject")
    out.runs = phrase("actor.you_who_do").runs;
  return out;
}

// ---- lists and values ---------------------------------------------------------------------------------------------

Phrase Words::list(const Phrases& phrases, ListKind kind) const {
  if (phrases.size() == 1) return phrases.front();
  std::vector<std::string> holes;
  std::vector<const Phrase*> all;
  Phrase out;
  for (const Phrase& one : phrases) {
    appendHole(holes.emplace_back(), all.size());
    all.push_back(&one);
    out.sources = merge(std::move(out.sources), one.sources);
    out.fact += (out.fact.empty() ? "[" : ",") + one.fact;
  }
  if (!out.fact.empty()) out.fact += kind == ListKind::Or ? "]or" : "]";
  out.like_list = true;
  const auto last = [&] { return textOf(phrases.back()); };
  const auto before = [&] { return textOf(phrases[phrases.size() - 2]); };
  if (phrases.empty() || (!wantsComma(before(), language) && !namesSeveral(before(), language) &&
                          !(namesSeveral(last(), language) && wantsComma(last(), language)))) {
    out.runs = fill(messages::formatList(language, holes, kind), all);
    return out;
  }
  // "Address, and browser and device type": the comma tells which "and" is the list's.
  Phrase rest = phrases.front();
  for (std::size_t i = 1; i + 1 < phrases.size(); ++i)
    rest = phrase("value.comma", {{"what", rest}, {"note", phrases[i]}});
  out.runs =
      phrase(kind == ListKind::Or ? "list.or_last" : "list.and_last", {{"first", rest}, {"last", phrases.back()}}).runs;
  return out;
}

Phrases Words::labels(const model::Value& value, Source source) const {
  Phrases out;
  for (const model::Entry& entry : value.entries)
    if (entry.decl) out.push_back(label(entry, source));
  return out;
}

Phrase Words::label(const model::Entry& entry, Source source) const {
  if (!entry.decl) return {};
  Phrase one = actor(entry.decl);
  one.sources = merge(std::move(one.sources), {source});
  return entry.negated ? phrase("list.not", {{"what", one}}) : one;
}

Phrase Words::names(const model::Value& value, Source source) const {
  const Phrases all = labels(value, source);
  if (all.empty()) return {};
  Phrase out = list(all, value.link == model::Link::Or ? ListKind::Or : ListKind::And);
  if (value.open) out = phrase("list.open", {{"list", out}});
  return out;
}

namespace {

/// What ICU has written, and the fact that it says.
Phrase written(std::string text, std::string fact, Source source) {
  Phrase out;
  append(out.runs, {std::move(text), {}, Style::Plain});
  out.fact = std::move(fact);
  out.sources.push_back(source);
  return out;
}

}  // namespace

Phrase Words::date(Day day, Source source) const {
  return written(messages::formatDate(language, day), formatDay(day), source);
}

Phrase Words::inWeeks(std::string_view group, Duration length, Span written, Source source) const {
  constexpr std::int32_t DaysOfWeek = 7;
  if (!written.valid() || length != Duration{0, length.days, 0} || length.days % DaysOfWeek != 0) return {};
  std::string_view text = model.sources().text(written);
  text.remove_prefix(std::min(text.find_first_not_of("0123456789 \t\r\n"), text.size()));
  if (!text.starts_with("week")) return {};
  Phrase out = phrase(std::string(group) + ".weeks", {{"n", std::int64_t{length.days / DaysOfWeek}}}, {source});
  out.fact = formatIsoDuration(length);
  return out;
}

Phrase Words::duration(Duration duration, Span at, Source source) const {
  if (Phrase weeks = inWeeks("unit", duration, at, source); !weeks.empty()) return weeks;
  return written(messages::formatDuration(language, duration), formatIsoDuration(duration), source);
}

Phrase Words::every(Duration duration, Span at, Source source) const {
  if (Phrase weeks = inWeeks("every", duration, at, source); !weeks.empty()) return weeks;
  return written(messages::formatEvery(language, duration), formatIsoDuration(duration), source);
}

Phrase Words::condition(DeclId id, bool negated) const {
  Phrase out = label(id);
  const bool noun = model[id].kind == Kind::Party;
  if (noun) out = phrase("when.party", {{"who", out}});
  if (negated) out = phrase("when.not", {{"what", out}});
  return out;
}

DeclId exceptionOf(const model::Join& join) {
  const bool one = join.word == "when" && join.limit != model::JoinLimit::Except && join.value.entries.size() == 1;
  return one && join.value.entries.front().negated ? join.value.entries.front().decl : DeclId();
}

Phrase Words::when(const std::vector<model::Join>& joins, Source source) const {
  Phrases parts;
  for (const model::Join& join : joins) {
    if (join.word != "when") continue;
    if (const DeclId not_this = exceptionOf(join)) {
      parts.push_back(phrase("when.unless", {{"what", condition(not_this, false)}}, {source}));
      continue;
    }
    Phrases conditions;
    for (const model::Entry& entry : join.value.entries)
      if (entry.decl) conditions.push_back(condition(entry.decl, entry.negated));
    if (conditions.empty()) continue;
    const std::string_view limit = join.limit == model::JoinLimit::Only     ? "only"
                                   : join.limit == model::JoinLimit::Except ? "except"
                                                                            : "plain";
    // "Only when we merge, when we are bought up or when assets are sold": each with its own "when".
    for (Phrase& one : conditions)
      one = phrase("when.clause", {{"limit", &one == &conditions.front() ? limit : "plain"}, {"what", one}}, {source});
    // A comma between circumstances means that one of them is enough (docs/semantics.md).
    parts.push_back(list(conditions, join.value.link == model::Link::And ? ListKind::And : ListKind::Or));
  }
  return parts.empty() ? Phrase() : list(parts);
}

// ---- making blocks ------------------------------------------------------------------------------------------------

Block paragraph(Sentences sentences) {
  Block out;
  for (Sentence& sentence : sentences)
    if (!sentence.empty()) out.sentences.push_back(std::move(sentence));
  return out;
}

Block paragraph(Sentence sentence) {
  Block out;
  out.sentences.push_back(std::move(sentence));
  return out;
}

Block bullets(std::vector<Blocks> items) {
  Block out;
  out.kind = BlockKind::List;
  out.items = std::move(items);
  return out;
}

Block section(std::string id, Sentence heading, Blocks blocks) {
  Block out;
  out.kind = BlockKind::Section;
  out.id = std::move(id);
  out.sentences.push_back(std::move(heading));
  out.blocks = std::move(blocks);
  return out;
}

Blocks cell(Sentence sentence) {
  Blocks out;
  if (!sentence.empty()) out.push_back(paragraph(std::move(sentence)));
  return out;
}

Blocks cell(Sentences sentences) {
  if (sentences.empty()) return {};
  if (sentences.size() == 1) return cell(std::move(sentences.front()));
  std::vector<Blocks> items;
  for (Sentence& sentence : sentences) items.push_back(cell(std::move(sentence)));
  Blocks out;
  out.push_back(bullets(std::move(items)));
  return out;
}

std::string slug(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) out += c;
    else if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

}  // namespace vern::statement
