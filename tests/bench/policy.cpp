// Writes a policy of so many synthetic activities, each with 3 to 6 kinds of data and 1 to 4 recipients of its own
// company's terms, a purpose, a basis and a time to keep. Nothing is to be reported of it.
//
//   vern_bench_policy ACTIVITIES FOLDER      writes FOLDER/policy.vern; more than 10,000 activities go into files that
//   it
//                                            uses, for a file has a limit
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

constexpr int ActivitiesOfFile = 10000;

constexpr const char* Head = R"(use norway

policy synthetic {
  version    "1.0"
  effective  2026-01-01
  reviewed   2026-01-01
  languages  nb, en
  audience   norway
  profile    notice
  role       controller
  title      nb "Personvernerklæring for Prøve AS"  en "Privacy statement of Prøve AS"
}

controller sample_company {
  name        "Prøve AS"
  org_number  "994 481 924"
  kind        company
  country     norway
  contact     mailbox
}

contact mailbox {
  email         "personvern@example.no"
  post_address  "Postboks 1, 0216 Oslo"
  phone         "22 00 00 00"
  handles       general, questions, rights, withdrawal, objections, privacy_contact
}

dpo none {
  contact  mailbox
  text     nb "Vi har ikke personvernombud."  en "We have no data protection officer."
}

subject client is customer  nb "kunder"  en "customers"
event service_ends is contract_end  nb "avtalen er slutt"  en "the agreement is over"

scope {
  covers    client
  channels  website
  children  none  nb "Tjenestene er ikke for barn."  en "The services are not for children."
}

basis delivery is legitimate_interests  nb "vår interesse i å levere"  en "our interest in delivering" {
  interest  nb "å levere det du har bestilt"  en "delivering what you ordered"
}

)";

constexpr const char* Tail = R"(
rights {
  right     access through mailbox
  right     rectification through mailbox
  right     erasure through mailbox
  right     restriction through mailbox
  right     object through mailbox
            nb "Du kan protestere. Da stanser vi bruken mens vi vurderer saken."
            en "You can object. Then we stop the use while we consider the matter."
  right     human_review
            nb "En maskin alene tar aldri avgjørelser om deg."  en "A machine alone never makes a decision about you."
  contact   mailbox
  answer    within 1 month
  fee       none
  complain  datatilsynet
}

changes {
  published  website
}
)";

}  // namespace

int main(int count, char** arguments) {
  const int activities = count == 3 ? std::atoi(arguments[1]) : 0;
  if (activities <= 0) {
    std::fprintf(stderr, "usage: vern_bench_policy ACTIVITIES FOLDER\n");
    return 2;
  }
  std::mt19937 random(static_cast<std::uint32_t>(7 + activities));
  const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  const int data = std::clamp(activities / 2, 40, 400);
  const int purposes = std::max(8, activities / 4);
  const int recipients = std::clamp(activities / 5, 8, 1000);
  // What is named, and so declared.
  std::set<int> used_data, used_recipients;
  const auto some = [&](const char* prefix, int limit, int least, std::set<int>& used) {
    std::set<int> chosen;
    for (const int wanted = least + below(4); static_cast<int>(chosen.size()) < wanted;) chosen.insert(below(limit));
    used.insert(chosen.begin(), chosen.end());
    std::string out;
    for (const int one : chosen) out += (out.empty() ? "" : ", ") + (prefix + std::to_string(one));
    return out;
  };
  std::vector<std::string> bodies;
  for (int i = 0; i < activities; ++i) {
    if (i % ActivitiesOfFile == 0) bodies.emplace_back();
    const std::string number = std::to_string(i);
    const int purpose = i < purposes ? i : below(purposes);
    bodies.back() += "\nactivity a" + number + " {\n  title     nb \"Oppgave " + number + "\"  en \"Task " + number +
                     "\"\n  subjects  client\n  data      " + some("d", data, 3, used_data) + "\n  purpose   p" +
                     std::to_string(purpose) + "\n  basis     delivery\n  source    subject\n  share     " +
                     some("r", recipients, 1, used_recipients) + "\n  retain    " +
                     std::to_string(30 * (1 + purpose % 24)) + " days after service_ends then delete\n}\n";
  }
  std::string out = Head;
  for (const int i : used_data) {
    const std::string n = std::to_string(i);
    out += "data d" + n + " is behaviour.usage  nb \"opplysning " + n + "\"  en \"item " + n + "\"\n";
  }
  for (int i = 0; i < purposes; ++i) {
    const std::string n = std::to_string(i);
    out += "purpose p" + n + " is service.support  nb \"formål " + n + "\"  en \"purpose " + n + "\"\n";
  }
  for (const int i : used_recipients) {
    const std::string n = std::to_string(i);
    out += "recipient r" + n + " is processor.hosting  nb \"leverandør " + n + "\"  en \"supplier " + n +
           "\" {\n  role       processor\n  located    eea\n  agreement  signed\n}\n";
  }
  const std::string folder = arguments[2];
  std::ofstream main_file(folder + "/policy.vern");
  if (bodies.size() == 1) main_file << out << bodies.front() << Tail;
  else {
    for (std::size_t i = 0; i < bodies.size(); ++i) {
      const std::string name = "part" + std::to_string(i) + ".vern";
      std::ofstream(folder + "/" + name) << bodies[i];
      main_file << "use \"" << name << "\"\n";
    }
    main_file << out << Tail;
  }
  if (!main_file.flush()) {
    std::fprintf(stderr, "%s cannot be written\n", folder.c_str());
    return 1;
  }
  return 0;
}
