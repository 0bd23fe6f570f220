// vern_golden FILE…: runs golden files and says what differs from what they expect. Under VERN_UPDATE=1 the files are
// rewritten instead. Exit status: 0 nothing differs, or all is rewritten; 1 something differs; 2 a file is unusable.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "tests/harness/annotate.h"
#include "tests/harness/differences.h"

namespace {

using namespace vern;

std::optional<std::string> read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

int test(const std::filesystem::path& path, bool update) {
  const std::optional<std::string> text = read(path);
  if (!text) {
    std::cerr << path.string() << ": cannot be read\n";
    return 2;
  }
  const harness::GoldenFile file = harness::GoldenFile::parse(*text);
  const auto run = harness::run(file, path.parent_path().filename().string());
  const std::string wanted = harness::annotate(file, *run);
  if (wanted == *text) return 0;
  if (update) {
    std::ofstream(path, std::ios::binary) << wanted;
    std::cout << path.string() << ": rewritten\n";
    return 0;
  }
  std::cout << path.string() << " differs (- expected, + found):\n" << harness::differences(*text, wanted) << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const char* update = std::getenv("VERN_UPDATE");
  int status = argc > 1 ? 0 : 2;
  for (int i = 1; i < argc; ++i) status = std::max(status, test(argv[i], update != nullptr && *update == '1'));
  return status;
}
