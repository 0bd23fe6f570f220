// Small things that change what a reader takes a statement to say.
#include "compiler/statement/proof.h"
#include "compiler/statement/to_text.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

using Catch::Contains;

TEST_CASE("a supplier without purposes of its own is not said to have any") {
  const std::string text =
      provedInEnglish(replaced(BikePolicy, "agreement signed", "agreement signed  own_purposes none"));
  CHECK_THAT(text, Contains("They do not use the data for purposes of their own.") && !Contains("to none"));
}

TEST_CASE("how old people are is told from an age on, or between two") {
  const auto aged = [](const std::string& ages) {
    return provedInEnglish(std::string(BikePolicy) +
                           "\nsubject rider is child  nb \"unge syklister\"  en \"young cyclists\" { " + ages + " }\n");
  };
  CHECK_THAT(aged("ages 13"), Contains("Young cyclists: at least 13 years old."));
  CHECK_THAT(aged("ages 13 to 17"), Contains("Young cyclists: 13 to 17 years old."));
}

TEST_CASE("each link within a statement in Markdown leads somewhere") {
  const TestPolicy policy(BikePolicy);
  const std::string text = statement::toMarkdown(statement::fromModel(policy.model(), "en"), "bikes");
  std::size_t links = 0;
  for (std::size_t at = text.find("](#"); at != std::string::npos; at = text.find("](#", at + 1), ++links) {
    const std::string id = text.substr(at + 3, text.find(')', at) - at - 3);
    INFO(id);
    CHECK(text.find("<a id=\"" + id + "\"></a>") != std::string::npos);
  }
  CHECK(links > 5);
}

TEST_CASE("an interest of an activity stands in the table, for the basis that says nothing") {
  const std::string text = provedInEnglish(replaced(
      BikePolicy, "  basis good_service\n",
      "  basis legitimate_interests { interest nb \"Sykler skal vare.\"  en \"We want bicycles to last.\" }\n"));
  CHECK_THAT(text, Contains("We want bicycles to last (legitimate interest, Article 6(1)(f))"));
  CHECK_THAT(text, !Contains("We rely on this interest"));
}

TEST_CASE("a right that some use in one more way stays the right of all") {
  const std::string text =
      provedInEnglish(replaced(BikePolicy, "right access, rectification, erasure, object",
                               "right access, erasure, object\n  right erasure of buyer through web_shop"));
  CHECK_THAT(text,
             Contains("You can ask us to delete data about you. For people who buy a bicycle, this applies as well. "
                      "Ask for erasure through the web shop"));
  CHECK_THAT(text, Contains("Sometimes we must keep the data, for example when the law requires it."));
  CHECK_THAT(text, !Contains("This applies to people who buy a bicycle. Ask"));
  const std::string limited = provedInEnglish(replaced(BikePolicy, "right access, rectification, erasure, object",
                                                       "right access, object\n  right erasure of buyer"));
  CHECK_THAT(limited, Contains("This applies to people who buy a bicycle."));
}

TEST_CASE("what lies on no device, and what needs no consent, is said so") {
  const std::string text = provedInEnglish(
      replaced(BikePolicy, "lifetime 2 days  provider bikes_as", "lifetime none  device none  provider bikes_as"));
  CHECK_THAT(text, Contains("Nothing is stored on the device.") && !Contains("On the device: None"));
  CHECK_THAT(text, Contains("We store information on your device or read it from there without asking for consent"));
}

TEST_CASE("of several times the first to come holds, and the statement says so") {
  const std::string text = provedInEnglish(replaced(BikePolicy, "retain until consent_withdrawn then delete",
                                                    "retain until consent_withdrawn then delete\n"
                                                    "  retain 2 years after consent_given then delete"));
  CHECK_THAT(text, Contains("Whichever comes first:"));
  CHECK_THAT(provedInEnglish(BikePolicy), !Contains("Whichever comes first:"));
}

TEST_CASE("a time for one purpose says which, and does not compete with that of another") {
  const std::string text =
      provedInEnglish(replaced(BikePolicy,
                               "retain 5 years after purchase, at least 5 years after fiscal_year_end "
                               "under bokforingsloven.s13 then delete",
                               "retain 2 years after purchase for service.delivery then delete\n"
                               "  retain 5 years after purchase for billing then delete"));
  CHECK_THAT(text, Contains("2 years after the purchase (when we use them to deliver goods and services)"));
  CHECK_THAT(text, Contains("5 years after the purchase (when we use them to send invoices)"));
  CHECK_THAT(text, !Contains("Whichever comes first:") && !Contains("if that comes first"));
}

TEST_CASE("a time for a case stands instead of the ordinary one, and does not compete with it") {
  const std::string text =
      provedInEnglish(replaced(BikePolicy, "retain until consent_withdrawn then delete",
                               "retain until consent_withdrawn then delete\n"
                               "  retain 2 years after consent_given when fault_reported then delete"));
  CHECK_THAT(text, Contains("when you report a fault") && !Contains("if that comes first"));
}

TEST_CASE("each of several conditions has its own when") {
  const std::string text =
      provedInEnglish(replaced(std::string(BikePolicy) + "circumstance sold nb \"vi blir solgt\"  en \"we are sold\"\n",
                               "share help_desk when fault_reported", "share help_desk when fault_reported, sold"));
  CHECK_THAT(text, Contains("when you report a fault or when we are sold"));
}

TEST_CASE("a text behind a clause that has no place for one is told at the end of its section") {
  std::string policy =
      replaced(BikePolicy, "agreement signed", "agreement signed nb \"Siden i fjor.\" en \"Since last year.\"");
  policy = replaced(policy, "handles questions, rights",
                    "handles questions, rights nb \"Også kveld.\" en \"Evenings too.\"");
  const std::string text = provedInEnglish(policy);
  CHECK_THAT(text, Contains("The supplier of the help desk: Since last year."));
  CHECK_THAT(text, Contains("Evenings too."));
}

TEST_CASE("a representative, and an arrangement between joint controllers, are told") {
  std::string policy =
      replaced(BikePolicy, "contact mailbox }",
               "contact mailbox  country united_states  representative agent\n"
               "  arrangement signed nb \"Vi svarer på alt.\" en \"We answer everything.\" }\n"
               "controller wheels_as { name \"Hjul AS\"  contact mailbox }\n"
               "contact agent nb \"representanten\" en \"the representative\" { email \"rep@sykkel.example\" }");
  const std::string text = provedInEnglish(policy);
  CHECK_THAT(text, Contains("Sykkel AS and Hjul AS are joint controllers."));
  CHECK_THAT(text, Contains("Representative: ") && Contains("rep@sykkel.example"));
  CHECK_THAT(text, Contains("Agreement between us: ") && Contains("We answer everything"));
}

TEST_CASE("to be on a list is no transfer mechanism, and stands below it") {
  const std::string text =
      provedInEnglish(replaced(BikePolicy, "safeguard scc_2021", "safeguard scc_2021  certified dpf"));
  CHECK_THAT(text, Contains("Transfer mechanism: The EU’s standard contractual clauses") &&
                       Contains("The recipient is on the Data Privacy Framework list."));
}

TEST_CASE("what is kept without an end is told in the first layer") {
  const std::string text =
      provedInEnglish(replaced(BikePolicy, "retain until consent_withdrawn then delete", "retain forever"));
  CHECK_THAT(text, Contains("Some of the data are kept without a time limit."));
  CHECK_THAT(provedInEnglish(BikePolicy), !Contains("without a time limit"));
}

TEST_CASE("the first layer leads to what has changed") {
  CHECK_THAT(provedInEnglish(BikePolicy), Contains("See “Changes” for what is new."));
  const std::string earlier =
      provedInEnglish(replaced(BikePolicy, "changes { published web_shop",
                               "changes { supersedes \"1.0\"  see \"https://sykkel.example/v1\" nb \"versjon "
                               "1.0\" en \"version 1.0\"  published web_shop"));
  const std::size_t front = earlier.find("Earlier versions: version 1.0 <https://sykkel.example/v1>.");
  CHECK(front < earlier.find("1. Who is responsible"));
  CHECK_THAT(earlier, Contains("See “Changes” for what has changed since the previous version."));
  CHECK_THAT(earlier, Contains("This version replaces version 1.0. Earlier versions: version 1.0"));
}

TEST_CASE("headings of plain text show their level") {
  const std::string text = provedInEnglish(BikePolicy);
  CHECK_THAT(text,
             Contains("\n=====") && Contains("\n1. Who is responsible\n-----") && Contains("\nHow to reach us\n~~~~~"));
  CHECK_THAT(text, Contains("\n* Questions and your rights *\n"));
}

TEST_CASE("a way is told in the policy's own words") {
  const auto with = [](const std::string& way) {
    return provedInEnglish(
        replaced(BikePolicy, "{ web \"sykkel.example\" }", "{ web \"sykkel.example\"  way " + way + " }"));
  };
  CHECK_THAT(with(R"(nb "i nettbutikken"  en "in the web shop")"),
             Contains("You, in the web shop") && Contains("You can always find the latest version in the web shop"));
  CHECK_THAT(provedInEnglish(BikePolicy), Contains("You, through the web shop"));
}

TEST_CASE("what holds only where something does not hold is told with unless") {
  const std::string text =
      provedInEnglish(replaced(BikePolicy, "applies when fault_reported", "applies when not fault_reported"));
  CHECK_THAT(text, Contains("This does not apply when you report a fault."));
}

TEST_CASE("a general rule that no use takes over is told as one") {
  const std::string text = provedInEnglish(replaced(BikePolicy, "defaults { ", "defaults { purpose analytics  "));
  CHECK_THAT(text, Contains("General rules") && Contains("Analyse how services are used"));
}

TEST_CASE("one company is not spoken of as if it were several") {
  const auto used = [](const std::string& name) {
    return provedInEnglish(replaced(replaced(BikePolicy, "agreement signed\n", "agreement signed  uses disks\n"),
                                    "basis good_service is",
                                    "recipient disks is processor.sub  nb \"diskene\"  en \"the disks\" { " + name +
                                        " located eea }\nbasis good_service is"));
  };
  CHECK_THAT(used("name \"Disk AS\""), Contains("Sub-processor: Disk AS."));
  CHECK_THAT(used(""), Contains("Sub-processors: the disks."));
}

TEST_CASE("data that are seen from abroad are not said to be sent there") {
  const std::string text = provedInEnglish(
      replaced(BikePolicy, "located united_states  safeguard", "located eea  accessed united_states  safeguard"));
  CHECK_THAT(text,
             Contains("Some data can be accessed from the United States, outside the European Economic Area (EEA)."));
  CHECK_THAT(text, Contains("Some data can be accessed from outside the European Economic Area (EEA). The law then"));
  CHECK_THAT(text, !Contains("Some data are sent"));
}

TEST_CASE("a place that the recipient and the share both name is told once") {
  const std::string text = provedInEnglish(
      replaced(BikePolicy, "share help_desk when fault_reported", "share help_desk { located united_states }"));
  CHECK_THAT(text, Contains("Country: The United States\n"));
}

TEST_CASE("data that must be given are marked where they are listed") {
  CHECK_THAT(provedInEnglish(BikePolicy), Contains("We need this.\n"));
  const std::string some = provedInEnglish(
      replaced(BikePolicy, "data name, address, email\n", "data name, address\n  data email { provide optional }\n"));
  CHECK_THAT(some, Contains("We need: name and postal address."));
  CHECK_THAT(provedInEnglish(replaced(BikePolicy, "provide required {", "provide optional {")),
             !Contains("We need this."));
}

}  // namespace vern::test
