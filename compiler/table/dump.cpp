#include "compiler/table/dump.h"

#include <algorithm>
#include <vector>

#include "compiler/support/calendar.h"
#include "vern/cell.h"

namespace vern::table {

using runtime::Condition;
using runtime::None;
using runtime::Table;
using runtime::TermKind;

namespace {

constexpr const char* SectionNames[runtime::SectionCount] = {
    "strings",     "languages",     "kinds",       "terms",    "groups",       "names",   "labels",     "fact_lists",
    "fact_slots",  "slot_terms",    "rows",        "index",    "values",       "lines",   "covers",     "lists",
    "list_covers", "entries",       "conditions",  "guards",   "conjunctions", "windows", "window_ops", "subject_sets",
    "place_sets",  "subject_masks", "place_masks", "bans",     "ban_sets",     "sources", "activities", "shares",
    "bases",       "promises",      "disposals",   "sentences"};

class Dumper {
 public:
  explicit Dumper(const Table& table) : t_(table) {}

  std::string dump() {
    const runtime::Header& h = t_.header();
    out_ += "table of " + text(h.policy) + " " + text(h.version) + ", format " + std::to_string(h.major) + "." +
            std::to_string(h.minor) + ", " + std::to_string(h.file_bytes) + " bytes\n";
    sections();
    for (std::uint32_t e = 0; e < t_.entries.size(); ++e) entry(e);
    for (std::uint32_t cover = 1; cover < t_.covers.size(); ++cover) this->cover(cover);
    for (std::uint32_t row = 0; row < t_.rows.size(); ++row) cells(row);
    for (const runtime::Ban& ban : t_.bans.all()) this->ban(ban);
    return std::move(out_);
  }

 private:
  std::string text(runtime::TextRef ref) const { return std::string(t_.text(ref)); }
  std::string name(TermKind kind, std::uint32_t id) const { return id == None ? "-" : text(t_.term(kind, id).name); }

  void sections() {
    for (std::uint32_t s = 0; s < runtime::SectionCount; ++s) {
      const runtime::Section& section = t_.header().sections[s];
      if (section.count == 0) continue;
      out_ += "section " + std::string(SectionNames[s]) + ": " + std::to_string(section.count) + " of " +
              std::to_string(section.element_bytes) + " bytes\n";
    }
  }

  std::string slot(std::uint32_t id) const {
    const runtime::SlotTerm& slot = t_.slot_terms[id];
    const std::string what = name(static_cast<TermKind>(slot.kind), slot.id);
    const std::string kind = (slot.flags & runtime::Latest) != 0 ? "latest(" + what + ")" : what;
    return (slot.flags & runtime::YearEnd) != 0 ? "year_end(" + kind + ", month " + std::to_string(slot.last_month) +
                                                      ", or " + name(TermKind::Event, slot.year_end) + ")"
                                                : kind;
  }

  std::string guard(std::uint32_t id) const {
    std::string out;
    for (const runtime::Conjunction& all : t_.conjunctions.slice(t_.guards[id])) {
      std::string literals;
      for (std::uint32_t s = 0; s < t_.slot_terms.size(); ++s) {
        const std::uint64_t bit = std::uint64_t{1} << (s % 64);
        if ((all.need[s / 64] & bit) != 0) literals += (literals.empty() ? "" : " and ") + slot(s);
        if ((all.forbid[s / 64] & bit) != 0) literals += (literals.empty() ? "not " : " and not ") + slot(s);
      }
      out += (out.empty() ? "" : " or ") + literals;
    }
    return out.empty() ? "never" : out;
  }

  std::string term(std::uint16_t term, std::int32_t added) const {
    if (term == runtime::NoTerm) return "forever";
    const std::string length = term % 2 == 1 ? formatIsoDuration({added / 32, 0, 0}) : formatIsoDuration({0, added, 0});
    return length == "P0D" ? "until " + slot(term / 2 - 1) : length + " after " + slot(term / 2 - 1);
  }
  std::string window(const Condition& c) const {
    if (c.window != None) return window(c.window);
    if (c.terms[1] == runtime::NoTerm) return term(c.terms[0], c.added[0]);
    return "earliest(" + term(c.terms[0], c.added[0]) + ", " + term(c.terms[1], c.added[1]) + ")";
  }
  std::string window(std::uint32_t id) const {
    std::vector<std::string> stack;
    for (const runtime::WindowOp& op : t_.window_ops.slice(t_.windows[id])) {
      switch (op.kind) {
        case runtime::WindowOpKind::After: {
          const std::string length = formatIsoDuration({op.months, op.days, 0});
          stack.push_back(length == "P0D" ? "until " + slot(op.operand) : length + " after " + slot(op.operand));
          break;
        }
        case runtime::WindowOpKind::While: stack.push_back("while " + slot(op.operand)); break;
        case runtime::WindowOpKind::Open: stack.emplace_back("forever"); break;
        case runtime::WindowOpKind::Closed: stack.emplace_back("never"); break;
        case runtime::WindowOpKind::Min:
        case runtime::WindowOpKind::Max: {
          std::string parts;
          for (std::uint32_t n = std::min<std::uint32_t>(op.operand, static_cast<std::uint32_t>(stack.size())); n > 0;
               --n) {
            parts = parts.empty() ? stack.back() : stack.back() + ", " + parts;
            stack.pop_back();
          }
          stack.push_back((op.kind == runtime::WindowOpKind::Min ? "earliest(" : "latest(") + parts + ")");
          break;
        }
      }
    }
    return stack.empty() ? "never" : stack.back();
  }

  void entry(std::uint32_t id) {
    const runtime::Source& source = t_.sources[id];
    const Condition& c = t_.conditions[t_.entries[id]];
    out_ += "entry " + std::to_string(id) + ": " + text(t_.activities[source.activity].name) + ":" +
            std::to_string(source.line);
    if (source.share != None) out_ += " to " + name(TermKind::Recipient, t_.shares[source.share].recipient);
    out_ += ", subjects " + std::to_string(c.subjects);
    const auto step = [&](std::uint32_t bit, const std::string& what) {
      if ((c.steps & bit) != 0) out_ += ", " + what;
    };
    step(runtime::ConsentFirst, "consent to " + name(TermKind::Purpose, c.purpose));
    step(runtime::Objection, "no objection to " + name(TermKind::Purpose, c.purpose));
    step(runtime::ConsentSecond, "consent to " + name(TermKind::Purpose, c.purpose));
    step(runtime::Basis, "no basis");
    step(runtime::Special, "no special categories");
    step(runtime::Restriction, "not restricted");
    if (c.guard != 0) out_ += ", when " + guard(c.guard);
    if (c.share_guard != 0) out_ += ", shared when " + guard(c.share_guard);
    step(runtime::Places, "places " + std::to_string(c.places));
    step(runtime::ShareWindow, "copy: " + window(c.share_window));
    if ((c.flags & runtime::IsDuty) != 0) out_ += ", duty";
    out_ += "; " + window(c) + "\n";
  }

  void cover(std::uint32_t id) {
    const runtime::Cover& cover = t_.covers[id];
    const auto needs = [&](unsigned atom) { return (cover.need >> atom & 1) != 0; };
    out_ += "cover " + std::to_string(id) + ": entry " + std::to_string(cover.entry);
    if (needs(runtime::atom::AsUse)) out_ += ", of use alone";
    if (needs(runtime::atom::AsDisclosure)) out_ += ", of disclosures alone";
    for (std::uint32_t i = 0; i < runtime::CoverShares; ++i) {
      const runtime::Recipients to = runtime::recipientsOf(cover, i);
      if (to.count == 0) continue;
      out_ += ", " + std::to_string(cover.entry - runtime::CoverShares + i) + " to " +
              names(TermKind::Recipient, to.first, to.first + to.count - 1);
    }
    out_ += "\n";
  }

  void cells(std::uint32_t id) {
    const runtime::Row& row = t_.rows[id];
    // Purposes that share a row are named once.
    const bool keep = id + 1 == t_.rows.size();
    if (!keep && id > 0 && t_.group(TermKind::Purpose, id) == t_.group(TermKind::Purpose, id - 1)) return;
    const std::string purpose = keep ? "keep" : members(TermKind::Purpose, t_.group(TermKind::Purpose, id));
    const std::uint32_t data = t_.count(TermKind::Datum);
    for (std::uint32_t first = 0; first < data;) {
      const std::uint32_t value = runtime::detail::valueIn(t_, row, first);
      std::uint32_t end = first + 1;
      while (end < data && runtime::detail::valueIn(t_, row, end) == value) ++end;
      if (value != 0) out_ += purpose + ", " + names(TermKind::Datum, first, end - 1) + ":" + covers(value) + "\n";
      first = end;
    }
    if (const std::uint32_t otherwise = row.flags & runtime::OtherwiseMask; otherwise != 0)
      out_ += purpose + ", otherwise: as " + name(TermKind::Purpose, otherwise - 1) + "\n";
  }

  std::string covers(std::uint32_t value) const {
    if (value < t_.covers.size()) return " " + std::to_string(value);
    std::string out;
    for (const std::uint32_t cover : t_.list_covers.slice(t_.lists[value - t_.covers.size()]))
      out += " " + std::to_string(cover);
    return out;
  }
  std::string names(TermKind kind, std::uint32_t first, std::uint32_t last) const {
    return name(kind, first) + (last > first ? " to " + name(kind, last) : "");
  }
  /// The first term of a class, and how many there are.
  std::string members(TermKind kind, std::uint32_t group) const {
    std::string first;
    std::uint32_t count = 0;
    for (std::uint32_t id = 0; id < t_.count(kind); ++id) {
      if (t_.group(kind, id) != group) continue;
      if (count++ == 0) first = name(kind, id);
    }
    return count > 1 ? first + "+" + std::to_string(count - 1) : first;
  }

  void ban(const runtime::Ban& ban) {
    out_ += "ban of " + text(t_.promises[ban.promise].name) + ":";
    static constexpr const char* Asks[] = {" use", " disclose", " keep"};
    for (int i = 0; i < 3; ++i)
      if ((ban.asks >> i & 1) != 0) out_ += Asks[i];
    if (ban.places != None) out_ += ", places " + std::to_string(ban.places);
    if (ban.guard != None) out_ += ", unless " + guard(ban.guard);
    out_ += "\n";
  }

  const Table& t_;
  std::string out_;
};

}  // namespace

std::string dump(const Table& table) { return Dumper(table).dump(); }

}  // namespace vern::table
