// The normal form of a policy: one grant for each (subject, datum, purpose) that an activity names, with the basis,
// the circumstances and the window it stands on, and the disclosures that go with it. Nothing else permits anything.
// What it all means is said by reference.h.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/support/calendar.h"
#include "compiler/support/store.h"

namespace vern::grants {

using model::DeclId;
using GrantId = Id<struct GrantTag>;
using DisclosureId = Id<struct DisclosureTag>;
using WindowId = Id<struct WindowTag>;

// ---- windows -----------------------------------------------------------------------------------------------------

enum class WindowKind : std::uint8_t {
  After,    // `duration` after the latest occurrence of `event`; open while it has not happened
  Until,    // the day of `event`; open while it has not happened
  While,    // as long as state `event` is told to hold, or event `event` has happened
  Min,
  Max, // of `parts`
  Forever,  // never ends
  Closed,   // vague, unknown or not stated: permits nothing
};

/// A function from event times to the last day on which the data may be kept.
struct Window {
  WindowKind kind = WindowKind::Closed;
  Duration duration;             // After
  DeclId event;                  // After, Until: an event, never a computed one; While: a state or an event
  /// Counted from the end of the financial year in which `event` falls: the event that this end is, whose own day
  /// counts where it is told, and the month that the year ends with.
  DeclId year_end;
  std::uint8_t last_month = 0;
  /// Of several kinds of `event` the latest counts, and not the first.
  bool latest = false;
  std::vector<WindowId> parts;   // Min, Max
  Span span;
};

// ---- conditions of a grant ---------------------------------------------------------------------------------------

/// One circumstance, state or event ("has happened") that must hold, or must not.
struct Literal {
  DeclId name;
  bool negated = false;
  friend bool operator==(const Literal&, const Literal&) = default;
};

/// Any of `any_of` holds, each of which is a list of literals that must all hold. Empty: always.
struct Guard {
  std::vector<std::vector<Literal>> any_of;
  [[nodiscard]] bool always() const { return any_of.empty(); }
};

enum class BasisKind : std::uint8_t {
  Consent,
  Contract,
  LegalObligation,
  VitalInterests,
  PublicTask,
  LegitimateInterests,
  NotNeeded,  // the data are anonymous
  Unknown,  // none stated, or vague: permits nothing
};

struct BasisUse {
  DeclId basis;            // as named: the user's own, or the library's
  BasisKind kind = BasisKind::Unknown;
  DeclId section;          // under, if given
  Span span;
};

/// A recipient's copy.
struct Disclosure {
  DeclId recipient;
  DeclId activity;
  Guard when;
  std::vector<DeclId> places;          // where it goes or is read from; empty: not stated
  bool place_vague = false;
  std::vector<DeclId> safeguards;      // for places outside the EEA
  bool safeguard_vague = false;
  std::vector<DeclId> purposes;        // limits to these (share … for …); empty: as the grant
  std::vector<DeclId> data;            // limits to these; empty: as the grant
  std::vector<BasisUse> bases;         // own basis (share … on …); empty: as the grant
  DeclId role;                         // choice role.…, or invalid
  WindowId window;                     // of the recipient's copy, or invalid: as the grant
  Span span;                           // of the recipient's name in the `share` clause
};

struct Grant {
  DeclId activity;
  DeclId subject;
  DeclId datum;
  DeclId purpose;
  std::vector<BasisUse> bases;         // all of these; empty: none stated
  std::vector<BasisUse> besides;  // what else must hold: the consents of other laws, to a message or on a device
  std::vector<DeclId> conditions;  // Art. 9(2) or 10
  std::vector<DeclId> places;  // where the data are, if the activity says so; asked by promises alone
  bool for_special = false;  // one of them, or the basis, carries special categories
  bool anonymous = false;  // nobody can be found in the data (isAnonymous)
  Guard when;
  WindowId window;  // always valid
  DeclId disposal;  // choice disposal.…, or invalid
  /// False for `retain none`: the data are used on the day they come in, and no question to keep them is covered.
  bool kept = true;
  /// A statutory duty to keep: allows storage for `purpose` alone, outlasts restriction, erasure and promises.
  bool duty = false;
  DeclId duty_section;
  std::vector<DisclosureId> disclosures;
  Span span;  // of the datum in the activity
  Span window_span;  // of the `retain` clause that won, or invalid
};

struct Grants {
  Store<GrantId, Grant> grants;
  Store<DisclosureId, Disclosure> disclosures;
  Store<WindowId, Window> windows;
  /// What promises forbid, as far as questions can see it; refuted promises as well (the promise wins).
  struct Ban {
    DeclId promise;
    /// Process: to use, to disclose and to keep.
    enum class Verb : std::uint8_t { Use, Disclose, Transfer, Keep, Process } verb = Verb::Use;
    DeclId datum;  // or invalid: all data …
    std::vector<DeclId> only_data;  // … but these, in which nobody can be found
    DeclId subject;  // or invalid: everybody …
    std::vector<DeclId> only_subjects;  // … but these
    std::vector<DeclId> purposes;  // forbidden for these; empty: for all …
    std::vector<DeclId> only_purposes;  // … but these
    std::vector<DeclId> recipients;  // forbidden to these; empty: to all …
    std::vector<DeclId> only_recipients;
    std::vector<DeclId> places;  // Transfer: forbidden to these places …
    std::vector<DeclId> outside;  // … or outside of these …
    bool unplaced = false;  // … or where the question does not say where to
    Guard unless;  // except when
    Span span;
  };
  std::vector<Ban> bans;
  std::vector<DeclId> excluded;  // subjects that the policy's scope leaves out
  bool basis_needed = true;  // false for a processor: the controller's basis carries its work
};

/// Expands every activity, tracker and statutory duty of `model`, in the order of the source. Policies in the role
/// of processor expand alike, without need of a basis.
[[nodiscard]] Grants fromModel(const model::Model& model);
/// The grants of one activity or tracker alone: for a check after it was edited.
[[nodiscard]] Grants ofActivity(const model::Model& model, DeclId activity);

/// The activities of `model` as far as they do not say whom they concern, what they are for, or what data they have: as
/// grants whose subject, purpose or datum is invalid. They permit nothing, and no question is about them; what they do
/// is done to somebody all the same, so that promises are held against them. Of `activity` alone if it is given.
[[nodiscard]] Grants unlinked(const model::Model& model, DeclId activity = {});

}  // namespace vern::grants
