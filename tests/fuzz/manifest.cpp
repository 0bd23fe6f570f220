// vern.toml: whatever it holds, there is a project whose paths lie inside it, or a finding.
#include "compiler/workspace/project.h"
#include "tests/fuzz/target.h"

using namespace vern;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  MemoryFileSystem files;
  files.add("/firm/vern.toml", std::string(fuzz::textOf(data, size)));
  files.add("/firm/main.vern", "use norway\n");
  files.add("/firm/rules/own.vern", "\n");
  SourceMap sources;
  diag::Sink sink;
  const auto project = workspace::open("/firm", files, sources, sink);
  sink.finish();
  fuzz::require(project.has_value() != sink.hasErrors(), "a project or an error, and not both");
  if (!project) return 0;
  // A name may hold two dots ("a..b.vern"); a way out is a name of its own.
  const auto inside = [](const std::string& path) {
    return path.starts_with("/firm") && (path + "/").find("/../") == path.npos;
  };
  for (const std::string& path : project->policies) fuzz::require(inside(path), "policies lie in the project");
  for (const std::string& path : project->rule_folders) fuzz::require(inside(path), "rules lie in the project");
  fuzz::require(project->output.empty() || inside(project->output), "the output lies in the project");
  return 0;
}
