// Files are read side by side, and nothing that anybody sees depends on how many at a time.
#include <sstream>

#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "tests/support/policy.h"

using namespace vern;

namespace {

/// A policy that uses forty files in three layers, one of them twice; every fifth has a mistake in it, one a cycle, and
/// one uses a file that there is not.
MemoryFileSystem project() {
  MemoryFileSystem files;
  std::string uses;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    std::string text = i % 4 == 3 ? "use \"deep/" + n + ".vern\"\nuse \"shared.vern\"\n" : "";
    text += "data d" + n + " is name  en \"item " + n + "\"  nb \"opplysning " + n + "\"\n";
    if (i % 5 == 0) text += "activity a" + n + " {\n  data d" + n + "\n  purpose\n  basis consent\n}\n";
    if (i == 17) text += "use \"none.vern\"\n";
    if (i == 18) text += "use \"../policy.vern\"\n";
    files.add("parts/" + n + ".vern", text);
    uses += "use \"parts/" + n + ".vern\"\n";
    files.add("parts/deep/" + n + ".vern", "recipient r" + n + " is processor  en \"R\"  nb \"R\"\ndata =\n");
  }
  files.add("parts/shared.vern", "subject s is customer  en \"s\"  nb \"s\"\nsubject is\n");
  files.add("policy.vern", "use norway\n" + uses + "policy p { languages nb, en }\n");
  files.add("second.vern",
            "use norway\nuse \"parts/shared.vern\"\nuse \"parts/3.vern\"\npolicy q { languages nb, en }\n");
  return files;
}

/// All findings with their places, and the names of what was read, in order.
std::string seen(unsigned threads) {
  const MemoryFileSystem files = project();
  driver::Session session(files, nullptr, threads);
  workspace::Project project;
  project.root = ".";
  project.policies = {"policy.vern", "second.vern"};
  const auto policies = session.checkAll(project, {});
  std::ostringstream out;
  for (const auto& policy : policies)
    for (const syntax::File* file : policy->files)
      out << session.sources.path(file->file) << ' ' << file->decls.size() << '\n';
  for (const diag::Diagnostic& finding : session.sink.diagnostics()) {
    out << finding.id << ' ' << finding.span.begin << '-' << finding.span.end;
    if (finding.span.valid()) out << ' ' << session.sources.path(finding.span.file);
    for (const diag::Label& label : finding.labels) out << ' ' << session.sources.path(label.span.file);
    out << '\n';
  }
  return out.str();
}

}  // namespace

TEST_CASE("files are read alike on one thread, on two and on eight") {
  const std::string one = seen(1);
  CHECK(one.find("parts/deep/39.vern") != std::string::npos);
  CHECK(one.find("VERN-USE-") != std::string::npos);
  for (int round = 0; round < 5; ++round) {
    REQUIRE(seen(2) == one);
    REQUIRE(seen(8) == one);
  }
}
