#include "compiler/statement/to_json_ld.h"

#include <functional>

#include "compiler/messages/address.h"
#include "compiler/support/clean.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace vern::statement {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

/// Texts under one name: none, the only one, or all.
void put(Object& out, llvm::StringRef name, Array all) {
  if (all.empty()) return;
  if (all.size() == 1) out[name] = std::move(all.front());
  else out[name] = std::move(all);
}

/// What `fact` the sentence `key` of the first layer was told.
std::string factOf(const Document& document, std::string_view key, std::string_view fact) {
  std::string out;
  auto look = [&](std::string_view, const Sentence& one) {
    if (one.key != key || one.change == Change::Deleted) return;
    for (const Fact& told : one.facts)
      if (told.name == fact) out = clean(told.value);
  };
  forEachSentence(document.front, "", look);
  return out;
}

/// The values of the rows whose term is the message `term`, each as `read` finds it in one of the runs.
Array valuesOf(const Block& pairs, std::string_view term, const std::function<std::string(const Run&)>& read) {
  Array out;
  for (const Row& row : pairs.rows) {
    bool asked = false;
    auto is_term = [&](std::string_view, const Sentence& one) { asked = asked || one.key == term; };
    auto add = [&](std::string_view, const Sentence& one) {
      if (one.change == Change::Deleted) return;
      for (const Run& run : one.runs)
        if (std::string value = clean(read(run)); !value.empty()) {
          out.push_back(std::move(value));
          return;
        }
    };
    if (!row.cells.empty()) forEachSentence(row.cells.front(), "", is_term);
    for (std::size_t i = 1; asked && i < row.cells.size(); ++i) forEachSentence(row.cells[i], "", add);
  }
  return out;
}

std::string asWritten(const Run& run) { return run.literal ? run.text : ""; }
std::string asMail(const Run& run) { return run.href.starts_with("mailto:") ? run.text : ""; }
std::string asPhone(const Run& run) { return run.href.starts_with("tel:") ? run.text : ""; }
std::string asWeb(const Run& run) { return run.href.starts_with("http") ? messages::safeAddress(run.href) : ""; }

void putReach(Object& out, const Block& pairs) {
  put(out, "email", valuesOf(pairs, "row.email", asMail));
  put(out, "telephone", valuesOf(pairs, "row.phone", asPhone));
  put(out, "url", valuesOf(pairs, "row.web", asWeb));
}

/// Those who answer for the data, each with what its rows tell.
Array publishers(const Block& responsible) {
  Array out;
  for (const Block& block : responsible.blocks) {
    if (block.kind != BlockKind::Pairs) continue;
    Array names = valuesOf(block, "row.name", asWritten);
    Array brands = valuesOf(block, "row.brand", asWritten);
    if (names.empty()) std::swap(names, brands);
    if (names.empty()) continue;
    Object one{{"@type", "Organization"}};
    put(one, "name", std::move(names));
    put(one, "alternateName", std::move(brands));
    put(one, "identifier", valuesOf(block, "row.org_number", asWritten));
    put(one, "address", valuesOf(block, "row.address", asWritten));
    putReach(one, block);
    out.push_back(std::move(one));
  }
  return out;
}

Array contactPoints(const Block& responsible) {
  Array out;
  for (const Block& contact : responsible.blocks)
    for (const Block& point : contact.blocks) {
      if (!point.id.starts_with("contact-")) continue;
      for (const Block& block : point.blocks) {
        Object one;
        if (block.kind == BlockKind::Pairs) putReach(one, block);
        if (one.empty()) continue;
        one["@type"] = "ContactPoint";
        for (const Sentence& heading : point.sentences)
          if (heading.change != Change::Deleted) one["contactType"] = clean(plain(heading));
        out.push_back(std::move(one));
      }
    }
  return out;
}

}  // namespace

std::string toJsonLd(const Document& document) {
  Object page{{"@context", "https://schema.org"}, {"@type", "WebPage"}};
  page["name"] = clean(plain(document.title));
  page["inLanguage"] = clean(document.language);
  const auto putFact = [&](llvm::StringRef name, const std::string& value, const char* end = "") {
    if (!value.empty()) page[name] = value + end;
  };
  putFact("version", factOf(document, "front.version", "version"));
  putFact("temporalCoverage", factOf(document, "front.effective", "date"), "/..");  // from then on
  putFact("lastReviewed", factOf(document, "front.reviewed", "date"));
  for (const Block& section : document.sections) {
    if (section.id != "responsible") continue;
    Array all = publishers(section);
    // Of several, the page does not say whose a contact point is.
    if (all.size() == 1) put(*all.front().getAsObject(), "contactPoint", contactPoints(section));
    put(page, "publisher", std::move(all));
  }

  std::string json;
  llvm::raw_string_ostream stream(json);
  stream << Value(std::move(page));  // keys in order of the alphabet
  // Outside of texts none of these stand in JSON.
  std::string out;
  for (const char c : json) {
    if (c == '<') out += "\\u003c";
    else if (c == '>') out += "\\u003e";
    else if (c == '&') out += "\\u0026";
    else out += c;
  }
  return out;
}

}  // namespace vern::statement
