// What the reader can do, where data go, and what she must give: said of her own case.
#include "tests/unit/statement/policies.h"

namespace vern::test {

using Catch::Contains;

namespace {

std::string with(const std::string& what, const std::string& by) {
  return provedInEnglish(replaced(BikePolicy, what, by));
}

}  // namespace

TEST_CASE("how a right is used names the right, and what follows stands after it") {
  const std::string text =
      with("right withdraw_consent through mailbox", "right withdraw_consent through web_shop, mailbox");
  CHECK_THAT(text,
             Contains("You can withdraw your consent at any time. You can withdraw consent through the web shop"));
  CHECK_THAT(text, Contains("or by contacting us. What we did lawfully before you withdrew it remains lawful."));
}

TEST_CASE("a right with an exception of the policy's own is not given the usual one as well") {
  const std::string text = with("right access, rectification, erasure, object",
                                "right access, object\n  right erasure except when fault_reported");
  CHECK_THAT(text, Contains("You can ask us to delete data about you. This does not apply when you report a fault."));
  CHECK_THAT(text, !Contains("Sometimes we must keep"));
}

TEST_CASE("a right to object that the policy does not name is not told as the policy's") {
  CHECK_THAT(provedInEnglish(BikePolicy), Contains("The right to object"));
  // The checks ask for it, but not where marketing rests on a consent that can be withdrawn.
  const std::string unnamed = with("right access, rectification, erasure, object", "right access");
  CHECK_THAT(unnamed, !Contains("You can object"));
  CHECK_THAT(unnamed, Contains("You can always say no to direct marketing."));
  CHECK_THAT(unnamed, Contains("You can always change your mind."));
  const std::string neither =
      provedInEnglish(replaced(replaced(BikePolicy, "right access, rectification, erasure, object", "right access"),
                               "right withdraw_consent through mailbox", ""));
  CHECK_THAT(neither, !Contains("The right to object") && !Contains("You can always say no"));
  CHECK_THAT(neither, Contains("You get direct marketing only if you have said yes."));
}

TEST_CASE("data are kept until a time after an event, and recipients get what they get") {
  CHECK_THAT(provedInEnglish(BikePolicy), Contains("Until 10 years after the purchase."));
  CHECK_THAT(with("share post_office\n", "share post_office { data name, address }\n"),
             Contains("The Post (name and postal address)"));
}

TEST_CASE("a source of some of the data stands among the sources") {
  CHECK_THAT(provedInEnglish(BikePolicy), !Contains("Source: The Post"));
  CHECK_THAT(with("data name, address, email\n", "data name, address\n  data email { source post_office }\n"),
             Contains("Source: The Post"));
}

TEST_CASE("people in several countries are told of the authority where they live") {
  CHECK_THAT(provedInEnglish(BikePolicy), !Contains("where you live or work"));
  const std::string one = with("languages nb, en", "languages nb, en  audience norway");
  CHECK_THAT(one, !Contains("where you live or work"));
  const std::string several = with("languages nb, en", "languages nb, en  audience norway, sweden");
  CHECK_THAT(several, Contains("or to the data protection authority in the EEA country where you live or work."));
  const std::string all = with("languages nb, en", "languages nb, en  audience eea");
  CHECK_THAT(all, Contains("or to the data protection authority in the EEA country where you live or work."));
}

TEST_CASE("the one country that data are sent to is named in the first layer") {
  CHECK_THAT(provedInEnglish(BikePolicy),
             Contains("Some data are sent to the United States, outside the European Economic Area (EEA)."));
  CHECK_THAT(with("located united_states", "located united_states, india"),
             Contains("Some data are sent to countries outside the European Economic Area (EEA)."));
}

TEST_CASE("that all recipients are in the EEA is said where nothing else can be") {
  const auto text = [](const std::string& more, const std::string& share) {
    return provedInEnglish(
        "policy p { languages en, nb }\n"
        "recipient post is controller.carrier en \"the post\" nb \"posten\" { located norway }\n" +
        more +
        "\nactivity a { title en \"A\" nb \"A\"  subjects customer  data name  purpose service.delivery  "
        "basis contract  share " +
        share + "  retain 1 year after delivery then delete }\n");
  };
  const std::string all = "All recipients are in the European Economic Area";
  CHECK_THAT(text("", "post"), Contains(all));
  CHECK_THAT(text("", "unknown en \"others\" nb \"andre\""), !Contains(all));
  CHECK_THAT(text("", "such as post"), !Contains(all));
  CHECK_THAT(text("recipient x is controller.carrier en \"x\" nb \"x\" { located norway  "
                  "accessed unknown en \"other countries\" nb \"andre land\" }",
                  "post, x"),
             !Contains(all));
  CHECK_THAT(text("controller us { name \"A\"  country norway }\n"
                  "controller them { name \"B\"  country united_kingdom  role joint_controller }",
                  "post"),
             !Contains(all));
  // Whoever provides a tracker gets what it collects.
  const std::string ads =
      "recipient ads is controller.ad_network en \"the ad network\" nb \"annonsenettet\" {\n"
      "  located united_states  safeguard scc_2021 }\n"
      "tracker t is cookie en \"cookie\" nb \"kapsel\" { subjects visitor.web  data cookie_id  purpose marketing  "
      "category marketing  basis consent  provider ads  retain 1 year after collection then delete }";
  CHECK_THAT(text(ads, "post"), !Contains(all));
  CHECK_THAT(text(ads, "post"), Contains("Some data are sent to the United States"));
}

TEST_CASE("sensitive data in a group are told in the first layer") {
  CHECK_THAT(provedInEnglish(R"(policy p { languages en, nb }
data member is data en "member data" nb "medlemsopplysninger" { includes_data name, special.union }
activity a { title en "A" nb "A"  subjects member  data member  purpose service.delivery  basis contract
  retain 1 year after delivery then delete })"),
             Contains("extra protection"));
}

TEST_CASE("a processor is not said to be responsible for the data") {
  const std::string text = provedInEnglish(R"(policy p { languages en, nb  role processor }
controller us { name "Pay AS" }
activity a { title en "A" nb "A"  subjects employee  data name  purpose employment
  retain 1 year after employment_end then delete })");
  CHECK_THAT(text, !Contains("Responsible for the data"));
  CHECK_THAT(text, Contains("Pay AS processes the data on behalf of others"));
}

TEST_CASE("people are not said to give what comes from us or from others") {
  const std::string text = with("data name, address, email\n", "data name, address, email { source us }\n");
  CHECK_THAT(text, Contains("We need: name and postal address."));
  CHECK_THAT(text, Contains("E-mail address: This comes from us."));
  CHECK_THAT(text, Contains("We need the data that the table lists for this, except what is listed below."));
  CHECK_THAT(with("data name, address, email\n", "data name, address\n  data email { source post_office }\n"),
             Contains("We need: name and postal address."));
}

TEST_CASE("what is said of one datum speaks of one thing") {
  CHECK_THAT(with("data name, address, email\n", "data name, address, email { provide optional }\n"),
             Contains("E-mail address: Optional."));
}

TEST_CASE("explicit consent to sensitive data is said to be the condition too") {
  const std::string asked =
      replaced(BikePolicy, "data email\n  purpose newsletter\n  basis consent",
               "data special.health\n  purpose newsletter\n  basis clear_yes") +
      "\nbasis clear_yes is consent  nb \"samtykket ditt\"  en \"your consent\" { mode explicit }\n";
  CHECK_THAT(provedInEnglish(asked), Contains("Explicit consent (Article 9(2)(a))"));
  CHECK_THAT(provedInEnglish(replaced(asked, "mode explicit", "mode active")), !Contains("Article 9(2)(a)"));
}

TEST_CASE("duties of one other party stand under its name") {
  const std::string duty = "\nduty d of supplier  nb \"si fra\"  en \"tell us\"\n";
  const std::string text = provedInEnglish(std::string(BikePolicy) + duty);
  CHECK_THAT(text, Contains("What we ask the supplier to do") && Contains("- Tell us."));
  const std::string two =
      provedInEnglish(std::string(BikePolicy) + duty + "duty e of partner  nb \"svare\"  en \"answer\"\n");
  CHECK_THAT(two, Contains("What we ask for") && Contains("We ask the partner to answer."));
}

TEST_CASE("who can link data to people again is told, or that it is not told") {
  const std::string text = with("  share post_office\n",
                                "  share post_office\n  form pseudonymised\n  relinked staff when fault_reported\n");
  CHECK_THAT(text, Contains("Only our staff can link the data to you again, and only when you report a fault."));
  const std::string vague =
      with("  share post_office\n", "  share post_office\n  form pseudonymised\n  relinked vague\n");
  CHECK_THAT(vague, Contains("Somebody can still link the data to you again. We do not say who."));
}

TEST_CASE("a text of the policy's own may stand in the first layer, after where data go") {
  const std::string text =
      provedInEnglish(std::string(BikePolicy) +
                      "\nprose moving { place in_short  text nb \"Posten flytter.\"  en \"The Post moves.\" }\n");
  const std::size_t sent = text.find("Some data are sent");
  const std::size_t own = text.find("The Post moves.");
  const std::size_t kept = text.find("For some uses, we do not say");
  CHECK(sent < own);
  CHECK(own < kept);
}

TEST_CASE("a name that begins with another stands for both") {
  const std::string text = with("nb \"leverandøren av kundesenteret\"  en \"the supplier of the help desk\" {",
                                "nb \"Hjelp\"  en \"Hjelp\" {\n  name \"Hjelp AS\"");
  CHECK_THAT(text, Contains("Recipient: Hjelp AS\n") && !Contains("Recipient: Hjelp\n"));
}

TEST_CASE("a section of the GDPR is an article in full, and a Norwegian act says so abroad") {
  const std::string text =
      with("basis contract with subject", "basis legal_obligation under gdpr.art12, bokforingsloven.s13");
  CHECK_THAT(text, Contains("Article 12 of the GDPR and section 13 of the Norwegian Bookkeeping Act"));
  CHECK_THAT(text, !Contains("Art. 12"));
}

}  // namespace vern::test
