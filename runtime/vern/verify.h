// The whole of a table looked at once: the checksum, and every index in it. Included by table.h.
#pragma once

#include "vern/need.h"
#include "vern/table.h"

namespace vern::runtime {

namespace detail {

class Verifier {
 public:
  explicit Verifier(const Table& table) noexcept : t_(table) {}

  [[nodiscard]] bool sound() const noexcept {
    return names() && facts() && cells() && conditions() && guards() && windows() && sets() && origins();
  }

 private:
  [[nodiscard]] bool text(TextRef ref) const noexcept {
    return ref.offset <= t_.strings.size() && ref.bytes <= t_.strings.size() - ref.offset;
  }
  [[nodiscard]] bool label(std::uint32_t id) const noexcept {
    return id == None || (t_.languages.size() > 0 && id < t_.labels.size() / t_.languages.size());
  }
  [[nodiscard]] static bool within(List list, std::uint32_t size) noexcept {
    return list.first <= size && list.count <= size - list.first;
  }
  [[nodiscard]] std::uint32_t count(TermKind kind) const noexcept { return t_.count(kind); }

  [[nodiscard]] bool names() const noexcept {
    for (const TextRef& ref : t_.languages.all())
      if (!text(ref)) return false;
    for (const TextRef& ref : t_.labels.all())
      if (!text(ref)) return false;
    for (const Sentence& s : t_.sentences.all())
      if (!text(s.key) || !label(s.text)) return false;
    std::uint32_t next = 0;
    for (const KindRange& range : t_.kinds.all()) {
      if (range.first != next || range.count > t_.terms.size() - next) return false;
      next += range.count;
      for (std::uint32_t i = 0; i < range.count; ++i) {
        const Term& term = t_.terms[range.first + i];
        if (!text(term.name) || !label(term.labels) || term.last < i || term.last >= range.count) return false;
      }
    }
    if (next != t_.terms.size() || t_.groups.size() != next) return false;
    const std::uint32_t slots = t_.names.size();
    if ((slots & (slots - 1)) != 0) return false;
    bool free = slots == 0;
    for (const NameSlot& slot : t_.names.all()) {
      free = free || slot.term == None;
      if (slot.term == None) continue;
      const std::uint32_t kind = slot.term >> TermIdBits;
      if (kind >= TermKinds || (slot.term & (MaxTerms - 1)) >= count(static_cast<TermKind>(kind)) || !text(slot.name))
        return false;
      if (nameKey(kind, t_.text(slot.name)) != NameKey{slot.first, slot.second, slot.length}) return false;
    }
    return free;
  }

  [[nodiscard]] bool facts() const noexcept {
    if (t_.fact_lists.size() != count(TermKind::Event) + count(TermKind::Circumstance)) return false;
    for (const List& list : t_.fact_lists.all())
      if (!within(list, t_.fact_slots.size())) return false;
    for (const std::uint32_t slot : t_.fact_slots.all())
      if (slot >= t_.slot_terms.size()) return false;
    for (const SlotTerm& slot : t_.slot_terms.all()) {
      const auto kind = static_cast<TermKind>(slot.kind);
      if (kind != TermKind::Event && kind != TermKind::Circumstance) return false;
      if (slot.id >= count(kind) || slot.flags > (YearEnd | ByMonths | InGuards)) return false;
      for (const unsigned number : {slot.holds, slot.lacks})
        if (number != 0 && (number < atom::Facts || number >= atom::Places)) return false;
    }
    return true;
  }

  /// Cells stand where they are looked for, once, and name entries.
  [[nodiscard]] bool cells() const noexcept {
    const std::uint32_t entries = t_.entries.size();
    if (t_.rows.size() == 0 || entries > None - t_.lists.size()) return false;
    if (t_.lines.size() == 0) return false;
    for (const std::uint32_t key : t_.lines[0].key)
      if (key != None) return false;
    std::uint32_t next = 1;
    for (const Row& row : t_.rows.all()) {
      if (row.first == 0 && row.lines == 1) continue;
      if (row.lines == 0 || row.first != next) return false;
      if (!within({next, row.lines}, t_.lines.size())) return false;
      for (std::uint32_t l = 0; l < row.lines; ++l) {
        const Line& line = t_.lines[next + l];
        for (int i = 0; i < 8; ++i) {
          if (line.key[i] == None) continue;
          const std::uint64_t spread = std::uint64_t{line.key[i] * row.multiplier} * row.lines >> 32;
          if (spread != l || line.value[i] >= entries + t_.lists.size()) return false;
          for (int j = 0; j < i; ++j)
            if (line.key[j] == line.key[i]) return false;
        }
      }
      next += row.lines;
    }
    if (next != t_.lines.size()) return false;
    for (const List& list : t_.lists.all())
      if (!within(list, t_.list_entries.size())) return false;
    for (const std::uint32_t entry : t_.list_entries.all())
      if (entry >= entries) return false;
    for (const std::uint32_t condition : t_.entries.all())
      if (condition >= t_.conditions.size()) return false;
    for (std::uint32_t k = 0; k < TermKinds; ++k) {
      const auto kind = static_cast<TermKind>(k);
      const std::uint32_t limit = kind == TermKind::Purpose ? t_.rows.size() - 1 : MaxGroups;
      for (std::uint32_t i = 0; i < count(kind); ++i)
        if (t_.group(kind, i) >= limit) return false;
    }
    return true;
  }

  [[nodiscard]] bool conditions() const noexcept {
    for (const Condition& c : t_.conditions.all()) {
      if (c.purpose != None && c.purpose >= count(TermKind::Purpose)) return false;
      if (c.steps > AllSteps) return false;
      if (c.need != needOf(c, t_.guards, t_.conjunctions, t_.slot_terms)) return false;
      if (c.guard >= t_.guards.size() || c.share_guard >= t_.guards.size()) return false;
      if (c.window != None && c.window >= t_.windows.size()) return false;
      if (c.disposal != None && c.disposal >= t_.disposals.size()) return false;
      if (((c.steps & Places) != 0) != ((c.flags & IsShare) != 0)) return false;
      for (const std::uint16_t term : c.terms) {
        if (term == NoTerm) continue;
        const std::uint32_t slot = term / 2u - 1u;
        if (slot >= t_.slot_terms.size()) return false;
        if (term % 2 == 1 && (t_.slot_terms[slot].flags & ByMonths) == 0) return false;
      }
      if ((c.steps & ShareWindow) != 0 && c.share_window >= t_.windows.size()) return false;
      if (c.subjects >= std::uint64_t{t_.header().subject_words} * 64) return false;
      if ((c.steps & Places) != 0 && c.places >= placeSets()) return false;
    }
    return true;
  }

  [[nodiscard]] bool guards() const noexcept {
    if (t_.guards.size() == 0) return false;
    for (const List& guard : t_.guards.all())
      if (!within(guard, t_.conjunctions.size())) return false;
    return true;
  }

  /// Programs keep their stack, and leave one day on it.
  [[nodiscard]] bool windows() const noexcept {
    for (const List& window : t_.windows.all()) {
      if (!within(window, t_.window_ops.size())) return false;
      std::uint32_t depth = 0;
      for (const WindowOp& op : t_.window_ops.slice(window)) {
        switch (op.kind) {
          case WindowOpKind::After:
          case WindowOpKind::While:
            if (op.operand >= t_.slot_terms.size()) return false;
            break;
          case WindowOpKind::Open:
          case WindowOpKind::Closed: break;
          case WindowOpKind::Min:
          case WindowOpKind::Max:
            if (op.operand > depth) return false;
            depth -= op.operand;
            break;
          default: return false;
        }
        if (++depth > MaxWindowDepth) return false;
      }
      if (depth != 1) return false;
    }
    return true;
  }

  [[nodiscard]] std::uint64_t placeSets() const noexcept {
    const std::uint32_t words = t_.header().place_words;
    return words == 0 ? 0 : t_.place_sets.size() / words;
  }

  [[nodiscard]] bool sets() const noexcept {
    const Header& h = t_.header();
    if (h.subject_words == 0 || t_.subject_sets.size() % h.subject_words != 0) return false;
    if (std::uint64_t{h.place_words} * 64 < std::uint64_t{count(TermKind::Place)} + 2) return false;
    if (t_.subject_masks.size() != count(TermKind::Subject)) return false;
    for (std::uint32_t i = 0; i < t_.subject_masks.size(); ++i) {
      const std::uint32_t word = t_.groupWord(TermKind::Subject, i);
      if (t_.subject_masks[i] != maskOfSubject(word, t_.subject_sets, h.subject_words)) return false;
    }
    if (t_.place_masks.size() != count(TermKind::Place) + 1) return false;
    for (std::uint32_t i = 0; i < t_.place_masks.size(); ++i)
      if (t_.place_masks[i] != maskOfPlace(i == 0 ? 0 : i + 1, t_.place_sets, h.place_words)) return false;
    if (h.ban_words != (t_.bans.size() + 63) / 64) return false;
    for (const Ban& ban : t_.bans.all()) {
      if (ban.guard != None && ban.guard >= t_.guards.size()) return false;
      if (ban.places != None && ban.places >= placeSets()) return false;
      if (ban.promise >= t_.promises.size()) return false;
    }
    return true;
  }

  [[nodiscard]] bool origins() const noexcept {
    if (t_.sources.size() != t_.entries.size()) return false;
    for (const Source& s : t_.sources.all()) {
      if (s.activity >= t_.activities.size()) return false;
      if (s.share != None && s.share >= t_.shares.size()) return false;
      if (s.basis != None && s.basis >= t_.bases.size()) return false;
      if (s.disposal != None && s.disposal >= t_.disposals.size()) return false;
    }
    for (const Activity& a : t_.activities.all())
      if (!text(a.name) || !text(a.path) || !label(a.title)) return false;
    for (const Share& s : t_.shares.all())
      if (s.recipient >= count(TermKind::Recipient)) return false;
    for (const BasisText& b : t_.bases.all())
      if (!label(b.title) || !text(b.citations)) return false;
    for (const Promise& p : t_.promises.all())
      if (!text(p.name) || !text(p.path) || !label(p.text)) return false;
    for (const NamedText& d : t_.disposals.all())
      if (!text(d.name) || !label(d.text)) return false;
    return text(t_.header().policy) && text(t_.header().version);
  }

  const Table& t_;
};

}  // namespace detail

inline Status Table::verify() const noexcept {
  if (header_ == nullptr) return Status::Foreign;
  if (fileChecksum(*header_, reinterpret_cast<const char*>(header_)) != header_->checksum) return Status::Damaged;
  return detail::Verifier(*this).sound() ? Status::Ok : Status::Inconsistent;
}

}  // namespace vern::runtime
