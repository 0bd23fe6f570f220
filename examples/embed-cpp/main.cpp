// May this address be used to send the newsletter? Asked of the table that `vern build examples/kvantel/repaired`
// makes.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cstdio>

#include "kvantel.ids.h"
#include "vern/decide.h"
#include "vern/sentence.h"

int main(int argc, char** argv) {
  using namespace vern::runtime;
  namespace ids = kvantel::ids;
  const int file = open(argc > 1 ? argv[1] : "kvantel.vdt", O_RDONLY);
  struct stat size{};
  if (file < 0 || fstat(file, &size) != 0) return std::perror("the table"), 2;
  const auto bytes = static_cast<std::size_t>(size.st_size);
  const void* at = mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED) return std::perror("the table"), 2;
  Table table;
  Status status = table.open({static_cast<const std::byte*>(at), bytes});
  if (status == Status::Ok) status = table.verify();
  if (status != Status::Ok) return std::fprintf(stderr, "%s\n", describe(status).data()), 2;
  if (!table.madeFrom(ids::source_hash)) return std::fprintf(stderr, "the table is of another policy\n"), 2;

  const Question question{.subject = ids::subject::newsletter_reader,
                          .datum = ids::datum::contact_email,
                          .purpose = ids::purpose::marketing_direct_electronic_newsletter,
                          .told = argc > 2 ? ConsentGiven : 0u};
  const Answer answer = decide(Facts(table, dayOf({2026, 11, 25})), question);
  char words[500];
  const std::size_t length = explain(table, question, answer, "nb", words);
  std::printf("%s: %s\n%.*s\n", answer.permit ? "permit" : "deny", reasonCode(answer.reason).data(),
              static_cast<int>(length < sizeof words ? length : sizeof words), words);
  return answer.permit ? 0 : 1;
}
