#include "compiler/query/bind.h"

#include <algorithm>
#include <set>
#include <vector>

#include "compiler/source/fault.h"
#include "compiler/source/file_system.h"
#include "compiler/support/distance.h"
#include "compiler/support/leaf.h"
#include "llvm/ADT/StringRef.h"

namespace vern::query {

using runtime::None;
using runtime::Table;
using runtime::TermKind;

namespace {

constexpr std::string_view NotCalled[] = {"no kind of people is called {name}", "no kind of data is called {name}",
                                          "no purpose is called {name}",        "no recipient is called {name}",
                                          "no country is called {name}",        "no event is called {name}",
                                          "no circumstance is called {name}"};

/// As many names as a message can list.
constexpr std::uint32_t FewNames = 8;

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

/// The terms of `kind` that an answer can hang on.
std::set<std::uint32_t> askedAbout(const Table& table, TermKind kind) {
  std::set<std::uint32_t> out;
  for (const runtime::SlotTerm& slot : table.slot_terms.all()) {
    if (static_cast<TermKind>(slot.kind) != kind) continue;
    out.insert(slot.id);
    if (slot.year_end != None) out.insert(slot.year_end);
  }
  return out;
}

/// In the order of the alphabet.
std::string names(const Table& table, TermKind kind, const std::set<std::uint32_t>& terms) {
  std::set<std::string_view> sorted;
  for (const std::uint32_t id : terms) sorted.insert(table.text(table.term(kind, id).name));
  std::string out;
  for (const std::string_view name : sorted) out += (out.empty() ? "" : ", ") + quoted(name);
  return out;
}

using Events = std::vector<std::pair<std::uint32_t, std::optional<Day>>>;

/// Why a permit that hangs on an event which is told under a wider name alone is none, or nothing: who tells the last
/// activity has not told the last log-in.
Causes untold(const Bound& bound, const Events& events) {
  const Table& table = bound.facts.table();
  const auto isA = [&](std::uint32_t x, std::uint32_t y) { return table.isA(TermKind::Event, x, y); };
  std::optional<runtime::Answer> answer;
  for (const std::uint32_t read : askedAbout(table, TermKind::Event)) {
    const bool known =
        std::any_of(events.begin(), events.end(), [&](const auto& told) { return isA(told.first, read); });
    for (const auto& [told, day] : events) {
      if (known || !day || !isA(read, told)) continue;
      if (!answer) answer = runtime::decide(bound.facts, bound.question);
      if (!answer->permit) return {};
      runtime::Facts narrower = bound.facts;
      narrower.setEvent(read, *day);
      const runtime::Answer other = runtime::decide(narrower, bound.question);
      if (other.permit && other.deadline == answer->deadline) continue;
      const auto name = [&](std::uint32_t id) { return quoted(table.text(table.term(TermKind::Event, id).name)); };
      return {Cause{
          "the answer hangs on {event}, a kind of {told}: say the day of it, or that it has not happened (`never`, "
          "null in JSON)",
          {{"event", name(read)}, {"told", name(told)}}}};
    }
  }
  return {};
}

/// What is wrong with an event that has happened and that nothing in the policy reads, or nothing: told under another
/// name than the one that the policy counts from, it would go by unseen.
Causes unread(const Table& table, const Events& events) {
  const std::set<std::uint32_t> read = askedAbout(table, TermKind::Event);
  for (const auto& [told, day] : events) {
    const auto same = [&table, which = told](std::uint32_t event) {
      return table.isA(TermKind::Event, which, event) || table.isA(TermKind::Event, event, which);
    };
    if (!day || std::ranges::any_of(read, same)) continue;
    const std::string name = quoted(table.text(table.term(TermKind::Event, told).name));
    if (read.empty()) return {Cause{"the policy counts nothing from {event}, nor from any event", {{"event", name}}}};
    return {Cause{"the policy counts nothing from {event}; it counts from {events}",
                  {{"event", name}, {"events", names(table, TermKind::Event, read)}}}};
  }
  return {};
}

/// Looks names up, and keeps the first error.
class Binder {
 public:
  Binder(const Table& table, const Request& request) : table_(table), request_(request) {}

  llvm::Expected<Bound> bind(Day today);

 private:
  std::uint32_t find(TermKind kind, const std::string& name) {
    if (name.empty()) return None;
    llvm::Expected<std::uint32_t> found = query::find(table_, kind, name);
    if (found) return *found;
    Causes why = causesOf(found.takeError());
    if (fault_.empty()) fault_ = std::move(why);
    return None;
  }

  const Table& table_;
  const Request& request_;
  Causes fault_;
};

llvm::Expected<Bound> Binder::bind(Day today) {
  runtime::Question question;
  question.ask = request_.ask;
  question.subject = find(TermKind::Subject, request_.subject);
  question.datum = find(TermKind::Datum, request_.data);
  question.purpose = find(TermKind::Purpose, request_.purpose);
  question.recipient = find(TermKind::Recipient, request_.recipient);
  question.place = find(TermKind::Place, request_.place);

  Day now = request_.now.value_or(today);
  Events events;
  for (const auto& [event, day] : request_.events) events.emplace_back(find(TermKind::Event, event), day);
  if (request_.elapsed) {
    const std::uint32_t since = find(TermKind::Event, request_.since);
    std::optional<Day> known;
    for (const auto& [event, day] : events)
      if (event == since) known = day;
    if (known && request_.now && addTo(*known, *request_.elapsed) != now)
      return fault(Cause{"`elapsed` after {event} is {day}, and `now` is {now}",
                         {{"event", quoted(request_.since)},
                          {"day", formatDay(addTo(*known, *request_.elapsed))},
                          {"now", formatDay(now)}}});
    // So long after a day that is known; or so long before the day it is.
    const Duration& d = *request_.elapsed;
    if (known) now = addTo(*known, d);
    else events.emplace_back(since, addTo(now, {-d.months, -(d.days + (d.hours + 23) / 24), 0}));
  }

  Bound bound{question, runtime::Facts(table_, now)};
  for (const auto& [event, day] : events) bound.told.push_back(event);
  if (request_.subject_age) bound.unjudged.emplace_back("subject_age");
  for (const auto& [event, day] : events)
    if (day) bound.facts.setEvent(event, *day);
  std::set<std::uint32_t> consents;
  for (const ConsentSaid& said : request_.consents) {
    const std::uint32_t purpose = said.purpose.empty() ? question.purpose : find(TermKind::Purpose, said.purpose);
    if (purpose == None && fault_.empty()) {
      fault_ = {Cause{"consent to what? write `PURPOSE=given`"}};
      if (const auto asked = askedAbout(table_, TermKind::Purpose); !asked.empty())
        fault_.push_back(
            Cause{"; the policy asks about {names}", {{"names", names(table_, TermKind::Purpose, asked)}}});
    }
    // Of two, the later day would have to count, and a day need not be told.
    if (purpose != None && fault_.empty() && !consents.insert(purpose).second)
      fault_ = {Cause{"the consent to {purpose} is told twice; tell the last that was said of it",
                      {{"purpose", quoted(table_.text(table_.term(TermKind::Purpose, purpose).name))}}}};
    bound.facts.setConsent(purpose, said.state, said.on.value_or(0), find(TermKind::Recipient, said.recipient));
  }
  for (const std::string& objection : request_.objections) {
    const std::uint32_t purpose = objection.empty() ? question.purpose : find(TermKind::Purpose, objection);
    if (purpose == None && fault_.empty()) fault_ = {Cause{"an objection to what? name the purpose"}};
    bound.facts.addObjection(purpose);
  }
  for (const std::string& name : request_.circumstances)
    bound.facts.setCircumstance(find(TermKind::Circumstance, name));
  bound.facts.setRestricted(request_.restricted);
  if (!fault_.empty()) return fault(fault_);
  if (!bound.facts.ok())
    return fault(Cause{"a day is not between 1600 and 2999, or more than {limit} consents or objections are named",
                       {{"limit", std::to_string(runtime::Facts::MaxConsents)}}});
  if (Causes why = unread(table_, events); !why.empty()) return fault(std::move(why));
  if (Causes why = untold(bound, events); !why.empty()) return fault(std::move(why));
  return bound;
}

/// Which circumstances the policy asks about, unless there are too many to list.
Causes circumstances(const Table& table) {
  const std::set<std::uint32_t> asked = askedAbout(table, TermKind::Circumstance);
  if (asked.size() > FewNames) return {};
  if (asked.empty()) return {Cause{"; the policy asks about none"}};
  return {Cause{"; the policy asks about {names}", {{"names", names(table, TermKind::Circumstance, asked)}}}};
}

}  // namespace

llvm::Expected<std::uint32_t> find(const Table& table, TermKind kind, std::string_view name) {
  if (const std::uint32_t exact = table.find(kind, name); exact != None) return exact;
  // Codes of countries as people write them: `no`.
  if (kind == TermKind::Place && name.size() == 2)
    if (const std::uint32_t code = table.find(kind, llvm::StringRef(name).upper()); code != None) return code;
  std::vector<std::string_view> known;
  std::vector<std::uint32_t> meant;
  std::string_view labelled;
  const std::string ending = "." + std::string(name);
  for (std::uint32_t id = 0; id < table.count(kind); ++id) {
    const std::string_view full = table.text(table.term(kind, id).name);
    if (full.ends_with(ending)) meant.push_back(id);
    known.push_back(full);
    const std::uint32_t labels = table.term(kind, id).labels;
    for (std::uint32_t language = 0; labels != None && labelled.empty() && language < table.languages.size();
         ++language)
      if (llvm::StringRef(table.label(labels, language)).equals_insensitive(name)) labelled = full;
    // The last part alone is nearer to what people write.
    if (const std::string_view last = leaf(full); last != full) known.push_back(last);
  }
  if (meant.size() == 1) return meant.front();
  if (meant.size() > 1) {
    std::string names;
    for (std::size_t i = 0; i < meant.size(); ++i) {
      if (i > 0) names += ", ";
      names += quoted(table.text(table.term(kind, meant[i]).name));
    }
    return fault(Cause{"{name} may mean one of {names}", {{"name", quoted(name)}, {"names", names}}});
  }
  Causes why{Cause{std::string(NotCalled[static_cast<std::size_t>(kind)]), {{"name", quoted(name)}}}};
  const std::string small = llvm::StringRef(name).lower();
  Causes more = didYouMean(labelled.empty() ? nearest(small, known) : labelled);
  if (more.empty() && kind == TermKind::Circumstance) more = circumstances(table);
  why.insert(why.end(), more.begin(), more.end());
  return fault(std::move(why));
}

llvm::Expected<Bound> bind(const Table& table, const Request& request, Day today) {
  return Binder(table, request).bind(today);
}

}  // namespace vern::query
