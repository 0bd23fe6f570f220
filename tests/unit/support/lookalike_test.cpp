#include "compiler/support/lookalike.h"

#include <catch2/catch.hpp>

using vern::outline;

TEST_CASE("names have one outline if they can hardly be told apart") {
  CHECK(outline("news_1etter") == outline("news_letter"));
  CHECK(outline("newsIetter") == outline("newsletter"));
  CHECK(outline("cust0mer") == outline("customer"));
  CHECK(outline("modern") == outline("modem"));
  CHECK(outline("order_2") != outline("order_3"));
  CHECK(outline("phone") != outline("phones"));
}

TEST_CASE("plain letters have the outline that ICU has for them among others") {
  // A letter outside ASCII leaves a name to ICU, and stands for itself.
  for (char c = '!'; c < 127; ++c) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!plain) continue;
    const std::string name(1, c);
    CAPTURE(name);
    const std::string other = c == '0' ? "O" : name;  // ICU has `0` and `O` alike
    CHECK(outline(name) + outline("ø") == outline(other + "ø"));
  }
}
