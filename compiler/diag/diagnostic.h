// A finding, from whichever stage: what is wrong, where, why it matters elsewhere, and what to write instead.
// Kind and arguments are kept; the sentence is made last (messages/render.h), in the language asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/calendar.h"
#include "compiler/support/texts.h"

namespace vern::diag {

enum class Severity : std::uint8_t { Off, Note, Warning, Error };

/// "note", "warning", "error", "off".
[[nodiscard]] std::string_view name(Severity severity);

/// A phrase of vern's own. `key` finds its translation in the catalogues; without one, `english` holds everywhere.
struct Phrase {
  std::string key;
  std::string english;

  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// Phrases in a row: "`a`, `b` or `c`".
struct Words {
  enum class Link : std::uint8_t { And, Or };

  std::vector<Phrase> phrases;
  Link link = Link::And;

  friend bool operator==(const Words&, const Words&) = default;
};

/// What stands for a placeholder: the same in every language, a text for each, or words of vern's own.
struct Argument {
  std::string name;
  Texts texts;         // not empty: these hold
  std::string plain;   // else this, unless there are `words`
  Words words;

  friend bool operator==(const Argument&, const Argument&) = default;
};

/// A sentence with its arguments. `key` finds the translation in the catalogues; `texts` holds what is known
/// without them: English for the compiler's own messages, every language for those of rules.
struct Message {
  std::string key;
  Texts texts;
  std::vector<Argument> arguments;
};

struct Label {
  Span span;
  Message message;
};

/// A provision that a finding rests on.
struct Citation {
  std::string section;  // "gdpr.art6.1.b"
  Texts label;          // "GDPR Art. 6(1)(b)"
  std::string url;      // "" if none is known
};

/// Bytes to replace; an empty span inserts.
struct Edit {
  Span span;
  std::string replacement;
  /// Nothing that the policy says changes by it: it can be made without asking anybody.
  bool safe = false;
};

/// Somebody answers for a finding, for a reason and for a time.
struct Acceptance {
  std::string reason;
  std::string by;
  Day until = 0;
};

struct Diagnostic {
  std::string id;  // "VERN-BASIS-003"
  Severity severity = Severity::Error;
  Span span;
  /// What it is about, if that is wider than `span`, which then points at the first place in it.
  Span about;
  Message message;
  std::vector<Label> labels;
  std::vector<Message> help;
  std::vector<std::shared_ptr<const Citation>> law;  // many findings rest on the same sections
  std::vector<Edit> edits;
  /// The declaration it lies in, "activity newsletter", which stays when lines move; "" where there is none.
  std::string symbol;
  /// Bad usage, configuration or I/O rather than a fault of the policy: exit status 2.
  bool outside = false;
  /// Accepted by the policy: reported, and not counted.
  std::optional<Acceptance> accepted;
  /// A rule asks for a fact that it needs to decide: shown, and never counted.
  bool question = false;
  /// Ids of findings with the same cause, which are not reported beside this one.
  std::vector<std::string> covers;
};

/// Order of reports: file, place, id.
[[nodiscard]] bool before(const Diagnostic& a, const Diagnostic& b);

}  // namespace vern::diag
