// Policies that the tests of the statement share.
#pragma once

#include "compiler/statement/from_model.h"
#include "compiler/statement/proof.h"
#include "compiler/statement/to_html.h"
#include "compiler/statement/to_markdown.h"
#include "compiler/statement/to_text.h"
#include "tests/support/policy.h"

namespace vern::test {

/// `text` with `by` for the first `what` in it.
inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

/// Small, and with something in nearly every section.
inline const char* const BikePolicy = R"(policy bikes {
  version "2.0"  effective 2026-05-01  languages nb, en
}
controller bikes_as { name "Sykkel AS"  org_number "999 999 999"  contact mailbox }
contact mailbox { email "hei@sykkel.example"  phone "+47 22 00 00 00"  handles questions, rights }
dpo none
scope {
  channels web_shop
  topics nb "hva vi bruker opplysninger til, og hvorfor"  en "what we use data for, and why"
  children 15
}
channel web_shop is website  nb "nettbutikken"  en "the web shop" { web "sykkel.example" }
subject buyer is customer  nb "de som kjøper sykkel"  en "people who buy a bicycle"
data frame_number is record.contract  nb "rammenummer"  en "frame number"
recipient post_office is controller.carrier  nb "Posten"  en "the Post" { located eea }
recipient help_desk is processor  nb "leverandøren av kundesenteret"  en "the supplier of the help desk" {
  located united_states  safeguard scc_2021  agreement signed
  text nb "Skriv til oss for en kopi av avtalen."  en "Write to us for a copy of the agreement."
}
basis good_service is legitimate_interests  nb "interessen i god service"  en "the interest in good service" {
  interest nb "Vi vil hjelpe deg fort."  en "We want to help you fast."
  whose us, subject
  balancing 2026-04-01
}
circumstance fault_reported  nb "du melder en feil"  en "you report a fault"
activity sale {
  title nb "Kjøp av sykkel"  en "Buying a bicycle"
  text  nb "Vi trenger dette for å levere."  en "We need this in order to deliver."
  subjects buyer
  data name, address, email
  data frame_number { retain 10 years after purchase then anonymise }
  purpose service.delivery, billing
  basis contract with subject
  source subject through web_shop
  provide required { otherwise nb "Ellers kan vi ikke levere."  en "Otherwise we cannot deliver." }
  share post_office
  retain 5 years after purchase, at least 5 years after fiscal_year_end under bokforingsloven.s13 then delete
}
activity help {
  title nb "Hjelp"  en "Help"
  applies when fault_reported
  subjects buyer
  data such as name, email
  purpose support
  basis good_service
  source subject
  share help_desk when fault_reported
  may retain at most 2 years after case_closed
}
activity news {
  title nb "Nyhetsbrev"  en "Newsletter"
  subjects buyer
  data email
  purpose newsletter
  basis consent
  share none
  retain until consent_withdrawn then delete
}
tracker basket is cookie  nb "handlekurv"  en "basket" {
  data cookie_id  purpose service.delivery  basis contract with subject  category strictly_necessary
  lifetime 2 days  provider bikes_as
}
defaults { profiling none  decision none }
security { measures encryption, access_control }
promise no_sale { never sell data of buyer  text nb "Vi selger aldri opplysninger."  en "We never sell data." }
promise only_deliver { use address only for service.delivery }
rights {
  right access, rectification, erasure, object
  right withdraw_consent through mailbox
  contact mailbox
  answer within 1 month
  fee none
  identify on_doubt
  complain datatilsynet
}
changes { published web_shop  notify buyer through email when major_change
  entry 2026-05-01 nb "Ny erklæring."  en "New statement." }
prose bicycles { place security  title nb "Sykler"  en "Bicycles"  text nb "Vi liker *sykler*."  en "We like *bicycles*." }
)";

inline std::string textOf(const statement::Document& document) {
  std::string out;
  statement::forEachSentence(document, [&](std::string_view, const statement::Sentence& sentence) {
    out += statement::plain(sentence) + "\n";
  });
  return out;
}

/// The statement in English, on one line for each block; the statements of both languages tell all that the policy
/// says.
inline std::string provedInEnglish(const std::string& text) {
  const TestPolicy policy(text);
  const std::vector<statement::Document> documents{statement::fromModel(policy.model(), "nb"),
                                                   statement::fromModel(policy.model(), "en")};
  for (const std::string& fault : statement::faults(policy.model(), documents)) FAIL_CHECK(fault);
  return statement::toText(documents.back(), statement::NoWidth);
}

}  // namespace vern::test
