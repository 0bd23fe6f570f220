// What the sources declare to say: findings, labels, helps and phrases, read from their text.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vern::consistency {

struct Sentence {
  std::string key;   // "VERN-NAME-001", "help.did_you_mean", "value.date"
  std::string text;  // in English
  std::string file;  // relative to the repository
};

/// Constants of the types Kind, Finding, LabelKind and HelpKind in `source`: their first text is the key, the others
/// are the sentence.
[[nodiscard]] std::vector<Sentence> declaredIn(std::string_view source, const std::string& file);

/// Calls of `phrase("key", "english")` with a key.
[[nodiscard]] std::vector<Sentence> phrasesIn(std::string_view source, const std::string& file);

/// Of every .h and .cpp below compiler/.
[[nodiscard]] std::vector<Sentence> allDeclared(const std::filesystem::path& root);
[[nodiscard]] std::vector<Sentence> allPhrases(const std::filesystem::path& root);

/// Names in curly brackets, of small letters and underscores.
[[nodiscard]] std::set<std::string> placeholders(std::string_view text);

[[nodiscard]] std::string readFile(const std::filesystem::path& file);

}  // namespace vern::consistency
