#include "compiler/grants/dump.h"

namespace vern::grants {

namespace {

std::string name(const model::Model& model, DeclId id) { return id ? std::string(model[id].name) : "?"; }

std::string guard(const model::Model& model, const Guard& guard) {
  std::string out;
  for (std::size_t i = 0; i < guard.any_of.size(); ++i) {
    if (i > 0) out += " or ";
    for (std::size_t j = 0; j < guard.any_of[i].size(); ++j) {
      const Literal& literal = guard.any_of[i][j];
      out += (j > 0 ? " and " : "") + std::string(literal.negated ? "not " : "") + name(model, literal.name);
    }
  }
  return out;
}

std::string list(const model::Model& model, const std::vector<DeclId>& ids) {
  std::string out;
  for (const DeclId id : ids) out += (out.empty() ? "" : ", ") + name(model, id);
  return out;
}

std::string bases(const model::Model& model, const std::vector<BasisUse>& bases) {
  std::string out;
  for (const BasisUse& use : bases) {
    out += (out.empty() ? "" : ", ") + (use.kind == BasisKind::Unknown     ? "unknown"
                                        : use.kind == BasisKind::NotNeeded ? "none is needed"
                                                                           : name(model, use.basis));
    if (use.section) out += " under " + name(model, use.section);
  }
  return out.empty() ? "none" : out;
}

}  // namespace

std::string dump(const model::Model& model, const Grants& grants, WindowId id) {
  if (!id) return "as the grant";
  const Window& window = grants.windows[id];
  const std::string event =
      std::string(window.latest ? "the latest " : "") +
      (window.year_end ? name(model, window.year_end) + ", or the end of the financial year, month " +
                             std::to_string(window.last_month) + ", of "
                       : "") +
      name(model, window.event);
  const auto parts = [&](const char* head) {
    std::string out = head;
    for (std::size_t i = 0; i < window.parts.size(); ++i)
      out += (i > 0 ? "; " : "") + dump(model, grants, window.parts[i]);
    return out + ")";
  };
  switch (window.kind) {
    case WindowKind::After: return formatIsoDuration(window.duration) + " after " + event;
    case WindowKind::Until: return "until " + event;
    case WindowKind::While: return "while " + event;
    case WindowKind::Min: return parts("earliest of (");
    case WindowKind::Max: return parts("latest of (");
    case WindowKind::Forever: return "forever";
    case WindowKind::Closed: return "closed";
  }
  return "";
}

std::string dump(const model::Model& model, const Grants& grants) {
  std::string out;
  for (const Grant& grant : grants.grants) {
    out += (grant.duty ? "duty " : "grant ") + name(model, grant.subject) + " × " + name(model, grant.datum) + " × " +
           name(model, grant.purpose) + "\n  activity " + name(model, grant.activity) + "\n  basis " +
           bases(model, grant.bases) + "\n";
    if (grant.for_special && !grant.duty) out += "  special\n";
    if (!grant.conditions.empty()) out += "  condition " + list(model, grant.conditions) + "\n";
    if (!grant.when.always()) out += "  when " + guard(model, grant.when) + "\n";
    out += (grant.kept ? "  retain " : "  not kept, ") + dump(model, grants, grant.window);
    if (grant.disposal) out += " then " + name(model, grant.disposal);
    out += "\n";
    for (const DisclosureId id : grant.disclosures) {
      const Disclosure& disclosure = grants.disclosures[id];
      out += "  share " + name(model, disclosure.recipient);
      if (!disclosure.when.always()) out += " when " + guard(model, disclosure.when);
      if (disclosure.place_vague) out += " in vague";
      else if (!disclosure.places.empty()) out += " in " + list(model, disclosure.places);
      if (!disclosure.safeguards.empty()) out += " under " + list(model, disclosure.safeguards);
      if (!disclosure.bases.empty()) out += " on " + bases(model, disclosure.bases);
      if (disclosure.window) out += " retain " + dump(model, grants, disclosure.window);
      out += "\n";
    }
  }
  for (const Grants::Ban& ban : grants.bans) {
    static constexpr const char* Verbs[] = {"use", "disclose", "transfer", "keep", "process"};
    out += "promise " + name(model, ban.promise) + " forbids to " + Verbs[static_cast<std::size_t>(ban.verb)] + " " +
           (ban.datum ? name(model, ban.datum) : std::string("data"));
    if (!ban.only_data.empty()) out += " except " + list(model, ban.only_data);
    if (ban.subject) out += " of " + name(model, ban.subject);
    if (!ban.only_subjects.empty()) out += " except of " + list(model, ban.only_subjects);
    if (!ban.purposes.empty()) out += " for " + list(model, ban.purposes);
    if (!ban.only_purposes.empty()) out += " except for " + list(model, ban.only_purposes);
    if (!ban.recipients.empty()) out += " to " + list(model, ban.recipients);
    if (!ban.only_recipients.empty()) out += " except to " + list(model, ban.only_recipients);
    if (!ban.places.empty()) out += " in " + list(model, ban.places);
    if (!ban.outside.empty()) out += " outside " + list(model, ban.outside);
    if (ban.unplaced) out += " to a place that is not said";
    if (!ban.unless.always()) out += " unless " + guard(model, ban.unless);
    out += "\n";
  }
  return out;
}

}  // namespace vern::grants
