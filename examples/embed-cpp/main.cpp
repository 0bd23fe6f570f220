// May this address be used to send the newsletter? Asked of the table that `vern build examples/kvantel/repaired`
// makes.
#include <algorithm>
#include <cstdio>

#include "kvantel.ids.h"
#include "vern/decide.h"
#include "vern/file.h"
#include "vern/sentence.h"

int main(int argc, char** argv) {
  using namespace vern::runtime;
  namespace ids = kvantel::ids;
  TableFile file;
  const Status status = file.open(argc > 1 ? argv[1] : "kvantel.vdt");
  if (status != Status::Ok) return std::fprintf(stderr, "%s\n", describe(status).data()), 2;
  const Table& table = file.table();
  if (!table.madeFrom(ids::source_hash)) return std::fprintf(stderr, "the table is of another policy\n"), 2;

  const Question question{.subject = ids::subject::newsletter_reader,
                          .datum = ids::datum::contact_email,
                          .purpose = ids::purpose::marketing_direct_electronic_newsletter,
                          .told = argc > 2 ? ConsentGiven : 0u};
  const Answer answer = decide(Facts(table, dayOf({2026, 11, 25})), question);
  char words[500];
  const std::size_t length = std::min(explain(table, question, answer, "nb", words), sizeof words);
  std::printf("%s: %s\n%.*s\n", answer.permit ? "permit" : "deny", reasonCode(answer.reason).data(),
              static_cast<int>(length), words);
  return answer.permit ? 0 : 1;
}
