// How the page of an organisation looks.
#include "compiler/support/theme.h"

#include "tests/unit/statement/policies.h"

namespace vern::test {

namespace {

std::string page(const Theme& theme) {
  const TestPolicy policy(BikePolicy);
  return statement::toHtml(statement::fromModel(policy.model(), "en"), "bikes", theme);
}

}  // namespace

TEST_CASE("a page without a theme is as before, and may load nothing at all") {
  const std::string html = page({});
  CHECK_THAT(html, Catch::Contains("content=\"default-src 'none'; style-src 'unsafe-inline'\">"));
  CHECK_THAT(html,
             Catch::Contains(":root{--ink:#1c1f24;--soft:#525a66;--ground:#ffffff;--raised:#f4f6f8;--line:#d5dae1;"
                             "--link:#0b57a4;--mark:#0b57a4;--box:#eef4fb;--added:#e3f5e6;--removed:#fbe9e7}"));
  CHECK_THAT(html, !Catch::Contains("class=\"site\"") && !Catch::Contains("<img"));
}

TEST_CASE("a theme shows the name, the logo and the colours, and allows data only") {
  Theme theme;
  theme.name = "Fjord & <Sport>";
  theme.logo = "data:image/png;base64,AAAA";
  theme.css = "p{margin:0}";
  theme.dark = paletteOf({255, 255, 255}, {153, 204, 255}, {0, 0, 0});
  const std::string html = page(theme);
  CHECK_THAT(html, Catch::Contains("<header>\n<p class=\"site\"><img src=\"data:image/png;base64,AAAA\" alt=\"\">"
                                   "<span>Fjord &amp; &lt;Sport&gt;</span></p>"));
  CHECK_THAT(html, Catch::Contains("; style-src 'unsafe-inline'; img-src data:; font-src data:\">"));
  CHECK_THAT(html, Catch::Contains("@media(prefers-color-scheme:dark){:root{--ink:#ffffff;"));
  CHECK(html.find("<style>\np{margin:0}</style>") > html.find("@media print"));
  theme.css = "";
  CHECK_THAT(page(theme), Catch::Contains("'unsafe-inline'; img-src data:\">"));
}

TEST_CASE("no name of a theme becomes markup") {
  Theme plain;
  plain.name = "word";
  const std::string wanted = page(plain);
  const std::size_t begin = wanted.find("<span>word") + 6;
  for (const char* name :
       {"</span><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<!--", "]]>", "&lt;b&gt;", "\u202Eabc",
        "</style><svg onload=alert(1)>", "`${alert(1)}`", "{0} {name}", "' onmouseover='alert(1)"}) {
    INFO(name);
    Theme theme;
    theme.name = name;
    const std::string html = page(theme);
    const std::size_t end = html.find("</span></p>\n", begin);
    REQUIRE(end != std::string::npos);
    CHECK(html.substr(0, begin) + "word" + html.substr(end) == wanted);
    CHECK(html.substr(begin, end - begin).find_first_of("<>\"'`") == std::string::npos);
  }
}

}  // namespace vern::test
