// Decisions by the runtime against a hash table written by hand, on a problem of synthetic activities:
// may RECIPIENT have DATUM for PURPOSE, so old, with or without consent and objection? Both answer the same requests,
// checked to be the same answers first, in turns, in one run.
//
//   vern_bench_runtime [SIZE…] [--json]      sizes are numbers of activities; 10 100 1000 10000 if left out. With w
//                                            before it (w1000) activities are wide: whole groups of 20 data are for
//                                            whole groups of 20 recipients, which the hash table has to multiply out
//
// Figures are medians of 7 repeats, in nanoseconds a question; a ratio is the median of the ratios inside a repeat.
// By ids, what is asked and whose data stay the same (runtime::Asking); "whole questions" say all of it each time.
// "repeated": 4,096 requests over and over, which a branch predictor learns by heart; "random": 400,000 different ones.
#include <sys/mman.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <memory>
#include <random>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/table/from_grants.h"
#include "vern/batch.h"
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
  std::vector<std::string> recipients;  // or groups of them
  std::vector<std::string> each_recipient;
};

/// How many activities, and of which sort.
struct Size {
  int activities = 0;
  bool wide = false;
  [[nodiscard]] std::string text() const { return (wide ? "w" : "") + std::to_string(activities); }
};

struct Problem {
  std::vector<std::string> groups;
  std::vector<std::string> leaves;  // "g0.l1"
  std::vector<std::string> purposes;
  std::vector<std::string> recipient_groups;  // of wide problems
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

Problem problem(Size size) {
  const int n = size.activities;
  const int members = size.wide ? 20 : 5;
  std::mt19937 random(static_cast<std::uint32_t>(7 + n));
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  Problem p;
  const int groups = std::clamp(n / 10, 9, 80);
  for (int g = 0; g < groups; ++g) {
    p.groups.push_back("g" + std::to_string(g));
    for (int l = 0; l < members; ++l) p.leaves.push_back(p.groups.back() + ".l" + std::to_string(l));
  }
  for (int i = 0; i < std::max(8, n / 4); ++i) p.purposes.push_back("p" + std::to_string(i));
  if (!size.wide) {
    for (int i = 0; i < std::clamp(n / 5, 8, 1000); ++i) p.recipients.push_back("r" + std::to_string(i));
  } else {
    for (int i = 0; i < std::clamp(n / 100, 4, 50); ++i) {
      p.recipient_groups.push_back("r" + std::to_string(i));
      for (int m = 0; m < members; ++m) p.recipients.push_back(p.recipient_groups.back() + ".m" + std::to_string(m));
    }
  }
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
      categories.insert(size.wide || below(5) == 0 ? leaf.substr(0, leaf.find('.')) : leaf);
    }
    std::set<std::string> leaves;
    for (const std::string& category : categories) {
      if (category.find('.') != std::string::npos) leaves.insert(category);
      else
        for (int l = 0; l < members; ++l) leaves.insert(category + ".l" + std::to_string(l));
    }
    std::set<std::string> recipients;
    const std::vector<std::string>& named = size.wide ? p.recipient_groups : p.recipients;
    for (std::size_t k = 1 + below(4); recipients.size() < k;) recipients.insert(named[below(named.size())]);
    for (const std::string& recipient : recipients) {
      if (!size.wide) a.each_recipient.push_back(recipient);
      for (int m = 0; size.wide && m < members; ++m) a.each_recipient.push_back(recipient + ".m" + std::to_string(m));
    }
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
    r.recipient = x < 5 ? pick(a.each_recipient) : pick(p.recipients);
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
        for (const auto& recipient : a.each_recipient)
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
    for (const auto& group : p.recipient_groups) add(model::Kind::Recipient, group);
    for (const auto& recipient : p.recipients) {
      const auto group = ids.find(recipient.substr(0, recipient.find('.')));
      add(model::Kind::Recipient, recipient, group == ids.end() ? model::DeclId{} : group->second);
    }
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

/// A question as both are asked it: ids, and what is known of the record and the person.
struct ById {
  std::uint32_t fp, fl, fr;  // the floor's
  std::int32_t age;
  runtime::Question question;  // the table's; consent and objection are told in it
};

/// A page-aligned copy of a table, as a mapped file is.
struct Mapped {
  std::FILE* file = std::tmpfile();
  void* at = MAP_FAILED;
  std::size_t bytes;
  explicit Mapped(const std::string& content) : bytes(content.size()) {
    if (file == nullptr || std::fwrite(content.data(), 1, bytes, file) != bytes || std::fflush(file) != 0) std::abort();
    at = map();
  }
  ~Mapped() {
    munmap(at, bytes);
    std::fclose(file);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  [[nodiscard]] void* map() const { return mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fileno(file), 0); }
  [[nodiscard]] std::span<const std::byte> span(const void* from) const {
    return {static_cast<const std::byte*>(from), bytes};
  }
};

class Run {
 public:
  Run(const Problem& problem, Size size) : p_(problem), size_(size), floor_(problem), built_(problem) {
    const double begin = seconds();
    bytes_ = llvm::cantFail(table::fromGrants(built_.model, built_.grants, {{"en"}}));
    build_seconds_ = seconds() - begin;
    mapped_ = std::make_unique<Mapped>(bytes_);
    if (table_.openUnverified(mapped_->span(mapped_->at)) != runtime::Status::Ok) std::abort();
    const double verify_begin = seconds();
    if (table_.verify() != runtime::Status::Ok) std::abort();
    verify_seconds_ = seconds() - verify_begin;
    subject_ = table_.find(TermKind::Subject, "person");
    collected_ = table_.find(TermKind::Event, "collected");
    few_ = requests(p_, 4096);
    many_ = requests(p_, 400'000);
    few_ids_ = resolve(few_);
    many_ids_ = resolve(many_);
  }

  void check();
  void measure();
  void columns();
  void print(bool json) const;
  [[nodiscard]] Size size() const { return size_; }
  /// Of one contestant, as print() has them.
  [[nodiscard]] double nanosecondsOf(const char* key) const { return median(line(key).nanoseconds); }
  [[nodiscard]] double ratioOf(const char* key) const { return ratio(line(key)); }
  [[nodiscard]] double memory() const { return bytesWithoutTexts() / static_cast<double>(floor_.bytes()); }
  [[nodiscard]] double firstAnswer() const { return first_us_; }

 private:
  using TermKind = runtime::TermKind;

  std::vector<ById> resolve(const std::vector<Request>& in) const {
    std::vector<ById> out;
    for (const Request& r : in) {
      out.push_back({Floor::find(floor_.purposes, *r.purpose), Floor::find(floor_.leaves, *r.leaf),
                     Floor::find(floor_.recipients, *r.recipient), r.age, byName(r)});
    }
    return out;
  }
  VERN_HOT runtime::Ids idsByName(const Request& r) const {
    return {
        table_.find(TermKind::Datum, *r.leaf), table_.find(TermKind::Purpose, *r.purpose),
        table_.find(TermKind::Recipient, *r.recipient),
        (r.consent ? std::uint32_t{runtime::ConsentGiven} : 0u) | (r.objected ? std::uint32_t{runtime::Objects} : 0u)};
  }
  runtime::Question byName(const Request& r) const {
    const runtime::Ids ids = idsByName(r);
    return {runtime::Ask::Disclose, subject_, ids.datum, ids.purpose, ids.recipient, runtime::None, ids.told};
  }
  bool floor(const ById& q) const {
    return floor_.ask(q.fp, q.fl, q.fr, q.age, (q.question.told & runtime::ConsentGiven) != 0,
                      (q.question.told & runtime::Objects) != 0);
  }
  bool floorByName(const Request& r) const {
    const std::uint32_t fp = Floor::find(floor_.purposes, *r.purpose);
    const std::uint32_t fl = Floor::find(floor_.leaves, *r.leaf);
    const std::uint32_t fr = Floor::find(floor_.recipients, *r.recipient);
    return (fp | fl | fr) != ~0u && floor_.ask(fp, fl, fr, r.age, r.consent, r.objected);
  }

  /// One contestant: the median of its repeats, and of its ratios to `base` inside a repeat.
  struct Line {
    std::string name, key;
    std::string base;
    std::vector<double> nanoseconds;
  };
  template <class Ask>
  void time(const char* key, const char* name, const char* base, Ask ask, std::size_t count) {
    auto at = std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) { return line.key == key; });
    if (at == lines_.end()) at = lines_.insert(lines_.end(), Line{name, key, base, {}});
    at->nanoseconds.push_back(timed(ask, count, 0.04));
  }
  const Line& line(const std::string& key) const {
    return *std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) { return line.key == key; });
  }
  double ratio(const Line& a) const {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < a.nanoseconds.size(); ++i)
      ratios.push_back(a.nanoseconds[i] / line(a.base).nanoseconds[i]);
    return median(ratios);
  }
  runtime::Questions questions(const runtime::MovingEvent& event) const {
    runtime::Questions out;
    out.count = many_ids_.size();
    out.same.ask = runtime::Ask::Disclose;
    out.same.subject = subject_;
    out.datum = data_.data();
    out.purpose = purposes_.data();
    out.recipient = recipients_.data();
    out.told = told_.data();
    out.event = &event;
    out.day = days_.data();
    return out;
  }
  std::uint64_t cells() const;
  double bytesWithoutTexts() const;

  const Problem& p_;
  Size size_;
  Floor floor_;
  Built built_;
  std::string bytes_;
  double build_seconds_ = 0, verify_seconds_ = 0, open_us_ = 0, first_us_ = 0;
  std::unique_ptr<Mapped> mapped_;
  runtime::Table table_;
  std::uint32_t subject_ = 0, collected_ = 0;
  std::vector<Request> few_, many_;
  std::vector<ById> few_ids_, many_ids_;
  // The random questions once more, in columns.
  std::vector<std::uint32_t> data_, purposes_, recipients_, told_;
  std::vector<runtime::Day> days_;
  std::vector<runtime::Verdict> verdicts_;
  std::vector<Line> lines_;
};

void Run::columns() {
  for (const ById& q : many_ids_) {
    data_.push_back(q.question.datum);
    purposes_.push_back(q.question.purpose);
    recipients_.push_back(q.question.recipient);
    told_.push_back(q.question.told);
    days_.push_back(Now - q.age);
  }
  verdicts_.resize(many_ids_.size());
}

/// Every way to ask, before anything is timed.
void Run::check() {
  runtime::Facts facts(table_, Now);
  const runtime::MovingEvent collected(table_, collected_);
  runtime::verdicts(facts, questions(collected), verdicts_.data());
  const runtime::Asking<runtime::Ask::Disclose> asking(table_, subject_);
  for (std::size_t i = 0; i < many_ids_.size(); ++i) {
    const ById& q = many_ids_[i];
    facts.moveEvent(collected, Now - q.age);
    const bool expected = floor(q);
    const runtime::Verdict verdict = runtime::verdict(facts, q.question);
    const runtime::Answer answer = runtime::decide(facts, q.question);
    const runtime::Ids ids{q.question.datum, q.question.purpose, q.question.recipient, q.question.told};
    const runtime::Verdict shorter = runtime::verdict(facts, asking, ids);
    const runtime::Answer shorter_full = runtime::decide(facts, asking, ids);
    // The same without what moveEvent and `told` make shorter.
    runtime::Facts own(table_, Now);
    own.setEvent(collected_, Now - q.age);
    runtime::Question plain = q.question;
    plain.told = 0;
    if ((q.question.told & runtime::ConsentGiven) != 0) own.setConsent(plain.purpose, runtime::ConsentState::Given);
    if ((q.question.told & runtime::Objects) != 0) own.addObjection(plain.purpose);
    const runtime::Answer full = runtime::decide(own, plain);
    if (expected != runtime::permits(facts, q.question) || expected != verdict.permit() || expected != answer.permit ||
        expected != full.permit || full.reason != answer.reason || full.entry != answer.entry ||
        full.deadline != answer.deadline || shorter_full != answer || shorter.reason != answer.reason ||
        shorter.entry != answer.entry || verdict.reason != answer.reason || verdict.entry != answer.entry ||
        verdicts_[i].reason != answer.reason || verdicts_[i].entry != answer.entry) {
      std::fprintf(stderr, "the answers differ\n");
      std::exit(1);
    }
  }
}

void Run::measure() {
  runtime::Facts facts(table_, Now);
  const runtime::MovingEvent collected(table_, collected_);
  // All are inlined into the loops that ask, and have what they read by value, so that none reads again where the
  // questions lie, or where what others have been given lies.
  runtime::Facts* const known = &facts;
  const runtime::Asking<runtime::Ask::Disclose> asking(table_, subject_);
  const auto ids = [](const ById& q) VERN_INLINE {
    return runtime::Ids{q.question.datum, q.question.purpose, q.question.recipient, q.question.told};
  };
  const auto hash_table = [this](const ById& q) VERN_INLINE { return std::uint64_t{floor(q)}; };
  const auto permits = [=](const ById& q) VERN_INLINE {
    known->moveEvent(collected, Now - q.age);
    return std::uint64_t{runtime::permits(*known, asking, ids(q))};
  };
  const auto verdict = [=](const ById& q) VERN_INLINE {
    known->moveEvent(collected, Now - q.age);
    const runtime::Verdict v = runtime::verdict(*known, asking, ids(q));
    return static_cast<std::uint64_t>(v.reason) + v.entry;
  };
  const auto whole = [=](const ById& q) VERN_INLINE {
    known->moveEvent(collected, Now - q.age);
    const runtime::Verdict v = runtime::verdict(*known, q.question);
    return static_cast<std::uint64_t>(v.reason) + v.entry;
  };
  const auto full = [=](const ById& q) VERN_INLINE {
    known->moveEvent(collected, Now - q.age);
    const runtime::Answer a = runtime::decide(*known, asking, ids(q));
    return static_cast<std::uint64_t>(a.permit) + static_cast<std::uint64_t>(a.deadline) + a.obligations + a.disposal;
  };
  const auto hash_table_by_names = [this](const Request& r) VERN_INLINE { return std::uint64_t{floorByName(r)}; };
  const auto by_names = [=, this](const Request& r) VERN_INLINE {
    known->moveEvent(collected, Now - r.age);
    return std::uint64_t{runtime::permits(*known, asking, idsByName(r))};
  };
  const auto columns = [=, this](std::size_t i) {
    if (i == 0) runtime::verdicts(*known, questions(collected), verdicts_.data());
    return std::uint64_t{verdicts_[i].entry};
  };
  const auto each = [](auto ask, auto in) { return [ask, in](std::size_t i) VERN_INLINE { return ask(in[i]); }; };
  const std::span<const ById> few = few_ids_;
  const std::span<const ById> many = many_ids_;
  const std::span<const Request> named = few_;
  for (int repeat = 0; repeat < Repeats; ++repeat) {
    const std::size_t n = few.size();
    const std::size_t m = many.size();
    time("floor_repeated", "hash table: yes or no", "floor_repeated", each(hash_table, few), n);
    time("permits_repeated", "table: yes or no", "floor_repeated", each(permits, few), n);
    time("ids_repeated", "table: with reason and grant", "floor_repeated", each(verdict, few), n);
    time("question_repeated", "table: by whole questions", "floor_repeated", each(whole, few), n);
    time("full_repeated", "table: in full", "floor_repeated", each(full, few), n);
    time("floor_random", "hash table: yes or no", "floor_random", each(hash_table, many), m);
    time("permits_random", "table: yes or no", "floor_random", each(permits, many), m);
    time("ids_random", "table: with reason and grant", "floor_random", each(verdict, many), m);
    time("full_random", "table: in full", "floor_random", each(full, many), m);
    time("batch_random", "table: with reason, in columns", "floor_random", columns, m);
    time("floor_names", "hash table: by names", "floor_names", each(hash_table_by_names, named), n);
    time("names", "table: by names", "floor_names", each(by_names, named), n);
  }
  // A table that was not looked at before: mapped, opened, one answer.
  std::vector<double> opens;
  std::vector<double> firsts;
  for (int i = 0; i < 101; ++i) {
    const double begin = seconds();
    void* at = mapped_->map();
    const double mapped = seconds();
    runtime::Table table;
    if (table.openUnverified(mapped_->span(at)) != runtime::Status::Ok) std::abort();
    runtime::Facts fresh(table, Now);
    fresh.setEvent(collected_, Now - many_ids_[static_cast<std::size_t>(i)].age);
    sink = sink + runtime::decide(fresh, many_ids_[static_cast<std::size_t>(i)].question).obligations;
    const double end = seconds();
    munmap(at, mapped_->bytes);
    opens.push_back((mapped - begin) * 1e6);
    firsts.push_back((end - mapped) * 1e6);
  }
  open_us_ = median(opens);
  first_us_ = median(firsts);
}

/// Of purpose and data, as they stand in the table: stretches of data that are alike are one.
std::uint64_t Run::cells() const {
  std::uint64_t cells = 0;
  for (const runtime::Line& line : table_.lines.all())
    for (int i = 0; i < 8; ++i) cells += line.first[i] != runtime::Nowhere ? 1 : 0;
  std::uint8_t last = 0;
  for (const std::uint8_t place : table_.index.all()) {
    cells += place != 0 && place != last ? 1 : 0;
    last = place;
  }
  return cells;
}

/// Of what answers read: no names, no labels, no places in the source.
double Run::bytesWithoutTexts() const {
  using runtime::SectionId;
  double bytes = sizeof(runtime::Header);
  for (const SectionId id :
       {SectionId::Kinds,      SectionId::Groups,     SectionId::SubjectSets, SectionId::SubjectMasks,
        SectionId::PlaceMasks, SectionId::Rows,       SectionId::Index,       SectionId::Values,
        SectionId::Lines,      SectionId::Covers,     SectionId::Lists,       SectionId::ListCovers,
        SectionId::Entries,    SectionId::Conditions, SectionId::Guards,      SectionId::Conjunctions,
        SectionId::Windows,    SectionId::WindowOps,  SectionId::PlaceSets,   SectionId::Bans,
        SectionId::BanSets,    SectionId::FactLists,  SectionId::FactSlots,   SectionId::SlotTerms}) {
    const runtime::Section& section = table_.header().sections[static_cast<std::uint32_t>(id)];
    bytes += static_cast<double>(section.count) * section.element_bytes;
  }
  return bytes;
}

void Run::print(bool json) const {
  const double floor_bytes = static_cast<double>(floor_.bytes());
  const double hot = bytesWithoutTexts();
  if (json) {
    std::printf(
        "{\"activities\":%d,\"wide\":%s,\"cells\":%llu,\"bytes\":%zu,\"bytes_without_texts\":%.0f,\"floor_bytes\":%.0f,"
        "\"build_ms\":%.1f,\"verify_ms\":%.2f,\"map_us\":%.1f,\"first_answer_us\":%.1f",
        size_.activities, size_.wide ? "true" : "false", static_cast<unsigned long long>(cells()), bytes_.size(), hot,
        floor_bytes, build_seconds_ * 1e3, verify_seconds_ * 1e3, open_us_, first_us_);
    for (const Line& l : lines_)
      std::printf(",\"%s_ns\":%.1f,\"%s_ratio\":%.2f", l.key.c_str(), median(l.nanoseconds), l.key.c_str(), ratio(l));
    std::printf("}\n");
    return;
  }
  std::printf("%d %sactivities: %llu cells; without texts %.0f bytes, %.2g x the hash table's %.0f; whole file %zu\n",
              size_.activities, size_.wide ? "wide " : "", static_cast<unsigned long long>(cells()), hot,
              hot / floor_bytes, floor_bytes, bytes_.size());
  std::printf("  built in %.1f ms, verified in %.2f ms; mapped in %.1f us, opened and first answer in %.1f us\n",
              build_seconds_ * 1e3, verify_seconds_ * 1e3, open_us_, first_us_);
  for (const Line& l : lines_)
    std::printf("  %-18s %-32s %8.1f ns  %5.2f x\n", l.key.c_str(), l.name.c_str(), median(l.nanoseconds), ratio(l));
}

}  // namespace

namespace {

/// What is aimed at, and what came out at each size.
class Aims {
 public:
  void add(const Run& run) {
    const auto put = [&](std::size_t row, double value) { reached_[row].push_back(value); };
    sizes_.push_back(run.size());
    put(0, run.ratioOf("ids_repeated"));
    put(1, run.ratioOf("ids_random"));
    put(2, run.ratioOf("full_repeated"));
    put(3, run.ratioOf("names"));
    put(4, run.nanosecondsOf("ids_random") / run.nanosecondsOf("batch_random"));
    put(5, run.nanosecondsOf("floor_random") / run.nanosecondsOf("batch_random"));
    put(6, run.firstAnswer());
    put(7, run.memory());
    by_ids_.push_back(run.nanosecondsOf("ids_repeated"));
    floor_.push_back(run.nanosecondsOf("floor_repeated"));
  }
  void print() const {
    static constexpr const char* Rows[] = {
        "by ids, repeated: 1.75 at 10 activities, 1.6 above",
        "by ids, random: 0.75 from 10,000 on",
        "in full, repeated: 2.5",
        "by names: 0.35",
        "columns, times as fast as one by one: 2.5 beyond the caches",
        "columns, times as fast as the hash table: 3.5 beyond the caches",
        "first answer: 20 us",
        "memory: 0.35",
    };
    std::printf("%-66s", "aims, and what was reached at");
    for (const Size size : sizes_) std::printf(" %7s", size.text().c_str());
    std::printf("\n");
    for (std::size_t row = 0; row < std::size(Rows); ++row) {
      std::printf("  %-64s", Rows[row]);
      for (const double value : reached_[row]) std::printf(" %7.2f", value);
      std::printf("\n");
    }
    // Of the activities that are not wide.
    const auto is = [](int activities) {
      return [activities](Size size) { return !size.wide && size.activities == activities; };
    };
    int most = 0;
    for (const Size size : sizes_) most = std::max(most, size.wide ? 0 : size.activities);
    const auto first = std::find_if(sizes_.begin(), sizes_.end(), is(100));
    if (first == sizes_.end() || most <= 100) return;
    const auto at = static_cast<std::size_t>(first - sizes_.begin());
    const auto last = static_cast<std::size_t>(std::find_if(sizes_.begin(), sizes_.end(), is(most)) - sizes_.begin());
    std::printf("  growth from 100 to %d: 2.2 by ids, and less than the hash table: %.2f, hash table %.2f\n", most,
                by_ids_[last] / by_ids_[at], floor_[last] / floor_[at]);
  }

 private:
  std::vector<Size> sizes_;
  std::vector<double> reached_[8];
  std::vector<double> by_ids_, floor_;
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<Size> sizes;
  Aims aims;
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--json") == 0) json = true;
    else sizes.push_back({std::atoi(argv[i] + (argv[i][0] == 'w' ? 1 : 0)), argv[i][0] == 'w'});
  }
  if (sizes.empty()) sizes = {{10}, {100}, {1000}, {10000}};
  for (const Size size : sizes) {
    if (size.activities < 1 || size.activities > 1'000'000) {
      std::fprintf(stderr, "a size is between 1 and 1000000\n");
      return 2;
    }
    const Problem problem = ::problem(size);
    Run run(problem, size);
    run.columns();
    run.check();
    run.measure();
    run.print(json);
    aims.add(run);
  }
  if (!json) aims.print();
  return 0;
}
