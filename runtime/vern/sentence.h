// An answer as a sentence, from the texts in the table: no allocation, whatever they are.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "vern/explain.h"

namespace vern::runtime {

namespace detail {

/// Puts texts behind one another, as far as there is room, and counts them all.
class Words {
 public:
  explicit Words(std::span<char> out) noexcept : out_(out) {}

  void put(std::string_view text) noexcept {
    for (const char c : text) put(c);
  }
  void put(char c) noexcept {
    if (size_ < out_.size()) out_[size_] = c;
    ++size_;
  }
  void number(std::uint32_t value, unsigned digits) noexcept {
    char text[10];
    for (unsigned i = digits; i-- > 0; value /= 10) text[i] = static_cast<char>('0' + value % 10);
    put({text, digits});
  }
  void date(Day day) noexcept {
    const Civil civil = civilOf(day);
    number(static_cast<std::uint32_t>(civil.year), 4);
    put('-');
    number(static_cast<std::uint32_t>(civil.month), 2);
    put('-');
    number(static_cast<std::uint32_t>(civil.day), 2);
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  std::span<char> out_;
  std::size_t size_ = 0;
};

class Sentences {
 public:
  Sentences(const Table& table, const Question& question, const Answer& answer, std::uint32_t language,
            Words& words) noexcept
      : table_(table), q_(question), answer_(answer), language_(language), words_(words) {}

  /// The sentence with the key `area`.`name`, filled in.
  void say(std::string_view area, std::string_view name) noexcept {
    for (const Sentence& sentence : table_.sentences.all()) {
      const std::string_view key = table_.text(sentence.key);
      if (key.size() != area.size() + 1 + name.size() || !key.starts_with(area) || !key.ends_with(name)) continue;
      fill(table_.label(sentence.text, language_));
      return;
    }
  }

 private:
  void fill(std::string_view text) noexcept {
    while (!text.empty()) {
      const std::size_t end = text.front() == '{' ? text.find('}') : std::string_view::npos;
      if (end == std::string_view::npos || !placeholder(text.substr(1, end - 1))) {
        words_.put(text.front());
        text.remove_prefix(1);
      } else {
        text.remove_prefix(end + 1);
      }
    }
  }
  bool placeholder(std::string_view name) noexcept {
    if (name == "data") return term(TermKind::Datum, q_.datum);
    if (name == "subject") return term(TermKind::Subject, q_.subject);
    if (name == "purpose") return term(TermKind::Purpose, q_.purpose);
    if (name == "recipient") return term(TermKind::Recipient, q_.recipient);
    if (name == "place") return term(TermKind::Place, q_.place);
    if (name == "promise") return named(table_.promises[answer_.promise]);
    if (name == "disposal") return named(table_.disposals[answer_.disposal]);
    if (name != "date") return false;
    words_.date(answer_.deadline);
    return true;
  }
  bool term(TermKind kind, std::uint32_t id) noexcept {
    if (id >= table_.count(kind)) return either({}, "?");
    const Term& term = table_.term(kind, id);
    return either(table_.label(term.labels, language_), table_.text(term.name));
  }
  template <class Named>
  bool named(const Named& what) noexcept {
    return either(table_.label(what.text, language_), table_.text(what.name));
  }
  bool either(std::string_view label, std::string_view name) noexcept {
    words_.put(label.empty() ? name : label);
    return true;
  }

  const Table& table_;
  const Question& q_;
  const Answer& answer_;
  std::uint32_t language_;
  Words& words_;
};

}  // namespace detail

/// Says `answer` in words: why, and, if it permits, until when. `language`: a tag such as "nb"; the table's first if it
/// has none of that tag. Writes what `out` has room for, and returns the length of the whole.
inline std::size_t explain(const Table& table, const Question& question, const Answer& answer,
                           std::string_view language, std::span<char> out) noexcept {
  const std::uint32_t known = table.language(language);
  detail::Words words(out);
  detail::Sentences sentences(table, question, answer, known == None ? 0 : known, words);
  const bool keep = answer.reason == Reason::NoGrant && question.ask == Ask::Keep;
  sentences.say("reason", keep ? "no_grant_keep" : reasonCode(answer.reason));
  if (!answer.permit) return words.size();
  words.put(std::string_view(", "));
  const bool open = answer.deadline == Never;
  sentences.say("told", open ? "none" : answer.disposal == None ? "until" : "until_then");
  return words.size();
}

}  // namespace vern::runtime
