// Reads the standard library when vern is built and writes it as data for the assembler, so that vern itself reads,
// binds and types none of it:
//   bake_library OUTPUT.S
#include <sys/personality.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>

#include "compiler/driver/library.h"
#include "image.h"

namespace {

using namespace vern;

/// The library in `arena`, without the trees that it was read from, and those of the rules' examples: who runs the
/// examples of the library reads it from its folder.
const driver::Library* build(bake::Arena& arena) {
  const bake::Into into(arena);
  diag::Sink sink;
  auto* library = const_cast<driver::Library*>(driver::readLibrary(sink).release());
  (void)std::exchange(library->files, {});
  (void)std::exchange(library->parsed, {});
  for (const rules::Rule* rule : library->rules.rules)
    for (rules::Example& example : const_cast<rules::Rule*>(rule)->examples) (void)std::exchange(example.fragment, {});
  if (sink.hasErrors()) throw std::runtime_error("the standard library has mistakes: run `vern test stdlib-policies`");
  return library;
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 2) throw std::runtime_error("usage: bake_library OUTPUT.S");
  // What was left behind by chance in padding is then the same in every build, where the system lets us ask for that.
  if (const int now = personality(0xffffffff); now >= 0 && (now & ADDR_NO_RANDOMIZE) == 0) {
    char* nothing[] = {nullptr};
    if (personality(static_cast<unsigned long>(now) | ADDR_NO_RANDOMIZE) >= 0 &&
        (personality(0xffffffff) & ADDR_NO_RANDOMIZE) != 0)
      execve("/proc/self/exe", arguments, nothing);
  }
  // Tables that are made on first use belong to the program, not to the library.
  diag::Sink sink;
  (void)driver::readLibrary(sink);
  // They outlive whatever is left to be destroyed when the program ends.
  auto& first = *new bake::Arena;
  auto& second = *new bake::Arena;
  const driver::Library* library = build(first);
  (void)build(second);
  const bake::Image image(library, first, second);
  std::ofstream file(arguments[1]);
  image.write(file, "vern_library_image");
  if (!file.flush()) throw std::runtime_error(std::string("cannot write ") + arguments[1]);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "bake_library: %s\n", error.what());
  return 1;
}
