// `vern check --baseline`: what an earlier run found is not told again, wherever its line has gone.
#include <catch2/catch.hpp>

#include "compiler/report/baseline.h"
#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

constexpr std::string_view Ads = R"(use norway
policy example { effective 2026-01-01  languages en }
activity ads { title en "Ads"  data email  purpose marketing.advertising.targeted  basis contract }
)";
constexpr std::string_view Post =
    R"(activity post { title en "Post"  data phone  purpose marketing.advertising.targeted  basis contract }
)";

Outcome check(const std::vector<std::string>& words, const std::string& language = "en") {
  return test::run(cli::check, words, language);
}

std::string text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("what the baseline holds is not told, and does not fail the run") {
  const Folder folder;
  const std::string policy = folder.write("a.vern", Ads);
  const std::string baseline = folder.path("known.json");
  const Outcome written = check({policy, "--baseline", baseline, "--write-baseline"});
  CHECK(written.status == cli::Ok);
  CHECK(written.out.empty());
  CHECK(written.err.find("findings written to " + baseline) != std::string::npos);
  CHECK(text(baseline).find(
            R"({"file": "a.vern", "id": "VERN-BASIS-003", "symbol": "activity ads", "at": "contract", "count": 1})") !=
        std::string::npos);

  const Outcome again = check({policy, "--baseline", baseline});
  CHECK(again.status == cli::Ok);
  CHECK(again.err.empty());
  CHECK(again.out.find("nothing to report; ") == 0);
  CHECK(again.out.find(" known from the baseline (") != std::string::npos);

  // The same bytes when it is written again.
  const std::string first = text(baseline);
  check({policy, "--baseline", baseline, "--write-baseline"});
  CHECK(text(baseline) == first);
}

TEST_CASE("lines may move, and what is new is told alone") {
  const Folder folder;
  const std::string policy = folder.write("a.vern", Ads);
  const std::string baseline = folder.path("known.json");
  check({policy, "--baseline", baseline, "--write-baseline"});
  folder.write("a.vern", "// One more line.\n\n" + std::string(Ads) + std::string(Post));
  for (const std::string format : {"text", "json", "sarif", "github", "junit"}) {
    INFO(format);
    const Outcome outcome = check({policy, "--baseline", baseline, "--format", format});
    CHECK(outcome.status == cli::Findings);
    CHECK(outcome.out.find("“Post”") != std::string::npos);
    CHECK(outcome.out.find("“Ads”") == std::string::npos);
  }
}

TEST_CASE("a second finding of the same kind in the same declaration is new") {
  SourceMap sources;
  const FileId file = sources.add("a.vern", "x y");
  diag::Diagnostic finding;
  finding.id = "VERN-X-001";
  finding.span = {file, 0, 1};
  finding.symbol = "activity a";
  const report::Baseline baseline = report::Baseline::of(std::vector{finding}, sources, "");
  std::vector<diag::Diagnostic> now{finding, finding};
  const report::Baseline::Difference difference = baseline.subtractFrom(now, sources, "");
  CHECK(difference.known == 1);
  CHECK(difference.gone.empty());
  CHECK(now.size() == 1);
}

TEST_CASE("what no longer occurs is told, in each language, and does not fail the run") {
  const Folder folder;
  const std::string policy = folder.write("a.vern", std::string(Ads) + std::string(Post));
  const std::string baseline = folder.path("known.json");
  check({policy, "--baseline", baseline, "--write-baseline"});
  folder.write("a.vern", Ads);
  const Outcome en = check({policy, "--baseline", baseline});
  CHECK(en.status == cli::Ok);
  CHECK(en.err.find("no longer occur") != std::string::npos);
  CHECK(en.err.find("  VERN-BASIS-003  activity post  a.vern\n") != std::string::npos);
  CHECK(en.err.find("activity ads") == std::string::npos);
  CHECK(check({policy, "--baseline", baseline}, "nb").err.find("finnes ikke lenger") != std::string::npos);
  // Where the text is broken the rules say nothing, and nothing can be called gone.
  folder.write("a.vern", std::string(Ads) + "activity {");
  const Outcome broken = check({policy, "--baseline", baseline});
  CHECK(broken.status == cli::Findings);
  CHECK(broken.err.empty());
}

TEST_CASE("mistakes in the text are told, and no baseline is made of them") {
  const Folder folder;
  const std::string policy = folder.write("a.vern", "use norway\nactivity a { data emial }\n");
  const Outcome outcome = check({policy, "--baseline", folder.path("known.json"), "--write-baseline"});
  CHECK(outcome.status == cli::Findings);
  CHECK(outcome.out.find("`emial`") != std::string::npos);
  CHECK(outcome.err.find("the rules were not run") != std::string::npos);
  CHECK(!std::filesystem::exists(folder.path("known.json")));
}

TEST_CASE("a baseline belongs to its folder, from wherever the run is started") {
  const Folder folder;
  const std::string policy = folder.write("policies/a.vern", Ads);
  const std::string baseline = folder.path("ci/known.json");
  folder.write("ci/keep", "");
  check({policy, "--baseline", baseline, "--write-baseline"});
  CHECK(text(baseline).find(R"("file": "../policies/a.vern")") != std::string::npos);
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path("policies"));
  const Outcome outcome = check({"a.vern", "--baseline", "../ci/known.json"});
  std::filesystem::current_path(before);
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.err.empty());
}

TEST_CASE("the same fault of other data is new") {
  const Folder folder;
  const std::string begin(Ads);
  const auto keeping = [&](const std::string& datum) {
    return begin + "activity keep { title en \"Keep\"  subjects customer  data phone, " + datum +
           " { retain forever }\n purpose service  basis consent  retain 1 year after purchase }\n";
  };
  const std::string policy = folder.write("a.vern", keeping("email"));
  const std::string baseline = folder.path("known.json");
  check({policy, "--baseline", baseline, "--write-baseline"});
  CHECK(text(baseline).find(R"("symbol": "activity keep email", "at": "forever")") != std::string::npos);
  folder.write("a.vern", keeping("health"));
  const Outcome outcome = check({policy, "--baseline", baseline});
  CHECK(outcome.status == cli::Findings);
  CHECK(outcome.out.find("VERN-RET-002") != std::string::npos);
  CHECK(outcome.err.find("VERN-RET-002  activity keep email") != std::string::npos);
}

TEST_CASE("a baseline that cannot be used") {
  const Folder folder;
  const std::string policy = folder.write("a.vern", Ads);
  CHECK(check({policy, "--write-baseline"}).status == cli::Unusable);
  const auto refused = [&](const std::string& path, const std::string& reason) {
    const Outcome outcome = check({policy, "--baseline", path, "--exit-zero"});
    INFO(outcome.err);
    CHECK(outcome.status == cli::Unusable);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find(reason) != std::string::npos);
  };
  refused(folder.path("absent.json"), "absent.json");
  refused(folder.write("b.json", "findings: []"), "no JSON");
  refused(folder.write("c.json", "{}"), "no baseline");
  refused(folder.write("d.json", R"({"format": "vern-baseline", "formatVersion": 2, "findings": []})"), "version");
  refused(folder.write("e.json", R"({"format": "vern-baseline", "formatVersion": 1, "findings": [{"id": "X"}]})"),
          "`count`");
  CHECK(check({policy, "--baseline", folder.path("no/such/folder.json"), "--write-baseline"}).status == cli::Unusable);
}

TEST_CASE("a baseline is written over a baseline, and over nothing else") {
  const Folder folder;
  const std::string policy = folder.write("a.vern", Ads);
  const Outcome outcome = check({policy, "--baseline", policy, "--write-baseline"});
  CHECK(outcome.status == cli::Unusable);
  CHECK(text(policy) == Ads);
}
