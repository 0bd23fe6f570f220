// vern terms: the vocabulary by the words that people use.
#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;

namespace {

/// The names of what is found, in order.
std::vector<std::string> found(const std::vector<std::string>& arguments) {
  std::vector<std::string> out;
  std::istringstream lines(test::run(cli::terms, arguments).out);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line.front() != ' ' && !std::isdigit(static_cast<unsigned char>(line.front())))
      out.push_back(line);
  return out;
}

bool finds(const char* typed, const char* term) {
  const std::vector<std::string> terms = found({typed});
  return std::find(terms.begin(), terms.end(), term) != terms.end();
}

}  // namespace

TEST_CASE("the vocabulary is found by everyday words") {
  for (const auto& [typed, term] :
       std::vector<std::pair<const char*, const char*>>{{"order", "data behaviour.purchase"},
                                                        {"bestillinger", "data behaviour.purchase"},
                                                        {"tyveri", "purpose security.cctv"},
                                                        {"HÅNDVERKER", "subject contractor"},
                                                        {"dør", "data security.access_log"},
                                                        {"innkjøp", "purpose contract.purchasing"},
                                                        {"vedlegg", "data communication.attachment"},
                                                        {"beskrivelse", "data communication.content"},
                                                        {"bilde", "data media.photo"},
                                                        {"leverandøren", "event supplier_relationship_end"},
                                                        {"financial.invoice", "data financial.invoice"}}) {
    INFO(typed);
    CHECK(finds(typed, term));
  }
}

TEST_CASE("a whole word comes first, and letters inside of a word only where there is nothing else") {
  CHECK(found({"ip"}) == std::vector<std::string>{"data device.ip", "data device.ip.truncated"});
  CHECK(found({"navn"}).front() == "data identity.name");
  CHECK(finds("leverandør", "subject supplier_contact"));
  CHECK(finds("journal", "data special.health.record"));  // "pasientjournal"
  CHECK(found({"faktura", "--kind", "purpose"}).front() == "purpose service.billing");
}

TEST_CASE("all words must be called for, and a slip is told") {
  CHECK(found({"faktura", "tyveri"}).empty());
  CHECK(test::run(cli::terms, {"bestiling"}).out == "0 terms; did you mean `bestilling`?\n");
  CHECK(test::run(cli::terms, {"qqqqqqq"}).out == "0 terms\n");
}
