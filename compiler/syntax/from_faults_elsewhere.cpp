// What is said in another place, or by another word, than where somebody looked for it first.
#include "compiler/syntax/from_faults_report.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "compiler/syntax/around.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/word.h"
#include "llvm/ADT/StringRef.h"

namespace vern::syntax {

bool FaultReport::inPromise() const {
  const std::string_view before = text_.substr(0, span_.begin);
  for (std::size_t line = before.size(); line > 0;) {
    line = before.rfind('\n', line - 1);
    const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
    if (begin < before.size() && before[begin] >= 'a' && before[begin] <= 'z')
      return before.substr(begin).starts_with("promise ") || before.substr(begin).starts_with("claim ");
    if (line == std::string_view::npos) break;
  }
  return false;
}

bool FaultReport::wordInBraces() {
  static constexpr std::string_view Modes[] = {"explicit", "active", "explicitly", "opt_in"};
  static constexpr std::string_view Provide[][2] = {
      {"optional", "optional"},   {"required", "required"},       {"statutory", "statutory"}, {"mandatory", "required"},
      {"voluntary", "optional"},  {"contractual", "contractual"}, {"frivillig", "optional"},  {"påkrevd", "required"},
      {"obligatory", "required"}, {"obligatorisk", "required"}};
  const std::string before(wordBefore(text_, span_.begin));
  const std::uint32_t end = endBefore(text_, span_.begin);
  if (text_.substr(end, span_.begin - end).find('\n') != std::string_view::npos) return false;
  // `basis news is consent explicit`
  if (before == "consent" && lineOf(text_, span_.begin, "basis ") &&
      std::ranges::find(Modes, found_) != std::end(Modes)) {
    const std::string mode = found_.starts_with("explicit") ? "mode explicit" : "mode active";
    const std::uint32_t stop = static_cast<std::uint32_t>(std::min(text_.find_first_of("\r\n", end), text_.size()));
    const std::size_t brace = std::min(text_.find('{', end), text_.size());
    diag::Builder builder = sink_.report(span_, CannotStandHere, found_);
    builder.help(Write, "{ " + mode + " }").edit({file_, end, span_.end}, "");
    const auto at = static_cast<std::uint32_t>(brace + 1);
    if (brace < stop) builder.edit({file_, at, at}, " " + mode + " ");
    else builder.edit({file_, stop, stop}, " { " + mode + " }");
    return true;
  }
  // `data name, email optional`
  const auto provide = std::ranges::find_if(Provide, [&](const auto& pair) { return pair[0] == found_; });
  if (provide == std::end(Provide) || !lineOf(text_, span_.begin, "data ") || !wordFrom("provide")) return false;
  const std::string braces = " { provide " + std::string((*provide)[1]) + " }";
  sink_.report(span_, CannotStandHere, found_).help(Write, before + braces).edit({file_, end, span_.end}, braces);
  return true;
}

bool FaultReport::byGuardians() {
  // `consent from both guardians`
  if (!found_.starts_with("guardian") && !found_.starts_with("parent") && !found_.starts_with("foresatt")) return false;
  const std::string_view both = wordBefore(text_, span_.begin);
  const std::uint32_t end = endBefore(text_, endBefore(text_, span_.begin) - both.size());
  const std::string_view join = wordBefore(text_, end);
  if ((both != "both" && both != "the" && both != "all" && both != "their") ||
      (join != "from" && join != "by" && join != "of") || !lineOf(text_, span_.begin, "basis"))
    return false;
  const Span whole{file_, end - static_cast<std::uint32_t>(join.size()), span_.end};
  write(sink_.report(whole, CannotStandHere, text_.substr(whole.begin, whole.end - whole.begin)), "by guardian", whole);
  return true;
}

bool FaultReport::consentOfShare() {
  if (!lineOf(text_, span_.begin, "share ") || inPromise()) return false;
  const auto isConsent = [](std::string_view word) { return word == "consent" || word == "samtykke"; };
  // `share doctor after consent`
  const std::uint32_t next = nextWord(text_, span_.end);
  if (found_ == "after" && isConsent(wordAt(text_, next))) {
    const Span both{file_, span_.begin, next + static_cast<std::uint32_t>(wordAt(text_, next).size())};
    write(sink_.report(both, CannotStandHere, text_.substr(both.begin, both.end - both.begin)), "on consent", both);
    return true;
  }
  // `share doctor only if both guardians consent`
  static constexpr std::string_view Ifs[] = {"if", "hvis", "dersom"};
  const std::string_view limit = wordBefore(text_, span_.begin);
  if (limit != "only" || std::ranges::find(Ifs, found_) == std::end(Ifs)) return false;
  const std::uint32_t end = endBefore(text_, span_.begin);
  const std::size_t stop = std::min(text_.find_first_of("\r\n{}\"", span_.end), text_.size());
  const std::string_view rest = llvm::StringRef(text_.substr(span_.end, stop - span_.end)).rtrim();
  Span whole{file_, end - 4, span_.end};
  const bool consent =
      rest.find("consent") != std::string_view::npos || rest.find("samtykke") != std::string_view::npos;
  if (consent) whole.end += static_cast<std::uint32_t>(rest.size());
  write(sink_.report(whole, CannotStandHere, text_.substr(whole.begin, whole.end - whole.begin)),
        consent ? "on consent" : "only when", whole);
  return true;
}

bool FaultReport::rightInOtherWords() {
  static constexpr std::string_view Rights[][2] = {
      {"objection", "object"}, {"forgotten", "erasure"},  {"deletion", "erasure"}, {"correction", "rectification"},
      {"insight", "access"},   {"information", "access"}, {"copy", "access"},      {"withdrawal", "withdraw_consent"}};
  if ((found_ != "to" && found_ != "of") || wordBefore(text_, span_.begin) != "right") return false;
  std::uint32_t next = nextWord(text_, span_.end);
  for (const std::string_view filling : {"be", "a", "the"})
    if (wordAt(text_, next) == filling) next = nextWord(text_, next + filling.size());
  const std::string_view word = wordAt(text_, next);
  const auto found = std::ranges::find_if(Rights, [&](const auto& pair) { return pair[0] == word; });
  if (found == std::end(Rights)) return false;
  const Span whole{file_, span_.begin, next + static_cast<std::uint32_t>(word.size())};
  write(sink_.report(whole, CannotStandHere, text_.substr(whole.begin, whole.end - whole.begin)),
        std::string((*found)[1]), whole);
  return true;
}

bool FaultReport::exceptSome() {
  const std::uint32_t end = endBefore(text_, span_.begin);
  const std::string_view limit = wordBefore(text_, span_.begin);
  if ((limit != "except" && limit != "only") || !wordFollows(text_, endBefore(text_, end - limit.size()))) return false;
  const Span both{file_, end - static_cast<std::uint32_t>(limit.size()), span_.end};
  const std::string_view written = text_.substr(both.begin, both.end - both.begin);
  const std::string name(found_);
  // `covers customer except child`
  if (limit == "except" && lineOf(text_, span_.begin, "covers")) {
    write(sink_.report(both, CannotStandHere, written), "excludes " + name, both);
    return true;
  }
  // `subjects member except young_member`
  if (lineOf(text_, span_.begin, "subjects ")) {
    sink_.report(both, CannotStandHere, written).help(PeopleApart, name);
    return true;
  }
  // `right access except reveals_informant`
  if (lineOf(text_, span_.begin, "right ") || lineOf(text_, span_.begin, "retain ")) {
    write(sink_.report(both, CannotStandHere, written), std::string(limit) + " when " + name, both);
    return true;
  }
  if (!lineOf(text_, span_.begin, "share ") && !lineOf(text_, span_.begin, "never share")) return false;
  // `share parcel_firm only name, address`
  if (limit == "only" && !inPromise()) {
    const std::size_t stop = std::min(text_.find_first_of("\r\n{}\"", span_.begin), text_.size());
    const std::string data = llvm::StringRef(text_.substr(span_.begin, stop - span_.begin)).rtrim().str();
    const Span list{file_, both.begin, span_.begin + static_cast<std::uint32_t>(data.size())};
    write(sink_.report(both, CannotStandHere, written), "{ data " + data + " }", list);
    return true;
  }
  if (limit != "except") return false;
  // `share none except doctor`
  if (const std::string_view none = wordBefore(text_, end - limit.size()); none == "none" && !inPromise()) {
    const std::uint32_t stop = endBefore(text_, end - limit.size());
    write(sink_.report(both, CannotStandHere, written), "share " + name,
          {file_, endBefore(text_, stop - none.size()) - 5, span_.end});
    return true;
  }
  // `never share data except lab`
  write(sink_.report(both, CannotStandHere, written), "except with " + name, both);
  return true;
}

bool FaultReport::neverBehind(std::string_view what, std::uint32_t never) {
  if (!inPromise()) return false;
  const std::string_view join = wordAt(text_, nextWord(text_, never + 5));
  const std::string_view verb = join == "for"                       ? "use"
                                : join == "with" || join == "to"    ? "share"
                                : join == "in" || join == "outside" ? "transfer"
                                                                    : "";
  if (verb.empty() || what.empty()) return false;
  const auto begin = static_cast<std::uint32_t>(what.data() - text_.data());
  const std::string meant = "never " + std::string(verb) + " " + std::string(what);
  write(sink_.report({file_, never, never + 5}, CannotStandHere, "never"), meant, {file_, begin, never + 5});
  return true;
}

bool FaultReport::promiseInOtherWords() {
  const std::uint32_t next = nextWord(text_, span_.end);
  const std::string_view second = wordAt(text_, next);
  if (second == "never" && neverBehind(found_, next)) return true;
  // `anonymise survey_answer within 1 year`: a promise of a time can be held against the policy.
  static constexpr std::string_view Disposals[] = {"anonymise", "anonymize", "delete", "erase", "destroy",
                                                   "archive",   "slett",     "slette", "remove"};
  if (std::ranges::find(Disposals, found_) != std::end(Disposals) && inPromise() && !second.empty()) {
    sink_.report(span_, UnknownClause, found_).help(PromiseTime, second);
    return true;
  }
  // `retainlatest of { … }`
  static constexpr std::string_view Windows[] = {"latest", "earliest", "until", "while", "none", "session", "forever"};
  for (const std::string_view word : Windows)
    if (found_.size() == word.size() + 6 && found_.starts_with("retain") && found_.ends_with(word)) {
      write(sink_.report(span_, UnknownClause, found_), "retain " + std::string(word), span_);
      return true;
    }
  return false;
}

bool FaultReport::marketed() {
  // `never publish photos without consent`
  if (found_ == "publish" || found_ == "publiser") {
    const std::uint32_t next = nextWord(text_, span_.end);
    const std::string_view what = wordAt(text_, next);
    const std::size_t stop = std::min(text_.find_first_of("\r\n{}\"", next), text_.size());
    const std::string_view rest = llvm::StringRef(text_.substr(next, stop - next)).rtrim();
    const std::uint32_t end = endBefore(text_, span_.begin);
    if (what.empty() || wordBefore(text_, span_.begin) != "never") return false;
    const bool on = rest.ends_with("without consent");
    write(sink_.report(span_, CannotStandHere, found_),
          on ? "share " + std::string(what) + " with public only on consent"
             : "never share " + std::string(what) + " with public",
          {file_, end - 5, next + static_cast<std::uint32_t>(on ? rest.size() : what.size())});
    return true;
  }
  if (found_ != "market" && found_ != "advertise" && found_ != "markedsfør") return false;
  const std::uint32_t next = nextWord(text_, span_.end);
  const std::string_view what = wordAt(text_, next);
  if (what.empty() || !wordFollows(text_, span_.end)) return false;
  const Span all{file_, span_.begin, next + static_cast<std::uint32_t>(what.size())};
  write(sink_.report(span_, CannotStandHere, found_), "use " + std::string(what) + " for marketing", all);
  return true;
}

}  // namespace vern::syntax
