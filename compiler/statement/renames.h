// What has another name than in the version before: told once, and not wherever the name stands.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/statement/document.h"

namespace vern::statement {

struct NewName {
  std::string before;
  std::string now;
  std::string place;  // with its #, or "" where it has none of its own
};

/// By a text in the language that is shown: the same text in the language of the version before.
using Former = std::map<std::string, std::string, std::less<>>;
/// `text` in that language; itself where nothing is known of it.
[[nodiscard]] const std::string& inFormer(const Former& former, const std::string& text);

class Renames {
 public:
  /// The labels of `marked` that stand for the same declaration as one that went, and say it otherwise. `former`: what
  /// stands there now, as the language of what went says it, where that is another one.
  Renames(const Document& marked, const Former& former);

  /// What was called `before` is called `now`, and stands at `place`.
  void add(const std::string& before, const std::string& now, const std::string& place);
  /// The name now of what was called `before`; none if it is called so still.
  [[nodiscard]] const std::string* now(const std::string& before) const;
  /// Takes out of `before` and `now` what says the same but for a new name, and returns the names.
  [[nodiscard]] std::vector<NewName> take(std::vector<std::string>& before, std::vector<std::string>& now) const;

 private:
  /// `text` with the names of now; those that stood in it are added to `used`.
  [[nodiscard]] std::string renamed(std::string text, std::vector<NewName>& used) const;

  std::string language_;
  std::map<std::string, NewName> names_;  // by the name before
};

}  // namespace vern::statement
