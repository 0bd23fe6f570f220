#include "compiler/table/covers.h"

#include <algorithm>

#include "vern/need.h"

namespace vern::table {

using grants::Disclosure;
using grants::DisclosureId;
using grants::Grant;
using grants::GrantId;
using runtime::None;

namespace {

constexpr std::uint64_t AsUse = runtime::atom::bit(runtime::atom::AsUse);
constexpr std::uint64_t AsDisclosure = runtime::atom::bit(runtime::atom::AsDisclosure);

bool overlap(const Range& a, const Range& b) { return a.first <= b.last && b.first <= a.last; }

}  // namespace

Covers::Covers(const model::Model& model, const grants::Grants& grants, const Vocabulary& vocabulary,
               Conditions& conditions, TableTexts& texts)
    : model_(model), grants_(grants), vocabulary_(vocabulary), conditions_(conditions), texts_(texts) {
  for (const Grant& grant : grants.grants) {
    parts_.push_back(takeApart(grant));
    for (Part& part : parts_.back()) giveEntries(grant, part);
  }
}

Range Covers::range(TermKind kind, DeclId decl) const {
  const std::uint32_t id = vocabulary_.id(decl);
  return id == None ? Range() : Range{id, vocabulary_.last(kind, id)};
}

/// Disclosures stay in the order of the source: where two are to one recipient, the first that permits counts. So none
/// joins a part but the last one.
std::vector<Covers::Part> Covers::takeApart(const Grant& grant) {
  const std::uint32_t disposal = texts_.disposal(grant.disposal);
  const std::uint32_t use = conditions_.ofUse(grant, disposal);
  const std::uint32_t use_basis = texts_.basis(grant.bases);
  std::vector<Part> parts;
  bool used = false;
  for (const DisclosureId id : grant.disclosures) {
    const Disclosure& disclosure = grants_.disclosures[id];
    const bool own = !disclosure.bases.empty();
    const std::uint32_t condition = own ? conditions_.ofNearMiss(grant, disclosure.bases, disposal) : use;
    const std::uint32_t basis = own ? texts_.basis(disclosure.bases) : use_basis;
    const Shared share{conditions_.ofDisclosure(grant, disclosure, disposal),
                       texts_.share(vocabulary_.id(disclosure.recipient), disclosure.span),
                       range(TermKind::Recipient, disclosure.recipient), id};
    const bool joins = !parts.empty() && parts.back().condition == condition && parts.back().basis == basis &&
                       parts.back().shares.size() < runtime::CoverShares &&
                       std::none_of(
                           parts.back().shares.begin(), parts.back().shares.end(),
                           [&](const Shared& other) { return overlap(other.recipients, share.recipients); });
    if (!joins) {
      parts.push_back({condition, basis, own || used ? AsDisclosure : 0, {}, 0});
      used = used || !own;
    }
    parts.back().shares.push_back(share);
  }
  // A grant that nobody gets is near to every disclosure; one whose disclosures all have a basis of their own is not.
  if (!used) parts.push_back({use, use_basis, grant.disclosures.empty() ? 0 : AsUse, {}, 0});
  return parts;
}

/// The entries of a part follow each other, its use last. Parts that are alike share theirs.
void Covers::giveEntries(const Grant& grant, Part& part) {
  runtime::Source source{texts_.activity(grant.activity), texts_.line(grant.span), None, part.basis,
                         texts_.disposal(grant.disposal)};
  std::vector<std::uint32_t> key{source.activity, source.line, part.basis, source.disposal, part.condition};
  for (const Shared& share : part.shares) key.insert(key.end(), {share.condition, share.share});
  const auto [found, is_new] = entry_numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(entries.size()));
  part.entry = found->second + static_cast<std::uint32_t>(part.shares.size());
  if (!is_new) return;
  for (const Shared& share : part.shares) {
    entries.push_back(share.condition);
    source.share = share.share;
    sources.push_back(source);
  }
  entries.push_back(part.condition);
  source.share = None;
  sources.push_back(source);
}

bool Covers::limited(const Part& part) const {
  return std::any_of(part.shares.begin(), part.shares.end(), [&](const Shared& share) {
    const Disclosure& disclosure = grants_.disclosures[share.id];
    return !disclosure.purposes.empty() || !disclosure.data.empty();
  });
}

/// `share … for …` and its `data`: whether they leave room for what is asked.
bool Covers::fits(const Disclosure& disclosure, std::uint32_t purpose, std::uint32_t datum) const {
  const auto within = [&](DeclId asked, const std::vector<DeclId>& set) {
    return set.empty() || std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(asked, member); });
  };
  return within(vocabulary_.representative(TermKind::Purpose, purpose), disclosure.purposes) &&
         within(vocabulary_.terms(TermKind::Datum)[datum], disclosure.data);
}

std::uint32_t Covers::cover(const Part& part, std::uint32_t shares, std::uint32_t datum) {
  const bool asks_more = (conditions_.conditions[part.condition].steps & runtime::Special) != 0;
  const bool special = !asks_more || model_.flagged(vocabulary_.terms(TermKind::Datum)[datum], "special");
  const std::uint64_t key = std::uint64_t{part.entry} << 32 | part.asks << 8 | (special ? 1u << 7 : 0u) | shares;
  const auto [found, is_new] = cover_numbers_.try_emplace(key, static_cast<std::uint32_t>(made_.size()) + 1);
  if (is_new) made_.push_back({&part, shares, special});
  return found->second;
}

void Covers::add(GrantId grant, std::uint32_t purpose, std::uint32_t datum, std::vector<std::uint32_t>& out) {
  for (const Part& part : parts_[grant.index]) {
    std::uint32_t shares = (1u << part.shares.size()) - 1;
    if (limited(part))
      for (std::uint32_t i = 0; i < part.shares.size(); ++i)
        if (!fits(grants_.disclosures[part.shares[i].id], purpose, datum)) shares &= ~(1u << i);
    out.push_back(cover(part, shares, datum));
  }
}

std::uint32_t Covers::ofUse(GrantId grant, std::uint32_t datum) {
  for (const Part& part : parts_[grant.index])
    if (part.asks != AsDisclosure) return cover(part, (1u << part.shares.size()) - 1, datum);
  return 0;
}

std::uint32_t Covers::useCondition(GrantId grant) const {
  for (const Part& part : parts_[grant.index])
    if (part.asks != AsDisclosure) return part.condition;
  return None;
}

void Covers::addDataLimits(GrantId grant, std::vector<std::uint32_t>& boundaries) const {
  for (const DisclosureId id : grants_.grants[grant].disclosures)
    for (const DeclId datum : grants_.disclosures[id].data) {
      const Range limit = range(TermKind::Datum, datum);
      if (limit.first <= limit.last) boundaries.insert(boundaries.end(), {limit.first, limit.last + 1});
    }
}

std::vector<runtime::Cover> Covers::covers() const {
  std::vector<runtime::Cover> out{runtime::PastTheEnd<runtime::Cover>};
  out.reserve(made_.size() + 1);
  for (const Made& made : made_) {
    const Part& part = *made.part;
    const runtime::Condition& c = conditions_.conditions[part.condition];
    runtime::Cover cover{};
    cover.need = (made.special ? c.need : c.need & ~runtime::atom::of(runtime::Special)) | part.asks;
    for (int i = 0; i < 2; ++i) {
      cover.terms[i] = c.terms[i];
      cover.added[i] = c.added[i];
    }
    cover.entry = part.entry;
    cover.disposal = c.disposal == None ? runtime::NoDisposal : static_cast<std::uint16_t>(c.disposal);
    cover.share_need[runtime::CoverShares] = runtime::atom::bit(runtime::atom::Shared) >> 32;
    cover.flags = static_cast<std::uint8_t>(c.flags & runtime::IsDuty);
    std::fill(std::begin(cover.count), std::end(cover.count), runtime::Turned);
    const std::size_t count = part.shares.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Shared& share = part.shares[i];
      if ((made.shares >> i & 1) == 0 || share.recipients.first > share.recipients.last) continue;
      const runtime::Condition& own = conditions_.conditions[share.condition];
      const std::size_t place = runtime::CoverShares - count + i;
      cover.from[place] = static_cast<std::uint16_t>(share.recipients.first ^ runtime::Turned);
      cover.count[place] =
          static_cast<std::uint16_t>((share.recipients.last - share.recipients.first + 1) ^ runtime::Turned);
      cover.share_need[place] = runtime::detail::shareNeedOf(c.need, own.need);
      cover.need |= std::uint64_t{cover.share_need[place]} << 32 & runtime::atom::bit(runtime::atom::SlowShare);
      if ((own.flags & runtime::LeavesUnseen) != 0) cover.unseen |= static_cast<std::uint8_t>(1u << place);
    }
    out.push_back(cover);
  }
  return out;
}

}  // namespace vern::table
