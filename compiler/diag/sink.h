// Where findings go. A pass reports and carries on.
#pragma once

#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/diag/kind.h"

namespace vern::diag {

/// A text in a message; of a very long one, its beginning: nobody reads the rest.
[[nodiscard]] Argument argument(std::string_view name, std::string_view text);
inline Argument argument(std::string_view name, Words words) { return {std::string(name), {}, {}, std::move(words)}; }
template <class T>
  requires std::is_integral_v<T>
Argument argument(std::string_view name, T number) {
  return {std::string(name), {}, std::to_string(number), {}};
}

/// One phrase: `phrase("value.date", "a date, such as 2026-05-01")`.
[[nodiscard]] Words phrase(std::string_view key, std::string_view english);
/// Why a file could not be read, as the file system says it in English; that sentence is the key of its translation.
[[nodiscard]] Words reason(std::string_view english);
/// Words of the policy or of the language, each in backquotes.
[[nodiscard]] Words quoted(std::span<const std::string_view> words, Words::Link link);

template <class... Args>
Message makeMessage(const Template<Args...>& kind, const std::type_identity_t<Args>&... args) {
  Message message;
  message.key = kind.key;
  message.texts.add("en", std::string(kind.text));
  [[maybe_unused]] std::size_t i = 0;
  (message.arguments.push_back(argument(kind.placeholders.names[i++], args)), ...);
  return message;
}

/// Adds labels and help to the finding just reported.
class Builder {
 public:
  explicit Builder(Diagnostic& diagnostic) : diagnostic_(diagnostic) {}

  template <class... Args>
  Builder& label(Span span, const LabelKind<Args...>& kind, const std::type_identity_t<Args>&... args) {
    diagnostic_.labels.push_back({span, makeMessage(kind, args...)});
    return *this;
  }
  template <class... Args>
  Builder& help(const HelpKind<Args...>& kind, const std::type_identity_t<Args>&... args) {
    diagnostic_.help.push_back(makeMessage(kind, args...));
    return *this;
  }
  Builder& edit(Span span, std::string replacement) {
    diagnostic_.edits.push_back({span, std::move(replacement)});
    return *this;
  }

 private:
  Diagnostic& diagnostic_;
};

class Sink {
 public:
  template <class... Args>
  Builder report(Span span, const Kind<Args...>& kind, const std::type_identity_t<Args>&... args) {
    Diagnostic diagnostic;
    diagnostic.id = kind.key;
    diagnostic.severity = kind.severity;
    diagnostic.outside = kind.outside;
    diagnostic.span = span;
    diagnostic.message = makeMessage(kind, args...);
    add(std::move(diagnostic));
    return Builder(diagnostics_.back());
  }

  void add(Diagnostic diagnostic);

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  std::vector<Diagnostic>& edit() { return diagnostics_; }
  [[nodiscard]] bool hasErrors() const { return errors_ > 0; }
  /// How many were reported so far.
  [[nodiscard]] std::size_t errors() const { return errors_; }

  /// Sorted by file, place and id; two of the same id at the same place are one.
  void finish();

 private:
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
};

}  // namespace vern::diag
