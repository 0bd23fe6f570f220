// An answer in words: what is said to people, and what is put into JSON. From texts inside the table alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/query/bind.h"

namespace vern::query {

struct Explanation {
  std::string decision;                  // "permit", "deny"; in words of the language: decision_text
  std::string decision_text;
  std::string reason;                    // stable code
  std::string sentence;                  // the reason as a sentence
  std::string activity;                  // name, or ""
  std::string title;                     // of the activity
  std::string place;                     // "policy.vern:52", or ""
  std::string share_place;               // of the `share` that was used, or ""
  std::string basis;                     // "consent"
  std::string citations;                 // "GDPR Art. 6(1)(a)"
  std::string promise;                   // name, or ""
  std::string deadline;                  // "2027-02-28", "never", or "": denied
  std::string deadline_sentence;
  std::string disposal;                  // "delete", or ""
  std::vector<std::string> obligations;  // stable codes
  std::vector<std::string> obligation_sentences;
  std::vector<std::string> unjudged;  // what the question told, and no answer hangs on
  std::string near_miss;                 // a sentence, or ""
};

/// `language`: a tag that the table has, else its first language.
[[nodiscard]] Explanation explain(const Bound& bound, const runtime::Answer& answer, std::string_view language);

}  // namespace vern::query
