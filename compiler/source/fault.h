// Why something cannot be done, as an error value that can be told in any language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "llvm/Support/Error.h"

namespace vern {

/// A sentence in English with places for values. The catalogues hold it in other languages, as "reason.<english>".
struct Cause {
  std::string english;
  std::vector<std::pair<std::string, std::string>> values = {};
};

/// Nothing, or one sentence and what is added to it: "no purpose is called `x`", "; did you mean `y`?".
using Causes = std::vector<Cause>;

class Fault : public llvm::ErrorInfo<Fault> {
 public:
  static char ID;

  explicit Fault(Causes why) : causes_(std::move(why)) {}

  [[nodiscard]] const Causes& causes() const { return causes_; }
  /// In English.
  void log(llvm::raw_ostream& out) const override;
  [[nodiscard]] std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }

 private:
  Causes causes_;
};

[[nodiscard]] llvm::Error fault(Causes causes);
[[nodiscard]] llvm::Error fault(Cause cause);

/// What `error` says: its causes, or, where it is of another kind, its text.
[[nodiscard]] Causes causesOf(llvm::Error error);

/// The end of a sentence that names what is nearest; nothing if `near` is "".
[[nodiscard]] Causes didYouMean(std::string_view near);

/// What is said of a file of more than `limit` bytes.
[[nodiscard]] Cause tooLarge(std::uint64_t limit);

/// What the system says of `error`, a value of errno.
[[nodiscard]] Cause systemCause(int error);

/// In English, with the values in their places.
[[nodiscard]] std::string text(const Cause& cause, std::string_view sentence);

}  // namespace vern
