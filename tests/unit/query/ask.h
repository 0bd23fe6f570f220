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
#include "tests/support/shop.h"

namespace vern::test {

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
