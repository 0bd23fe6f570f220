// The library that stands in the binary is the one that its files say.
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/model/dump.h"
#include "compiler/report/report.h"
#include "compiler/rules/words.h"
#include "library_image.h"

using namespace vern;

namespace {

std::string texts(const rules::Sentence& sentence) {
  std::string out;
  for (const auto& [language, text] : sentence.texts) out += language + " " + text + "\n";
  for (const auto& [name, path] : sentence.placeholders) out += name + " = " + path.written + "\n";
  return out;
}

/// What can be told of a rule without running it.
std::string told(const rules::Rule& rule, const model::Model& model) {
  std::string out = rule.id + " " + std::string(rule.name) + " " + std::string(rule.role) + "\n";
  out += texts(rule.says) + texts(rule.because) + texts(rule.asks);
  for (const rules::Exception& exception : rule.unless) out += texts(exception.says);
  for (const rules::Fix& fix : rule.fixes) out += fix.value + "\n" + texts(fix.says);
  for (const model::DeclId section : rule.cites) out += std::string(model[section].name) + "\n";
  for (const std::string& id : rule.covered_by) out += id + "\n";
  for (const rules::Example& example : rule.examples) out += std::string(model.sources().text(example.span));
  for (const std::string_view variable : rule.variables) out += std::string(variable) + "\n";
  for (const char* profile : {"notice", "ropa", "full"}) out += diag::name(rules::levelOf(rule, profile));
  return out;
}

std::string findings(const std::string& path, const driver::Library& library) {
  driver::Session session(realFileSystem(), &library);
  const Day as_of = toDay({2026, 7, 2});
  if (const auto project = session.open(path)) session.checkAll(*project, {as_of, true});
  session.sink.finish();
  return report::toJson(session.sink.diagnostics(), session.sources, {"nb", false, as_of, "notice", "0"});
}

}  // namespace

TEST_CASE("the library in the binary is what its files say") {
  diag::Sink sink;
  const auto fresh = driver::readLibrary(sink);
  CHECK(sink.diagnostics().empty());
  const driver::Library& image = libraryImage();
  CHECK(model::dump(*image.model, true) == model::dump(*fresh->model, true));

  REQUIRE(image.sources.size() == fresh->sources.size());
  for (std::uint32_t i = 0; i < image.sources.size(); ++i) {
    const FileId file{i};
    const auto size = static_cast<std::uint32_t>(fresh->sources.text(file).size());
    CHECK(image.sources.text(file) == fresh->sources.text(file));
    CHECK(image.sources.path(file) == fresh->sources.path(file));
    CHECK(image.sources.position(file, size).line == fresh->sources.position(file, size).line);
  }

  REQUIRE(image.rules.rules.size() == fresh->rules.rules.size());
  CHECK(image.rules.rules.size() > 100);
  for (std::size_t i = 0; i < image.rules.rules.size(); ++i)
    CHECK(told(*image.rules.rules[i], *image.model) == told(*fresh->rules.rules[i], *fresh->model));
  CHECK(image.rules.defines.size() == fresh->rules.defines.size());
}

TEST_CASE("findings do not depend on where the library comes from") {
  const driver::Library& fresh = driver::standardLibrary();
  std::size_t projects = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(VERN_SOURCE_DIR "/examples")) {
    if (entry.path().filename() != "vern.toml") continue;
    ++projects;
    const std::string folder = entry.path().parent_path().string();
    INFO(folder);
    CHECK(findings(folder, libraryImage()) == findings(folder, fresh));
  }
  CHECK(projects >= 10);
}
