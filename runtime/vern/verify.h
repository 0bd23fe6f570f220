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
    return names() && facts() && cells() && covers() && conditions() && guards() && windows() && sets() && origins();
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
      if (slot.id >= count(kind) || slot.flags > (YearEnd | ByMonths | InGuards | Latest)) return false;
      const bool year_end = kind == TermKind::Event && slot.last_month >= 1 && slot.last_month <= 12 &&
                            slot.year_end < count(TermKind::Event);
      if ((slot.flags & YearEnd) != 0 ? !year_end : slot.last_month != 0 || slot.year_end != None) return false;
      for (const unsigned number : {slot.holds, slot.lacks})
        if (number != 0 && (number < atom::Facts || number >= atom::Places)) return false;
    }
    return true;
  }

  /// Where a row has `datum`, from its first line.
  [[nodiscard]] static std::uint64_t lineOf(const Row& row, std::uint32_t datum) noexcept {
    return std::uint64_t{(datum - row.lowest) * row.values} * (row.more + 1u) >> 32;
  }
  [[nodiscard]] static bool empty(std::uint32_t first, std::uint32_t more) noexcept {
    return first == Nowhere && more == 0;
  }
  /// Each is empty, or has ids that there are; and no two have one in common.
  [[nodiscard]] static bool stretches(const std::uint16_t* first, const std::uint16_t* more, std::uint32_t n,
                                      std::uint32_t ids) noexcept {
    for (std::uint32_t i = 0; i < n; ++i) {
      if (empty(first[i], more[i])) continue;
      if (std::uint32_t{first[i]} + more[i] >= ids) return false;
      for (std::uint32_t j = 0; j < i; ++j)
        if (!empty(first[j], more[j]) && first[j] <= first[i] + more[i] && first[i] <= first[j] + more[j]) return false;
    }
    return true;
  }
  /// No cover that is for other data covers special categories.
  [[nodiscard]] bool categories(std::uint32_t value, std::uint32_t first, std::uint32_t last) const noexcept {
    const auto forOthers = [&](std::uint32_t id) {
      const Cover& cover = t_.covers[id];
      return (t_.conditions[t_.entries[cover.entry]].need & ~cover.need & atom::of(Special)) != 0;
    };
    bool others = value < t_.covers.size() && forOthers(value);
    if (value >= t_.covers.size())
      for (const std::uint32_t id : t_.list_covers.slice(t_.lists[value - t_.covers.size()]))
        others = others || forOthers(id);
    for (std::uint32_t datum = first; others && datum <= last; ++datum)
      if ((t_.groupWord(TermKind::Datum, datum) & Ordinary) == 0) return false;
    return true;
  }
  /// Cells stand where their first datum and their last are looked for, and between; and have no datum in common.
  [[nodiscard]] bool line(const Row& row, std::uint32_t l) const noexcept {
    const Line& line = t_.lines[row.first + l];
    if (!stretches(line.first, line.more, 8, count(TermKind::Datum)) || line.value[LineCells] != 0) return false;
    if (!empty(line.first[LineCells], line.more[LineCells])) return false;
    for (std::uint32_t i = 0; i < LineCells; ++i) {
      const std::uint32_t first = line.first[i];
      const std::uint32_t last = first + line.more[i];
      if (empty(first, line.more[i])) continue;
      if (lineOf(row, first) > l || lineOf(row, last) < l) return false;
      if (line.value[i] >= t_.covers.size() + t_.lists.size() || !categories(line.value[i], first, last)) return false;
    }
    return true;
  }
  [[nodiscard]] bool row(std::uint32_t id) const noexcept {
    const Row& row = t_.rows[id];
    const bool marketing =
        id < count(TermKind::Purpose) && (t_.groupWord(TermKind::Purpose, id) & DirectMarketing) != 0;
    if (((row.flags & OfMarketing) != 0) != marketing) return false;
    const bool plain = (row.flags & (OfMarketing | OtherwiseMask)) == 0;
    if (((row.flags & Plain) != 0) != plain) return false;
    if ((row.flags & ~(Plain | OfMarketing | InLines | OtherwiseMask)) != 0) return false;
    if (const std::uint32_t otherwise = row.flags & OtherwiseMask; otherwise != 0)
      if (otherwise > t_.rows.size() || (t_.rows[otherwise - 1].flags & OtherwiseMask) != 0) return false;
    if (id > 0) {
      const Row& last = t_.rows[id - 1];
      if (last.first == row.first && last.more == row.more && last.lowest == row.lowest && last.values == row.values &&
          ((last.flags ^ row.flags) & InLines) == 0)
        return true;
    }
    return (row.flags & InLines) != 0 ? lines(row) : index(row);
  }
  [[nodiscard]] bool lines(const Row& row) const noexcept {
    if (!within({row.first, row.more + 1u}, t_.lines.size())) return false;
    for (std::uint32_t l = 0; l <= row.more; ++l)
      if (!line(row, l)) return false;
    return true;
  }
  /// Each datum of the index is one, and has one of the values of the row.
  [[nodiscard]] bool index(const Row& row) const noexcept {
    if (!within({row.first, row.more + 1u}, t_.index.size()) || row.values >= t_.values.size()) return false;
    if (t_.values[row.values] != 0) return false;
    for (std::uint32_t i = 0; i <= row.more; ++i) {
      const std::uint32_t place = t_.index[row.first + i];
      if (place == 0) continue;
      if (i == row.more || i >= count(TermKind::Datum) || place >= t_.values.size() - row.values) return false;
      const std::uint32_t value = t_.values[row.values + place];
      if (value >= t_.covers.size() + t_.lists.size() || !categories(value, i, i)) return false;
    }
    return true;
  }

  [[nodiscard]] bool cells() const noexcept {
    const std::uint32_t covers = t_.covers.size();
    if (t_.rows.size() != count(TermKind::Purpose) + 1 || covers > None - t_.lists.size()) return false;
    if (t_.index.size() == 0 || t_.index[0] != 0) return false;
    for (std::uint32_t id = 0; id < t_.rows.size(); ++id)
      if (!row(id)) return false;
    for (const List& list : t_.lists.all())
      if (list.count == 0 || !within(list, t_.list_covers.size())) return false;
    for (const std::uint32_t cover : t_.list_covers.all())
      if (cover >= covers) return false;
    for (std::uint32_t k = 0; k < TermKinds; ++k)
      for (std::uint32_t i = 0; i < count(static_cast<TermKind>(k)); ++i)
        if (t_.group(static_cast<TermKind>(k), i) > count(static_cast<TermKind>(k))) return false;
    return true;
  }

  /// Recipients of disclosures are some that there are; and no two have one in common.
  [[nodiscard]] bool shares(const Cover& cover) const noexcept {
    for (std::uint32_t i = 0; i < CoverShares; ++i) {
      const Recipients a = recipientsOf(cover, i);
      if (a.count > 0 && a.first + a.count > count(TermKind::Recipient)) return false;
      for (std::uint32_t j = 0; j < i; ++j) {
        const Recipients b = recipientsOf(cover, j);
        if (b.first < a.first + a.count && a.first < b.first + b.count) return false;
      }
    }
    return true;
  }
  /// A cover says what the conditions of its entries say.
  [[nodiscard]] bool covers() const noexcept {
    constexpr std::uint64_t Asks = atom::bit(atom::AsUse) | atom::bit(atom::AsDisclosure);
    constexpr std::uint64_t SlowShare = atom::bit(atom::SlowShare);
    for (const std::uint32_t condition : t_.entries.all())
      if (condition >= t_.conditions.size()) return false;
    if (t_.covers.size() == 0 || t_.covers[0].need != Asks) return false;
    for (std::uint32_t id = 1; id < t_.covers.size(); ++id) {
      const Cover& cover = t_.covers[id];
      if (cover.entry >= t_.entries.size()) return false;
      const Condition& c = t_.conditions[t_.entries[cover.entry]];
      const std::uint64_t own = cover.need & ~(Asks | SlowShare);
      if ((own != c.need && (own | atom::of(Special)) != c.need) || (cover.need & Asks) == Asks) return false;
      if (cover.flags != (c.flags & IsDuty) || (c.flags & IsShare) != 0) return false;
      if (cover.disposal != (c.disposal == None ? std::uint32_t{NoDisposal} : c.disposal)) return false;
      if (cover.share_need[CoverShares] != atom::bit(atom::Shared) >> 32) return false;
      for (int i = 0; i < 2; ++i)
        if (cover.terms[i] != c.terms[i] || cover.added[i] != c.added[i]) return false;
      std::uint32_t unseen = 0;
      std::uint64_t slow = 0;
      if (!shares(cover)) return false;
      for (std::uint32_t i = 0; i < CoverShares; ++i) {
        if (recipientsOf(cover, i).count == 0) continue;
        const std::uint32_t entry = cover.entry - CoverShares + i;
        if (entry >= t_.entries.size()) return false;
        const Condition& share = t_.conditions[t_.entries[entry]];
        if ((share.flags & IsShare) == 0 || cover.share_need[i] != shareNeedOf(c.need, share.need)) return false;
        unseen |= (share.flags & LeavesUnseen) != 0 ? 1u << i : 0u;
        slow |= std::uint64_t{cover.share_need[i]} << 32 & SlowShare;
      }
      if (cover.unseen != unseen || (cover.need & SlowShare) != slow) return false;
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
      if (!label(b.title) || !label(b.citations)) return false;
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
