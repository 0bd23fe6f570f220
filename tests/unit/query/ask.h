// A policy with a bit of everything, as a table, and questions to it in words and in JSON.
#pragma once

#include "compiler/query/bind.h"
#include "compiler/query/explain.h"
#include "compiler/query/from_json.h"
#include "compiler/query/from_text.h"
#include "compiler/query/table_file.h"
#include "compiler/query/to_text.h"
#include "compiler/table/from_grants.h"
#include "tests/support/policy.h"

namespace vern::test {

inline const char* const ShopPolicy = R"(policy shop { version "3.1"  languages nb, en }
subject portal_user is customer.business_contact  en "users of the portal"  nb "brukere av portalen"
data ticket_message is communication.content  en "messages in tickets"  nb "meldinger i saker"
event customer_leaves is contract_end  en "the customer leaves"  nb "kunden slutter"
circumstance on_site  en "delivery on site is ordered"  nb "levering på stedet er bestilt"
circumstance paid_up  en "all bills are paid"  nb "alle regninger er betalt"
recipient installers is processor  en "installation companies"  nb "montørselskap" { located eea }
recipient cloud is processor  en "the cloud"  nb "skyen" { located eea, japan  safeguard adequacy }
activity portal {
  title en "Your user in the portal"  nb "Brukeren din i portalen"
  subjects portal_user
  data name, phone, email, ip
  data ticket_message { retain 3 years after customer_leaves }
  purpose service.delivery, billing
  basis contract
  share installers when on_site and paid_up
  share cloud
  retain until account_closed, at most 3 years after last_activity then anonymise
}
activity newsletter {
  title en "Newsletter"  nb "Nyhetsbrev"
  subjects customer.business_contact
  data email
  purpose marketing.direct.electronic.newsletter
  basis consent
  retain 2 years after consent_given then delete
}
activity statistics {
  subjects portal_user
  data email
  purpose analytics.statistics
  basis legitimate_interests
}
promise stay { never transfer data outside eea except when on_site  text en "Data stay in the EEA."  nb "Data blir i EØS." }
)";

/// Built once for all tests.
inline const runtime::Table& shopTable() {
  static const query::TableFile file = [] {
    const TestPolicy policy(ShopPolicy);
    return llvm::cantFail(
        query::TableFile::fromBytes(llvm::cantFail(table::fromGrants(policy.model(), policy.grants()))));
  }();
  return file.table();
}

inline Day questionDay() { return toDay({2026, 6, 1}); }

struct Options {
  std::vector<std::string> consents = {};
  std::vector<std::string> events = {};
  std::vector<std::string> circumstances = {};
  bool objects = false;
  bool restricted = false;
};

inline llvm::Expected<query::Bound> bound(const std::string& question, const Options& options = {}) {
  const std::vector<std::string> words{question};
  llvm::Expected<query::Request> request = query::fromText(words);
  if (!request) return request.takeError();
  for (const std::string& text : options.consents)
    request->consents.push_back(llvm::cantFail(query::consentFromText(text)));
  for (const std::string& text : options.events) request->events.push_back(llvm::cantFail(query::eventFromText(text)));
  request->circumstances = options.circumstances;
  if (options.objects) request->objections.emplace_back();
  request->restricted = options.restricted;
  return query::bind(shopTable(), *request, questionDay());
}

/// The whole answer in words, or the error.
inline std::string answered(const std::string& question, const Options& options = {},
                            const std::string& language = "en") {
  llvm::Expected<query::Bound> question_bound = bound(question, options);
  if (!question_bound) return "error: " + llvm::toString(question_bound.takeError());
  const runtime::Answer answer = runtime::decide(question_bound->facts, question_bound->question);
  return query::toText(query::explain(*question_bound, answer, language), shopTable(), language);
}

/// The answer to a line of JSON as a line of JSON, or the error.
inline std::string answeredJson(const std::string& line) {
  llvm::Expected<query::Request> request = query::fromJson(line);
  if (!request) return "error: " + llvm::toString(request.takeError());
  llvm::Expected<query::Bound> question = query::bind(shopTable(), *request, questionDay());
  if (!question) return "error: " + llvm::toString(question.takeError());
  return query::toJson(query::explain(*question, runtime::decide(question->facts, question->question), "en"));
}

}  // namespace vern::test
