// The layout of a decision table (.vdt): what stands where in the file. Little-endian, position-independent, read where
// it lies. docs/vdt-format.md tells the whole of it; compiler/table/from_grants.cpp writes it, table.h reads it.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

/// What every decision passes through: compilers are told to inline it, which they would not at -O2.
#if defined(__GNUC__)
#define VERN_HOT [[gnu::always_inline]] inline
#define VERN_COLD [[gnu::noinline]] inline
#define VERN_INLINE __attribute__((always_inline))  // of a lambda
#else
#define VERN_HOT inline
#define VERN_COLD inline
#define VERN_INLINE
#endif

namespace vern::runtime {

static_assert(std::endian::native == std::endian::little, "tables are little-endian and read in place");

/// Days since 1970-01-01.
using Day = std::int32_t;
/// A day later than every other: no deadline.
inline constexpr Day Never = 1 << 30;
/// A day before every other.
inline constexpr Day AlwaysPast = -(1 << 30);
/// Days that a question may name: 1600-01-01 to 2999-12-31.
inline constexpr Day FirstDay = -135140;
inline constexpr Day LastDay = 376199;

/// "No such thing", where an index is expected.
inline constexpr std::uint32_t None = 0xFFFFFFFFu;

inline constexpr char Magic[8] = {'V', 'E', 'R', 'N', 'V', 'D', 'T', '\n'};
/// A reader refuses another `major`; a higher `minor` only adds sections at the end.
inline constexpr std::uint16_t FormatMajor = 7;
inline constexpr std::uint16_t FormatMinor = 0;
/// Every section starts at a multiple of it, and so must the memory that a table is opened in.
inline constexpr std::uint32_t SectionAlignment = 64;

// Limits of the format. The builder refuses policies that pass them.
inline constexpr std::uint32_t MaxFactSlots = 256;  // events and circumstances that windows and guards read
inline constexpr std::uint32_t FactWords = MaxFactSlots / 64;
inline constexpr std::uint32_t MaxLanguages = 16;
inline constexpr std::uint32_t MaxIds = 32767;  // of data, and of recipients: lines and covers have 16 bits for each
inline constexpr std::uint32_t MaxWindowDepth = 32;  // stack of a window program
inline constexpr std::uint64_t MaxFileBytes = std::uint64_t{1} << 32;

enum class SectionId : std::uint32_t {
  Strings,  // char
  Languages,  // TextRef: the tags of the languages, in the order of Labels; English first
  Kinds,  // KindRange, one a TermKind
  Terms,  // Term
  Groups,  // u32, one a Term: its class, 0 where no grant or promise names it, and GroupFlag
  Names,  // NameSlot
  Labels,  // TextRef: one a language for each label
  FactLists,  // List, one a term of kind Event, then Circumstance: the slots that it fills, of FactSlots
  FactSlots,  // u32: slot
  SlotTerms,  // SlotTerm, one a slot
  Rows,  // Row, one a purpose, then one for `keep`
  Index,  // u8, one a datum of a row: which of its values it has; the first is 0
  Values,  // u32, of rows: a cover, or, from the number of covers on, a list of them; the first of each row is 0
  Lines,  // Line, of rows that have no index
  Covers,  // Cover; cover 0 covers nothing
  Lists,  // List, of ListCovers
  ListCovers,  // u32: cover, in order of the source
  Entries,  // u32: condition, one an entry
  Conditions,  // Condition
  Guards,  // List, of Conjunctions; guard 0 always holds, an empty list never
  Conjunctions,  // Conjunction
  Windows,  // List, of WindowOps: a postfix program, where a condition has no room for it
  WindowOps,  // WindowOp
  SubjectSets,  // u64, header.subject_words a class of subjects: bit s: set s has it
  PlaceSets,  // u64, header.place_words a set: bit 0: no place known, 1: an unknown place, 2 + id
  SubjectMasks,  // u64, one a term: the atoms that its sets give; bit 63: out of scope
  PlaceMasks,  // u64, of no place, then of each place: the atoms that its sets give
  Bans,  // Ban
  BanSets,  // u64, header.ban_words a class: of subjects, then data, purposes, recipients: bans that reach it
  Sources,  // Source, one an entry
  Activities,  // Activity
  Shares,  // Share
  Bases,  // Basis
  Promises,  // Promise
  Disposals,  // NamedText
  Sentences,  // Sentence, sorted by key
};
inline constexpr std::uint32_t SectionCount = 36;

struct Section {
  std::uint64_t offset;  // bytes from the start of the file
  std::uint32_t count;  // elements
  std::uint32_t element_bytes;
};

/// A text in the Strings section.
struct TextRef {
  std::uint32_t offset;
  std::uint32_t bytes;
};

struct Header {
  char magic[8];
  std::uint16_t major;
  std::uint16_t minor;
  std::uint32_t header_bytes;  // where the first section may begin; sizeof(Header) of the writer
  std::uint64_t file_bytes;
  std::uint64_t checksum;  // of the whole file, with this field 0
  unsigned char source_hash[32];  // SHA-256 of the policy's sources
  TextRef policy;
  TextRef version;
  Day effective;  // 0: not stated
  std::uint32_t subject_words;
  std::uint32_t place_words;
  std::uint32_t ban_words;
  std::uint32_t ban_rows[3];  // where the classes of data, purposes, recipients start in BanSets, in rows
  std::uint32_t section_count;
  Section sections[SectionCount];
};
static_assert(sizeof(Header) == 112 + 16 * SectionCount);

/// Kinds of names. Terms of one kind have ids 0, 1, 2, … in pre-order of their taxonomy: those below x are the ids from
/// x to Term::last.
enum class TermKind : std::uint32_t { Subject, Datum, Purpose, Recipient, Place, Event, Circumstance };
inline constexpr std::uint32_t TermKinds = 7;

struct KindRange {
  std::uint32_t first;  // in Terms
  std::uint32_t count;
};

/// The upper bits of a word of Groups.
enum GroupFlag : std::uint32_t {
  OutOfScope = 1u << 31,  // subject: another statement holds
  DirectMarketing = 1u << 31,  // purpose: an objection is final
  Ordinary = 1u << 29,  // datum: not of a special category, which asks for a condition besides the basis
  FreeMovement = 1u << 31,  // place: no safeguard is asked for
};
inline constexpr std::uint32_t GroupMask = 0x00FFFFFFu;

struct Term {
  TextRef name;  // full: "contact.email"
  std::uint32_t last;  // the last id below this one, in its own kind
  std::uint32_t labels;  // of Labels; None: the name says it
};

/// Open addressing, linear probing; a power of two of slots, at most half full. Full names, aliases and codes of
/// countries. See NameKey.
struct NameSlot {
  std::uint64_t first;
  std::uint64_t second;
  std::uint32_t length;
  std::uint32_t term;  // TermKind << 28 | id, or None: empty
  TextRef name;
};
inline constexpr std::uint32_t TermIdBits = 28;
inline constexpr std::uint32_t MaxTerms = 1u << TermIdBits;

/// What fills a slot of the facts.
struct SlotTerm {
  std::uint32_t kind;  // TermKind: Event or Circumstance
  std::uint32_t id;
  std::uint8_t flags;  // SlotFlag
  std::uint8_t holds;  // the atom that it gives when it holds, or 0
  std::uint8_t lacks;  // the atom that it gives when it does not, or 0
  std::uint8_t last_month;  // of a YearEnd: 1 to 12; of others 0
  std::uint32_t year_end;  // of a YearEnd: the event that it is, whose own day counts where it is told; of others None
};
enum SlotFlag : std::uint32_t {
  YearEnd = 1u << 0,  // event: it holds the end of the year, which ends with `last_month`, in which it happened
  ByMonths = 1u << 1,  // a condition counts months or years from it
  InGuards = 1u << 2,  // event: some circumstances speak of it
  Latest = 1u << 3,  // event: of several kinds the latest counts, and not the first
};

/// What a purpose permits of which data. The index has a byte for each datum, up to the last that has something: the
/// place of what covers it among the values of the row, or 0: nothing does. Where that would take too much room, for
/// the data are few and far between, the row has lines instead; a datum is then looked for in one of them,
///   first + (u64(u32((id - lowest) * values)) * (more + 1) >> 32),
/// which either ascends with the ids or scatters them, as the builder chose.
struct Row {
  std::uint32_t first;  // in Index, or in Lines
  std::uint16_t lowest;  // of lines: the first datum
  std::uint16_t more;  // bytes of the index after the first, of which the last is 0; or lines after the first
  std::uint32_t values;  // in Values; or a multiplier
  std::uint32_t flags;  // RowFlag, and the row that has the data which this one has not, plus 1; 0: none has
};
enum RowFlag : std::uint32_t {
  Plain = 1u << 31,  // neither OfMarketing, nor does it refer to another row
  InLines = 1u << 30,
  OfMarketing = 1u << 29,  // as DirectMarketing, of the purpose itself
};
inline constexpr std::uint32_t OtherwiseMask = 0x0FFFFFFFu;

/// Where a stretch of ids begins that is empty: it has the one id that no term has, and that nothing asks for.
inline constexpr std::uint16_t Nowhere = 0xFFFF;

/// Seven cells of a row, in one cache line: stretches of data, from `first` to `first` + `more`, and what covers them,
/// as Values have it. At most one cell of a line has an id. The eighth is
/// empty, and its value 0: what is found where none has it.
struct alignas(64) Line {
  std::uint16_t first[8];
  std::uint16_t more[8];
  std::uint32_t value[8];
};
inline constexpr std::uint32_t LineCells = 7;

/// Elements [first, first + count) of another section.
struct List {
  std::uint32_t first;
  std::uint32_t count;
};

/// Why. Of several grants that miss, the one with the highest reason came furthest.
enum class Reason : std::uint32_t {
  Permitted,
  NoGrant,
  OutOfScope,
  Promise,
  Objected,
  NoBasis,
  ConsentWithdrawn,
  ConsentMissing,
  WeighObjection,
  NoCondition,
  Restricted,
  NoDisclosure,
  Circumstance,
  Transfer,
  NoWindow,
  Expired,
  BadFacts,  // the runtime's own: a day out of range, or too many facts; denied
};
inline constexpr std::uint32_t Reasons = 17;

enum class Ask : std::uint8_t { Use, Disclose, Keep };

enum Obligation : std::uint32_t {
  ObligeWeighObjection = 1u << 0,
  ObligeLogDisclosure = 1u << 1,
  ObligeInformOfTransfer = 1u << 2,
  ObligeStorageOnly = 1u << 3,
  ObligeOfferOptOut = 1u << 4,
};
inline constexpr std::uint32_t Obligations = 5;

/// What an entry is held against, one after the other; the first that fails is its reason.
enum Step : std::uint32_t {
  ConsentFirst = 1u << 0,
  Objection = 1u << 1,
  ConsentSecond = 1u << 2,  // consent that is looked at after objections
  Basis = 1u << 3,  // none, or vague: always fails
  Special = 1u << 4,  // no condition for special categories: fails where the datum is one
  Restriction = 1u << 5,
  Places = 1u << 6,
  ShareWindow = 1u << 7,
};
inline constexpr std::uint32_t AllSteps = (ShareWindow << 1) - 1;

enum ConditionFlag : std::uint32_t {
  IsDuty = 1u << 0,  // a statutory duty to keep
  HasShares = 1u << 1,  // the grant has disclosures
  LeavesUnseen = 1u << 2,  // disclosure: without a place in the question, data leave the area of free movement
  IsShare = 1u << 3,  // a disclosure
};

/// One bit for each thing that a condition may need and a question may have; what is needed and not had denies, and the
/// lowest such bit is the reason. What has no bit is looked at step by step, if the condition needs Slow.
namespace atom {
inline constexpr unsigned Slow = 0;  // never had
inline constexpr unsigned AsUse = 1;  // asked for use, or for keep
inline constexpr unsigned AsDisclosure = 2;
inline constexpr unsigned Subjects = 3;  // sets of subjects 1 to 22
inline constexpr unsigned SubjectCount = 22;
inline constexpr unsigned Steps = Subjects + SubjectCount;  // ConsentFirst to Restriction
inline constexpr unsigned StepCount = 6;
inline constexpr unsigned Shared = 32;  // not shared like this; only disclosures need it
// What a disclosure may need besides its grant is above 32.
inline constexpr unsigned Facts = Shared + 1;  // a slot holds, or does not: SlotTerm::holds, lacks
inline constexpr unsigned FactCount = 14;
inline constexpr unsigned SlowShare = Facts + FactCount;  // as Slow, of a disclosure alone
inline constexpr unsigned Places = SlowShare + 1;  // sets of places 0 to 13
inline constexpr unsigned PlaceCount = 14;
inline constexpr unsigned Window = Places + PlaceCount;  // the terms have run out
inline constexpr unsigned End = Window + 1;  // always missing, and the last: nothing else was
static_assert(End == 63 && Steps + StepCount <= Shared);
[[nodiscard]] constexpr std::uint64_t bit(unsigned number) noexcept { return std::uint64_t{1} << number; }
/// The bits of steps of a condition.
[[nodiscard]] constexpr std::uint64_t of(std::uint32_t steps) noexcept {
  return std::uint64_t{steps & (bit(StepCount) - 1)} << Steps;
}
}  // namespace atom

/// A grant as questions meet it, in one cache line: what its use needs, its window, and four of its disclosures, of
/// which the last stands last, and before it, as many as there are, those before it; the other stretches are empty. A
/// grant with more, or with disclosures on a basis of their own, has several covers; and one that asks more of special
/// categories has one for them, and one for other data. A term of the window is a time of the facts, and what is added
/// to it: twice the slot, plus 2, plus 1 if months are counted (see packed()); NoTerm is no end.
struct alignas(64) Cover {
  std::uint64_t need;  // atoms, and SlowShare if a disclosure needs it
  std::int32_t added[2];  // days, or months times 32
  // Stretches of recipients: the first, and how many, both with the highest bit turned, so that signed numbers compare
  // as they do. No two disclosures have a recipient in common. See recipientsOf.
  std::uint16_t from[4];
  std::uint16_t count[4];
  std::uint16_t terms[2];  // the window is the earlier of them
  std::uint32_t entry;  // of the use; that of disclosure i is entry - CoverShares + i
  std::uint32_t share_need[5];  // atoms 33 to 61 that each needs besides, lowered by 32; the fifth: Shared
  std::uint16_t disposal;  // of Disposals, or NoDisposal
  std::uint8_t flags;  // IsDuty
  std::uint8_t unseen;  // bit i: LeavesUnseen of disclosure i
};
static_assert(sizeof(Cover) == 64);
inline constexpr std::uint16_t NoTerm = 0;
inline constexpr std::uint32_t CoverShares = 4;
inline constexpr std::uint16_t NoDisposal = 0xFFFF;
inline constexpr std::uint16_t Turned = 0x8000;

/// Recipients of a disclosure; none if it is not there.
struct Recipients {
  std::uint32_t first;
  std::uint32_t count;
};
[[nodiscard]] constexpr Recipients recipientsOf(const Cover& cover, std::uint32_t share) noexcept {
  return {static_cast<std::uint32_t>(cover.from[share] ^ Turned),
          static_cast<std::uint32_t>(cover.count[share] ^ Turned)};
}

/// What an entry is held against, in full. Read where `need` does not settle it, and to explain.
struct Condition {
  std::uint64_t need;  // atoms: all of what follows that has bits
  std::int32_t added[2];
  std::uint16_t terms[2];
  std::uint16_t steps;  // bits of Step that apply
  std::uint16_t flags;  // ConditionFlag
  std::uint32_t disposal;  // of Disposals, or None
  std::uint32_t subjects;  // set of classes of subjects; 0: nobody
  std::uint32_t places;  // disclosure: set of places; else None
  std::uint32_t purpose;  // as the grant names it; None where neither consent nor objections matter
  std::uint32_t guard;
  std::uint32_t share_guard;
  std::uint32_t window;  // a program instead of the terms; None: the terms
  std::uint32_t share_window;  // a program; None: as the grant
};
static_assert(sizeof(Condition) == 64 - 8);

/// All facts of `need` hold, and none of `forbid`.
struct Conjunction {
  std::uint64_t need[FactWords];
  std::uint64_t forbid[FactWords];
};

/// After: the day of a slot and a time, or no end; While: no end as long as a slot holds; Min and Max of the days
/// before.
enum class WindowOpKind : std::uint32_t { After, While, Open, Closed, Min, Max };
struct WindowOp {
  WindowOpKind kind;
  std::uint32_t operand;  // After, While: slot; Min, Max: how many
  std::int32_t months;
  std::int32_t days;  // hours rounded up
};

struct Ban {
  std::uint32_t asks;  // bits 1 << Ask
  std::uint32_t guard;  // unless it holds; None: no exception
  std::uint32_t places;  // set of places it forbids, or None: all
  std::uint32_t promise;
};

/// Where an entry comes from.
struct Source {
  std::uint32_t activity;
  std::uint32_t line;  // of the datum, from 1, in the activity's file; 0: none
  std::uint32_t share;  // of Shares, or None
  std::uint32_t basis;  // of Bases, or None
  std::uint32_t disposal;  // of Disposals, or None
};

struct Activity {
  TextRef name;
  TextRef path;
  std::uint32_t line;
  std::uint32_t title;  // of Labels, or None
};

struct Share {
  std::uint32_t recipient;
  std::uint32_t line;
};

/// The grounds of a grant, in one text a language, and where the law has them.
struct BasisText {
  std::uint32_t title;  // of Labels
  std::uint32_t citations;  // of Labels, or None: "GDPR Art. 6(1)(a)"
};

struct Promise {
  TextRef name;
  std::uint32_t text;  // of Labels, or None
  TextRef path;
  std::uint32_t line;
};

struct NamedText {
  TextRef name;  // "disposal.delete"
  std::uint32_t text;  // of Labels, or None
};

/// A sentence of the answers to people, with {placeholders}.
struct Sentence {
  TextRef key;  // "reason.expired"
  std::uint32_t text;  // of Labels
};

}  // namespace vern::runtime
