#include "compiler/report/reference.h"

#include <algorithm>

#include "compiler/messages/catalogue.h"
#include "compiler/report/report.h"

namespace vern::report {

namespace {

constexpr std::string_view Style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;"
    "background:#fff}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.6rem}pre{overflow:auto;padding:.8rem;"
    "background:#f2f2ef}a{color:#0b4f8a}li{margin:.3rem 0}input{font:inherit;width:100%;padding:.4rem;"
    "box-sizing:border-box}.level{color:#555}nav{font-size:.9rem}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}pre{background:#242424}a{color:#8ec5ff}"
    ".level{color:#aaa}}";

// A rule is shown while it holds every word that is written.
constexpr std::string_view Search =
    "const f=document.querySelector('input'),l=[...document.querySelectorAll('li')];"
    "f.addEventListener('input',()=>{const w=f.value.toLowerCase().split(/\\s+/).filter(Boolean);"
    "for(const i of l)i.hidden=!w.every(x=>i.dataset.text.includes(x))});";

std::string page(std::string_view language, const std::string& title, const std::string& name, const std::string& body,
                 std::string_view script = {}) {
  const std::string_view other = language == "nb" ? "en" : "nb";
  std::string out = "<!doctype html>\n<html lang=\"" + std::string(language) +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                    "<title>" +
                    xmlEscaped(title) + "</title>\n<style>" + std::string(Style) + "</style>\n</head>\n<body>\n<nav>";
  if (name != "index")
    out += "<a href=\"index." + std::string(language) + ".html\">" + messages::word(language, "explain.all_rules") +
           "</a> · ";
  out += "<a hreflang=\"" + std::string(other) + "\" href=\"" + name + "." + std::string(other) + ".html\">" +
         (other == "nb" ? "norsk" : "English") + "</a></nav>\n<main>\n" + body + "</main>\n";
  if (!script.empty()) out += "<script>" + std::string(script) + "</script>\n";
  return out + "</body>\n</html>\n";
}

std::string items(const std::vector<std::string>& texts) {
  std::string out = "<ul>\n";
  for (const std::string& text : texts) out += "<li>" + xmlEscaped(text) + "</li>\n";
  return out + "</ul>\n";
}

std::string heading(std::string_view language, const std::string& key) {
  return "<h2>" + xmlEscaped(messages::word(language, "explain." + key)) + "</h2>\n";
}

/// Paragraphs as they are; indented lines are code.
std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    const std::string_view one = text.substr(0, end);
    out += one.starts_with(' ') ? "<pre>" + xmlEscaped(one) + "</pre>\n" : "<p>" + xmlEscaped(one) + "</p>\n";
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return out;
}

std::string lawOf(const Explanation& e, std::string_view language) {
  std::string out = heading(language, "law") + "<ul>\n";
  for (std::size_t i = 0; i < e.law.size(); ++i) {
    const std::string label = xmlEscaped(e.law[i].label.in(language));
    out += "<li>" + (e.law[i].url.empty() ? label : "<a href=\"" + xmlEscaped(e.law[i].url) + "\">" + label + "</a>");
    if (!e.in_force[i].empty())
      out += ", " + messages::word(language, "explain.in_force") + " " + xmlEscaped(e.in_force[i]);
    if (!e.law_status[i].empty()) out += " (" + messages::word(language, "explain.status." + e.law_status[i]) + ")";
    out += "</li>\n";
  }
  return out + "</ul>\n";
}

std::string bodyOf(const Explanation& e, std::string_view language) {
  std::string out = "<h1>" + xmlEscaped(e.id) + " <span class=\"level\">" +
                    messages::word(language, "severity." + e.level) + "</span></h1>\n<p><strong>" +
                    xmlEscaped(e.sentence) + "</strong></p>\n" + paragraphs(e.explanation);
  if (!e.exceptions.empty()) out += heading(language, "exceptions") + items(e.exceptions);
  if (!e.law.empty()) out += lawOf(e, language);
  if (!e.fixes.empty()) out += heading(language, "fix") + items(e.fixes);
  if (!e.fires_on.empty()) out += heading(language, "fires") + "<pre>" + xmlEscaped(e.fires_on) + "</pre>\n";
  if (!e.reported.empty()) out += "<p>" + xmlEscaped(e.reported) + "</p>\n";
  if (!e.passes_on.empty()) out += heading(language, "passes") + "<pre>" + xmlEscaped(e.passes_on) + "</pre>\n";
  if (!e.scope.empty()) out += "<p>" + xmlEscaped(e.scope) + "</p>\n";
  if (!e.status.empty()) out += "<p>" + xmlEscaped(messages::word(language, "explain.rule." + e.status)) + "</p>\n";
  return out + "<p><em>" + xmlEscaped(messages::word(language, "explain.no_advice")) + "</em></p>\n";
}

std::string mustSayBody(std::span<const MustSay> rows, std::string_view language) {
  std::string out = "<h1>" + xmlEscaped(messages::word(language, "explain.silences")) + "</h1>\n";
  for (const MustSay& row : rows) {
    out += "<h2 id=\"" + row.name + "\">" + xmlEscaped(row.what) + "</h2>\n" + items(row.law) + "<p>";
    for (const std::string& clause : row.clauses) out += "<code>" + xmlEscaped(clause) + "</code> ";
    out += "</p>\n<p>";
    for (const std::string& rule : row.rules)
      out += "<a href=\"" + rule + "." + std::string(language) + ".html\">" + rule + "</a> ";
    out += "</p>\n";
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> toHtml(std::span<const Explanation> explanations,
                                                        std::span<const std::string> searched,
                                                        std::span<const MustSay> must_say, std::string_view language) {
  std::vector<std::pair<std::string, std::string>> out;
  const std::string ending = "." + std::string(language) + ".html";
  const std::string title = messages::word(language, "explain.reference");
  std::string list = "<h1>" + xmlEscaped(title) + "</h1>\n<p><input type=\"search\" aria-label=\"" +
                     xmlEscaped(messages::word(language, "explain.search")) + "\" placeholder=\"" +
                     xmlEscaped(messages::word(language, "explain.search")) + "\"></p>\n<p><a href=\"silences" +
                     ending + "\">" + xmlEscaped(messages::word(language, "explain.silences")) + "</a></p>\n<ul>\n";
  for (std::size_t i = 0; i < explanations.size(); ++i) {
    const Explanation& e = explanations[i];
    out.emplace_back(e.id + ending, page(language, e.id + " " + e.sentence, e.id, bodyOf(e, language)));
    list += "<li data-text=\"" + xmlEscaped(searched[i]) + "\"><a href=\"" + e.id + ending + "\">" + e.id +
            "</a> <span class=\"level\">" + messages::word(language, "severity." + e.level) + "</span> " +
            xmlEscaped(e.sentence) + "</li>\n";
  }
  out.emplace_back("silences" + ending, page(language, messages::word(language, "explain.silences"), "silences",
                                             mustSayBody(must_say, language)));
  out.emplace_back("index" + ending, page(language, title, "index", list + "</ul>\n", Search));
  return out;
}

}  // namespace vern::report
