#include <catch2/catch.hpp>

#include <random>

#include "compiler/clocks/window.h"
#include "compiler/model/from_syntax.h"
#include "compiler/syntax/from_parse_tree.h"

using namespace vern;
using namespace vern::clocks;

namespace {

/// A policy of windows, one for each activity: the window of `w("…")` can be compared with others.
class Windows {
 public:
  Windows() {
    // A library of its own, so that the facts of the test are all there are.
    library_ = sources_.add(
        "<vern>/events.vern",
        "data data\nsubject person\npurpose service\n"
        "event purchase\nevent delivery\nevent last_activity { flags latest_counts }\nevent account_closed\n"
        "event fiscal_year_end { flags fiscal_year_end }\nevent contract_start\nevent contract_end\nevent collection\n"
        "order year { event fiscal_year_end  follows purchase, delivery within 18 months }\n"
        "order account { event account_closed  follows last_activity }\n"
        "order deal { event contract_end  follows contract_start }\n",
        true);
  }

  Window operator()(const std::string& text) {
    const FileId file =
        sources_.add("w.vern",
                     "state active { begins contract_start }\nevent our_end is contract_end\n"
                     "event first_parcel is delivery\nevent second_parcel is delivery\n"
                     "event log_in is last_activity\nevent order is last_activity\nactivity a { retain " +
                         text + " }\n");
    files_.clear();
    files_.push_back(syntax::fromText(library_, sources_, sink_));
    files_.push_back(syntax::fromText(file, sources_, sink_));
    model_.emplace(model::fromSyntax({&files_[0], &files_[1]}, sources_, sink_));
    // Times that leave each other no room have a meaning all the same.
    for (const diag::Diagnostic& d : sink_.diagnostics())
      if (d.severity == diag::Severity::Error && d.id != "VERN-CLAUSE-014") FAIL(d.id << " " << text);
    return windowOf(*model_->clause(model_->only(Kind::Activity), Word::retain));
  }

  Truth shorter(const std::string& a, const std::string& b) {
    const Window left = (*this)(a);
    const Window right = (*this)(b);
    return EventOrder(*model_).canEndBefore(left, right);
  }
  Truth longer(const std::string& a, const std::string& b) { return shorter(b, a); }
  Truth everShorter(const std::string& a, const std::string& b) {
    const Window left = (*this)(a);
    const Window right = (*this)(b);
    return EventOrder(*model_).everEndsBefore(left, right);
  }

  using Kind = model::Kind;

 private:
  SourceMap sources_;
  diag::Sink sink_;
  FileId library_;
  std::vector<syntax::File> files_;
  std::optional<model::Model> model_;
};

}  // namespace

TEST_CASE("windows on one clock are compared by their lengths") {
  Windows w;
  CHECK(w.shorter("1 year after purchase", "2 years after purchase") == Truth::True);
  CHECK(w.shorter("2 years after purchase", "1 year after purchase") == Truth::False);
  CHECK(w.shorter("12 months after purchase", "1 year after purchase") == Truth::False);
  CHECK(w.longer("13 months after purchase", "1 year after purchase") == Truth::True);
  CHECK(w.shorter("until purchase", "1 day after purchase") == Truth::True);
}

TEST_CASE("the calendar never makes a difference") {
  Windows w;
  CHECK(w.longer("30 days after purchase", "1 month after purchase") == Truth::False);
  CHECK(w.longer("31 days after purchase", "1 month after purchase") == Truth::False);
  CHECK(w.longer("32 days after purchase", "1 month after purchase") == Truth::True);
  CHECK(w.longer("60 days after purchase", "1 month after purchase") == Truth::True);
  CHECK(w.shorter("52 weeks after purchase", "1 year after purchase") == Truth::True);
  CHECK(w.shorter("365 days after purchase", "1 year after purchase") == Truth::False);
  CHECK(w.shorter("366 days after purchase", "1 year after purchase") == Truth::False);
  CHECK(w.longer("366 days after purchase", "1 year after purchase") == Truth::False);
  CHECK(w.longer("367 days after purchase", "1 year after purchase") == Truth::True);
}

TEST_CASE("to the letter, a length is longer than another if it is on some day of a cycle of leap years") {
  const Day first = toDay({2024, 1, 1});
  std::size_t longer = 0;
  for (std::int32_t months = 0; months <= 26; ++months)
    for (std::int32_t other = 0; other <= 26; ++other)
      for (const std::int32_t days : {-32, -31, -29, -28, -2, -1, 0, 1, 3, 27, 28, 30, 31, 365, 366}) {
        // `days` more or less than the other has months, as the days of a month are counted.
        const Duration a{months, 400, 0};
        const Duration b{other, 400 + (months - other) * 30 + days, 0};
        bool expected = false;
        for (Day start = first; start < first + 1461 && !expected; ++start)
          expected = addTo(start, a) > addTo(start, b);
        INFO(months << " months, " << other << " months and " << b.days << " days");
        CHECK(everLonger(a, b) == expected);
        longer += expected ? 1 : 0;
      }
  CHECK(longer > 1000);
}

TEST_CASE("clocks that a fact relates are compared through it") {
  Windows w;
  CHECK(w.shorter("5 years after purchase", "5 years after fiscal_year_end") == Truth::True);
  CHECK(w.longer("5 years after purchase", "5 years after fiscal_year_end") == Truth::False);
  // The financial year ends at most 18 months later.
  CHECK(w.shorter("7 years after purchase", "5 years after fiscal_year_end") == Truth::False);
  CHECK(w.longer("7 years after purchase", "5 years after fiscal_year_end") == Truth::True);
  CHECK(w.shorter("1 year after contract_start", "1 year after contract_end") == Truth::True);
}

TEST_CASE("clocks that nothing relates cannot be compared") {
  Windows w;
  CHECK(w.shorter("2 years after contract_end", "42 months after fiscal_year_end") == Truth::Unknown);
  CHECK(w.longer("2 years after contract_end", "42 months after fiscal_year_end") == Truth::Unknown);
  CHECK(w.longer("while active", "1 year after contract_end") == Truth::Unknown);
  CHECK(w.longer("as_needed", "1 year after contract_end") == Truth::Unknown);
}

TEST_CASE("for ever is longer than anything that ends") {
  Windows w;
  CHECK(w.longer("forever", "1 year after contract_end") == Truth::True);
  CHECK(w.longer("forever", "42 months after fiscal_year_end") == Truth::True);
  CHECK(w.shorter("1 year after contract_end", "forever") == Truth::True);
  CHECK(w.shorter("forever", "forever") == Truth::False);
  CHECK(w.shorter("forever", "1 year after contract_end") == Truth::False);
  CHECK(neverEnds(w("forever")));
  CHECK(neverEnds(w("latest of { forever, until purchase }")));
  CHECK_FALSE(neverEnds(w("earliest of { forever, until purchase }")));
}

TEST_CASE("at most binds as the earliest, at least as the latest") {
  Windows w;
  CHECK(w.longer("forever, at most 1 year after purchase", "2 years after purchase") == Truth::False);
  CHECK(w.shorter("forever, at most 1 year after purchase", "2 years after purchase") == Truth::True);
  CHECK(w.longer("1 year after purchase, at least 5 years after purchase", "2 years after purchase") == Truth::True);
  CHECK(w.longer("earliest of { 1 year after purchase, 3 years after purchase }", "2 years after purchase") ==
        Truth::False);
  CHECK(w.longer("latest of { 1 year after purchase, 3 years after purchase }", "2 years after purchase") ==
        Truth::True);
}

TEST_CASE("an event of the policy keeps the time of the event it is a kind of") {
  Windows w;
  CHECK(w.longer("2 years after our_end", "1 year after contract_end") == Truth::True);
  CHECK(w.shorter("1 year after our_end", "1 year after contract_end") == Truth::False);
  CHECK(w.everShorter("1 year after our_end", "1 year after contract_end") == Truth::False);
  CHECK(w.everShorter("1 year after contract_end", "1 year after our_end") == Truth::False);
}

TEST_CASE("of two kinds of an event each has its own time, and the event comes with the first") {
  Windows w;
  CHECK(w.shorter("1 year after first_parcel", "2 years after second_parcel") == Truth::Unknown);
  CHECK(w.everShorter("2 years after first_parcel", "1 year after second_parcel") == Truth::True);
  CHECK(w.everShorter("1 year after first_parcel", "1 year after delivery") == Truth::False);
  CHECK(w.everShorter("1 year after delivery", "1 year after first_parcel") == Truth::True);
  CHECK(w.everShorter("1 year after second_parcel",
                      "latest of { 1 day after second_parcel, 1 year after first_parcel }") == Truth::True);
}

TEST_CASE("an event whose latest kind counts comes no earlier than any of its kinds") {
  Windows w;
  CHECK(w.everShorter("1 year after log_in", "1 year after last_activity") == Truth::True);
  CHECK(w.everShorter("1 year after last_activity", "1 year after log_in") == Truth::False);
  CHECK(w.everShorter("1 year after order", "1 year after log_in") == Truth::True);
  CHECK(w.everShorter("1 year after account_closed", "1 year after log_in") == Truth::False);
}

TEST_CASE("two events are not near each other because each lies before the end of a year") {
  Windows w;
  CHECK(w.everShorter("31 months after purchase", "1 year after delivery") == Truth::True);
  CHECK(w.everShorter("10 years after purchase", "until delivery") == Truth::True);
  CHECK(w.shorter("1 year after purchase", "10 years after delivery") == Truth::Unknown);
  CHECK(w.everShorter("31 months after purchase", "1 year after fiscal_year_end") == Truth::False);
  CHECK(w.everShorter("2 years after purchase", "latest of { 1 year after delivery, 1 year after purchase }") ==
        Truth::True);
}

TEST_CASE("a length is surely longer only if it is so from every day") {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> months(0, 40);
  std::uniform_int_distribution<int> days(0, 100);
  const Day first = toDay({2023, 1, 1});
  for (int i = 0; i < 300; ++i) {
    const Duration a{months(random), days(random), 0};
    const Duration b{months(random), days(random), 0};
    bool always = true;
    // First of months alone: a month that is cut off at its last day moves the end by at most three days.
    for (int month = 0; month < 48; ++month) {
      const Day from = addTo(first, {month, 0, 0});
      always = always && addTo(from, a) > addTo(from, b);
    }
    INFO(a.months << " months " << a.days << " days, " << b.months << " months " << b.days << " days");
    if (surelyLonger(a, b)) CHECK(always);
    CHECK_FALSE((surelyLonger(a, b) && surelyLonger(b, a)));
  }
}
