// Texts that try to become markup, in every place where a policy may write.
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>

#include "tests/unit/statement/policies.h"

#include "compiler/messages/address.h"
#include "compiler/model/schema.h"
#include "compiler/statement/commonmark.h"
#include "compiler/statement/escape.h"
#include "compiler/statement/to_json.h"
#include "compiler/statement/to_text.h"
#include "compiler/support/clean.h"
#include "llvm/Support/JSON.h"

namespace vern::test {

namespace {

std::string replacedAll(std::string in, std::string_view what, const std::string& by) {
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + by.size()))
    in.replace(at, what.size(), by);
  return in;
}

/// `text` in every clause of a policy that takes one, see hostile_policy.txt. It must be fit to stand in quotes of the
/// language. Without prose, which reads marks of its own.
std::string hostilePolicy(const std::string& text, bool with_prose) {
  std::ifstream file(VERN_SOURCE_DIR "/tests/unit/statement/hostile_policy.txt");
  std::string out;
  for (std::string line; std::getline(file, line);)
    if (with_prose || !line.starts_with("prose ")) out += line + "\n";
  const std::string quoted = "\"" + text + "\"";
  return replacedAll(replacedAll(out, "@Q", quoted), "@O", "nb " + quoted + "  en " + quoted);
}

using Written = std::set<std::pair<model::Kind, Word>>;

/// Clauses in which "word" was written.
void collect(model::Kind kind, const std::vector<model::Clause>& clauses, Written& out) {
  for (const model::Clause& clause : clauses) {
    bool there =
        std::find(clause.value.strings.begin(), clause.value.strings.end(), "word") != clause.value.strings.end();
    for (const auto& [language, text] : clause.texts) there = there || text == "word";
    if (there) out.insert({kind, clause.word});
    collect(kind, clause.block, out);
    for (const model::Entry& entry : clause.value.entries) collect(kind, entry.block, out);
  }
}

/// The strings of hostile.txt, one a line: \n, \t and \uXXXX stand for characters, \e for no text at all.
std::vector<std::string> attacks() {
  std::ifstream file(VERN_SOURCE_DIR "/tests/unit/statement/hostile.txt");
  std::vector<std::string> out;
  for (std::string line; std::getline(file, line);) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '\\' || i + 1 == line.size()) {
        text += line[i];
        continue;
      }
      const char escape = line[++i];
      if (escape == 'n') text += '\n';
      else if (escape == 't') text += '\t';
      else if (escape == '\\') text += '\\';
      else if (escape == 'u') {
        std::uint32_t unit = static_cast<std::uint32_t>(std::stoul(line.substr(i + 1, 4), nullptr, 16));
        i += 4;
        if (unit >= 0xD800 && unit < 0xDC00 && line.compare(i + 1, 2, "\\u") == 0) {
          unit = 0x10000 + ((unit - 0xD800) << 10) +
                 (static_cast<std::uint32_t>(std::stoul(line.substr(i + 3, 4), nullptr, 16)) - 0xDC00);
          i += 6;
        }
        const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
        if (unit < 0x80) put(unit);
        else if (unit < 0x800) put(0xC0 | unit >> 6), put(0x80 | (unit & 0x3F));
        else if (unit < 0x10000) put(0xE0 | unit >> 12), put(0x80 | (unit >> 6 & 0x3F)), put(0x80 | (unit & 0x3F));
        else
          put(0xF0 | unit >> 18), put(0x80 | (unit >> 12 & 0x3F)), put(0x80 | (unit >> 6 & 0x3F)),
              put(0x80 | (unit & 0x3F));
      }
    }
    out.push_back(text);
  }
  return out;
}

/// `text` as it is written between the quotes of a policy.
std::string written(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

/// The only script is data, and no text of it ends it.
void checkJsonLd(const std::string& head) {
  constexpr std::string_view Opens = "<script type=\"application/ld+json\">";
  const std::size_t begin = head.find("<script");
  REQUIRE(begin != std::string::npos);
  REQUIRE(head.compare(begin, Opens.size(), Opens) == 0);
  const std::size_t end = head.find('<', begin + 1);
  CHECK(head.substr(end) == "</script>\n</head>\n");
  auto json = llvm::json::parse(std::string_view(head).substr(begin + Opens.size(), end - begin - Opens.size()));
  REQUIRE(static_cast<bool>(json));
  CHECK(json->getAsObject()->getString("@type") == "WebPage");
}

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
  checkJsonLd(head);
}

}  // namespace

namespace {

/// The elements of a page in their order, without those that a link or an emphasis adds; each is closed where it should
/// be.
std::string elements(const std::string& html) {
  std::string out;
  std::vector<std::string> open;
  const std::size_t begin = html.find("<body>");
  const std::string body = html.substr(begin, html.rfind("</html>") - begin);
  for (std::size_t at = body.find('<'); at != std::string::npos; at = body.find('<', at + 1)) {
    const bool closes = body[at + 1] == '/';
    const std::size_t name = at + (closes ? 2 : 1);
    const std::string element = body.substr(name, body.find_first_of(" >", name) - name);
    if (element == "a" || element == "em" || element == "strong") continue;
    if (closes) {
      REQUIRE_FALSE(open.empty());
      REQUIRE(open.back() == element);
      open.pop_back();
    } else {
      open.push_back(element);
    }
    out += (closes ? "/" : "") + element + " ";
  }
  REQUIRE(open.empty());
  return out;
}

/// How lines of Markdown are indented, the marks they begin with, and the columns of tables; of plain text, where a
/// mark is a character like any other, the indents alone.
std::string marks(const std::string& text, bool plain = false) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    out += std::to_string(begin);
    constexpr std::string_view Marks = "#-|>=<";
    if (!plain && begin < line.size() && Marks.find(line[begin]) != std::string_view::npos) out += line[begin];
    for (std::size_t i = begin + 1; i < line.size(); ++i)
      if (line[i] == '|' && line[i - 1] != '\\' && line[begin] == '|' && !plain) out += '|';
    out += "\n";
    at = end + 1;
  }
  return out;
}

/// Kinds and keys of the JSON, without its texts and runs.
std::string shape(const llvm::json::Value& value) {
  std::string out;
  if (const auto* object = value.getAsObject()) {
    std::set<std::string> keys;
    for (const auto& [key, inner] : *object) {
      if (key == "runs" || key == "text" || key == "facts") continue;
      const auto word = inner.getAsString();
      const bool named = key == "kind" || key == "id" || key == "message";
      keys.insert(key.str() + ":" + (named && word ? word->str() : shape(inner)));
    }
    for (const std::string& key : keys) out += key + " ";
    return "{" + out + "}";
  }
  if (const auto* array = value.getAsArray()) {
    for (const llvm::json::Value& inner : *array) out += shape(inner);
    return "[" + out + "]";
  }
  return "";
}

std::vector<std::string> shapes(const TestPolicy& policy) {
  const auto document = statement::fromModel(policy.model(), "en");
  auto json = llvm::json::parse(statement::toJson(document));
  REQUIRE(static_cast<bool>(json));
  return {elements(statement::toHtml(document, "p")), marks(statement::toMarkdown(document, "p")),
          marks(statement::toText(document, statement::NoWidth), true), shape(*json)};
}

}  // namespace

namespace {

constexpr std::size_t Parts = 4;  // tests that run beside each other

void checkBuild(std::size_t part) {
  const std::vector<std::string> all = attacks();
  REQUIRE(all.size() >= 200);
  // Long texts and texts with commas get lines of their own in a list, hostile or not; an ending is not doubled; and
  // what begins with no letter is the same with a capital, and no heading.
  std::vector<std::vector<std::string>> harmless;
  for (const char* text :
       {"word", "word.", "a, word", "a long text of many words", "a long text, of many words.", "Word", "Word.",
        "A, word", "A long text of many words", "A long text of many words.", "A, long text of many words",
        "A long text, of many words.", "(word)", "(word).", "(a, word)", "(a long text of many words)",
        "(a long text of many words).", "(a, long text of many words)", "(a long text, of many words)."})
    harmless.push_back(shapes(TestPolicy(hostilePolicy(text, false), true)));
  std::size_t refused = 0;
  for (std::size_t i = part; i < all.size(); i += Parts) {
    INFO(all[i].substr(0, 200));
    const TestPolicy policy(hostilePolicy(written(all[i]), false), true);
    if (policy.sink().hasErrors()) {
      ++refused;  // where it is read
      continue;
    }
    checkHtml(statement::toHtml(statement::fromModel(policy.model(), "nb"), "p"));
    if (vern::clean(all[i]).find_first_not_of(" \t\n") == std::string::npos) continue;
    const std::vector<std::string> found = shapes(policy);
    for (std::size_t format = 0; format < found.size(); ++format) {
      INFO("format " << format);
      bool known = false;
      for (const auto& one : harmless) known = known || one[format] == found[format];
      CHECK(known);
    }
  }
  CHECK(refused < all.size() / Parts / 4);
}

}  // namespace

TEST_CASE("every clause that takes a text has one in the hostile policy") {
  using model::Kind;
  const TestPolicy policy(hostilePolicy("word", true), true);
  for (const diag::Diagnostic& finding : policy.sink().diagnostics())
    if (finding.severity == diag::Severity::Error) FAIL_CHECK(messages::render(finding.message, "en"));
  Written written;
  for (std::size_t i = 0; i < policy.model().decls.size(); ++i) {
    const model::Decl& decl = policy.model()[policy.model().decls.idAt(i)];
    if (!decl.standard) collect(decl.kind, decl.clauses, written);
  }
  // What rules, laws and tests are made of, and what ties a word to other vocabularies: no statement prints them.
  constexpr model::Kinds NotPrinted = Kind::Test | Kind::Choice | Kind::Law | Kind::Section | Kind::Param |
                                      Kind::Order | Kind::Table | Kind::Row | Kind::Vocabulary | Kind::Silence |
                                      Kind::Rule | Kind::Define;
  const std::set<Word> for_programs{
      Word::flags,          Word::alias,          Word::dpv,     Word::match,     Word::fides,
      Word::fides_match,    Word::successor,      Word::retired, Word::iso,       Word::adequacy_from,
      Word::adequacy_until, Word::adequacy_limit, Word::edition, Word::languages, Word::profile,
      Word::needs_law,      Word::exercised,      Word::place,   Word::ages};
  std::size_t checked = 0;
  for (std::size_t i = 0; i < model::KindCount; ++i) {
    const Kind kind = static_cast<Kind>(i);
    if (NotPrinted.has(kind)) continue;
    for (const model::ClauseRule& rule : model::clauseRules(kind)) {
      const bool article = (rule.word == Word::article || rule.word == Word::letter) && kind != Kind::Basis;
      // What an activity says for itself alone, and `defaults` may not.
      const bool own =
          kind == Kind::Defaults && (rule.word == Word::title || rule.word == Word::data || rule.word == Word::applies);
      // No statement prints why a finding is accepted; what reports say of it is the same everywhere.
      const bool accepted = rule.word == Word::accept && kind != Kind::Activity;
      if (own || accepted) continue;
      if (for_programs.contains(rule.word) || article || (kind == Kind::Policy && rule.word == Word::role)) continue;
      ++checked;
      INFO(model::spelling(kind) << " " << spelling(rule.word));
      CHECK(written.contains({kind, rule.word}));
    }
  }
  CHECK(checked > 200);
}

TEST_CASE("no text of a policy changes how the statement is built, one") { checkBuild(0); }
TEST_CASE("no text of a policy changes how the statement is built, two") { checkBuild(1); }
TEST_CASE("no text of a policy changes how the statement is built, three") { checkBuild(2); }
TEST_CASE("no text of a policy changes how the statement is built, four") { checkBuild(3); }

TEST_CASE("no text of a policy becomes markup of the page or of the Markdown") {
  for (const std::string& attack : attacks()) {
    INFO(attack.substr(0, 200));
    const TestPolicy policy(hostilePolicy(written(attack), true), true);
    if (policy.sink().hasErrors()) continue;
    const auto document = statement::fromModel(policy.model(), "en");
    checkHtml(statement::toHtml(document, "p"));
    const std::string text = statement::toMarkdown(document, "p");
    for (const char* bad : {"<script", "<img", "<b", "<a href", "<?php", "<!--", "<svg", "<iframe", "<style",
                            "](javascript", "](JaVa", "](data"}) {
      INFO(bad);
      for (std::size_t at = text.find(bad); at != std::string::npos; at = text.find(bad, at + 1)) {
        if (text.compare(at, 4, "<br>") == 0) continue;
        CHECK(at > 0);
        CHECK(text[at - 1] == '\\');  // "\](javascript" links nothing
      }
    }
  }
}

// For tools/browser.sh, which opens them; here they are only written, if anywhere.
TEST_CASE("hostile pages for a browser", "[.]") {
  const char* folder = std::getenv("VERN_HOSTILE_PAGES");
  REQUIRE(folder != nullptr);
  std::size_t number = 0;
  for (const std::string& attack : attacks()) {
    const TestPolicy policy(hostilePolicy(written(attack), true), true);
    ++number;
    if (policy.sink().hasErrors()) continue;
    // What becomes of a text is the same in each language: they take turns.
    const char* language = number % 2 == 0 ? "nb" : "en";
    const std::string page = statement::toHtml(statement::fromModel(policy.model(), language), "p");
    std::ofstream(folder + ("/" + std::to_string(number)) + "." + language + ".html", std::ios::binary) << page;
  }
}

TEST_CASE("only four kinds of address are linked to") {
  for (const char* good : {"https://a.example/x?y=1&z", "http://a.example", "mailto:a@b.example", "tel:+4722000000",
                           "HTTPS://A.example", "https://blåbær.example:8080?x", "https://a.example#b@c"})
    CHECK(messages::safeAddress(good) == good);
  for (const char* bad : {"javascript:x",        "data:text/html,x", "vbscript:x",
                          "//a.example",         "https://",         "https://a b",
                          "https://a\"b",        "https://[x]",      "https://a@b.example",
                          "https://a:x",         "https://a:",       "https://%61",
                          "https://\u3164",      "mailto:a",         "mailto:@",
                          "mailto:?a@b.example", "mailto:[x](a)",    "https://a\u200Db",
                          "https://a'b",         "https://a\nb",     " https://a",
                          "file:///etc/passwd",  "ftp://a",          "https://a\u202Eb"})
    CHECK(messages::safeAddress(bad).empty());
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
  CHECK(vern::clean("a\u202Eb\u0007c\xFF"
                    "d\uE000\n") == "abc\uFFFDd\n");
  CHECK(vern::clean("æøå € 🙂") == "æøå € 🙂");
}

}  // namespace vern::test
