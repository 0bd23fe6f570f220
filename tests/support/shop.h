// The policy of a shop, with a bit of everything that can be asked about.
#pragma once

namespace vern::test {

inline const char* const ShopPolicy = R"(policy shop { version "3.1"  languages nb, en }
subject portal_user is customer.business_contact  en "users of the portal"  nb "brukere av portalen"
data ticket_message is communication.content  en "messages in tickets"  nb "meldinger i saker"
event customer_leaves is contract_end  en "the customer leaves"  nb "kunden slutter"
circumstance on_site  en "delivery on site is ordered"  nb "levering på stedet er bestilt"
circumstance paid_up  en "all bills are paid"  nb "alle regninger er betalt"
recipient installers is processor  en "installation companies"  nb "montørselskap" { located eea }
recipient cloud is processor  en "the cloud"  nb "skyen" { located eea, japan  safeguard adequacy }
activity portal {
  title en "Your user in the portal"  nb "Brukeren din i portalen"
  subjects portal_user
  data name, phone, email, ip
  data ticket_message { retain 3 years after customer_leaves }
  purpose service.delivery, billing
  basis contract
  share installers when on_site and paid_up
  share cloud
  retain until account_closed, at most 3 years after last_activity then anonymise
}
activity newsletter {
  title en "Newsletter"  nb "Nyhetsbrev"
  subjects customer.business_contact
  data email
  purpose marketing.direct.electronic.newsletter
  basis consent
  retain 2 years after consent_given then delete
}
activity statistics {
  subjects portal_user
  data email
  purpose analytics.statistics
  basis legitimate_interests
}
promise stay { never transfer data outside eea except when on_site  text en "Data stay in the EEA."  nb "Data blir i EØS." }
)";

}  // namespace vern::test
