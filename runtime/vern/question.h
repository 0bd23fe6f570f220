// What is asked of a table, and what it answers.
#pragma once

#include <cstdint>

#include "vern/format.h"

namespace vern::runtime {

/// What is told with a question about the purpose that it asks for; it goes before what the facts say of consents.
enum Told : std::uint32_t {
  ConsentGiven = 1u << 0,
  ConsentWithdrawn = 1u << 1,
  Objects = 1u << 2,
};

/// Ids of terms; None where a term is not known. What is unknown is covered by nothing.
struct Question {
  Ask ask = Ask::Use;
  std::uint32_t subject = None;
  std::uint32_t datum = None;
  std::uint32_t purpose = None;  // not for Keep
  std::uint32_t recipient = None;  // Disclose
  std::uint32_t place = None;  // Disclose: None: not said
  std::uint32_t told = 0;  // bits of Told; not for Keep
};

/// Whether, why, and by which grant.
struct Verdict {
  Reason reason = Reason::NoGrant;
  std::uint32_t entry = None;  // the grant that permits, or came nearest; see Table::sources
  [[nodiscard]] constexpr bool permit() const noexcept { return reason == Reason::Permitted; }
};

struct Answer {
  bool permit = false;
  Reason reason = Reason::NoGrant;
  std::uint32_t entry = None;  // the grant that permits, or came nearest; see Table::sources
  std::uint32_t promise = None;  // Reason::Promise
  Day deadline = AlwaysPast;  // permit: the last day; Never: open
  std::uint32_t disposal = None;  // permit: what is done after it
  std::uint32_t obligations = 0;  // bits of Obligation
  friend constexpr bool operator==(const Answer&, const Answer&) noexcept = default;
};

}  // namespace vern::runtime
