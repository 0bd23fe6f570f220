#include "compiler/statement/changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "compiler/messages/format.h"
#include "compiler/statement/renames.h"
#include "compiler/statement/words.h"

namespace vern::statement {

namespace {

/// A text of more letters is led to, and not repeated.
constexpr std::size_t MostRepeated = 300;

struct Counts {
  bool inserted = false;
  bool deleted = false;
  bool kept = false;

  void add(const Sentence& one) {
    inserted = inserted || one.change == Change::Inserted;
    deleted = deleted || one.change == Change::Deleted;
    kept = kept || one.change == Change::None;
  }
  void add(const Blocks& blocks) {
    auto visit = [&](std::string_view, const Sentence& one) { add(one); };
    forEachSentence(blocks, "", visit);
  }
  [[nodiscard]] bool changed() const { return inserted || deleted; }
  /// As a whole it came, or went.
  [[nodiscard]] Change whole() const {
    if (kept || inserted == deleted) return Change::None;
    return inserted ? Change::Inserted : Change::Deleted;
  }
};

Counts countsOf(const Blocks& blocks) {
  Counts out;
  out.add(blocks);
  return out;
}
Counts countsOf(const Row& row) {
  Counts out;
  for (const Blocks& cell : row.cells) out.add(cell);
  return out;
}

/// What stands there now; where it went as a whole, what stood there.
std::string headingOf(const Sentences& sentences) {
  std::string out;
  for (const Sentence& one : sentences)
    if (one.change != Change::Deleted) out += (out.empty() ? "" : " ") + plain(one);
  return out.empty() && !sentences.empty() ? plain(sentences.back()) : out;
}

/// Something that can be named and led to.
struct Thing {
  std::string name;
  std::string anchor;  // with its #, or ""
};

class Summary {
 public:
  Summary(const Document& marked, const Former& former) : document_(marked), former_(former), names_(marked, former) {
    learn(marked.sections);
  }

  std::vector<Sentence> lines() {
    for (const Block& one : document_.front)
      if (one.kind == BlockKind::Paragraph) paragraph(one, {plain(document_.title), {}});
    for (const Block& one : document_.sections) {
      top_ = {headingOf(one.sentences), "#" + one.id};
      section(one);
    }
    // What the writer says of the new version comes first.
    std::stable_partition(lines_.begin(), lines_.end(), [](const Line& line) { return line.from_changelog; });
    std::vector<Sentence> out;
    for (Line& line : lines_) out.push_back(std::move(line.sentence));
    return out;
  }

 private:
  struct Line {
    Sentence sentence;
    bool from_changelog = false;
  };
  using Told = std::vector<std::pair<std::string_view, std::vector<Run>>>;
  /// A text, and the same in the language of the version before.
  struct Said {
    std::string text;
    std::string former;
  };
  using All = std::vector<Said>;

  // ---- names -------------------------------------------------------------------------------------------------------

  /// Which sections there are, and which of them came or went as a whole.
  void learn(const Blocks& blocks) {
    for (const Block& one : blocks) {
      if (one.kind == BlockKind::Section && !one.id.empty()) {
        headings_["#" + one.id] = headingOf(one.sentences);
        if (countsOf({one}).whole() != Change::None) whole_.insert("#" + one.id);
        for (const Sentence& heading : one.sentences)
          if (heading.change != Change::None) titles_["#" + one.id].insert(plain(heading));
      }
      for (const Row& row : one.rows) {
        learnTitle(row);
        learnName(row);
        if (!row.id.empty() && countsOf(row).whole() != Change::None) whole_rows_.insert("#" + row.id);
      }
      learn(one.blocks);
    }
  }

  static bool isTitle(const Sentence& one) {
    return !one.facts.empty() && one.facts.front().value.starts_with("purposes.titled|");
  }

  /// An activity of which nothing is told beside its row has its title there.
  void learnTitle(const Row& row) {
    if (row.id.empty() || row.cells.empty()) return;
    std::string before;
    std::string now;
    const auto visit = [&](std::string_view, const Sentence& one) {
      if (!isTitle(one)) return;
      (one.change == Change::Deleted ? before : now) = plain(one);
    };
    forEachSentence(row.cells.front(), "", visit);
    if (!before.empty() || !now.empty()) headings_["#" + row.id] = now.empty() ? before : now;
    if (before.empty() || now.empty()) return;
    renamed_["#" + row.id] = before;
    titles_["#" + row.id] = {before, now};
  }

  /// A recipient that is called something else now.
  void learnName(const Row& row) {
    if (!row.id.starts_with("recipient-") || row.cells.empty() || row.cells.front().empty()) return;
    if (const Change whole = countsOf(row).whole(); whole != Change::None) {
      const auto add = [&](std::string_view, const Sentence& one) {
        (whole == Change::Inserted ? came_ : went_).insert(plain(one));
      };
      return forEachSentence(row.cells.front(), "", add);
    }
    std::string before;
    std::string now;
    const auto visit = [&](std::string_view, const Sentence& one) {
      if (one.change != Change::None) (one.change == Change::Deleted ? before : now) = plain(one);
    };
    forEachSentence(Blocks{row.cells.front().front()}, "", visit);
    if (before.empty() || now.empty()) return;
    names_.add(before, now, "#" + row.id);
    headings_["#" + row.id] = now;
    renamed_["#" + row.id] = before;
    titles_["#" + row.id] = {before, now};
  }

  /// Rows that only have another head, for that is the name of a recipient: it is told where the recipient stands.
  std::set<const Row*> onlyRenamed(const Block& table) const {
    const auto rest = [](const Row& row) {
      std::string out;
      const auto add = [&](std::string_view, const Sentence& one) { out += plain(one) + "\n"; };
      for (std::size_t i = 1; i < row.cells.size(); ++i) forEachSentence(row.cells[i], "", add);
      return out;
    };
    std::set<const Row*> out;
    for (const Row& row : table.rows) {
      if (countsOf(row).whole() != Change::Deleted) continue;
      const std::string* now = names_.now(named(row).name);
      if (now == nullptr) continue;
      for (const Row& other : table.rows)
        if (countsOf(other).whole() == Change::Inserted && named(other).name == *now && rest(row) == rest(other))
          out.insert({&row, &other});
    }
    return out;
  }

  /// A row is called by the place that it leads to, as an activity is; else by its head.
  Thing named(const Row& row) const {
    const std::string anchor = row.id.empty() ? anchorIn(row) : "#" + row.id;
    if (const auto found = headings_.find(anchor); found != headings_.end()) return {found->second, anchor};
    if (row.cells.empty()) return {{}, anchor};
    std::vector<std::string> now;
    std::vector<std::string> before;
    auto visit = [&](std::string_view, const Sentence& one) {
      (one.change == Change::Deleted ? before : now).push_back(plain(one));
    };
    if (!row.cells.front().empty()) {
      const Blocks first{row.cells.front().front()};
      forEachSentence(first, "", visit);
    }
    return {messages::formatList(document_.language, now.empty() ? before : now), anchor};
  }

  // ---- lines -------------------------------------------------------------------------------------------------------

  void say(std::string_view key, const Told& told) {
    Line line{worded(document_.language, key, told), top_.anchor == "#changes"};
    // The same change shows in several tables.
    if (said_.insert(plain(line.sentence)).second) lines_.push_back(std::move(line));
  }

  static std::vector<Run> linked(const Thing& thing) { return {{thing.name, thing.anchor, Style::Plain}}; }
  static std::vector<Run> text(const std::string& words) { return {{words, {}, Style::Plain}}; }

  void cameOrWent(Change change, const Thing& thing, const std::string& where = {}) {
    say(change == Change::Inserted ? "against.added" : "against.removed", {{"what", inPlace(thing, where)}});
  }

  /// What was said before, and what is said now: each text in quotes of its own.
  void fromTo(const std::vector<Run>& what, const All& went, const All& came) {
    // One thing became a list with that thing in it.
    const auto without = [](const All& some, const All& others) {
      std::vector<std::string> out;
      for (const Said& one : some)
        if (std::ranges::find(others, one.former, &Said::former) == others.end()) out.push_back(one.text);
      return out;
    };
    std::vector<std::string> before = without(went, came);
    std::vector<std::string> now = without(came, went);
    const std::string here = what.empty() ? std::string() : what.front().href;
    for (const NewName& one : names_.take(before, now))
      say("against.renamed",
          {{"before", text(one.before)}, {"now", linked({one.now, one.place.empty() ? here : one.place})}});
    if (before.empty() && now.empty()) return;
    const auto joined = [&](std::vector<std::string> texts) {
      for (std::string& one : texts) one = plain(worded(document_.language, "against.quoted", {{"text", text(one)}}));
      return messages::formatList(document_.language, texts);
    };
    const std::string was = joined(before);
    const std::string is = joined(now);
    if (was.size() + is.size() > MostRepeated) say("against.changed", {{"what", what}});
    else if (before.empty()) say("against.more", {{"what", what}, {"now", text(is)}});
    else if (now.empty()) say("against.less", {{"what", what}, {"before", text(was)}});
    else say("against.was", {{"what", what}, {"before", text(was)}, {"now", text(is)}});
  }

  // ---- walking -----------------------------------------------------------------------------------------------------

  /// Whether `one` only leads to something of which the change is told elsewhere: it is new or gone, has another title,
  /// or says itself whom it shares data with.
  bool isToldThere(const Sentence& one) const {
    if (one.runs.empty()) return false;
    const std::string& to = one.runs.front().href;
    if (whole_.contains(to) || whole_rows_.contains(to)) return true;
    if (const auto titles = titles_.find(to); titles != titles_.end() && titles->second.contains(plain(one)))
      return true;
    return top_.anchor == "#sharing" && cells_told_.contains(to + " head.recipients");
  }

  /// Adds what went and what came in `blocks`, one text for a paragraph. What only leads to something new or gone is
  /// told with that.
  void collect(const Blocks& blocks, All& before, All& now) const {
    // "Customers:" is told with what comes under it, and not alone.
    Said above_before;
    Said above_now;
    const auto add = [](Said said, Said& above, All& to) {
      if (said.text.empty()) return;
      if (said.text.ends_with(':')) {
        above = std::move(said);
        return;
      }
      if (!above.text.empty()) said = {above.text + " " + said.text, above.former + " " + said.former};
      to.push_back(std::move(said));
      above = {};
    };
    for (const Block& block : blocks) {
      Said was;
      Said is;
      for (const Sentence& one : block.sentences) {
        if (one.change == Change::None || isTitle(one) || isToldThere(one)) continue;
        const std::string text = plain(one);
        Said& to = one.change == Change::Deleted ? was : is;
        to.text += (to.text.empty() ? "" : " ") + text;
        to.former += (to.former.empty() ? "" : " ") + (&to == &is ? inFormer(former_, text) : text);
      }
      for (std::string* one : {&was.text, &was.former, &is.text, &is.former})
        if (one->ends_with('.')) one->pop_back();  // it stands in quotes
      add(std::move(was), above_before, before);
      add(std::move(is), above_now, now);
      collect(block.blocks, before, now);
      for (const Blocks& item : block.items) collect(item, before, now);
      for (const Row& row : block.rows)
        for (const Blocks& cell : row.cells) collect(cell, before, now);
    }
  }

  void paragraph(const Block& block, const Thing& around) {
    Block part = block;
    // The version and its dates stand at the head of the box; what the first layer says besides is said below as well.
    if (around.anchor.empty())
      std::erase_if(part.sentences, [](const Sentence& one) {
        return one.key != "front.audience" && one.key != "front.places" && one.key != "front.draft";
      });
    All before;
    All now;
    collect({part}, before, now);
    fromTo(linked(around), before, now);
  }

  void section(const Block& block) {
    const Thing here{headingOf(block.sentences), block.id.empty() ? std::string() : "#" + block.id};
    if (const Change whole = countsOf({block}).whole(); whole != Change::None) return cameOrWent(whole, here);
    Counts heading;
    for (const Sentence& one : block.sentences) heading.add(one);
    if (heading.inserted && heading.deleted)
      for (const Sentence& one : block.sentences)
        if (one.change == Change::Deleted)
          say("against.renamed", {{"before", text(plain(one))}, {"now", linked(here)}});
    blocks(block.blocks, here);
  }

  void blocks(const Blocks& all, const Thing& around) {
    for (const Block& one : all) {
      if (!countsOf({one}).changed()) continue;
      switch (one.kind) {
        case BlockKind::Section: section(one); break;
        case BlockKind::Box: blocks(one.blocks, around); break;
        case BlockKind::Paragraph: paragraph(one, around); break;
        case BlockKind::List:
        case BlockKind::Numbered: {
          All before;
          All now;
          for (const Blocks& item : one.items) collect(item, before, now);
          fromTo(linked(around), before, now);
          break;
        }
        case BlockKind::Table: table(one); break;
        case BlockKind::Pairs: pairs(one, around); break;
      }
    }
  }

  void table(const Block& block) {
    std::map<std::string, Counts> of;  // all rows of one name
    for (const Row& row : block.rows) {
      const Counts here = countsOf(row);
      Counts& counts = of[formerName(row)];
      counts.inserted = counts.inserted || here.inserted;
      counts.deleted = counts.deleted || here.deleted;
      counts.kept = counts.kept || here.kept;
    }
    const std::set<const Row*> only_renamed = onlyRenamed(block);
    for (const Row& row : block.rows) {
      if (only_renamed.contains(&row)) continue;
      const Thing thing = named(row);
      if (whole_.contains(thing.anchor) || (row.id.empty() && whole_rows_.contains(thing.anchor))) continue;
      if (countsOf(row).whole() != Change::None) {
        const Change whole = of[formerName(row)].whole();
        if (whole == Change::None) say("against.changed", {{"what", inPlace(thing, top_.name)}});
        else cameOrWent(whole, thing, top_.name);
        continue;
      }
      if (const auto old = renamed_.find("#" + row.id); old != renamed_.end())
        say("against.renamed", {{"before", text(old->second)}, {"now", linked(thing)}});
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!countsOf(row.cells[i]).changed()) continue;
        All before;
        All now;
        collect(row.cells[i], before, now);
        const std::string head = i < block.heads.size() ? plain(block.heads[i]) : std::string();
        // The table of times says again what that of purposes says of an activity.
        const std::string key = i < block.heads.size() ? block.heads[i].key : std::string();
        const std::string cell = thing.anchor + " " + (key == "head.then" ? "head.time" : key);
        if (top_.anchor == "#purposes") cells_told_.insert(cell);
        else if (top_.anchor == "#retention" && !thing.anchor.empty() && cells_told_.contains(cell)) continue;
        // Who is new or gone is told as such, and leads to what data it gets.
        const auto all = [](const All& texts, const std::set<std::string>& those) {
          return std::ranges::all_of(texts, [&](const Said& one) { return those.contains(one.text); });
        };
        if (key == "head.recipients" && all(before, went_) && all(now, came_)) continue;
        fromTo(inPlace(thing, messages::decapitalise(document_.language, head)), before, now);
      }
    }
  }

  std::vector<Run> inPlace(const Thing& thing, const std::string& where) const {
    if (where.empty()) return linked(thing);
    return worded(document_.language, "against.in", {{"what", linked(thing)}, {"where", text(where)}}).runs;
  }

  void pairs(const Block& block, const Thing& around) {
    for (const Row& row : block.rows) {
      if (!countsOf(row).changed()) continue;
      Thing thing = named(row);
      if (thing.anchor.empty()) thing.anchor = around.anchor;  // a date of the changelog
      All before;
      All now;
      for (std::size_t i = 1; i < row.cells.size(); ++i) collect(row.cells[i], before, now);
      std::size_t size = 0;
      for (const Said& one : now) size += one.text.size();
      const Change whole = countsOf(row).whole();
      if (whole == Change::Deleted || (whole == Change::Inserted && size > MostRepeated))
        cameOrWent(whole, thing, around.name);
      else fromTo(inPlace(thing, around.name), before, now);
    }
  }

  /// What a row is called in the language of the version before.
  std::string formerName(const Row& row) const {
    const std::string name = named(row).name;
    return countsOf(row).whole() == Change::Deleted ? name : inFormer(former_, name);
  }

  const Document& document_;
  const Former& former_;
  std::map<std::string, std::string> headings_;
  std::map<std::string, std::string> renamed_;  // the former titles of rows
  Renames names_;
  std::set<std::string> came_;  // names of recipients that are new
  std::set<std::string> went_;
  std::map<std::string, std::set<std::string>> titles_;  // of what has another one: both
  std::set<std::string> whole_;
  std::set<std::string> whole_rows_;
  std::set<std::string> cells_told_;  // anchor and head
  std::set<std::string> said_;
  std::vector<Line> lines_;
  Thing top_;
};

bool isCited(const Sentence& one) { return one.key == "front.version" || one.key == "front.effective"; }

/// The title where it changed, the version and its dates: what one cites a version by.
std::string citation(const Document& document, bool with_title, Change without) {
  std::string out = with_title ? plain(document.title) + "." : std::string();
  const auto visit = [&](std::string_view, const Sentence& one) {
    if (!isCited(one) || (one.change == without && without != Change::None)) return;
    out += (out.empty() ? "" : " ") + plain(one);
  };
  forEachSentence(document, visit);
  return out;
}

}  // namespace

Block summaryOfChanges(const Document& before, const Document& marked, const Former& former) {
  const std::string& language = marked.language;
  const auto say = [&](std::string_view key) { return worded(language, key); };
  Block box;
  box.kind = BlockKind::Box;
  box.id = "changed";
  box.sentences.push_back(say("against.heading"));
  const bool retitled = marked.former_language.empty() && plain(before.title) != plain(marked.title);
  bool renumbered = retitled;
  forEachSentence(marked, [&](std::string_view, const Sentence& one) {
    renumbered = renumbered || (one.change != Change::None && isCited(one));
  });
  const std::string was = citation(before, retitled, Change::None);
  const std::string is = citation(marked, retitled, Change::Deleted);
  if (renumbered && !was.empty() && !is.empty())
    box.blocks.push_back(paragraph(worded(language, "against.versions",
                                          {{"before", {{was, {}, Style::Plain}}}, {"now", {{is, {}, Style::Plain}}}})));
  const std::vector<Sentence> lines = Summary(marked, former).lines();
  Counts counts;
  counts.add(marked.front);
  counts.add(marked.sections);
  if (!counts.changed()) {
    box.blocks.push_back(paragraph(say("against.nothing")));
    return box;
  }
  std::vector<Blocks> items;
  for (const Sentence& line : lines) items.push_back(cell(line));
  bool cited_alone = true;  // the version and its dates stand above
  forEachSentence(marked, [&](std::string_view, const Sentence& one) {
    cited_alone = cited_alone && (one.change == Change::None || isCited(one));
  });
  if (!items.empty()) box.blocks.push_back(bullets(std::move(items)));
  else if (!cited_alone) box.blocks.push_back(paragraph(say("against.wording")));
  Sentences reading{say("against.marks")};
  if (!marked.former_language.empty()) {
    const std::string name = messages::format(marked.former_language, "language.self");
    reading.push_back(worded(language, "against.language", {{"language", {{name, {}, Style::Plain}}}}));
  }
  box.blocks.push_back(paragraph(std::move(reading)));
  return box;
}

}  // namespace vern::statement
