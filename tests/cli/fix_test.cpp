// vern fix and vern terms.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

constexpr std::string_view Policy =
    "use norway\npolicy p { languages en }\nrecipient old_mailer is processor\n"
    "data old_phone is phone  en \"old number\" { successor new_phone }\n"
    "data new_phone is phone  en \"number\"\n"
    "activity mail {\n  title en \"Mail\"\n  data old_phone\n  purpose newsletter\n  basis contract\n}\n";

}  // namespace

TEST_CASE("vern fix removes what nothing uses, writes new names, and leaves the rest") {
  const Folder folder;
  const std::string path = folder.write("p.vern", Policy);
  const Outcome dry = test::run(cli::fix, {path, "--dry-run"});
  INFO(dry.out << dry.err);
  CHECK(dry.status == cli::Findings);
  CHECK(dry.out.find("-recipient old_mailer is processor\n") != std::string::npos);
  CHECK(dry.out.find("+  data new_phone\n") != std::string::npos);
  CHECK(read(path) == Policy);

  const Outcome done = test::run(cli::fix, {path});
  CHECK(done.status == cli::Ok);
  const std::string fixed = read(path);
  CHECK(fixed.find("old_mailer") == std::string::npos);
  CHECK(fixed.find("  data new_phone\n") != std::string::npos);
  CHECK(fixed.find("basis contract") != std::string::npos);
  // What changes the meaning is proposed, not made.
  CHECK(done.err.find("VERN-BASIS-003") != std::string::npos);
  CHECK(test::run(cli::fix, {path, "--dry-run"}).status == cli::Ok);

  // Not even if it is asked for, where the new text would break another rule.
  const std::vector<std::string> suggested = {path, "--suggested", "--only", "VERN-BASIS-003"};
  const Outcome refused = test::run(cli::fix, suggested);
  CHECK(refused.err.find("it would bring VERN-CONSENT-001") != std::string::npos);
  CHECK(read(path) == fixed);
  folder.write("p.vern", fixed + "rights { right withdraw_consent  en \"Write to us.\" }\n");
  CHECK(test::run(cli::fix, suggested).status == cli::Ok);
  CHECK(read(path).find("basis consent") != std::string::npos);
}

TEST_CASE("vern fix keeps the layout of a file that vern fmt has laid out") {
  const Folder folder;
  const std::string path = folder.write("p.vern", std::string(Policy) + "contact desk { email \"a@example.com\" }\n");
  CHECK(test::run(cli::fmt, {path}).status == cli::Ok);
  CHECK(test::run(cli::fix, {path, "--suggested"}).status == cli::Ok);
  CHECK(read(path).find("old_mailer") == std::string::npos);
  const Outcome layout = test::run(cli::fmt, {"--check", path});
  INFO(read(path) << layout.out);
  CHECK(layout.status == cli::Ok);
}

TEST_CASE("vern fix makes what does no harm, though another change in the same round would") {
  const Folder folder;
  const std::string path = folder.write("p.vern", Policy);
  const Outcome outcome = test::run(cli::fix, {path, "--suggested"});
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == cli::Ok);
  const std::string fixed = read(path);
  CHECK(fixed.find("old_mailer") == std::string::npos);
  CHECK(fixed.find("  data new_phone\n") != std::string::npos);
  CHECK(fixed.find("basis contract") != std::string::npos);
  CHECK(outcome.err.find("VERN-BASIS-003") != std::string::npos);
  CHECK(outcome.err.find("not made: it would bring VERN-CONSENT-001") != std::string::npos);
}

TEST_CASE("what stood with a ground goes with it, where the new one takes it not") {
  const Folder folder;
  const auto fixed = [&](const std::string& basis) {
    const std::string path =
        folder.write("p.vern",
                     "use norway\npolicy p { languages en }\nrights { right withdraw_consent }\n"
                     "controller c { kind hospital }\nactivity a { subjects customer  data email  " +
                         basis + " }\n");
    (void)test::run(cli::fix, {path, "--suggested"});
    return read(path);
  };
  CHECK(fixed("purpose marketing.direct.post  basis contract with subject").find("basis consent }") !=
        std::string::npos);
  CHECK(fixed("purpose marketing.direct.post  basis vital_interests under popplyl.s8  interest en \"x\"")
            .find("basis consent  interest") != std::string::npos);
  CHECK(fixed("purpose marketing.direct.post, support  basis contract with subject for marketing.direct.post")
            .find("basis consent for marketing.direct.post }") != std::string::npos);
  CHECK(fixed("purpose health.care  basis legitimate_interests under popplyl.s8")
            .find("basis public_task under popplyl.s8 }") != std::string::npos);
}

TEST_CASE("vern fix mends a misspelt name if it is asked to, and does nothing to what it cannot read") {
  const Folder folder;
  const std::string path = folder.write("p.vern", "use norway\npolicy p { languages en }\nactivity a { data emial }\n");
  CHECK(test::run(cli::fix, {path}).status == cli::Ok);
  CHECK(read(path).find("emial") != std::string::npos);
  CHECK(test::run(cli::fix, {path, "--suggested"}).status == cli::Ok);
  CHECK(read(path).find("data email") != std::string::npos);
  CHECK(test::run(cli::fix, {folder.path("absent.vern")}).status == cli::Unusable);
}

TEST_CASE("vern terms finds a term by its name and its labels") {
  const Outcome english = test::run(cli::terms, {"e-mail", "address"});
  CHECK(english.out.find("data contact.email\n") != std::string::npos);
  const Outcome norwegian = test::run(cli::terms, {"e-postadresse", "--kind", "data"});
  CHECK(norwegian.out.find("data contact.email\n") != std::string::npos);
  const Outcome retired = test::run(cli::terms, {"privacy_shield", "--kind", "safeguard"});
  INFO(retired.out);
  CHECK(test::run(cli::terms, {"brazil", "--kind", "place"}).out.find("    adequacy_from  2026-01-26\n") !=
        std::string::npos);
  CHECK(retired.out.find("    retired  2020-07-16\n    successor  adequacy.dpf\n") != std::string::npos);
  const Outcome json = test::run(cli::terms, {"contact.email", "--format", "json"});
  CHECK(json.out.find("\"name\": \"contact.email\"") != std::string::npos);
  CHECK(test::run(cli::terms, {"norsk lov", "--kind", "law"}).out.find("law norwegian_law\n") == 0);
  const Outcome law = test::run(cli::terms, {"kameraforskriften"});
  CHECK(law.out.find("law kameraforskriften\n") == 0);
  CHECK(law.out.find("section kameraforskriften.s6.2\n") != std::string::npos);
  CHECK(test::run(cli::terms, {"nothing_is_called_this"}).out == "0 terms\n");
  CHECK(test::run(cli::terms, {"--kind", "colour"}).status == cli::Unusable);
}

TEST_CASE("vern fmt writes through a link, which stays one") {
  const Folder folder;
  const std::string target = folder.write("a.vern", "use   norway\n\npolicy p { languages nb }\n");
  const std::string link = folder.path("link.vern");
  std::filesystem::create_symlink("a.vern", link);
  CHECK(test::run(cli::fmt, {link}).status == cli::Ok);
  CHECK(std::filesystem::is_symlink(link));
  CHECK(read(target).starts_with("use norway\n"));
}
