// What is written into the program when it is built: pointers within it are kept, and one that leads out is refused.
// A program of its own, for the image is built by a `new` that hands out its memory.
#include "image.h"

#include <cstdlib>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

using namespace vern;

namespace {

struct Thing {
  std::vector<std::string> names;
  std::unique_ptr<Thing> next;
  const void* elsewhere = nullptr;
};

/// The image of what `make` makes, or why there is none.
template <class Make>
std::string imageOf(Make make) {
  bake::Arena first, second;
  const auto built = [&](bake::Arena& arena) {
    const bake::Into into(arena);
    return static_cast<const void*>(make());
  };
  const void* root = built(first);
  (void)built(second);
  try {
    std::ostringstream out;
    bake::Image(root, first, second).write(out, "image");
    return out.str();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

Thing* sound() {
  auto* thing = new Thing;
  thing->names = {"short", "a name that is too long to stand in the string itself"};
  thing->next = std::make_unique<Thing>();
  return thing;
}

// What a program holds beside the image.
const char* const Literal = "a text in quotes of the program";
char variable[0x2000];  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// Far enough from where a page begins: what is near to that is taken for a flag with padding behind it.
const void* farFromTheBegin(const char* at) {
  while ((reinterpret_cast<std::uintptr_t>(at) & 0xffff) < 0x500) ++at;
  return at;
}

const void* heap() {
  static char* const block = static_cast<char*>(std::malloc(0x2000));
  return farFromTheBegin(block);
}

}  // namespace

TEST_CASE("pointers within the image are written as such") {
  const std::string image = imageOf(sound);
  CHECK(image.find("image:") != std::string::npos);
  CHECK(image.find("image_begin+") != std::string::npos);
}

TEST_CASE("a pointer to a text, a variable, a function or the heap of the program is refused") {
  const auto pointing = [](const void* to) {
    return imageOf([to] {
      Thing* thing = sound();
      thing->next->elsewhere = to;
      return thing;
    });
  };
  for (const void* to : {farFromTheBegin(Literal), farFromTheBegin(variable),
                         farFromTheBegin(reinterpret_cast<const char*>(&std::abort)), heap()}) {
    INFO(to);
    CHECK(pointing(to).find("points out of what was read") != std::string::npos);
  }
  CHECK(pointing(nullptr).find("image:") != std::string::npos);
}

TEST_CASE("what was given back is not written, though something still points there") {
  const auto pointing = [](bool give_back) {
    return imageOf([give_back] {
      Thing* thing = sound();
      auto* other = new Thing;
      thing->elsewhere = other;
      if (give_back) delete other;
      return thing;
    });
  };
  CHECK(pointing(true).size() < pointing(false).size());
}
