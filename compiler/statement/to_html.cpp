#include "compiler/statement/to_html.h"

#include <algorithm>

#include "compiler/messages/address.h"
#include "compiler/messages/format.h"
#include "compiler/statement/escape.h"
#include "compiler/statement/style.h"
#include "compiler/statement/to_json_ld.h"

namespace vern::statement {

namespace {

class Html {
 public:
  Html(const Document& document, std::string_view name, const Theme& theme, Page page)
      : document_(document), name_(name), theme_(theme), web_(page == Page::Web) {}

  std::string write() {
    head();
    out_ += "<body>\n";
    if (web_) out_ += "<a class=\"skip\" href=\"#content\">" + word("page.skip") + "</a>\n";
    out_ += "<header>\n";
    site();
    if (web_) languages();
    out_ += "<h1>" + text(document_.title) + "</h1>\n</header>\n<main id=\"content\">\n";
    if (!document_.front.empty()) {
      out_ += "<div class=\"front\">\n";
      blocks(document_.front, 2);
      out_ += "</div>\n";
    }
    contents();
    blocks(document_.sections, 2);
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string word(std::string_view key) const { return escapeHtml(messages::format(document_.language, key)); }
  std::string fileOf(std::string_view language) const {
    return escapeHtml(std::string(name_) + "." + std::string(language) + ".html");
  }

  void head() {
    out_ +=
        "<!DOCTYPE html>\n<html lang=\"" + escapeHtml(document_.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'";
    if (!theme_.logo.empty() || !theme_.css.empty()) out_ += "; img-src data:";
    if (!theme_.css.empty()) out_ += "; font-src data:";
    out_ += "\">\n";
    out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    if (web_) out_ += "<meta name=\"color-scheme\" content=\"light dark\">\n";
    out_ += "<title>" + escapeHtml(plain(document_.title)) + "</title>\n";
    if (web_ && document_.languages.size() > 1)
      for (const std::string& language : document_.languages)
        out_ +=
            "<link rel=\"alternate\" hreflang=\"" + escapeHtml(language) + "\" href=\"" + fileOf(language) + "\">\n";
    out_ += "<style>\n:root" + colours(theme_.light);
    if (web_) out_ += "\n@media(prefers-color-scheme:dark){:root" + colours(theme_.dark) + "}";
    out_ += StyleSheet;
    out_ += "</style>\n";
    if (!theme_.css.empty()) out_ += "<style>\n" + theme_.css + "</style>\n";
    out_ += "<script type=\"application/ld+json\">" + toJsonLd(document_) + "</script>\n</head>\n";
  }

  static std::string colours(const Palette& palette) {
    std::string out;
    const auto add = [&](std::string_view name, Colour colour) {
      out += (out.empty() ? "{--" : ";--") + std::string(name) + ":" + toText(colour);
    };
    add("ink", palette.text);
    add("soft", palette.soft);
    add("ground", palette.ground);
    add("raised", palette.raised);
    add("line", palette.line);
    add("link", palette.link);
    add("mark", palette.link);
    add("box", palette.box);
    add("added", palette.added);
    add("removed", palette.removed);
    return out + "}";
  }

  /// Whose page it is. The name stands beside the logo, which is therefore an ornament.
  void site() {
    if (theme_.name.empty() && theme_.logo.empty()) return;
    out_ += "<p class=\"site\">";
    if (!theme_.logo.empty()) out_ += "<img src=\"" + escapeHtml(theme_.logo) + "\" alt=\"\">";
    if (!theme_.name.empty()) out_ += "<span>" + escapeHtml(theme_.name) + "</span>";
    out_ += "</p>\n";
  }

  void languages() {
    if (document_.languages.size() < 2) return;
    out_ += "<nav class=\"languages\" aria-label=\"" + word("page.languages") + "\">\n<ul>\n";
    for (const std::string& language : document_.languages) {
      const std::string own = escapeHtml(messages::format(language, "language.self"));
      const std::string lang = " lang=\"" + escapeHtml(language) + "\"";
      if (language == document_.language)
        out_ += "<li><span aria-current=\"page\"" + lang + ">" + own + "</span></li>\n";
      else
        out_ += "<li><a href=\"" + fileOf(language) + "\" hreflang=\"" + escapeHtml(language) + "\"" + lang + ">" +
                own + "</a></li>\n";
    }
    out_ += "</ul>\n</nav>\n";
  }

  void contents() {
    if (document_.sections.size() < 2) return;
    out_ += "<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">" + word("page.contents") +
            "</h2>\n<ol>\n";
    for (const Block& section : document_.sections)
      out_ += "<li><a href=\"#" + escapeHtml(section.id) + "\">" + escapeHtml(plain(section.sentences.back())) +
              "</a></li>\n";
    out_ += "</ol>\n</nav>\n";
  }

  static std::string anchor(const std::string& id) { return id.empty() ? "" : " id=\"" + escapeHtml(id) + "\""; }

  static std::string run(const Run& run) {
    std::string out = escapeHtml(run.text);
    if (run.style == Style::Strong) out = "<strong>" + out + "</strong>";
    if (run.style == Style::Emphasis) out = "<em>" + out + "</em>";
    // Checked once more where it matters: whatever came this far, only these addresses are linked to.
    const std::string href = run.href.starts_with('#') ? run.href : messages::safeAddress(run.href);
    return href.empty() ? out : "<a href=\"" + escapeHtml(href) + "\">" + out + "</a>";
  }

  std::string text(const Sentence& sentence) const {
    std::string out;
    for (const Run& one : sentence.runs) out += run(one);
    if (sentence.change == Change::Inserted) return "<ins>" + out + "</ins>";
    if (sentence.change == Change::None) return out;
    const std::string& former = document_.former_language;
    return (former.empty() ? "<del>" : "<del lang=\"" + escapeHtml(former) + "\">") + out + "</del>";
  }

  std::string text(const Sentences& sentences) const {
    std::string out;
    for (const Sentence& sentence : sentences) {
      if (!out.empty()) out += ' ';
      out += text(sentence);
    }
    return out;
  }

  void blocks(const Blocks& all, int level) {
    for (const Block& one : all) block(one, level);
  }

  /// What stands in an item, a cell or a description: a lone paragraph needs no element of its own.
  void inner(const Blocks& all, int level) {
    if (all.size() == 1 && all.front().kind == BlockKind::Paragraph) out_ += text(all.front().sentences);
    else blocks(all, level);
  }

  void block(const Block& one, int level) {
    const std::string heading = "h" + std::to_string(std::min(level, 6));
    switch (one.kind) {
      case BlockKind::Section:
        out_ += "<section" + anchor(one.id) + ">\n<" + heading + ">" + text(one.sentences) + "</" + heading + ">\n";
        blocks(one.blocks, level + 1);
        out_ += "</section>\n";
        return;
      case BlockKind::Box:
        out_ += "<div class=\"box\"" + anchor(one.id) + ">\n";
        if (!one.sentences.empty()) out_ += "<" + heading + ">" + text(one.sentences) + "</" + heading + ">\n";
        blocks(one.blocks, level + 1);
        out_ += "</div>\n";
        return;
      case BlockKind::Paragraph:
        if (!one.sentences.empty()) out_ += "<p" + anchor(one.id) + ">" + text(one.sentences) + "</p>\n";
        return;
      case BlockKind::List:
      case BlockKind::Numbered: {
        const std::string tag = one.kind == BlockKind::List ? "ul" : "ol";
        out_ += "<" + tag + anchor(one.id) + ">\n";
        for (const Blocks& item : one.items) {
          out_ += "<li>";
          inner(item, level);
          out_ += "</li>\n";
        }
        out_ += "</" + tag + ">\n";
        return;
      }
      case BlockKind::Table: table(one, level); return;
      case BlockKind::Pairs:
        out_ += "<dl" + anchor(one.id) + ">\n";
        for (const Row& row : one.rows) {
          out_ += "<div" + anchor(row.id) + "><dt>";
          if (!row.cells.empty()) inner(row.cells.front(), level);
          out_ += "</dt>";
          for (std::size_t i = 1; i < row.cells.size(); ++i) {
            out_ += "<dd>";
            inner(row.cells[i], level);
            out_ += "</dd>";
          }
          out_ += "</div>\n";
        }
        out_ += "</dl>\n";
        return;
    }
  }

  void table(const Block& one, int level) {
    out_ += "<table" + anchor(one.id) + (one.heads.size() < 3 ? " class=\"narrow\">\n" : ">\n");
    if (!one.sentences.empty()) out_ += "<caption>" + text(one.sentences) + "</caption>\n";
    out_ += "<thead><tr>";
    for (const Sentence& head : one.heads) out_ += "<th scope=\"col\">" + text(head) + "</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const Row& row : one.rows) {
      out_ += "<tr" + anchor(row.id) + ">";
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i == 0) out_ += "<th scope=\"row\">";
        else out_ += "<td data-label=\"" + escapeHtml(plain(one.heads[i])) + "\">";
        inner(row.cells[i], level);
        out_ += i == 0 ? "</th>" : "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  const Document& document_;
  std::string_view name_;
  const Theme& theme_;
  bool web_;
  std::string out_;
};

}  // namespace

std::string toHtml(const Document& document, std::string_view name, const Theme& theme, Page page) {
  return Html(document, name, theme, page).write();
}

}  // namespace vern::statement
