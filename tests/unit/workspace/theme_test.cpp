// What a logo and a style sheet may hold, and what becomes of them in a project.
#include "compiler/workspace/theme.h"

#include <catch2/catch.hpp>

#include "compiler/workspace/project.h"

namespace vern::test {

namespace {

struct Opened {
  std::optional<workspace::Project> project;
  std::vector<std::string> ids;
};

Opened opened(const std::string& theme, const std::vector<std::pair<std::string, std::string>>& others) {
  MemoryFileSystem files;
  files.add("/firm/vern.toml", "[project]\npolicy = \"main.vern\"\n" + theme);
  files.add("/firm/main.vern", "use norway\n");
  for (const auto& [name, text] : others) files.add("/firm/" + name, text);
  SourceMap sources;
  diag::Sink sink;
  Opened out;
  out.project = workspace::open("/firm", files, sources, sink);
  for (const diag::Diagnostic& finding : sink.diagnostics()) out.ids.push_back(finding.id);
  return out;
}

std::string refused(std::string_view css) {
  const auto found = workspace::refusedInCss(css);
  return found ? found->what + "@" + std::to_string(found->begin) : "";
}

}  // namespace

TEST_CASE("the type of a logo is told from its content") {
  using namespace std::string_literals;
  CHECK(*workspace::pictureUri("\x89PNG\r\n\x1a\n\0"s) == "data:image/png;base64,iVBORw0KGgoA");
  CHECK(*workspace::pictureUri("\xff\xd8\xff\xe0"s) == "data:image/jpeg;base64,/9j/4A==");
  CHECK(
      workspace::pictureUri("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")->starts_with("data:image/svg+xml;base64,"));
  CHECK(workspace::pictureUri("\xef\xbb\xbf<?xml version='1.0'?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
  for (const std::string& bad : {""s, "GIF89a"s, "\x89PNG"s, "RIFF0000WEBP"s, "<html><body>"s, "<svg/>"s, "svg"s,
                                 "text <svg xmlns=\"http://www.w3.org/2000/svg\"/>"s})
    CHECK_FALSE(workspace::pictureUri(bad).has_value());
}

TEST_CASE("an SVG with a script in it is refused") {
  CHECK_FALSE(workspace::refusedInSvg("<svg><path d='M0 0'/></svg>"));
  for (const char* bad : {"<svg><script>x</script></svg>", "<svg><SCRIPT/></svg>", "<svg><foreignObject/></svg>",
                          "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "<svg><a href='JavaScript:x'/></svg>"})
    CHECK(workspace::refusedInSvg(bad));
}

TEST_CASE("a style sheet that loads from elsewhere or ends its element is refused") {
  for (const char* good :
       {"", "p { margin: 0 }", "@media (width < 40rem) { p { color: red } }", "a::before { content: \"\\201C\" }",
        "p { background: url(data:image/png;base64,AAAA) }", "p { background: URL( \"DATA:image/png;base64,AAAA\" ) }",
        "@font-face { font-family: H; src: url('data:font/woff2;base64,AA') }", "p{background:u\\72l(\\64 ata:,)}",
        "p{background:url(\"\\\ndata:,\")}", ".curl { font-weight: bold }"})
    CHECK(refused(good).empty());
  CHECK(refused("p { background: url(https://a.example/x.png) }") == "url(@16");
  CHECK(refused("p{}</STYLE><script>alert(1)</script>") == "</style@3");
  for (const char* bad : {"@import 'x.css';",
                          "@IMPORT url(data:text/css,)",
                          "@\\69mport 'x'",
                          "@\\69\r\nmport 'x'",
                          "@\\000069 mport 'x'",
                          "p{background:url(x.png)}",
                          "p{background:url( 'x.png')}",
                          "p{background:url()}",
                          "p{background:url(//a.example)}",
                          "p{background:URL(HTTP://a.example)}",
                          "p{background:u\\72 l(x)}",
                          "p{background:\\75\\72\\6c(x)}",
                          "p{background:\\75\r\nrl(x)}",
                          "p{background:\\75\frl(x)}",
                          "p{background:u\\rl(x)}",
                          "p{background:ur\\l(x)}",
                          "p{background:url(/**/data:,)}",
                          "p{background:url('' data:,)}",
                          "p{background:url(data:,) , url(x)}",
                          "p{background:image-set('x' 1x)}",
                          "p{background:-webkit-image-set(url(data:,) 1x)}",
                          "@font-face{src:src('x')}",
                          "p{filter:progid:X(src='x')}",
                          "p{width:expression(alert(1))}",
                          "/* url(x) */",
                          "/*</style>*/",
                          "p{content:\"</sTyLe\"}",
                          "@namespace url(x);",
                          "p{cursor:url(x),auto}",
                          "p{list-style:url(x)}",
                          "p{behavior:url(x)}",
                          "@import\\",
                          "url("}) {
    INFO(bad);
    CHECK_FALSE(refused(bad).empty());
  }
}

TEST_CASE("a theme is read whole, or the project is not") {
  const std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
  const Opened good =
      opened("[theme]\nname = \"Fjord\"\nlogo = \"l.png\"\ncss = \"a/s.css\"\n[theme.dark]\naccent = \"#9cf\"\n",
             {{"l.png", svg}, {"a/s.css", "p{margin:0}"}});
  REQUIRE(good.project.has_value());
  CHECK(good.project->theme.name == "Fjord");
  CHECK(good.project->theme.logo.starts_with("data:image/svg+xml;base64,"));  // not told from the name
  CHECK(good.project->theme.css == "p{margin:0}");
  CHECK(good.project->theme.dark.link == *colourFrom("#9cf"));
  CHECK(good.project->theme.dark.ground == DarkPalette.ground);
  CHECK(good.project->theme.light.box == LightPalette.box);

  const std::string large(workspace::MaxThemeBytes + 1, 'x');
  using Ids = std::vector<std::string>;
  CHECK(opened("[theme]\ncss = \"s.css\"\n", {{"s.css", large.substr(1)}}).ids.empty());
  CHECK(opened("[theme]\ncss = \"s.css\"\n", {{"s.css", large}}).ids == Ids{"VERN-PROJECT-009"});
  CHECK(opened("[theme]\nlogo = \"l.png\"\n", {{"l.png", "\xff\xd8\xff" + large}}).ids == Ids{"VERN-PROJECT-009"});
  CHECK(opened("[theme]\ncss = \"s.css\"\n", {{"s.css", std::string("p{}\0", 4)}}).ids == Ids{"VERN-PROJECT-009"});
  const Opened two = opened("[theme]\nlogo = \"/etc/passwd\"\ncss = \"s.css\"\n", {{"s.css", "@import 'x'"}});
  CHECK(two.ids == Ids{"VERN-PROJECT-010", "VERN-PROJECT-007"});
  CHECK_FALSE(two.project.has_value());
}

}  // namespace vern::test
