// Judgements about the whole policy that no condition of a rule can express. Each is decided exactly over the policy's
// own terms; rules read the results as relations, give them a level, and may be accepted like any other finding.
#pragma once

#include <string>
#include <vector>

#include "compiler/grants/reference.h"

namespace vern::judge {

using model::DeclId;

/// A `test` block that fails when it is put into the policy; "" where no question shows anything.
struct Witness {
  std::string test;
  grants::Question question;            // what it asks
  /// What the activity must say first, since nothing is permitted without.
  std::vector<grants::Reason> unsaid;
  bool unsaid_people = false;           // whom it concerns; the test asks about somebody
  bool unsaid_purpose = false;          // what it is for; the test asks for something
};

/// What breaks a promise: the shortest counterexample.
struct Refutation {
  DeclId promise;
  std::string sentence;         // as written, on one line
  Span promise_span;            // of the sentence in the promise
  DeclId activity;
  Span place;                   // what in the activity breaks it
  DeclId subject, datum, purpose;
  DeclId recipient;             // or invalid
  DeclId country;               // or invalid
  bool of_places = false;       // the promise is about where data go
  bool recipient_named = false; // it names the recipient, or a kind of such recipients
  bool excepted = false;        // only by an exception that the promise itself makes: the promise holds
  bool taken_back = false;      // such an exception widens what `only` closes: only for a except for b
  Texts first_sentence;         // what readers see of the promise up to its first full stop, where more follows
  bool strength_weak = false;   // usually, aims_to, may
  Witness witness;
};

/// An activity, share or circumstance that can never apply.
struct Dead {
  DeclId declaration;
  Span place;
};

/// Two grants on the same subject, datum and purpose that differ in window, disposal or basis.
struct Overlap {
  grants::GrantId first, second;
  enum class Differs : std::uint8_t { Window, Disposal, Basis } differs = Differs::Window;
};

/// A declaration that nothing refers to.
struct Unused {
  DeclId declaration;
};

struct Judgements {
  std::vector<Refutation> refutations;
  std::vector<Dead> dead;
  std::vector<Overlap> overlaps;
  std::vector<Unused> unused;
};

/// What `decl` refers to, as often as it does.
[[nodiscard]] std::vector<DeclId> referencesOf(const model::Decl& decl);

/// `activity`, whose grants these are, breaks no promise and has nothing that can never apply: of what is judged, only
/// an overlap can have to do with it.
[[nodiscard]] bool standsAlone(const model::Model& model, const grants::Grants& grants, DeclId activity);

[[nodiscard]] Judgements judge(const model::Model& model, const grants::Grants& grants);

}  // namespace vern::judge
