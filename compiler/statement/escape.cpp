#include "compiler/statement/escape.h"

#include "compiler/support/clean.h"

namespace vern::statement {

std::string escapeHtml(std::string_view text) {
  std::string out;
  for (const char c : clean(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '`': out += "&#96;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string escapeMarkdown(std::string_view text) {
  std::string out;
  const std::string safe = clean(text);
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const char c = safe[i];
    switch (c) {
      case '\n':
      case '\t': out += ' '; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '\\':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '|':
      case '~':
      case '#':
      case '$':
        out += '\\';
        out += c;
        break;
      // These open something at the beginning of a line only, and a text may come to stand there.
      case '-':
      case '+':
      case '=':
        if (i == 0 && (c != '+' || i + 1 == safe.size() || safe[i + 1] == ' ')) out += '\\';
        out += c;
        break;
      case '.':
      case ')': {
        bool number = i > 0 && (i + 1 == safe.size() || safe[i + 1] == ' ');
        for (std::size_t k = 0; k < i; ++k) number = number && safe[k] >= '0' && safe[k] <= '9';
        if (number) out += '\\';
        out += c;
        break;
      }
      // "@user" is a mention where it does not stand inside a word, as in an address.
      case '@': {
        const auto before = i == 0 ? ' ' : safe[i - 1];
        const bool inside = (before >= '0' && before <= '9') || (before >= 'a' && before <= 'z') ||
                            (before >= 'A' && before <= 'Z') || before == '.' || before == '-' || before == '_';
        if (!inside) out += '\\';
        out += c;
        break;
      }
      case '!':
        if (i + 1 < safe.size() && safe[i + 1] == '[') out += '\\';
        out += c;
        break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace vern::statement
