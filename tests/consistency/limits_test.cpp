// docs/cli.md has a row for each limit, with the figure that the program goes by.
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "compiler/driver/ahead.h"
#include "compiler/grants/size.h"
#include "compiler/query/from_json.h"
#include "compiler/source/file_system.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/workspace/project.h"
#include "compiler/workspace/theme.h"
#include "grammar/fault.h"
#include "runtime/vern/format.h"

using namespace vern;

namespace {

/// "1000000" as "1,000,000".
std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

}  // namespace

TEST_CASE("every limit stands in the manual with its figure") {
  std::ifstream file(std::string(VERN_SOURCE_DIR) + "/docs/cli.md");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string page = text.str();
  const auto row = [&](const std::string& of, const std::string& most) {
    INFO(of);
    CHECK(page.find("| " + of + " | " + most) != std::string::npos);
  };
  row("a file of a policy", std::to_string(MaxFileBytes >> 20) + " MB |");
  row("files that one policy uses", std::to_string(driver::MaxFiles) + " |");
  row("policies that one `vern.toml` names", std::to_string(workspace::MaxPolicies) + " |");
  row("blocks, brackets and quantifiers, one in the other", std::to_string(syntax::MaxDepth) + " |");
  row("letters of a name", std::to_string(syntax::MaxNameBytes) + " |");
  row("mistakes in the writing of one file", std::to_string(grammar::MaxFaults) + " |");
  row("permissions that the activities come to", grouped(grants::MaxGrants) + " |");
  row("a logo, and a style sheet, of a `[theme]`", std::to_string(workspace::MaxThemeBytes >> 10) + " KB |");
  row("a line of questions", std::to_string(query::MaxLineBytes >> 10) + " KB, braces and brackets " +
                                 std::to_string(query::MaxJsonDepth) + " deep |");
  row("data, and recipients, in a table", std::to_string(runtime::MaxIds) + " of each |");
  row("events and circumstances that windows and conditions read, in a table",
      std::to_string(runtime::MaxFactSlots) + " |");
  row("parts of a window, one in the other, in a table", std::to_string(runtime::MaxWindowDepth - 1) + " |");
}
