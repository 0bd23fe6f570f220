#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "tests/consistency/arrows.h"

using vern::consistency::sourcesBelow;
using vern::consistency::wrongArrows;

namespace {

using Findings = std::vector<std::string>;

std::string textOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("every include follows the arrows between the layers") {
  const std::filesystem::path root = VERN_SOURCE_DIR;
  const auto files = sourcesBelow(root);
  REQUIRE(files.size() > 10);
  for (const auto& file : files) {
    for (const std::string& finding : wrongArrows(file.lexically_relative(root).string(), textOf(file)))
      FAIL_CHECK(finding);
  }
}

TEST_CASE("an include against the arrow is found with its line") {
  CHECK(wrongArrows("compiler/diag/sink.h", "// a comment\n#include \"compiler/model/model.h\"\n") ==
        Findings{"compiler/diag/sink.h:2: diag may not use model"});
  CHECK(wrongArrows("compiler/model/model.h", "#include \"compiler/diag/sink.h\"\n").empty());
}

TEST_CASE("the readers of the rules do not see each other") {
  CHECK(wrongArrows("compiler/query/answer.cpp", "#include \"compiler/table/from_grants.h\"") ==
        Findings{"compiler/query/answer.cpp:1: query may not use table"});
  CHECK(wrongArrows("compiler/driver/build.cpp", "#include \"compiler/table/from_grants.h\"").empty());
  CHECK(wrongArrows("compiler/driver/build.cpp", "#include \"compiler/cli/check.h\"") ==
        Findings{"compiler/driver/build.cpp:1: driver may not use cli"});
}

TEST_CASE("report and workspace use little, and only driver and what follows use them") {
  CHECK(wrongArrows("compiler/report/to_json.cpp", "#include \"compiler/messages/catalogue.h\"").empty());
  CHECK(wrongArrows("compiler/report/to_json.cpp", "#include \"compiler/syntax/tree.h\"") ==
        Findings{"compiler/report/to_json.cpp:1: report may not use syntax"});
  CHECK(wrongArrows("compiler/workspace/find.cpp", "#include \"compiler/messages/catalogue.h\"") ==
        Findings{"compiler/workspace/find.cpp:1: workspace may not use messages"});
  CHECK(wrongArrows("compiler/rules/evaluate.cpp", "#include \"compiler/report/to_json.h\"") ==
        Findings{"compiler/rules/evaluate.cpp:1: rules may not use report"});
  CHECK(wrongArrows("compiler/driver/build.cpp", "#include \"compiler/report/to_json.h\"").empty());
}

TEST_CASE("the runtime depends on nothing, and tables and queries may use it") {
  CHECK(wrongArrows("runtime/vern/decide.h", "#include \"compiler/support/id.h\"") ==
        Findings{"runtime/vern/decide.h:1: runtime depends on nothing"});
  CHECK(wrongArrows("runtime/vern/decide.h", "#include <cstdint>\n#include \"vern/table.h\"").empty());
  CHECK(wrongArrows("compiler/table/from_grants.cpp", "#include \"runtime/vern/table.h\"").empty());
  CHECK(wrongArrows("compiler/query/bind.cpp", "#include \"vern/decide.h\"").empty());
  CHECK(wrongArrows("compiler/grants/window.cpp", "#include \"runtime/vern/table.h\"") ==
        Findings{"compiler/grants/window.cpp:1: grants may not use runtime"});
}

TEST_CASE("ANTLR's headers stay behind the parse tree") {
  CHECK(wrongArrows("compiler/syntax/from_parse_tree.cpp", "#include \"VernParser.h\"").empty());
  CHECK(wrongArrows("grammar/byte_stream.h", "#include \"antlr4-runtime.h\"").empty());
  CHECK(wrongArrows("compiler/syntax/print.cpp", "#  include <antlr4-runtime.h>") ==
        Findings{"compiler/syntax/print.cpp:1: only grammar/ and compiler/syntax/from_* may include "
                 "ANTLR's headers"});
  CHECK(wrongArrows("grammar/byte_stream.h", "#include \"compiler/diag/sink.h\"") ==
        Findings{"grammar/byte_stream.h:1: grammar may not use diag"});
}

TEST_CASE("a folder that the map does not know is no layer") {
  CHECK(wrongArrows("compiler/utils/strings.h", "#include \"compiler/support/id.h\"") ==
        Findings{"compiler/utils/strings.h:1: utils is not a layer"});
}
