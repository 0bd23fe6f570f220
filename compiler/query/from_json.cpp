#include "compiler/query/from_json.h"

#include <set>
#include <vector>

#include "compiler/source/fault.h"
#include "compiler/source/file_system.h"
#include "compiler/source/utf8.h"
#include "compiler/support/distance.h"
#include "compiler/support/json_depth.h"
#include "llvm/Support/JSON.h"

namespace vern::query {

namespace json = llvm::json;
using runtime::Ask;

namespace {

/// LLVM's parser begins its sentences, which are in English, with the place: "[1:3, byte=3]: Expected …".
Causes notJson(const std::string& said) {
  static constexpr std::string_view Byte = "byte=";
  static constexpr std::pair<std::string_view, std::string_view> Expected[] = {
      {"Expected object key", "a key in double quotes is expected"},
      {"Expected : ", "`:` is expected"},
      {"Expected , or }", "`,` or `}` is expected"},
      {"Expected , or ]", "`,` or `]` is expected"},
      {"Unterminated string", "a text lacks its closing quote"},
      {"Unexpected EOF", "the line ends too early"},
      {"Text after end", "the question has ended before"}};
  const std::size_t at = said.find(Byte);
  const std::size_t end = at == std::string::npos ? at : said.find(']', at);
  if (end == std::string::npos) return {Cause{"this is not JSON"}};
  std::string_view what = "no value can be read";
  for (const auto& [begins, means] : Expected)
    if (said.find(begins, end) != std::string::npos) what = means;
  return {
      Cause{"this is not JSON: at byte {byte}, ", {{"byte", said.substr(at + Byte.size(), end - at - Byte.size())}}},
      Cause{std::string(what)}};
}

/// A key that stands twice in one object of `text`, which is JSON; LLVM's parser keeps one of them and says nothing.
std::optional<std::string> doubledKey(std::string_view text) {
  std::vector<std::set<std::string>> open;  // a list has none
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' || text[i] == '[') open.emplace_back();
    if (text[i] == '}' || text[i] == ']') open.pop_back();
    if (text[i] != '"') continue;
    const std::size_t begin = i++;
    for (; text[i] != '"'; ++i)
      if (text[i] == '\\') ++i;
    if (const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1); next >= text.size() || text[next] != ':')
      continue;
    llvm::Expected<json::Value> key = json::parse(llvm::StringRef(text.data() + begin, i + 1 - begin));
    if (!key) {
      llvm::consumeError(key.takeError());
      continue;
    }
    std::string name = key->getAsString()->str();
    if (!open.back().insert(name).second) return name;
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const json::Object& object) : object_(object) {}

  llvm::Expected<Request> read();

 private:
  void fail(Causes why) {
    if (fault_.empty()) fault_ = std::move(why);
  }
  /// `english` says something of {key}.
  void fail(std::string english, llvm::StringRef key) { fail(Causes{Cause{std::move(english), {{"key", key.str()}}}}); }
  void fail(std::string english) { fail(Causes{Cause{std::move(english)}}); }

  void text(llvm::StringRef key, std::string& out) {
    const json::Value* value = get(object_, key);
    if (value == nullptr) return;
    if (const auto string = value->getAsString()) out = string->str();
    else fail("`{key}` must be a text", key);
  }
  /// null is as good as nothing.
  static const json::Value* get(const json::Object& object, llvm::StringRef key) {
    const json::Value* value = object.get(key);
    return value == nullptr || value->kind() == json::Value::Null ? nullptr : value;
  }
  std::optional<Day> day(llvm::StringRef key, const json::Value& value) {
    std::optional<Day> out;
    if (const auto string = value.getAsString()) out = parseDay({string->data(), string->size()});
    if (!out) fail("`{key}` must be a date such as \"2026-11-22\"", key);
    return out;
  }
  void names(llvm::StringRef key, std::vector<std::string>& out) {
    const json::Value* value = get(object_, key);
    if (value == nullptr) return;
    const json::Array* array = value->getAsArray();
    if (array == nullptr) return fail("`{key}` must be a list of names", key);
    for (const json::Value& item : *array) {
      const auto string = item.getAsString();
      if (!string || string->empty()) return fail("`{key}` must be a list of names", key);
      out.push_back(string->str());
    }
  }
  void known(const json::Object& object, std::span<const std::string_view> keys);
  void consents();

  const json::Object& object_;
  Request request_;
  Causes fault_;
};

constexpr std::string_view Keys[] = {"ask",     "subject",    "data",       "purpose",     "recipient",
                                     "country", "now",        "events",     "since",       "elapsed",
                                     "consent", "objections", "restricted", "subject_age", "circumstances"};
constexpr std::int32_t MostYears = 400;  // so that the day is one of the calendar
constexpr std::string_view ConsentKeys[] = {"state", "on", "recipient"};

void Reader::known(const json::Object& object, std::span<const std::string_view> keys) {
  std::vector<std::string> unknown;
  for (const auto& [key, value] : object)
    if (std::find(keys.begin(), keys.end(), std::string_view(key.str())) == keys.end()) unknown.push_back(key.str());
  if (unknown.empty()) return;
  // The object is a hash table: name the same key on every machine.
  std::sort(unknown.begin(), unknown.end());
  Causes why = didYouMean(nearest(unknown.front(), keys));
  why.insert(why.begin(), Cause{"there is no key `{key}`", {{"key", unknown.front()}}});
  fail(std::move(why));
}

void Reader::consents() {
  const json::Value* value = get(object_, "consent");
  if (value == nullptr) return;
  const json::Object* consents = value->getAsObject();
  if (consents == nullptr) return fail("`consent` must be an object of purposes");
  std::vector<std::string> purposes;
  for (const auto& [purpose, said] : *consents) purposes.push_back(purpose.str());
  std::sort(purposes.begin(), purposes.end());
  for (const std::string& purpose : purposes) {
    ConsentSaid out;
    out.purpose = purpose;
    const json::Value& said = *consents->get(purpose);
    const json::Object* object = said.getAsObject();
    std::optional<llvm::StringRef> state = said.getAsString();
    if (object != nullptr) {
      known(*object, ConsentKeys);
      state = object->getString("state");
      if (const json::Value* on = get(*object, "on")) out.on = day("on", *on);
      if (const json::Value* recipient = get(*object, "recipient")) {
        if (const auto name = recipient->getAsString()) out.recipient = name->str();
        else fail("`{key}` must be a text", "recipient");
      }
    }
    const auto word = state ? consentState({state->data(), state->size()}) : std::nullopt;
    if (purpose.empty() || !word)
      return fail("`consent` takes purposes with a state: \"given\", \"withdrawn\" or \"never\"");
    out.state = *word;
    request_.consents.push_back(std::move(out));
  }
}

llvm::Expected<Request> Reader::read() {
  known(object_, Keys);
  std::string ask;
  text("ask", ask);
  if (ask == "use") request_.ask = Ask::Use;
  else if (ask == "disclose") request_.ask = Ask::Disclose;
  else if (ask == "keep") request_.ask = Ask::Keep;
  else fail("`ask` must be \"use\", \"disclose\" or \"keep\"");
  text("subject", request_.subject);
  text("data", request_.data);
  text("purpose", request_.purpose);
  text("recipient", request_.recipient);
  text("country", request_.place);
  text("since", request_.since);
  if (const json::Value* now = get(object_, "now")) request_.now = day("now", *now);
  if (const json::Value* elapsed = get(object_, "elapsed")) {
    if (const auto string = elapsed->getAsString())
      request_.elapsed = parseIsoDuration({string->data(), string->size()});
    if (!request_.elapsed) fail("`elapsed` must be a duration such as \"P2Y\", \"P18M\", \"P30D\" or \"PT72H\"");
    else if (const Duration& d = *request_.elapsed;
             d.months > MostYears * 12 || d.days > MostYears * 366 || d.hours > MostYears * 366 * 24)
      fail(Causes{Cause{"`elapsed` is at most {limit} years", {{"limit", std::to_string(MostYears)}}}});
  }
  if (const json::Value* events = get(object_, "events")) {
    if (const json::Object* object = events->getAsObject()) {
      for (const auto& [event, value] : *object) {
        if (value.kind() == json::Value::Null) request_.events.emplace_back(event.str(), std::nullopt);
        else if (const auto found = day(event.str(), value)) request_.events.emplace_back(event.str(), *found);
      }
      std::sort(request_.events.begin(), request_.events.end());
    } else {
      fail("`events` must be an object of events and dates");
    }
  }
  consents();
  names("objections", request_.objections);
  names("circumstances", request_.circumstances);
  if (const json::Value* restricted = get(object_, "restricted")) {
    if (const auto boolean = restricted->getAsBoolean()) request_.restricted = *boolean;
    else fail("`restricted` must be true or false");
  }
  if (const json::Value* age = get(object_, "subject_age")) {
    const auto years = age->getAsInteger();
    if (years && *years >= 0 && *years <= 150) request_.subject_age = static_cast<int>(*years);
    else fail("`subject_age` must be a number of years");
  }
  if (request_.subject.empty()) fail("`subject` is missing");
  if (request_.data.empty()) fail("`data` is missing");
  if (request_.ask != Ask::Keep && request_.purpose.empty()) fail("`purpose` is missing");
  if (request_.ask == Ask::Keep && !request_.purpose.empty())
    fail("`purpose` does not go with \"keep\", which asks for all together");
  if (request_.ask == Ask::Disclose && request_.recipient.empty()) fail("`recipient` is missing");
  if (request_.ask != Ask::Disclose && !request_.recipient.empty()) fail("`recipient` goes with \"disclose\"");
  if (request_.ask != Ask::Disclose && !request_.place.empty()) fail("`country` goes with \"disclose\"");
  if (request_.since.empty() != !request_.elapsed) fail("`since` and `elapsed` go together");
  if (!fault_.empty()) return fault(fault_);
  return request_;
}

}  // namespace

llvm::Expected<Request> fromJson(std::string_view line) {
  if (line.size() > MaxLineBytes)
    return fault(Cause{"the line is longer than {limit} bytes", {{"limit", std::to_string(MaxLineBytes)}}});
  if (findTextFault(line)) return fault("the line is not valid UTF-8, or holds characters that hide what it says");
  if (nestsDeeper(line, MaxJsonDepth))
    return fault(Cause{"the JSON is nested more than {limit} deep", {{"limit", std::to_string(MaxJsonDepth)}}});
  llvm::Expected<json::Value> value = json::parse(llvm::StringRef(line.data(), line.size()));
  if (!value) return fault(notJson(llvm::toString(value.takeError())));
  if (const auto key = doubledKey(line)) return fault(Cause{"the key `{key}` stands twice", {{"key", *key}}});
  const json::Object* object = value->getAsObject();
  if (object == nullptr) return fault("a question is a JSON object");
  return Reader(*object).read();
}

}  // namespace vern::query
