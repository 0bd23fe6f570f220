// vern decide and vern verify as a whole: what they print, and their exit statuses.
#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "tests/unit/query/ask.h"

using namespace vern;

namespace {

struct Ran {
  int status = 0;
  std::string out;
  std::string err;
};

const MemoryFileSystem& files() {
  static const MemoryFileSystem all = [] {
    MemoryFileSystem made;
    const test::TestPolicy policy(test::ShopPolicy);
    const std::string table = llvm::cantFail(table::fromGrants(policy.model(), policy.grants()));
    made.add("policy.vern", "use norway\n" + std::string(test::ShopPolicy));
    made.add("broken.vern", "use norway\npolicy x { version }\n");
    made.add("shop.vdt", table);
    made.add("short.vdt", table.substr(0, table.size() / 2));
    made.add("foreign.vdt", std::string(5000, 'x'));
    std::string newer = table;
    newer[8] = 9;
    made.add("newer.vdt", newer);
    std::string damaged = table;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 4);
    made.add("damaged.vdt", damaged);
    return made;
  }();
  return all;
}

Ran run(const cli::Command& command, const std::vector<std::string_view>& words) {
  Ran ran;
  const MemoryFileSystem& system = files();
  llvm::raw_string_ostream out(ran.out);
  llvm::raw_string_ostream err(ran.err);
  cli::Io io{out, err, system, false, test::questionDay(), "en"};
  ran.status = cli::run(command, words, io);
  return ran;
}

}  // namespace

TEST_CASE("an event that is told twice is refused, whatever the days") {
  const Ran twice = run(cli::decide, {"keep", "email", "of", "portal_user", "--policy=policy.vern", "--event",
                                      "customer_leaves=2024-03-31", "--event", "customer_leaves=2024-04-02"});
  CHECK(twice.status == 2);
  CHECK(twice.err.find("the day of `customer_leaves` is told twice; give it once") != std::string::npos);
  CHECK(twice.out.empty());
}

TEST_CASE("two consents to one purpose are refused, whatever the days and names") {
  const Ran twice = run(cli::decide, {"use", "email", "of", "portal_user", "for", "newsletter", "--policy=policy.vern",
                                      "--consent", "withdrawn@2025-06-01", "--consent", "newsletter=given@2024-01-01"});
  CHECK(twice.status == 2);
  CHECK(twice.err.find("the consent to `marketing.direct.electronic.newsletter` is told twice; tell the last that was "
                       "said of it") != std::string::npos);
  CHECK(twice.out.empty());
}

TEST_CASE("decide answers alike from a policy and from its table, and exits 0 for permit and deny") {
  for (const char* from : {"--policy=policy.vern", "--table=shop.vdt"}) {
    INFO(from);
    const Ran permit = run(cli::decide, {"use", "email", "of", "portal_user", "for", "billing", from});
    CHECK(permit.status == 0);
    CHECK(permit.out == "permit: the policy allows it\n");
    CHECK(permit.err.empty());
    const Ran deny = run(cli::decide, {"use email of portal_user for newsletter", from, "--consent",
                                       "withdrawn@2026-01-01", "--explain"});
    CHECK(deny.status == 0);
    CHECK(deny.out ==
          test::answered("use email of portal_user for newsletter", {.consents = {"withdrawn@2026-01-01"}}));
  }
}

TEST_CASE("each option of decide changes an answer") {
  const auto first = [](std::vector<std::string_view> words) {
    words.emplace_back("--table=shop.vdt");
    const Ran ran = run(cli::decide, words);
    CHECK(ran.status == 0);
    return ran.out;
  };
  const std::string_view newsletter = "use email of portal_user for newsletter";
  CHECK(first({newsletter}) == "deny: consent has not been given\n");
  CHECK(first({newsletter, "--consent=given"}) == "permit: the policy allows it\n");
  CHECK(first({newsletter, "--consent", "newsletter=given"}) == "permit: the policy allows it\n");
  CHECK(first({newsletter, "--consent=given", "--objects"}).starts_with("deny: the person has objected"));
  CHECK(first({newsletter, "--consent=given", "--objects-to=marketing"}).starts_with("deny: the person has objected"));
  CHECK(first({newsletter, "--consent=given", "--objects-to=billing"}) == "permit: the policy allows it\n");
  CHECK(first({newsletter, "--consent=given", "--event", "consent_given=2024-05-31"}) ==
        "deny: the time to keep the data is over\n");
  CHECK(first({newsletter, "--consent=given", "--event", "consent_given=2024-05-31", "--now=2026-05-31"}) ==
        "permit: the policy allows it\n");
  CHECK(first({newsletter, "--lang=nb"}) == "ikke tillatt: det er ikke gitt samtykke\n");
  CHECK(first({newsletter, "--lang=nn"}) == "ikke tillatt: det er ikke gitt samtykke\n");
  CHECK(first({newsletter, "--format=json"}).starts_with("{\"decision\":\"deny\",\"reason\":\"consent_missing\""));
  const std::string_view billing = "disclose phone of portal_user for billing to installers in norway";
  CHECK(first({billing, "--when=paid_up"}).starts_with("deny"));
  CHECK(first({billing, "--when=paid_up", "--when=on_site"}).starts_with("permit"));
  CHECK(first({billing, "--when=paid_up", "--when=on_site", "--restricted"})
            .starts_with("deny: processing is restricted"));
}

TEST_CASE("decide exits 2, and says why, where the question or what is asked cannot be read") {
  const auto refused = [](const std::vector<std::string_view>& words) {
    const Ran ran = run(cli::decide, words);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK(refused({"use emial of portal_user for billing", "--table=shop.vdt"}) ==
        "vern decide: no kind of data is called `emial`; did you mean `email`?\n");
  CHECK(refused({"use emial of portal_user for billing", "--table=shop.vdt", "--lang=nb"}) ==
        "vern decide: ingen opplysninger heter `emial`; mente du `email`?\n");
  CHECK(refused({"keep email of portal_user", "--table=short.vdt", "--lang=nn"}) ==
        "vern decide: short.vdt: filen er avkortet\n");
  CHECK(refused({"use", "--table=shop.vdt"}).starts_with("vern decide: the data are missing"));
  CHECK(refused({"keep email of portal_user", "--now=yesterday", "--table=shop.vdt"}) ==
        "vern decide: `--now` takes a date such as 2026-05-01, not `yesterday`\n");
  CHECK(refused({"keep email of portal_user", "--table=short.vdt"}) ==
        "vern decide: short.vdt: the file is truncated\n");
  CHECK(refused({"keep email of portal_user", "--table=shop.vdt", "--policy=policy.vern"}) ==
        "vern decide: `--table` and `--policy` are two things to ask; give one\n");
  CHECK_FALSE(refused({"keep email of portal_user", "--policy=broken.vern"}).empty());
  CHECK_FALSE(refused({"keep email of portal_user", "--table=missing.vdt"}).empty());
}

TEST_CASE("verify tells a sound table from one that is truncated, foreign, newer or damaged") {
  const Ran sound = run(cli::verify, {"shop.vdt", "--policy=policy.vern"});
  INFO(sound.err);
  CHECK(sound.status == 0);
  CHECK(sound.out.starts_with("made from these sources; shown right, row by row: all "));
  CHECK(sound.out.find("shop.vdt: sound; policy `shop` 3.1, 3 activities, ") != std::string::npos);
  CHECK(run(cli::verify, {"short.vdt"}).err == "vern verify: short.vdt: the file is truncated\n");
  CHECK(run(cli::verify, {"foreign.vdt"}).err == "vern verify: foreign.vdt: the file is not a decision table\n");
  CHECK(run(cli::verify, {"newer.vdt"}).err ==
        "vern verify: newer.vdt: the table was made by a newer version of vern\n");
  CHECK(run(cli::verify, {"damaged.vdt"}).err == "vern verify: damaged.vdt: the file is damaged\n");
  for (const char* name : {"short.vdt", "foreign.vdt", "newer.vdt", "damaged.vdt"})
    CHECK(run(cli::verify, {name}).status == 2);
}
