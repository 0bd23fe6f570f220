// Texts that the grammar accepts, made by its rules (grammar/VernParser.g4) and laid out anyhow: blanks, line breaks
// and comments stand where they may. What they say makes no sense.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace vern::test {

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::string file() {
    out_.clear();
    if (chance(4)) comment();
    many(1, 4, [&] { decl(0); });
    if (chance(4)) out_ += "// the end";
    return out_;
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool chance(unsigned in) { return below(in) == 0; }
  template <std::size_t N>
  std::string_view pick(const std::string_view (&words)[N]) {
    return words[below(N)];
  }
  template <class Do>
  void many(unsigned from, unsigned to, Do act) {
    for (unsigned n = from + below(to - from + 1); n > 0; --n) act();
  }
  template <class Do>
  void maybe(Do act) {
    if (chance(2)) act();
  }

  void comment() {
    static constexpr std::string_view Comments[] = {
        "// a note", "//", "//tight", "// { not a brace } \"nor a text", "// æøå – 日本", "// trailing blanks   "};
    out_ += pick(Comments);
    out_ += chance(6) ? "\r\n" : "\n";
  }

  /// One word of the text, and what stands before the next.
  void put(std::string_view word) {
    out_ += word;
    switch (below(12)) {
      case 0: out_ += "\n"; break;
      case 1: out_ += "\n\n\n  "; break;
      case 2: out_ += "\t "; break;
      case 3: out_ += "\r\n      "; break;
      case 4:
        out_ += chance(2) ? " " : "\n  ";
        comment();
        break;
      default: out_ += " "; break;
    }
  }
  /// Words that are one token only with blanks between them.
  void together(std::string_view words) { put(words); }

  void name() {
    static constexpr std::string_view Names[] = {"x",
                                                 "email",
                                                 "a.b.c",
                                                 "data",
                                                 "purpose",
                                                 "gdpr.art6.1.b",
                                                 "retain",
                                                 "title",
                                                 "use",
                                                 "given",
                                                 "ærlig",
                                                 "days",
                                                 "policy",
                                                 "scope",
                                                 "ask",
                                                 "VERN-INFO-007",
                                                 "safe",
                                                 "note",
                                                 "a_very_long_name_of_a_thing"};
    put(pick(Names));
  }
  void string() {
    static constexpr std::string_view Texts[] = {
        R"("")",
        R"("a text")",
        R"("with \" and \\ in it")",
        R"("// no comment")",
        "\"over\n    two lines\n      and three\"",
        R"("{ } ,")",
        R"("en ganske lang tekst som fyller en linje nesten helt alene, og vel så det")"};
    put(pick(Texts));
  }
  void date() { put(chance(2) ? "2026-05-01" : "2024-02-29"); }
  void length() {
    static constexpr std::string_view Units[] = {"hours", "day", "days", "weeks", "month", "years"};
    put(std::to_string(below(100)));
    put(pick(Units));
  }

  void decl(unsigned depth) {
    static constexpr std::string_view Kinds[] = {"policy", "activity", "data", "purpose", "recipient", "promise",
                                                 "test",   "tracker",  "law",  "basis",   "duty",      "event"};
    static constexpr std::string_view Nameless[] = {"scope", "defaults", "rights", "changes", "security"};
    switch (depth > 0 ? 4 + below(6) : below(10)) {
      case 0:
        put("use");
        if (chance(2)) name();
        else string();
        return;
      case 1: rule(); return;
      case 2: define(); return;
      case 3:
        put(pick(Nameless));
        block(depth);
        return;
      default: break;
    }
    put(pick(Kinds));
    if (chance(8)) string();
    else name();
    if (chance(2)) {
      put("is");
      refs();
    }
    many(0, 2, [&] { join(); });
    many(0, 2, [&] { text(); });
    if (!chance(4)) block(depth);
  }

  void block(unsigned depth) {
    put("{");
    many(0, depth > 2 ? 1 : 5, [&] { clause(depth + 1); });
    put("}");
  }

  void clause(unsigned depth) {
    static constexpr std::string_view Strengths[] = {"does", "may", "sometimes", "usually", "aims_to"};
    static constexpr std::string_view Values[] = {"data",  "purpose",  "basis", "share",  "subjects",
                                                  "use",   "includes", "email", "source", "transfer_assessment",
                                                  "right", "accept"};
    static constexpr std::string_view Bare[] = {"title", "text", "applies", "answer", "adequacy_limit"};
    static constexpr std::string_view Windows[] = {"retain", "minimum", "maximum"};
    if (chance(8)) put(pick(Strengths));
    if (chance(8)) put("never");
    switch (below(10)) {
      case 0:
      case 1:
        put(pick(Bare));
        many(0, 1, [&] { join(); });
        many(0, 2, [&] { text(); });
        if (chance(3)) block(depth);
        return;
      case 2:
      case 3:
        put(pick(Windows));
        window();
        many(0, 2, [&] { windowJoin(); });
        many(0, 1, [&] { text(); });
        if (chance(4)) block(depth);
        return;
      case 4:
        put("see");
        string();
        many(0, 2, [&] { text(); });
        return;
      case 5:
        if (chance(2)) {
          put("ask");
          put(chance(2) ? "use" : "share");
        } else {
          put("given");
          name();
        }
        value(depth);
        many(0, 2, [&] { join(); });
        return;
      default: break;
    }
    put(pick(Values));
    value(depth);
    if (!chance(3)) return;
    const unsigned joins = below(3);
    for (unsigned i = 0; i < joins; ++i) join();
    const unsigned texts = joins == 0 ? 1 + below(2) : below(3);
    for (unsigned i = 0; i < texts; ++i) text();
    if (chance(3)) block(depth);
  }

  void value(unsigned depth) {
    switch (below(9)) {
      case 0:
        string();
        many(0, 2, [&] {
          put(",");
          string();
        });
        return;
      case 1: date(); return;
      case 2: length(); return;
      case 3: put("42"); return;
      case 4:
        put("see");
        string();
        return;
      default: break;
    }
    if (chance(6)) {
      put("such");
      put("as");
    }
    entry(depth);
    many(0, 3, [&] {
      separator();
      entry(depth);
    });
  }

  void separator() {
    static constexpr std::string_view Separators[] = {",", ",", ",", "and", "or"};
    put(pick(Separators));
  }

  void entry(unsigned depth) {
    if (chance(8)) put("not");
    name();
    if (depth < 4 && chance(5)) block(depth);
  }

  void refs() {
    if (chance(6)) {
      put("such");
      put("as");
    }
    name();
    many(0, 2, [&] {
      separator();
      if (chance(6)) put("not");
      name();
    });
  }

  void joinValue() {
    switch (below(6)) {
      case 0: string(); return;
      case 1: date(); return;
      case 2: length(); return;
      case 3: put("7"); return;
      default: refs(); return;
    }
  }

  void plainJoin() {
    static constexpr std::string_view Joins[] = {"of",      "for",    "in",      "to",     "on",      "by",
                                                 "as",      "when",   "then",    "with",   "outside", "from",
                                                 "through", "within", "keeping", "because"};
    if (chance(5)) put(chance(2) ? "only" : "except");
    put(pick(Joins));
    joinValue();
  }

  void join() {
    switch (below(6)) {
      case 0:
        together(chance(2) ? "at most" : "at  least");
        term(0);
        return;
      case 1:
        put(chance(2) ? "under" : chance(2) ? "before" : "until");
        joinValue();
        return;
      default: plainJoin(); return;
    }
  }

  void windowJoin() { plainJoin(); }

  void text() {
    static constexpr std::string_view Languages[] = {"en", "nb", "nn", "isl"};
    put(pick(Languages));
    string();
  }

  void window() {
    if (chance(8)) {
      put("see");
      string();
      return;
    }
    bound();
    many(0, 2, [&] {
      put(",");
      bound();
    });
  }

  void bound() {
    if (chance(3)) together(chance(2) ? "at most" : "at\tleast");
    term(0);
    if (chance(4)) {
      put("under");
      name();
    }
  }

  void term(unsigned depth) {
    switch (below(depth > 2 ? 4 : 5)) {
      case 0:
        length();
        maybe([&] {
          put("after");
          name();
        });
        return;
      case 1:
        put(chance(2) ? "until" : "while");
        name();
        return;
      case 2: name(); return;
      case 3: length(); return;
      default: break;
    }
    put(chance(2) ? "earliest" : "latest");
    put("of");
    put("{");
    term(depth + 1);
    many(0, 2, [&] {
      put(",");
      term(depth + 1);
    });
    put("}");
  }

  // ---- rules ------------------------------------------------------------------------------------------------------

  void rule() {
    put("rule");
    name();
    put("{");
    many(1, 7, [&] { ruleClause(); });
    put("}");
  }

  void ruleClause() {
    switch (below(11)) {
      case 0:
        put("for");
        name();
        put("in");
        if (chance(3)) set();
        else name();
        return;
      case 1:
        put("when");
        condition(0);
        return;
      case 2:
        put("unless");
        condition(0);
        many(0, 2, [&] { text(); });
        return;
      case 3:
        put("at");
        name();
        return;
      case 4:
        put("note");
        put("at");
        name();
        many(0, 2, [&] { text(); });
        return;
      case 5:
        put("covered");
        put("by");
        string();
        return;
      case 6:
        put(chance(2) ? "fires" : "passes");
        put("on");
        if (chance(4)) {
          put("as");
          put("of");
          date();
        }
        put("{");
        many(0, 2, [&] { decl(1); });
        put("}");
        return;
      case 7:
        put("fix");
        put("set");
        name();
        put("to");
        argument(0);
        maybe([&] { put("safe"); });
        return;
      case 8:
        put("says");
        many(1, 2, [&] { text(); });
        return;
      default:
        put(chance(2) ? "level" : "cites");
        name();
        maybe([&] {
          put("in");
          refs();
        });
        return;
    }
  }

  void define() {
    put("define");
    name();
    put("(");
    maybe([&] {
      name();
      name();
      many(0, 1, [&] {
        put(",");
        name();
        name();
      });
    });
    put(")");
    put("=");
    condition(0);
  }

  void condition(unsigned depth) {
    const unsigned parts = 1 + below(depth > 1 ? 1 : 3);
    const bool all = chance(2);
    for (unsigned i = 0; i < parts; ++i) {
      if (i > 0) put(all ? "and" : "or");
      operand(depth + 1);
    }
  }

  void operand(unsigned depth) {
    many(0, 1, [&] {
      if (chance(3)) put("not");
    });
    switch (depth > 3 ? 3 : below(5)) {
      case 0:
        put("(");
        condition(depth);
        put(")");
        return;
      case 1:
        put(chance(2) ? "any" : "no");
        name();
        put("in");
        name();
        put(":");
        operand(depth + 1);
        return;
      case 2:
        put("count");
        put("of");
        name();
        put(chance(2) ? "more" : "fewer");
        put("than");
        put("3");
        return;
      default: break;
    }
    argument(depth);
    switch (below(7)) {
      case 0:
        put("is");
        if (chance(3)) put("not");
        if (chance(3)) {
          put("any");
          put("of");
          set();
        } else {
          name();
        }
        return;
      case 1:
        put(chance(2) ? "has" : "lacks");
        name();
        return;
      case 2:
        put("includes");
        argument(depth);
        return;
      case 3:
        put("longer");
        put("than");
        argument(depth);
        return;
      case 4:
        together("at least");
        argument(depth);
        return;
      default: return;
    }
  }

  void argument(unsigned depth) {
    atom(depth);
    if (chance(6)) {
      put("plus");
      atom(depth);
    }
  }

  void atom(unsigned depth) {
    switch (below(6)) {
      case 0: length(); return;
      case 1: date(); return;
      case 2: string(); return;
      default: break;
    }
    name();
    if (depth > 3 || !chance(4)) return;
    put("(");
    maybe([&] {
      argument(depth + 1);
      many(0, 1, [&] {
        put(",");
        argument(depth + 1);
      });
    });
    put(")");
  }

  void set() {
    put("{");
    argument(4);
    many(0, 2, [&] {
      put(",");
      argument(4);
    });
    put("}");
  }

  std::mt19937 random_;
  std::string out_;
};

}  // namespace vern::test
