#include "compiler/query/to_text.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace vern::query {

std::string toText(const Explanation& e, const runtime::Table& table, std::string_view language) {
  std::uint32_t tag = table.language(language);
  if (tag == runtime::None) tag = 0;
  const auto word = [&](std::string_view key) { return std::string(table.sentence(key, tag)); };
  std::string out = e.decision_text + ": " + e.sentence + "\n";
  const auto line = [&](std::string_view key, const std::string& text) {
    if (!text.empty()) out += "  " + word(key) + " " + text + "\n";
  };
  if (!e.activity.empty()) {
    std::string activity = e.title.empty() ? e.activity : e.activity + " «" + e.title + "»";
    if (!e.place.empty()) activity += ", " + e.place;
    line(e.decision == "permit" ? "line.activity" : "line.nearest", activity);
    line("line.share", e.share_place);
    line("line.basis", e.basis + (e.citations.empty() ? "" : " (" + e.citations + ")"));
  } else {
    line("line.place", e.place);
  }
  line("line.deadline", e.deadline_sentence);
  for (const std::string& obligation : e.obligation_sentences) line("line.obligation", obligation);
  line("line.near", e.near_miss);
  return out;
}

std::string toJson(const Explanation& e) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  llvm::json::OStream json(stream);
  const auto text = [&](llvm::StringRef key, const std::string& value) {
    if (value.empty()) json.attribute(key, nullptr);
    else json.attribute(key, llvm::json::fixUTF8(value));
  };
  json.object([&] {
    text("decision", e.decision);
    text("reason", e.reason);
    text("activity", e.activity);
    text("title", e.title);
    text("place", e.place);
    text("share_place", e.share_place);
    text("basis", e.basis);
    text("citations", e.citations);
    text("promise", e.promise);
    text("deadline", e.deadline);
    text("disposal", e.disposal);
    json.attributeArray("obligations", [&] {
      for (const std::string& obligation : e.obligations) json.value(obligation);
    });
    if (!e.unjudged.empty())
      json.attributeArray("unjudged", [&] {
        for (const std::string& key : e.unjudged) json.value(key);
      });
    text("near_miss", e.near_miss);
    text("sentence", e.sentence);
  });
  return out;
}

std::string errorToJson(std::string_view message, std::size_t line) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  llvm::json::OStream json(stream);
  json.object([&] {
    json.attribute("error", llvm::json::fixUTF8(llvm::StringRef(message.data(), message.size())));
    json.attribute("line", static_cast<std::int64_t>(line));
  });
  return out;
}

}  // namespace vern::query
