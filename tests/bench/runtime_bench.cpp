// Decisions by the runtime against a hash table written by hand, on a problem of synthetic activities:
// may RECIPIENT have DATUM for PURPOSE, so old, with or without consent and objection? Both answer the same requests,
// checked to be the same answers first, in turns, in one run.
//
//   vern_bench_runtime [SIZE…] [--json]      sizes are numbers of activities; 10 100 1000 10000 if left out
//
// Figures are medians of 7 repeats, in nanoseconds a question; a ratio is the median of the ratios inside a repeat.
// "repeated": 4,096 requests over and over, which a branch predictor learns by heart; "random": 400,000 different ones.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/query/table_file.h"
#include "compiler/table/from_grants.h"
#include "vern/decide.h"

using namespace vern;

namespace {

constexpr Day Now = 20000;
constexpr int Repeats = 7;

struct Activity {
  std::string purpose;
  int basis = 0;  // BasisKind
  int retention = 0;  // days
  std::vector<std::string> categories;  // groups and leaves
  std::vector<std::string> leaves;
  std::vector<std::string> recipients;
};

struct Problem {
  std::vector<std::string> groups;
  std::vector<std::string> leaves;  // "g0.l1"
  std::vector<std::string> purposes;
  std::vector<std::string> recipients;
  std::vector<Activity> activities;
};

struct Request {
  const std::string* purpose;
  const std::string* leaf;
  const std::string* recipient;
  int age;
  bool consent;
  bool objected;
};

Problem problem(int n) {
  std::mt19937 random(static_cast<std::uint32_t>(7 + n));
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  Problem p;
  const int groups = std::clamp(n / 10, 9, 80);
  for (int g = 0; g < groups; ++g) {
    p.groups.push_back("g" + std::to_string(g));
    for (int l = 0; l < 5; ++l) p.leaves.push_back(p.groups.back() + ".l" + std::to_string(l));
  }
  for (int i = 0; i < std::max(8, n / 4); ++i) p.purposes.push_back("p" + std::to_string(i));
  for (int i = 0; i < std::clamp(n / 5, 8, 1000); ++i) p.recipients.push_back("r" + std::to_string(i));
  constexpr int Retention[] = {7, 30, 90, 180, 365, 395, 730, 1096, 1826, 3652};
  constexpr int Weights[] = {25, 55, 75,
                             76, 80, 100};  // consent, contract, legal obligation, vital, public task, interests
  for (int i = 0; i < n; ++i) {
    Activity a;
    a.purpose = p.purposes[static_cast<std::size_t>(i) < p.purposes.size() ? static_cast<std::size_t>(i)
                                                                           : below(p.purposes.size())];
    const int weight = static_cast<int>(below(100));
    while (weight >= Weights[a.basis]) ++a.basis;
    a.retention = Retention[below(10)];
    std::set<std::string> categories;
    for (std::size_t k = 3 + below(4); categories.size() < k;) {
      const std::string& leaf = p.leaves[below(p.leaves.size())];
      categories.insert(below(5) == 0 ? leaf.substr(0, leaf.find('.')) : leaf);
    }
    std::set<std::string> leaves;
    for (const std::string& category : categories) {
      if (category.find('.') != std::string::npos) leaves.insert(category);
      else
        for (int l = 0; l < 5; ++l) leaves.insert(category + ".l" + std::to_string(l));
    }
    std::set<std::string> recipients;
    for (std::size_t k = 1 + below(4); recipients.size() < k;)
      recipients.insert(p.recipients[below(p.recipients.size())]);
    a.categories.assign(categories.begin(), categories.end());
    a.leaves.assign(leaves.begin(), leaves.end());
    a.recipients.assign(recipients.begin(), recipients.end());
    p.activities.push_back(std::move(a));
  }
  return p;
}

/// Half from an activity, three in ten with another recipient, two in ten at random.
std::vector<Request> requests(const Problem& p, std::size_t count) {
  std::mt19937 random(99);
  const auto pick = [&](const std::vector<std::string>& from) { return &from[random() % from.size()]; };
  std::vector<Request> out;
  for (std::size_t i = 0; i < count; ++i) {
    const Activity& a = p.activities[random() % p.activities.size()];
    const std::uint32_t x = static_cast<std::uint32_t>(random() % 10);
    Request r{};
    r.purpose = x < 8 ? &a.purpose : pick(p.purposes);
    r.leaf = x < 8 ? pick(a.leaves) : pick(p.leaves);
    r.recipient = x < 5 ? pick(a.recipients) : pick(p.recipients);
    r.age = static_cast<int>(random() % static_cast<std::uint32_t>(a.retention * 13 / 10 + 1));
    r.consent = random() % 10 < 7;
    r.objected = random() % 10 == 0;
    out.push_back(r);
  }
  return out;
}

// ---- the hash table
// --------------------------------------------------------------------------------------------------

struct Floor {
  struct Condition {
    int retention;
    bool consent, objection;
  };
  struct Slot {
    std::uint64_t key = ~std::uint64_t{0};
    std::uint32_t begin = 0, end = 0;
  };
  std::unordered_map<std::string, std::uint32_t> purposes, leaves, recipients;
  std::vector<Slot> slots;
  std::vector<Condition> conditions;

  static std::uint64_t mix(std::uint64_t x) {
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdull;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ull;
    return x ^ x >> 33;
  }
  static std::uint32_t find(const std::unordered_map<std::string, std::uint32_t>& in, const std::string& name) {
    const auto found = in.find(name);
    return found == in.end() ? ~0u : found->second;
  }
  static std::uint64_t key(std::uint32_t p, std::uint32_t l, std::uint32_t r) {
    return std::uint64_t{p} << 42 | std::uint64_t{l} << 21 | r;
  }

  explicit Floor(const Problem& problem) {
    for (const auto& name : problem.purposes) purposes.emplace(name, purposes.size());
    for (const auto& name : problem.leaves) leaves.emplace(name, leaves.size());
    for (const auto& name : problem.recipients) recipients.emplace(name, recipients.size());
    std::vector<std::pair<std::uint64_t, Condition>> rows;
    for (const Activity& a : problem.activities)
      for (const auto& leaf : a.leaves)
        for (const auto& recipient : a.recipients)
          rows.push_back({key(purposes[a.purpose], leaves[leaf], recipients[recipient]),
                          {a.retention, a.basis == 0, a.basis == 4 || a.basis == 5}});
    std::stable_sort(rows.begin(), rows.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    std::size_t size = 16;
    while (size < rows.size() * 2) size *= 2;
    slots.resize(size);
    for (std::size_t i = 0; i < rows.size();) {
      std::size_t at = mix(rows[i].first) & (size - 1);
      while (slots[at].key != ~std::uint64_t{0}) at = (at + 1) & (size - 1);
      slots[at] = {rows[i].first, static_cast<std::uint32_t>(conditions.size()), 0};
      const std::uint64_t same = rows[i].first;
      for (; i < rows.size() && rows[i].first == same; ++i) conditions.push_back(rows[i].second);
      slots[at].end = static_cast<std::uint32_t>(conditions.size());
    }
  }
  bool ask(std::uint32_t p, std::uint32_t l, std::uint32_t r, int age, bool consent, bool objected) const {
    const std::uint64_t wanted = key(p, l, r);
    for (std::size_t at = mix(wanted) & (slots.size() - 1); slots[at].key != ~std::uint64_t{0};
         at = (at + 1) & (slots.size() - 1)) {
      if (slots[at].key != wanted) continue;
      for (std::uint32_t i = slots[at].begin; i < slots[at].end; ++i) {
        const Condition& c = conditions[i];
        if ((age <= c.retention) & (!c.consent | consent) & (!c.objection | !objected)) return true;
      }
      return false;
    }
    return false;
  }
  std::size_t bytes() const { return slots.size() * sizeof(Slot) + conditions.size() * sizeof(Condition); }
};

// ---- the same as a policy
// --------------------------------------------------------------------------------------------

struct Built {
  SourceMap sources;
  model::Model model{sources};
  std::deque<std::string> names;
  grants::Grants grants;
  std::unordered_map<std::string, model::DeclId> ids;

  model::DeclId add(model::Kind kind, const std::string& name, model::DeclId parent = {}) {
    model::Decl decl;
    decl.kind = kind;
    decl.name = names.emplace_back(name);
    decl.parent = parent;
    return ids[name] = model.add(std::move(decl));
  }

  explicit Built(const Problem& p) {
    for (const auto& group : p.groups) add(model::Kind::Data, group);
    for (const auto& leaf : p.leaves) add(model::Kind::Data, leaf, ids[leaf.substr(0, leaf.find('.'))]);
    for (const auto& purpose : p.purposes) add(model::Kind::Purpose, purpose);
    for (const auto& recipient : p.recipients) add(model::Kind::Recipient, recipient);
    const model::DeclId person = add(model::Kind::Subject, "person");
    const model::DeclId collected = add(model::Kind::Event, "collected");
    std::unordered_map<int, grants::WindowId> windows;
    std::vector<model::DeclId> activities;
    for (std::size_t i = 0; i < p.activities.size(); ++i)
      activities.push_back(add(model::Kind::Activity, "act" + std::to_string(i)));
    model.close();
    for (std::size_t i = 0; i < p.activities.size(); ++i) {
      const Activity& a = p.activities[i];
      if (!windows.contains(a.retention)) {
        grants::Window window;
        window.kind = grants::WindowKind::After;
        window.event = collected;
        window.duration.days = a.retention;
        windows[a.retention] = grants.windows.add(window);
      }
      for (const auto& category : a.categories) {
        grants::Grant grant;
        grant.activity = activities[i];
        grant.subject = person;
        grant.datum = ids[category];
        grant.purpose = ids[a.purpose];
        grant.bases.push_back({{}, static_cast<grants::BasisKind>(a.basis), {}, {}});
        grant.window = windows[a.retention];
        for (const auto& recipient : a.recipients) {
          grants::Disclosure disclosure;
          disclosure.recipient = ids[recipient];
          disclosure.activity = activities[i];
          grant.disclosures.push_back(grants.disclosures.add(disclosure));
        }
        grants.grants.add(std::move(grant));
      }
    }
  }
};

// ---- measuring
// -------------------------------------------------------------------------------------------------------

/// Of this thread's own time: the machine may be shared.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

volatile std::uint64_t sink = 0;

struct Contestant {
  const char* name;
  std::vector<double> nanoseconds = {};
};

/// Nanoseconds a call of `ask(i)`, i < count, over at least `least` seconds.
template <class Ask>
double timed(Ask ask, std::size_t count, double least) {
  std::uint64_t sum = 0;
  std::size_t calls = 0;
  const double begin = seconds();
  double end = begin;
  do {
    for (std::size_t i = 0; i < count; ++i) sum += ask(i);
    calls += count;
    end = seconds();
  } while (end - begin < least);
  sink = sink + sum;
  return (end - begin) * 1e9 / static_cast<double>(calls);
}

struct ById {
  std::uint32_t fp, fl, fr;  // the floor's
  runtime::Question question;  // the table's
  int age;
  bool consent, objected;
};

void run(int size, bool json) {
  const Problem p = problem(size);
  const Floor floor(p);
  const Built built(p);
  const double build_begin = seconds();
  const std::string bytes = llvm::cantFail(table::fromGrants(built.model, built.grants, {{"en"}}));
  const double build_seconds = seconds() - build_begin;
  const query::TableFile file = llvm::cantFail(query::TableFile::fromBytes(bytes));
  const runtime::Table& table = file.table();
  using runtime::TermKind;

  const auto resolve = [&](const std::vector<Request>& in) {
    std::vector<ById> out;
    for (const Request& r : in) {
      ById q{};
      q.fp = Floor::find(floor.purposes, *r.purpose);
      q.fl = Floor::find(floor.leaves, *r.leaf);
      q.fr = Floor::find(floor.recipients, *r.recipient);
      q.question = {runtime::Ask::Disclose,
                    table.find(TermKind::Subject, "person"),
                    table.find(TermKind::Datum, *r.leaf),
                    table.find(TermKind::Purpose, *r.purpose),
                    table.find(TermKind::Recipient, *r.recipient),
                    runtime::None};
      q.age = r.age;
      q.consent = r.consent;
      q.objected = r.objected;
      out.push_back(q);
    }
    return out;
  };
  const std::vector<Request> few = requests(p, 4096);
  const std::vector<Request> many = requests(p, 400'000);
  const std::vector<ById> few_ids = resolve(few);
  const std::vector<ById> many_ids = resolve(many);
  const std::uint32_t collected = table.find(TermKind::Event, "collected");

  const auto byFloor = [&](const ById& q) { return floor.ask(q.fp, q.fl, q.fr, q.age, q.consent, q.objected); };
  const auto factsOf = [&](const ById& q) {
    runtime::Facts facts(table, Now);
    facts.setEvent(collected, Now - q.age);
    if (q.consent) facts.setConsent(q.question.purpose, runtime::ConsentState::Given);
    if (q.objected) facts.addObjection(q.question.purpose);
    return facts;
  };
  const auto byTable = [&](const ById& q) {
    const runtime::Facts facts = factsOf(q);
    return runtime::permits(facts, q.question);
  };
  const auto inFull = [&](const ById& q) {
    const runtime::Facts facts = factsOf(q);
    const runtime::Answer answer = runtime::decide(facts, q.question);
    return static_cast<std::uint64_t>(answer.permit) + static_cast<std::uint64_t>(answer.deadline) + answer.obligations;
  };
  const auto floorByName = [&](const Request& r) {
    const std::uint32_t fp = Floor::find(floor.purposes, *r.purpose);
    const std::uint32_t fl = Floor::find(floor.leaves, *r.leaf);
    const std::uint32_t fr = Floor::find(floor.recipients, *r.recipient);
    return (fp | fl | fr) != ~0u && floor.ask(fp, fl, fr, r.age, r.consent, r.objected);
  };
  const auto tableByName = [&](const Request& r, std::uint32_t subject) {
    ById q{};
    q.question = {runtime::Ask::Disclose,
                  subject,
                  table.find(TermKind::Datum, *r.leaf),
                  table.find(TermKind::Purpose, *r.purpose),
                  table.find(TermKind::Recipient, *r.recipient),
                  runtime::None};
    q.age = r.age;
    q.consent = r.consent;
    q.objected = r.objected;
    return byTable(q);
  };

  for (const ById& q : many_ids)
    if (byFloor(q) != byTable(q) || byFloor(q) != runtime::decide(factsOf(q), q.question).permit) {
      std::fprintf(stderr, "the two disagree\n");
      std::exit(1);
    }

  Contestant floor_few{"hash table, repeated"}, table_few{"table, repeated"}, full_few{"table in full, repeated"};
  Contestant facts_only{"  of that, the facts"};
  Contestant floor_one{"hash table, one person"}, table_one{"table, one person"}, full_one{"table in full, one person"};
  Contestant floor_many{"hash table, random"}, table_many{"table, random"}, full_many{"table in full, random"};
  Contestant floor_names{"hash table by name, repeated"}, table_names{"table by name, repeated"};
  // Facts made once, and asked many questions with; the hash table gets the same as constants.
  runtime::Facts one(table, Now);
  one.setEvent(collected, Now - 100);
  const std::uint32_t person = table.find(TermKind::Subject, "person");
  for (int repeat = 0; repeat < Repeats; ++repeat) {
    const auto measure = [&](Contestant& c, auto ask, std::size_t count) {
      c.nanoseconds.push_back(timed(ask, count, 0.05));
    };
    measure(floor_few, [&](std::size_t i) { return byFloor(few_ids[i]); }, few_ids.size());
    measure(table_few, [&](std::size_t i) { return byTable(few_ids[i]); }, few_ids.size());
    measure(
        facts_only,
        [&](std::size_t i) {
          const runtime::Facts facts = factsOf(few_ids[i]);
          asm volatile("" : : "r"(&facts) : "memory");
          return std::uint64_t{facts.ok()};
        },
        few_ids.size());
    measure(full_few, [&](std::size_t i) { return inFull(few_ids[i]); }, few_ids.size());
    measure(
        floor_one,
        [&](std::size_t i) { return floor.ask(few_ids[i].fp, few_ids[i].fl, few_ids[i].fr, 100, false, false); },
        few_ids.size());
    measure(table_one, [&](std::size_t i) { return runtime::permits(one, few_ids[i].question); }, few_ids.size());
    measure(
        full_one,
        [&](std::size_t i) { return static_cast<std::uint64_t>(runtime::decide(one, few_ids[i].question).deadline); },
        few_ids.size());
    measure(floor_many, [&](std::size_t i) { return byFloor(many_ids[i]); }, many_ids.size());
    measure(table_many, [&](std::size_t i) { return byTable(many_ids[i]); }, many_ids.size());
    measure(full_many, [&](std::size_t i) { return inFull(many_ids[i]); }, many_ids.size());
    measure(floor_names, [&](std::size_t i) { return floorByName(few[i]); }, few.size());
    measure(table_names, [&](std::size_t i) { return tableByName(few[i], person); }, few.size());
  }
  const auto ratio = [](const Contestant& a, const Contestant& b) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < a.nanoseconds.size(); ++i) ratios.push_back(a.nanoseconds[i] / b.nanoseconds[i]);
    return median(ratios);
  };
  std::uint64_t cells = 0;
  for (const runtime::Line& line : table.lines.all())
    for (const std::uint32_t key : line.key) cells += key != runtime::None ? 1 : 0;
  const std::uint64_t texts = table.strings.size() + table.names.size() * sizeof(runtime::NameSlot) +
                              table.terms.size() * sizeof(runtime::Term) +
                              table.labels.size() * sizeof(runtime::TextRef);
  const double hot = static_cast<double>(bytes.size() - texts);
  if (json) {
    std::printf(
        "{\"activities\":%d,\"cells\":%llu,\"bytes\":%zu,\"bytes_without_texts\":%.0f,\"hash_table_bytes\":%zu,\"build_"
        "ms\":%.1f",
        size, static_cast<unsigned long long>(cells), bytes.size(), hot, floor.bytes(), build_seconds * 1e3);
    const auto figure = [&](const char* key, const Contestant& c, const Contestant& base) {
      std::printf(",\"%s_ns\":%.1f,\"%s_ratio\":%.2f", key, median(c.nanoseconds), key, ratio(c, base));
    };
    figure("hash_repeated", floor_few, floor_few);
    figure("ids_repeated", table_few, floor_few);
    figure("full_repeated", full_few, floor_few);
    figure("hash_one_person", floor_one, floor_one);
    figure("ids_one_person", table_one, floor_one);
    figure("full_one_person", full_one, floor_one);
    figure("hash_random", floor_many, floor_many);
    figure("ids_random", table_many, floor_many);
    figure("full_random", full_many, floor_many);
    figure("hash_names", floor_names, floor_names);
    figure("names", table_names, floor_names);
    std::printf("}\n");
    return;
  }
  std::printf("%d activities: %llu cells, %.1f bytes a cell without texts (hash table %.1f), built in %.1f ms\n", size,
              static_cast<unsigned long long>(cells), hot / static_cast<double>(cells),
              static_cast<double>(floor.bytes()) / static_cast<double>(cells), build_seconds * 1e3);
  const auto line = [&](const Contestant& c, const Contestant& base) {
    std::printf("  %-28s %7.1f ns  %5.2f x\n", c.name, median(c.nanoseconds), ratio(c, base));
  };
  line(floor_few, floor_few);
  line(table_few, floor_few);
  line(facts_only, floor_few);
  line(full_few, floor_few);
  line(floor_one, floor_one);
  line(table_one, floor_one);
  line(full_one, floor_one);
  line(floor_many, floor_many);
  line(table_many, floor_many);
  line(full_many, floor_many);
  line(floor_names, floor_names);
  line(table_names, floor_names);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<int> sizes;
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--json") == 0) json = true;
    else sizes.push_back(std::atoi(argv[i]));
  }
  if (sizes.empty()) sizes = {10, 100, 1000, 10000};
  for (const int size : sizes) {
    if (size < 1 || size > 1'000'000) {
      std::fprintf(stderr, "a size is between 1 and 1000000\n");
      return 2;
    }
    run(size, json);
  }
  return 0;
}
