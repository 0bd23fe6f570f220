// What a policy says of times, and behind joining words, stands in a sentence.
#include "compiler/statement/proof.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

using Catch::Contains;
using statement::Document;

namespace {

/// BikePolicy with some words of its own, and `by` for `what`.
std::string with(const char* what, const char* by) {
  const std::string all = std::string(BikePolicy) + R"(
channel sheet is form  nb "skjemaet"  en "the form"
circumstance in_stock  nb "varen er på lager"  en "the goods are in stock"
basis own is consent  nb "samtykket"  en "your consent" { obtained web_shop through sheet when in_stock }
event login is last_activity  nb "du logger inn"  en "you log in" { judged us every 2 years }
state active  nb "kontoen din er i bruk"  en "your account is in use" {
  begins account_created  exercised login within 24 months
}
)";
  return provedInEnglish(replaced(all, what, by));
}

constexpr const char* Offers = R"(
activity offers {
  title nb "Tilbud"  en "Offers"
  subjects buyer  data email  purpose marketing.profiling  basis legitimate_interests
  interest nb "Vi vil selge mer."  en "We want to sell more."
  message existing_customer  source subject  provide optional  share none  retain 1 year after purchase then delete
}
)";

}  // namespace

TEST_CASE("each length of time is told") {
  const std::string notices = with("notify buyer through email when major_change",
                                   "notify buyer through email before publication within 14 days\n"
                                   "  notify buyer through email every 7 months");
  CHECK_THAT(notices,
             Contains("published, within 14 days.") && Contains("to people who buy a bicycle every 7 months."));
  CHECK_THAT(
      with(
          "measures encryption",
          "measure incident_routine to datatilsynet within 72 hours  measure audit every 1 years  measures encryption"),
      Contains("(Datatilsynet) within 72 hours") && Contains("Audit every year"));
  CHECK_THAT(with("promise only_deliver",
                  "duty tell of buyer within 14 days to us nb \"si fra\" en \"tell us\"\npromise only_deliver"),
             Contains("We ask you to tell us.") && Contains("The time limit is 14 days."));
  CHECK_THAT(with("right access,", "right access within 10 days  right"), Contains("Here, we answer within 10 days."));
  CHECK_THAT(with("promise only_deliver", "promise fast { share email within 17 days }\npromise only_deliver"),
             Contains("within 17 days."));
}

TEST_CASE("weeks stay weeks") {
  CHECK_THAT(with("at most 2 years after case_closed", "6 weeks after case_closed"),
             Contains("6 weeks after") && !Contains("42 days"));
  CHECK_THAT(with("at most 2 years after case_closed", "42 days after case_closed"), Contains("42 days after"));
  CHECK_THAT(with("answer within 1 month", "answer within 3 weeks"), Contains("We answer within 3 weeks."));
  CHECK_THAT(with("judged us every 2 years", "judged us every 1 week"), !Contains("7 days"));
  CHECK_THAT(with("measures encryption", "measure audit every 2 weeks  measures encryption"),
             Contains("every 2 weeks"));
  const TestPolicy policy(replaced(BikePolicy, "at most 2 years after case_closed", "1 week after case_closed"));
  CHECK_THAT(textOf(statement::fromModel(policy.model(), "nb")), Contains("1 uke etter"));
}

TEST_CASE("how long a state lasts, and how often an event is judged, is told") {
  CHECK_THAT(with("retain until consent_withdrawn", "retain while active"),
             Contains("We take it that your account is in use from when the account is created. This holds for 2 years "
                      "from the last time you log in."));
  CHECK_THAT(with("applies when fault_reported", "applies when active"),
             Contains("Your account is in use: This holds from when the account is created."));
  CHECK_THAT(with("retain until consent_withdrawn", "retain until login"),
             Contains("We decide ourselves when you log in. We go through this every 2 years."));
}

TEST_CASE("a time that no sentence tells fails the proof") {
  const TestPolicy policy(
      replaced(BikePolicy, "notify buyer through email", "notify buyer through email within 14 days"));
  std::vector<Document> all{statement::fromModel(policy.model(), "en")};
  REQUIRE(statement::faults(policy.model(), all).empty());
  for (statement::Block& section : all.front().sections)
    for (statement::Block& block : section.blocks)
      for (statement::Sentence& sentence : block.sentences)
        for (statement::Fact& fact : sentence.facts)
          if (const std::size_t at = fact.value.find("P14D"); at != std::string::npos) fact.value.replace(at, 4, "P9D");
  const std::vector<std::string> faults = statement::faults(policy.model(), all);
  REQUIRE(faults.size() == 1);
  CHECK_THAT(faults.front(), Contains("tells `14 days`"));
}

TEST_CASE("what a joining word joins is told") {
  CHECK_THAT(with("purpose support", "purpose support when in_stock"),
             Contains("Give customer support, when the goods are in stock"));
  CHECK_THAT(with("provide required {", "provide statutory under bokforingsloven.s13 {"),
             Contains("Section 13 of the Norwegian Bookkeeping Act requires you to give us the data."));
  CHECK_THAT(with("basis consent", "basis own"), Contains(", through the form when the goods are in stock."));
  CHECK_THAT(with("published web_shop", "published web_shop through sheet"), Contains(", through the form."));
  CHECK_THAT(with("identify on_doubt", "identify on_doubt through sheet when in_stock"),
             Contains("It applies when the goods are in stock. You prove it through the form."));
  CHECK_THAT(with("safeguard scc_2021", "safeguard adequacy under bokforingsloven.s13"),
             Contains("under section 13 of the Norwegian Bookkeeping Act"));
}

TEST_CASE("an exception to a right is told with its circumstances and with the law that allows it") {
  CHECK_THAT(with("right access,", "right access except when in_stock and fault_reported  right"),
             Contains("This does not apply when the goods are in stock and you report a fault."));
  CHECK_THAT(with("right access,", "right access except when in_stock and not fault_reported  right"),
             Contains("This does not apply when the goods are in stock and it is not so that you report a fault."));
  CHECK_THAT(with("right access,", "right access except when in_stock, fault_reported  right"),
             Contains("This does not apply when the goods are in stock or you report a fault."));
  const std::string excepted = with("right access,", "right access except when in_stock under popplyl.s16  right");
  CHECK_THAT(excepted, Contains("This does not apply when the goods are in stock. The exception follows from section "
                                "16 of the Norwegian Personal Data Act.") &&
                           !Contains("This applies under section 16"));
  CHECK_THAT(with("right access,", "right access under popplyl.s16 except when in_stock  right"),
             Contains("This applies under section 16 of the Norwegian Personal Data Act. This does not apply when the "
                      "goods are in stock."));
}

TEST_CASE("a text takes the place of nothing that its clause says") {
  const char* const pass = " nb \"Ta med pass.\" en \"Bring a passport.\"";
  CHECK_THAT(with("identify on_doubt", (std::string("identify always") + pass).c_str()),
             Contains("We always ask you to prove who you are. Bring a passport."));
  CHECK_THAT(with("identify on_doubt", (std::string("identify no_check") + pass).c_str()),
             Contains("You need not prove who you are. Bring a passport."));
  CHECK_THAT(with("dpo none", "dpo none { text nb \"Spør oss.\" en \"Ask us.\" }"),
             Contains("We have no data protection officer.") && Contains("Ask us."));
  CHECK_THAT(with("dpo none", "dpo none nb \"Spør oss.\" en \"Ask us.\""),
             Contains("We have no data protection officer. Ask us."));
  CHECK_THAT(with("children 15", "children none nb \"Spør en voksen.\" en \"Ask a grown-up.\""),
             Contains("Our services are not made for children. Ask a grown-up."));
  CHECK_THAT(with("profiling none", "profiling none nb \"Aldri.\" en \"Never.\""),
             Contains("We do not have machines assess you (profiling).") && Contains("Never."));
}

TEST_CASE("the texts of contact points and of what suppliers may do are told") {
  CHECK_THAT(with("contact mailbox {", "contact mailbox nb \"postkassen\" en \"the mailbox\" {"),
             Contains("The mailbox") && Contains("Contact us here about questions and your rights."));
  CHECK_THAT(
      with("agreement signed", "agreement signed authorisation general nb \"Si ifra først.\" en \"Tell us first.\""),
      Contains("The supplier of the help desk: Tell us first."));
}

TEST_CASE("who is named as an example is one wherever it is named") {
  const std::string text = with("share post_office", "share such as post_office");
  CHECK_THAT(text, Contains("Buying a bicycle (named as an example: others may get data too)"));
  CHECK_THAT(text, Contains("other organisations, for example the Post") && !Contains("data with the Post"));
  const std::string both = with("share post_office", "share such as post_office\n  may share help_desk");
  CHECK_THAT(both, !Contains("and for example, the Post") && Contains("For example, the Post"));
}

TEST_CASE("whose provider gets nothing has none under sharing") {
  const std::string given = replaced(BikePolicy, "provider bikes_as", "provider counter_as");
  const std::string counter = "recipient counter_as is controller nb \"telleren\" en \"the counter\" { located eea }\n";
  CHECK_THAT(provedInEnglish(counter + given), Contains("Recipient: The counter"));
  CHECK_THAT(provedInEnglish(counter + replaced(given, "provider counter_as", "provider counter_as  share none")),
             !Contains("Recipient: The counter"));
}

TEST_CASE("words stand in the form that their sentence asks for") {
  const auto in = [](const std::string& text, const char* language) {
    return textOf(statement::fromModel(TestPolicy(text).model(), language));
  };
  const std::string relinked = replaced(BikePolicy, "  purpose support\n", "  purpose support\n  relinked us\n");
  CHECK_THAT(in(relinked, "en"), Contains("Only we can link the data to you again."));
  CHECK_THAT(in(relinked, "nb"), Contains("Bare vi kan knytte"));
  CHECK_THAT(
      in(replaced(BikePolicy, "2 years after case_closed", "2 years after case_closed then delete keeping name"), "en"),
      Contains("We keep this: name."));
  CHECK_THAT(with("right access,", "right access through website  right"),
             Contains("Ask for access on the website.") && !Contains("by a notice"));
  CHECK_THAT(with("right access,", "right access of customer  right"), Contains("This applies to customers."));
  CHECK_THAT(with("promise only_deliver", "promise few { access data only by help_desk }\npromise only_deliver"),
             Contains("We look at the data about you, and only the supplier of the help desk may do so.") ||
                 Contains("and only the supplier of the help desk may do so"));
}

TEST_CASE("a note stands above what has a heading of its own") {
  const std::string text = with("agreement signed", "agreement signed nb \"I kontrakten.\" en \"In the contract.\"");
  const std::size_t note = text.find("The supplier of the help desk: In the contract.");
  REQUIRE(note != std::string::npos);
  CHECK(note < text.find("Recipient:"));
}

TEST_CASE("a time that none of the data has is told to the writer, and needs no sentence") {
  const std::string apart =
      replaced(BikePolicy, "  data email\n", "  data email { retain until consent_withdrawn then delete }\n");
  const TestPolicy policy(replaced(apart, "share none\n  retain until consent_withdrawn then delete",
                                   "share none\n  retain 9 years after collection"),
                          true);
  REQUIRE(policy.sink().diagnostics().size() == 1);
  CHECK(policy.sink().diagnostics().front().id == "VERN-CLAUSE-020");
  const std::vector<Document> all{statement::fromModel(policy.model(), "nb"),
                                  statement::fromModel(policy.model(), "en")};
  CHECK(statement::faults(policy.model(), all).empty());
  CHECK_THAT(textOf(all.back()), !Contains("9 years"));
}

TEST_CASE("data that we keep abroad ourselves are among the transfers") {
  const std::string inside = replaced(BikePolicy, "located united_states  safeguard scc_2021", "located eea");
  const std::string text = provedInEnglish(replaced(inside, "  purpose support\n",
                                                    "  purpose support\n  located india  safeguard scc_2021\n"
                                                    "  copy nb \"Be om kopi.\" en \"Ask for a copy.\"\n"));
  CHECK_THAT(text, Contains("Our own storage: Help") && Contains("Country: India") && !Contains("All recipients are"));
  CHECK_THAT(text, Contains("We store some data outside the European Economic Area (EEA) ourselves."));
  CHECK_THAT(text, Contains("Ask for a copy."));
}

TEST_CASE("marketing without a yes is not said to need one") {
  CHECK_THAT(provedInEnglish(BikePolicy), Contains("You get direct marketing only if you have said yes."));
  const std::string any = replaced(Offers, "marketing.profiling", "marketing");
  for (const std::string& offers : {std::string(Offers), replaced(any, "message existing_customer", "")}) {
    const std::string text = provedInEnglish(BikePolicy + offers);
    CHECK_THAT(text, Contains("We use some of the data for direct marketing. You can always say no.") &&
                         !Contains("only if you have said yes."));
  }
}

TEST_CASE("an exclamation mark before a link makes no picture in Markdown") {
  const TestPolicy policy(std::string(BikePolicy) + R"v(
prose extra {
  place rights  title nb "Mer"  en "More"
  text nb "![bildet](https://a.example/p.png)"  en "See ![the picture](https://a.example/p.png) here."
}
)v");
  for (const char* language : {"nb", "en"}) {
    const std::string text = statement::toMarkdown(statement::fromModel(policy.model(), language), "bikes");
    CHECK_THAT(text, Contains("\\![") && Contains("](https://a.example/p.png)"));
    CHECK_THAT(text, !Contains(" ![") && !Contains("\n!["));
  }
}

TEST_CASE("who gets nothing is no recipient, and everybody comes first") {
  CHECK_THAT(provedInEnglish(replaced(BikePolicy, "  share post_office\n", "")), !Contains("the Post"));
  const std::string open =
      provedInEnglish(replaced(BikePolicy, "  share post_office\n", "  share post_office\n  share public\n"));
  CHECK_THAT(open, Contains("Some data are open to everybody.") && Contains("Anybody can see these data."));
  CHECK_THAT(open, !Contains("We do not say which role these recipients have"));
}

TEST_CASE("what informs, and what is said vaguely in own words, is told as that") {
  const std::string cameras = R"(
circumstance theft_reported  nb "et tyveri er meldt"  en "a theft is reported"
basis safe_rooms is legitimate_interests  nb "vår interesse i trygge lokaler"  en "our interest in safe rooms" {
  interest nb "Vi vil hindre tyveri."  en "We want to prevent theft."
  balancing vague nb "i mars 2026"  en "in March 2026"
}
activity cameras {
  title nb "Kameraer"  en "Cameras"
  subjects visitor.physical  data media.cctv  purpose security.cctv  basis safe_rooms
  source observed  provide none  measures sign, access_control  share none
  retain 7 days after recording then delete
  retain 30 days after recording when theft_reported then delete
}
activity quotes {
  title nb "Tilbud"  en "Quotes"
  subjects buyer  data email  purpose contract.perform  basis contract.steps_before with subject
  source subject  provide optional  share none  retain 1 year after collection then delete
}
promise films { share media.cctv only to authority.police }
)";
  const std::string text = provedInEnglish(std::string(BikePolicy) + cameras);
  CHECK_THAT(text, Contains("Weighed against your interests, rights and freedoms: in March 2026."));
  CHECK_THAT(text, Contains("How you are told about it: signs where cameras film.") &&
                       Contains("How we protect the data: access control."));
  CHECK_THAT(text, Contains("You need not give us the data."));
  CHECK_THAT(text, Contains("Steps at your request before a contract with you (Article 6(1)(b))"));
  CHECK_THAT(text, Contains("We share the data only with the police."));
  const std::size_t special = text.find("When a theft is reported: until 30 days");
  const std::size_t general = text.find("Otherwise: until 7 days");
  CHECK(special != std::string::npos);
  CHECK(special < general);
}

}  // namespace vern::test
