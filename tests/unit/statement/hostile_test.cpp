// Texts that try to become markup, in every place where a policy may write.
#include <regex>

#include "tests/unit/statement/policies.h"

#include "compiler/statement/clean.h"
#include "compiler/statement/commonmark.h"
#include "compiler/statement/escape.h"

namespace vern::test {

namespace {

/// `text` in every position of a policy that is printed. It must be fit to stand in quotes of the language.
std::string hostilePolicy(const std::string& text) {
  const std::string own = "nb \"" + text + "\"  en \"" + text + "\"";
  const std::string q = "\"" + text + "\"";
  return "policy p { version " + q + "  languages nb, en  title " + own + " }\n" + "controller c { name " + q +
         "  brand " + q + "  org_number " + q + "  led_by " + q + " " + own + "  contact m  web " + q + "  text " +
         own + " }\n" + "contact m { email " + q + "  phone " + q + "  visit_address " + q + "  web " + q +
         "  handles rights  text " + own + " }\n" + "dpo unclear { called " + own + "  contact m  see " + q + " " +
         own + " }\n" + "scope { topics " + own + "  children none " + own + "  text " + own + "  see " + q + " }\n" +
         "subject s is customer " + own + " { means " + own + " }\n" + "data d is contact.email " + own + "\n" +
         "purpose u is marketing.direct " + own + "\n" + "event e is contract_end " + own + " { noun " + own + " }\n" +
         "circumstance w " + own + "\n" + "recipient r is processor " + own + " { name " + q + "  title " + own +
         "  located usa  safeguard vague " + own + "  copy " + own + "  text " + own + "  see " + q + " }\n" +
         "basis b is legitimate_interests " + own + " { interest " + own + "  text " + own + " }\n" +
         "activity a { title " + own + "  text " + own + "  subjects s  data d { text " + own +
         " }  purpose u  basis b\n" + "  share r when w  source see " + q + " " + own +
         "  provide required { otherwise " + own + " }  see " + q + " " + own + "\n" +
         "  retain 1 year after e then delete }\n" + "tracker t is cookie " + own + " { name " + q +
         "  data d  purpose u  basis b  details " + q + "  text " + own + " }\n" +
         "promise k { never sell data  text " + own + " }\n" + "duty y of s when w " + own + "\n" +
         "rights { right access " + own + "  contact m  answer within 1 month " + own + "  complain datatilsynet " +
         own + " { see " + q + " } }\n" + "security { text " + own + " }\n" + "changes { supersedes " + q +
         "  trigger " + own + "  entry 2026-01-01 " + own + " }\n" + "prose z { place scope  title " + own + "  text " +
         own + " }\n";
}

const char* const Attacks[] = {
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<b>x</b>",
    "https://ok.example/' onclick='x",
    "&lt;script&gt; &#60;b&#62;",
    "{0} {count, plural, other {#}} '{' }",
    "[x](javascript:alert(1)) <javascript:alert(1)> ![i](https://x.example/i.png)",
    "<a href=https://x.example>x</a> <!-- --> ]]> <?php ?>",
    "**<b onclick=x>** `code` ~~~ | a | b |",
    "\u202Eevil\u202C \u2066x\u2069",
    "- a\n\n# b\n\n> c",
};

/// The page consists of the elements and attributes that to_html writes, each well-formed, and of text.
void checkHtml(const std::string& html) {
  static const std::regex tag(
      R"re(</?(a|body|caption|dd|div|dl|dt|em|h[1-6]|header|html|li|main|nav|ol|p|section|span|strong|table|tbody|td|th|thead|tr|ul))re"
      R"re(( (id|class|href|lang|hreflang|scope|data-label|aria-label|aria-labelledby|aria-current)="[^"<>']*")*>)re");
  const std::string body = html.substr(html.find("<body>"));
  for (std::size_t at = body.find('<'); at != std::string::npos; at = body.find('<', at + 1)) {
    const std::size_t end = body.find('>', at);
    REQUIRE(end != std::string::npos);
    const std::string element = body.substr(at, end - at + 1);
    if (!std::regex_match(element, tag)) FAIL_CHECK(element);
  }
  for (std::size_t at = body.find("href=\""); at != std::string::npos; at = body.find("href=\"", at + 1)) {
    const std::string href = body.substr(at + 6, body.find('"', at + 6) - at - 6);
    const bool known = href.starts_with("#") || href.starts_with("https://") || href.starts_with("http://") ||
                       href.starts_with("mailto:") || href.starts_with("tel:") || href == "p.en.html" ||
                       href == "p.nb.html";
    if (!known || href.find_first_of(" <>'") != std::string::npos) FAIL_CHECK(href);
  }
  const std::string head = html.substr(0, html.find("<body>"));
  const std::string title = head.substr(head.find("<title>") + 7);
  CHECK(title.substr(0, title.find("</title>")).find('<') == std::string::npos);
  CHECK(head.find("<script") == std::string::npos);
}

}  // namespace

TEST_CASE("no text of a policy becomes markup of the page") {
  for (const char* attack : Attacks) {
    INFO(attack);
    const bool broken = std::string(attack).find("\u202E") != std::string::npos;
    const TestPolicy policy(hostilePolicy(attack), broken);
    if (broken) continue;  // refused where it is read
    for (const char* language : {"nb", "en"})
      checkHtml(statement::toHtml(statement::fromModel(policy.model(), language), "p"));
  }
}

TEST_CASE("no text of a policy becomes markup of the Markdown") {
  for (const char* attack : Attacks) {
    INFO(attack);
    const bool broken = std::string(attack).find("\u202E") != std::string::npos;
    const TestPolicy policy(hostilePolicy(attack), broken);
    if (broken) continue;
    const std::string text = statement::toMarkdown(statement::fromModel(policy.model(), "en"), "p");
    for (const char* bad : {"<script", "<img", "<b", "<a href", "<?php", "<!--", "](javascript", "](JaVa", "](data"}) {
      INFO(bad);
      for (std::size_t at = text.find(bad); at != std::string::npos; at = text.find(bad, at + 1)) {
        if (text.compare(at, 4, "<br>") == 0) continue;
        CHECK(at > 0);
        CHECK(text[at - 1] == '\\');  // "\](javascript" links nothing
      }
    }
  }
}

TEST_CASE("only four kinds of address are linked to") {
  for (const char* good :
       {"https://a.example/x?y=1&z", "http://a.example", "mailto:a@b.example", "tel:+4722000000", "HTTPS://A.example"})
    CHECK(statement::safeAddress(good) == good);
  for (const char* bad :
       {"javascript:x", "data:text/html,x", "vbscript:x", "//a.example", "https://", "https://a b", "https://a\"b",
        "https://a'b", "https://a\nb", " https://a", "file:///etc/passwd", "ftp://a", "https://a\u202Eb"})
    CHECK(statement::safeAddress(bad).empty());
}

TEST_CASE("prose is read as a small part of CommonMark") {
  const auto blocks = statement::fromCommonMark(
      "A *b* and **c**, [d](https://d.example) <https://e.example>.\nSame.\n\n- one\n- two\n\n1. x\n2. y\n\n<b>z</b> "
      "\\*q\\* a_b_c",
      {}, "");
  REQUIRE(blocks.size() == 4);
  const auto& runs = blocks[0].sentences.front().runs;
  CHECK(statement::plain(blocks[0].sentences.front()) == "A b and c, d https://e.example. Same.");
  CHECK(runs[1].style == statement::Style::Emphasis);
  CHECK(runs[3].style == statement::Style::Strong);
  CHECK(runs[5].href == "https://d.example");
  CHECK(blocks[1].kind == statement::BlockKind::List);
  CHECK(blocks[1].items.size() == 2);
  CHECK(blocks[2].kind == statement::BlockKind::Numbered);
  CHECK(statement::plain(blocks[3].sentences.front()) == "<b>z</b> *q* a_b_c");
}

TEST_CASE("a text is cleaned of what no reader should meet") {
  CHECK(statement::clean("a\u202Eb\u0007c\xFF"
                         "d\uE000\n") == "abc\uFFFDd\n");
  CHECK(statement::clean("æøå € 🙂") == "æøå € 🙂");
}

}  // namespace vern::test
