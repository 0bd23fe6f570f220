#include "compiler/query/from_text.h"

#include "compiler/source/fault.h"
#include "compiler/source/file_system.h"

namespace vern::query {

using runtime::Ask;
using runtime::ConsentState;

std::optional<ConsentState> consentState(std::string_view word) {
  if (word == "given") return ConsentState::Given;
  if (word == "withdrawn") return ConsentState::Withdrawn;
  if (word == "never") return ConsentState::Unasked;
  return std::nullopt;
}

namespace {

std::vector<std::string> split(std::span<const std::string> words) {
  std::vector<std::string> out;
  for (const std::string& word : words) {
    std::string part;
    for (const char c : word + " ") {
      if (c != ' ' && c != '\t' && c != '\n') part += c;
      else if (!part.empty()) out.push_back(std::move(part)), part.clear();
    }
  }
  return out;
}

/// `why`, and how a question is written.
llvm::Error noQuestion(Cause why) {
  return fault(Causes{std::move(why),
                      Cause{"; write `use DATA of SUBJECT for PURPOSE`, "
                            "`share DATA of SUBJECT for PURPOSE to RECIPIENT in COUNTRY` or `keep DATA of SUBJECT`"}});
}

}  // namespace

llvm::Expected<Request> fromText(std::span<const std::string> words) {
  const std::vector<std::string> parts = split(words);
  Request request;
  if (parts.empty()) return noQuestion({"there is no question"});
  if (parts[0] == "use") request.ask = Ask::Use;
  else if (parts[0] == "share" || parts[0] == "disclose") request.ask = Ask::Disclose;
  else if (parts[0] == "keep") request.ask = Ask::Keep;
  else return noQuestion({"a question begins with `use`, `share` or `keep`, not `{word}`", {{"word", parts[0]}}});
  if (parts.size() < 2) return noQuestion({"the data are missing"});
  request.data = parts[1];
  for (std::size_t i = 2; i < parts.size(); i += 2) {
    const std::string& join = parts[i];
    std::string* place = join == "of"    ? &request.subject
                         : join == "for" ? &request.purpose
                         : join == "to"  ? &request.recipient
                         : join == "in"  ? &request.place
                                         : nullptr;
    if (place == nullptr)
      return noQuestion({"`of`, `for`, `to` or `in` is expected where `{word}` stands", {{"word", join}}});
    if (i + 1 == parts.size()) return fault(Cause{"nothing is said after `{word}`", {{"word", join}}});
    if (!place->empty()) return fault(Cause{"`{word}` is said twice", {{"word", join}}});
    *place = parts[i + 1];
  }
  const bool disclosed = request.ask == Ask::Disclose;
  if (request.subject.empty()) return fault("whose data is not said: `of SUBJECT`");
  if (request.ask != Ask::Keep && request.purpose.empty()) return fault("what for is not said: `for PURPOSE`");
  if (request.ask == Ask::Keep && !request.purpose.empty())
    return fault("`keep` asks for all purposes together: leave out `for`");
  if (disclosed && request.recipient.empty()) return fault("to whom is not said: `to RECIPIENT`");
  if (!disclosed && !(request.recipient.empty() && request.place.empty()))
    return fault("`to` and `in` go with `share`");
  return request;
}

llvm::Expected<ConsentSaid> consentFromText(std::string_view text) {
  ConsentSaid out;
  std::string_view state = text;
  if (const std::size_t equals = text.find('='); equals != std::string_view::npos) {
    out.purpose = text.substr(0, equals);
    state = text.substr(equals + 1);
  }
  if (const std::size_t at = state.find('@'); at != std::string_view::npos) {
    out.on = parseDay(state.substr(at + 1));
    if (!out.on)
      return fault(Cause{"`{word}` is no date such as 2025-01-01", {{"word", std::string(state.substr(at + 1))}}});
    state = state.substr(0, at);
  }
  const auto known = consentState(state);
  if (!known)
    return fault(Cause{"consent is `given`, `withdrawn` or `never`, not `{word}`", {{"word", std::string(state)}}});
  out.state = *known;
  return out;
}

llvm::Expected<std::pair<std::string, std::optional<Day>>> eventFromText(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0)
    return fault(
        Cause{"an event is written `customer_leaves=2024-02-29`, not `{word}`", {{"word", std::string(text)}}});
  const std::string_view when = text.substr(equals + 1);
  const auto day = parseDay(when);
  if (!day && when != "never")
    return fault(Cause{"`{word}` is no date such as 2024-02-29, nor `never`", {{"word", std::string(when)}}});
  return std::pair(std::string(text.substr(0, equals)), day);
}

}  // namespace vern::query
