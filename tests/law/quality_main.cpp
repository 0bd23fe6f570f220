// Prints docs/law-quality.md; tools/law-quality.sh writes it.
#include <cstdio>

#include "tests/law/quality.h"

int main(int argc, char** argv) {
  const vern::Day as_of = vern::toDay({2026, 7, 2});
  const vern::law::Quality quality = vern::law::measure(argc > 1 ? argv[1] : ".", as_of);
  for (const std::string& fault : quality.faults) std::fprintf(stderr, "%s\n", fault.c_str());
  std::fputs(vern::law::toMarkdown(quality, as_of).c_str(), stdout);
  return quality.faults.empty() ? 0 : 1;
}
