// Texts that are long enough to be hard to read: what is counted in them, and where the finding points.
#include "tests/unit/rules/run.h"

using namespace vern::rules;

namespace {

const std::string Long =
    "rule r { id \"ACME-T-001\" level note for p in passages when p.longest more than 12 at p.longest\n"
    "  says en \"{p.longest} words\" nb \"{p.longest} ord\" }";
const std::string Hard =
    "rule r { id \"ACME-T-001\" level note for p in passages when p.lix at least 1 at p.lix\n"
    "  says en \"LIX {p.lix}\" nb \"LIX {p.lix}\" }";
const std::string Short = "We keep it. ";
const std::string Thirteen = "One two three four five six seven eight nine ten eleven twelve thirteen.";
const std::string Tretten = "En to tre fire fem seks syv åtte ni ti elleve tolv tretten.";

}  // namespace

TEST_CASE("the longest sentence is pointed at, in each language") {
  const std::string policy = "activity a { text en \"" + Short + Thirteen + " And so we go on for now.\" nb \"" +
                             Tretten + " Vi lagrer det ikke så lenge som før.\" }";
  CHECK(Run(Long, policy).lines() ==
        Lines{"note ACME-T-001 at " + Thirteen + ": 13 words", "note ACME-T-001 at " + Tretten + ": 13 words"});
}

TEST_CASE("a sentence is found over lines, and with marks that are written with a backslash") {
  const std::string over_lines =
      "One two three four five six\n      seven eight \\\"nine\\\" ten eleven twelve thirteen.";
  CHECK(Run(Long, "activity a { text en \"" + Short + over_lines + " And so we go on here.\" }").lines() ==
        Lines{"note ACME-T-001 at " + over_lines + ": 13 words"});
}

TEST_CASE("an item of a list is a sentence of its own, and few words are no passage") {
  CHECK(Run(Long,
            "activity a { text en \"You can:\n- one two three four five six seven eight nine ten\n"
            "- one two three four five six seven eight nine ten\" }")
            .lines()
            .empty());
  CHECK(Run(Hard, "activity a { text en \"" + Thirteen + "\" }").lines().empty());
}

TEST_CASE("LIX is words per sentence and long words per hundred, and points at the text") {
  const std::string text = Thirteen + " " + Short + "One two three four.";
  // Twenty words in three sentences, and one of them, "thirteen", has more than six letters.
  CHECK(Run(Hard, "activity a { text en \"" + text + "\" }").lines() ==
        Lines{"note ACME-T-001 at " + text + ": LIX 12"});
}

TEST_CASE("a word of a vocabulary is pointed at and named, in the language it stands in") {
  const std::string words = "vocabulary v { called en \"as needed\" nb \"ved behov\" }\n";
  const std::string rule =
      "rule r { id \"ACME-T-001\" level note for w in words when w.vocabulary is v at w.word\n"
      "  says en \"{w.word}\" nb \"{w.word}\" }";
  const std::string policy =
      "activity a { text en \"We delete it, as needed.\" nb \"Vi sletter \\\"alt\\\", Ved\n   behov.\" }";
  CHECK(Run(rule, words + policy).lines() ==
        Lines{"note ACME-T-001 at as needed: `as needed`", "note ACME-T-001 at Ved\n   behov: `Ved\nbehov`"});
  CHECK(Run(rule, words + "activity a { text nb \"Etter avbehov.\" }").lines().empty());
}

TEST_CASE("a text without a language has no words of a language") {
  const std::string words = "vocabulary v { called nb \"cookies\"  name \"TODO\" }\n";
  const std::string rule =
      "rule r { id \"ACME-T-001\" level note for t in texts when t.text mentions v at t.text says en \"x\" nb \"x\" }";
  CHECK(Run(rule, words + "tracker a { details see \"cookies\" }").lines().empty());
  CHECK(Run(rule, words + "tracker a { details see \"TODO\" }").lines().size() == 1);
  CHECK(Run(rule, words + "tracker a { details see \"x\" nb \"cookies\" }").lines().size() == 1);
}
