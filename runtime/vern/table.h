// A decision table, opened over bytes that somebody else owns: a mapped file, or memory. Nothing is copied, parsed or
// allocated. `openUnverified` takes constant time and looks at the header alone, so whatever is read later is clamped:
// no bytes, however damaged, make a reader leave the file. They may make it answer nonsense; `verify`, which `open`
// calls, tells, once, in time linear in the file.
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>

#include "vern/format.h"
#include "vern/hash.h"
#include "vern/view.h"

namespace vern::runtime {

enum class Status : std::uint8_t {
  Ok,
  Misaligned,  // the memory does not start at a multiple of SectionAlignment
  Truncated,  // the file is shorter than it says it is
  Foreign,  // no decision table
  Newer,  // made by a later version of vern
  Older,  // of a format that is no longer read
  Damaged,  // the header contradicts itself, or the checksum is wrong
  Inconsistent,  // the checksum is right, and the contents are not: made by something else than vern, or by a faulty
                 // one
  Unreadable,  // there is no such file, or it may not be read
};

/// The checksum of a file: of its header, with the field for it set to 0, and of what follows.
[[nodiscard]] inline std::uint64_t fileChecksum(Header header, const char* file) noexcept {
  header.checksum = 0;
  char head[sizeof(Header)];
  std::memcpy(head, &header, sizeof head);
  return checksum(file + sizeof(Header), header.file_bytes - sizeof(Header), checksum(head, sizeof head));
}

/// In plain words, English, lower case: "the file is truncated".
[[nodiscard]] constexpr std::string_view describe(Status status) noexcept {
  switch (status) {
    case Status::Ok: return "the table is sound";
    case Status::Misaligned: return "the memory that holds the table is not aligned to 64 bytes";
    case Status::Truncated: return "the file is truncated";
    case Status::Foreign: return "the file is not a decision table";
    case Status::Newer: return "the table was made by a newer version of vern";
    case Status::Older: return "the table is of a format that is no longer read";
    case Status::Damaged: return "the file is damaged";
    case Status::Inconsistent: return "the contents of the table contradict each other";
    case Status::Unreadable: return "the file cannot be read";
  }
  return "";
}

class Table {
 public:
  Table() noexcept = default;

  /// Looks at everything once. On Ok, `*this` reads `bytes`, which must stay as they are while it is in use; on
  /// anything else `*this` is an empty table, which denies everything.
  [[nodiscard]] Status open(std::span<const std::byte> bytes) noexcept {
    Status status = openUnverified(bytes);
    if (status == Status::Ok) status = verify();
    if (status != Status::Ok) *this = Table();
    return status;
  }
  /// As open, but looks at the header and at the bounds of the sections alone: for a file that was verified before.
  [[nodiscard]] Status openUnverified(std::span<const std::byte> bytes) noexcept;

  /// Checksum, and every index in the file. Ok, Damaged or Inconsistent.
  [[nodiscard]] Status verify() const noexcept;

  [[nodiscard]] VERN_HOT const Header& header() const noexcept { return header_ != nullptr ? *header_ : EmptyHeader; }
  /// The table was made from sources with this hash: ids that were written out with them are its ids.
  [[nodiscard]] bool madeFrom(const unsigned char (&source_hash)[32]) const noexcept {
    return header_ != nullptr && std::memcmp(header_->source_hash, source_hash, sizeof source_hash) == 0;
  }
  [[nodiscard]] std::string_view text(TextRef ref) const noexcept {
    if (ref.offset >= strings.size()) return {};
    const std::uint32_t rest = strings.size() - ref.offset;
    return {strings.all().data() + ref.offset, ref.bytes < rest ? ref.bytes : rest};
  }

  // ---- names ----

  /// The id of the term with this full name, alias or code, or None. Constant time.
  [[nodiscard]] VERN_HOT std::uint32_t find(TermKind kind, std::string_view name) const noexcept;
  [[nodiscard]] std::uint32_t count(TermKind kind) const noexcept {
    return kinds[static_cast<std::uint32_t>(kind)].count;
  }
  /// A term without name if there is no such id.
  [[nodiscard]] const Term& term(TermKind kind, std::uint32_t id) const noexcept {
    const KindRange& range = kinds[static_cast<std::uint32_t>(kind)];
    return id < range.count ? terms[range.first + id] : EmptyTerm;
  }
  /// `x` is `y`, or below `y`.
  [[nodiscard]] bool isA(TermKind kind, std::uint32_t x, std::uint32_t y) const noexcept {
    return x != None && y != None && y <= x && x <= term(kind, y).last;
  }
  /// The word of Groups of a term: its class and flags; 0 for an unknown id.
  [[nodiscard]] VERN_HOT std::uint32_t groupWord(TermKind kind, std::uint32_t id) const noexcept {
    return groups_of_[static_cast<std::uint32_t>(kind)][id];
  }
  /// The class of a term; 0 for an unknown id.
  [[nodiscard]] VERN_HOT std::uint32_t group(TermKind kind, std::uint32_t id) const noexcept {
    return groupWord(kind, id) & GroupMask;
  }

  // ---- texts ----

  /// The index of a language, or None.
  [[nodiscard]] std::uint32_t language(std::string_view tag) const noexcept;
  /// The sentence with this key, in `language`, or "".
  [[nodiscard]] std::string_view sentence(std::string_view key, std::uint32_t language) const noexcept {
    for (const Sentence& s : sentences.all())
      if (text(s.key) == key) return label(s.text, language);
    return {};
  }
  /// The text of label `label` in `language`, else in the first language that has one, else "".
  [[nodiscard]] std::string_view label(std::uint32_t label, std::uint32_t language) const noexcept;

  // The sections, for those who look inside.
  View<char> strings;
  View<TextRef> languages;
  View<KindRange> kinds;
  View<Term> terms;
  View<std::uint32_t> groups;
  View<NameSlot> names;
  View<TextRef> labels;
  View<List> fact_lists;
  View<std::uint32_t> fact_slots;
  View<SlotTerm> slot_terms;
  View<Row> rows;
  View<std::uint8_t> index;
  View<std::uint32_t> values;
  View<Line> lines;
  View<Cover> covers;
  View<List> lists;
  View<std::uint32_t> list_covers;
  View<std::uint32_t> entries;
  View<Condition> conditions;
  View<List> guards;
  View<Conjunction> conjunctions;
  View<List> windows;
  View<WindowOp> window_ops;
  View<std::uint64_t> subject_sets;
  View<std::uint64_t> place_sets;
  View<std::uint64_t> subject_masks;
  View<std::uint64_t> place_masks;
  View<Ban> bans;
  View<std::uint64_t> ban_sets;
  View<Source> sources;
  View<Activity> activities;
  View<Share> shares;
  View<BasisText> bases;
  View<Promise> promises;
  View<NamedText> disposals;
  View<Sentence> sentences;

 private:
  static constexpr Header EmptyHeader{};
  static constexpr Term EmptyTerm{{}, 0, None};

  /// As find, wherever the name stands.
  [[nodiscard]] std::uint32_t findOn(TermKind kind, std::string_view name) const noexcept;
  template <class T>
  [[nodiscard]] static bool take(View<T>& view, SectionId id, const Header& header, const std::byte* base) noexcept;

  const Header* header_ = nullptr;
  View<std::uint32_t> groups_of_[TermKinds];
  std::uint32_t name_mask_ = 0;  // one less than the slots of Names
};

template <class T>
bool Table::take(View<T>& view, SectionId id, const Header& header, const std::byte* base) noexcept {
  const Section& section = header.sections[static_cast<std::uint32_t>(id)];
  const std::uint64_t bytes = std::uint64_t{section.count} * sizeof(T);
  if (section.element_bytes != sizeof(T) || section.offset % SectionAlignment != 0 ||
      section.offset < header.header_bytes || section.offset > header.file_bytes ||
      bytes > header.file_bytes - section.offset)
    return false;
  view = View<T>(reinterpret_cast<const T*>(base + section.offset), section.count);
  return true;
}

inline Status Table::openUnverified(std::span<const std::byte> bytes) noexcept {
  *this = Table();
  // What there is of the magic decides first, so that a short file is told from a foreign one.
  const std::size_t seen = bytes.size() < sizeof Magic ? bytes.size() : sizeof Magic;
  if (seen == 0) return Status::Truncated;
  if (std::memcmp(bytes.data(), Magic, seen) != 0) return Status::Foreign;
  if (bytes.size() < sizeof(Magic) + 4) return Status::Truncated;
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % SectionAlignment != 0) return Status::Misaligned;
  std::uint16_t major;
  std::memcpy(&major, bytes.data() + offsetof(Header, major), sizeof major);
  if (major != FormatMajor) return major > FormatMajor ? Status::Newer : Status::Older;
  if (bytes.size() < sizeof(Header)) return Status::Truncated;
  const auto* header = reinterpret_cast<const Header*>(bytes.data());
  if (bytes.size() < header->file_bytes) return Status::Truncated;
  if (header->file_bytes < sizeof(Header) || header->file_bytes > MaxFileBytes ||
      header->header_bytes < sizeof(Header) || header->header_bytes > header->file_bytes ||
      header->section_count < SectionCount || bytes.size() > header->file_bytes)
    return Status::Damaged;

  Table t;
  const std::byte* base = bytes.data();
  const Header& h = *header;
  const bool fits =
      take(t.strings, SectionId::Strings, h, base) && take(t.languages, SectionId::Languages, h, base) &&
      take(t.kinds, SectionId::Kinds, h, base) && take(t.terms, SectionId::Terms, h, base) &&
      take(t.groups, SectionId::Groups, h, base) && take(t.names, SectionId::Names, h, base) &&
      take(t.labels, SectionId::Labels, h, base) && take(t.fact_lists, SectionId::FactLists, h, base) &&
      take(t.fact_slots, SectionId::FactSlots, h, base) && take(t.slot_terms, SectionId::SlotTerms, h, base) &&
      take(t.rows, SectionId::Rows, h, base) && take(t.index, SectionId::Index, h, base) &&
      take(t.values, SectionId::Values, h, base) && take(t.lines, SectionId::Lines, h, base) &&
      take(t.covers, SectionId::Covers, h, base) && take(t.lists, SectionId::Lists, h, base) &&
      take(t.list_covers, SectionId::ListCovers, h, base) && take(t.entries, SectionId::Entries, h, base) &&
      take(t.conditions, SectionId::Conditions, h, base) && take(t.guards, SectionId::Guards, h, base) &&
      take(t.conjunctions, SectionId::Conjunctions, h, base) && take(t.windows, SectionId::Windows, h, base) &&
      take(t.window_ops, SectionId::WindowOps, h, base) && take(t.subject_sets, SectionId::SubjectSets, h, base) &&
      take(t.place_sets, SectionId::PlaceSets, h, base) && take(t.subject_masks, SectionId::SubjectMasks, h, base) &&
      take(t.place_masks, SectionId::PlaceMasks, h, base) && take(t.bans, SectionId::Bans, h, base) &&
      take(t.ban_sets, SectionId::BanSets, h, base) && take(t.sources, SectionId::Sources, h, base) &&
      take(t.activities, SectionId::Activities, h, base) && take(t.shares, SectionId::Shares, h, base) &&
      take(t.bases, SectionId::Bases, h, base) && take(t.promises, SectionId::Promises, h, base) &&
      take(t.disposals, SectionId::Disposals, h, base) && take(t.sentences, SectionId::Sentences, h, base);
  if (!fits || t.kinds.size() != TermKinds || t.languages.size() > MaxLanguages || t.slot_terms.size() > MaxFactSlots ||
      h.ban_words != (t.bans.size() + 63) / 64 || (t.names.size() & (t.names.size() - 1)) != 0)
    return Status::Damaged;
  t.header_ = header;
  t.name_mask_ = t.names.size() - 1;
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const std::span<const std::uint32_t> of = t.groups.slice({t.kinds[k].first, t.kinds[k].count});
    t.groups_of_[k] = View<std::uint32_t>(of.data(), static_cast<std::uint32_t>(of.size()));
  }
  *this = t;
  return Status::Ok;
}

/// Most names stand where they are looked for first, and are their own key.
VERN_HOT std::uint32_t Table::find(TermKind kind, std::string_view name) const noexcept {
  if (name.size() - 1 >= MaxTerms - 1) [[unlikely]]
    return None;
  const NameKey key = nameKey(static_cast<std::uint32_t>(kind), name);
  const NameSlot& slot = names[hashOf(key) & name_mask_];
  const std::uint64_t differs = (slot.first ^ key.first) | (slot.second ^ key.second) | (slot.length ^ key.length);
  if (differs == 0 && key.whole()) [[likely]]
    return slot.term & (MaxTerms - 1);
  return findOn(kind, name);
}

/// The key is made anew: handed over, it would have to stand in memory before it is known whether it is needed.
VERN_COLD std::uint32_t Table::findOn(TermKind kind, std::string_view name) const noexcept {
  const NameKey key = nameKey(static_cast<std::uint32_t>(kind), name);
  std::uint32_t at = hashOf(key) & name_mask_;
  for (std::uint32_t left = names.size(); left > 0; at = (at + 1) & name_mask_, --left) {
    const NameSlot& slot = names[at];
    if (slot.term == None) return None;
    const bool same = slot.first == key.first && slot.second == key.second && slot.length == key.length;
    if (same && (key.whole() || text(slot.name) == name)) return slot.term & (MaxTerms - 1);
  }
  return None;
}

inline std::uint32_t Table::language(std::string_view tag) const noexcept {
  for (std::uint32_t i = 0; i < languages.size(); ++i)
    if (text(languages[i]) == tag) return i;
  return None;
}

inline std::string_view Table::label(std::uint32_t label, std::uint32_t language) const noexcept {
  const std::uint32_t n = languages.size();
  if (label == None || n == 0 || label >= labels.size() / n) return {};
  if (language < n)
    if (const std::string_view exact = text(labels[label * n + language]); !exact.empty()) return exact;
  for (std::uint32_t i = 0; i < n; ++i)
    if (const std::string_view other = text(labels[label * n + i]); !other.empty()) return other;
  return {};
}

}  // namespace vern::runtime

#include "vern/verify.h"
