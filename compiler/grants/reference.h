// The reference evaluator: slow, and plainly what the semantics say (docs/semantics.md). The compiled table is tested
// against it.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "compiler/grants/grants.h"

namespace vern::grants {

enum class Ask : std::uint8_t { Use, Disclose, Keep };

enum class ConsentState : std::uint8_t { Never, Given, Withdrawn };

struct Consent {
  ConsentState state = ConsentState::Never;
  Day on = 0;               // 0 where no day is known
  DeclId recipient;         // consent to this recipient alone, or invalid
};

/// The facts that come with a question. What is absent has not happened, was never given, does not hold.
struct Facts {
  Day now = 0;
  std::map<DeclId, Day> events;         // the latest occurrence, by event; later than `now` counts as not yet
  std::map<DeclId, Consent> consents;   // by purpose
  std::vector<DeclId> objections;       // purposes objected to
  bool restricted = false;              // Art. 18
  std::vector<DeclId> circumstances;    // circumstances and states that hold
};

struct Question {
  Ask ask = Ask::Use;
  DeclId subject;
  DeclId datum;
  DeclId purpose;       // not for Keep
  DeclId recipient;     // Disclose
  DeclId place;         // Disclose: the country, or invalid: not known
  Facts facts;
};

/// Why. Stable codes: the names in reasonCode() never change. Higher in the list decides first.
enum class Reason : std::uint8_t {
  Permitted,
  NoGrant,            // no grant covers the question
  OutOfScope,         // the policy says that another statement holds for these people
  Promise,            // a promise forbids it
  Objected,           // objection to direct marketing
  NoBasis,            // none stated, or vague
  ConsentWithdrawn,
  ConsentMissing,
  WeighObjection,     // objection to legitimate interests or a public task: denied until weighed
  NoCondition,        // a special category, and no condition for it is named
  Restricted,
  NoDisclosure,       // not shared with this recipient
  Circumstance,      // a circumstance does not hold
  Transfer,           // the country is not among those stated, or outside the EEA without a safeguard
  NoWindow,           // no time to keep the data is stated
  Expired,            // the window has closed
};

/// "permitted", "no_grant", "consent_withdrawn", …
[[nodiscard]] std::string_view reasonCode(Reason reason);

enum class Obligation : std::uint32_t {
  None = 0,
  WeighObjection = 1u << 0,     // Art. 21(1)
  LogDisclosure = 1u << 1,
  InformOfTransfer = 1u << 2,
  StorageOnly = 1u << 3,        // restricted, or a statutory duty: keep, and nothing else
  OfferOptOut = 1u << 4,        // direct marketing: an easy way out in each message
};

struct Answer {
  bool permit = false;
  Reason reason = Reason::NoGrant;
  GrantId grant;                 // the one that permits, or the nearest miss; may be invalid
  DisclosureId disclosure;       // likewise
  DeclId promise;                // Reason::Promise
  Day deadline = AlwaysPast;     // permit: the last among the grants that permit
  DeclId disposal;               // of the grant with that deadline
  std::uint32_t obligations = 0; // bits of Obligation
};

/// The last day of `window`, given events: `Never` while it is open-ended, `AlwaysPast` if it permits nothing.
[[nodiscard]] Day deadline(const model::Model& model, const Grants& grants, WindowId window, const Facts& facts);

[[nodiscard]] bool holds(const Guard& guard, const model::Model& model, const Facts& facts);

/// Why one grant, and one disclosure of it if that is asked for, does not permit `question`; promises are left aside,
/// and so are those reasons in `given` that come of what the policy leaves unsaid: basis, condition, safeguard and
/// window.
[[nodiscard]] Reason missing(const model::Model& model, const Grants& grants, const Question& question, GrantId grant,
                             DisclosureId disclosure, std::span<const Reason> given = {});

/// A permit that would be another answer if an event that is told under a wider name alone were the one that the policy
/// counts from: who tells the last activity has not told the last log-in. Invalid where nothing hangs on it.
struct Untold {
  DeclId told;  // the wider one
  DeclId event;  // the one that some window or circumstance reads
};
[[nodiscard]] Untold untold(const model::Model& model, const Grants& grants, const Question& question);

/// The events that windows, circumstances, promises and claims of the policy speak of.
[[nodiscard]] std::set<DeclId> eventsRead(const model::Model& model, const Grants& grants);

enum class Promises : std::uint8_t { Win, LeftAside };

/// Answers `question` as docs/semantics.md says. Total: every question has an answer.
[[nodiscard]] Answer ask(const model::Model& model, const Grants& grants, const Question& question,
                         Promises promises = Promises::Win);

}  // namespace vern::grants
