#include "compiler/table/texts.h"

#include <algorithm>
#include <filesystem>

#include "compiler/messages/catalogue.h"
#include "compiler/model/citation.h"

namespace vern::table {

using runtime::None;

TableTexts::TableTexts(const model::Model& model, const std::vector<std::string>& tags, const std::string& root)
    : model_(model), tags_(tags), root_(root) {
  for (const std::string& tag : tags_) languages.push_back(strings.add(tag));
}

std::uint32_t TableTexts::label(const std::vector<std::string>& texts) {
  if (std::all_of(texts.begin(), texts.end(), [](const std::string& text) { return text.empty(); })) return None;
  const auto [found, is_new] = label_numbers_.try_emplace(
      texts, static_cast<std::uint32_t>(labels.size() / std::max<std::size_t>(1, tags_.size())));
  if (is_new)
    for (const std::string& text : texts) labels.push_back(strings.add(text));
  return found->second;
}

std::uint32_t TableTexts::label(const Texts& texts) {
  std::vector<std::string> out;
  for (const std::string& tag : tags_) {
    const std::string* exact = texts.find(tag);
    out.push_back(exact != nullptr ? *exact : std::string());
  }
  return label(out);
}

runtime::TextRef TableTexts::path(Span span) {
  if (!span.valid()) return {0, 0};
  const std::filesystem::path path(model_.sources().path(span.file));
  if (root_.empty() || model_.sources().standard(span.file)) return strings.add(path.string());
  return strings.add(
      path.lexically_normal().lexically_proximate(std::filesystem::path(root_).lexically_normal()).generic_string());
}

std::uint32_t TableTexts::line(Span span) const {
  return span.valid() ? model_.sources().position(span.file, span.begin).line : 0;
}

std::uint32_t TableTexts::activity(DeclId id) {
  const auto [found, is_new] = activity_numbers_.try_emplace(id, static_cast<std::uint32_t>(activities.size()));
  if (!is_new) return found->second;
  const model::Decl& decl = model_[id];
  const model::Clause* title = model_.clause(id, Word::title);
  activities.push_back({strings.add(decl.name), path(decl.name_span), line(decl.name_span),
                        label(title != nullptr ? title->texts : decl.texts)});
  return found->second;
}

std::uint32_t TableTexts::share(std::uint32_t recipient, Span span) {
  const std::pair key(recipient, line(span));
  const auto [found, is_new] = share_numbers_.try_emplace(key, static_cast<std::uint32_t>(shares.size()));
  if (is_new) shares.push_back({key.first, key.second});
  return found->second;
}

std::uint32_t TableTexts::basis(const std::vector<grants::BasisUse>& uses) {
  std::vector<std::string> titles(tags_.size());
  std::vector<std::string> citations(tags_.size());
  const auto cite = [&](DeclId law) {
    for (std::size_t i = 0; i < tags_.size(); ++i)
      citations[i] += (citations[i].empty() ? "" : "; ") + model::citation(model_, law, tags_[i]);
  };
  for (const grants::BasisUse& use : uses) {
    if (!use.basis) continue;
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      const std::string_view text = model_[use.basis].texts.in(tags_[i]);
      if (!titles[i].empty()) titles[i] += ", ";
      titles[i] += text.empty() ? model_[use.basis].name : text;
    }
    if (const model::Clause* cites = model_.inherited(use.basis, Word::cites))
      for (const DeclId law : model::named(cites->value)) cite(law);
    if (use.section) cite(use.section);
  }
  const std::uint32_t title = label(titles);
  if (title == None) return None;
  const runtime::BasisText text{title, label(citations)};
  const auto [found, is_new] =
      basis_numbers_.try_emplace({text.title, text.citations}, static_cast<std::uint32_t>(bases.size()));
  if (is_new) bases.push_back(text);
  return found->second;
}

std::uint32_t TableTexts::promise(DeclId id, Span span) {
  const auto [found, is_new] = promise_numbers_.try_emplace(id, static_cast<std::uint32_t>(promises.size()));
  if (!is_new) return found->second;
  const model::Decl& decl = model_[id];
  const model::Clause* text = model_.clause(id, Word::text);
  promises.push_back(
      {strings.add(decl.name), label(text != nullptr ? text->texts : decl.texts), path(span), line(span)});
  return found->second;
}

std::uint32_t TableTexts::disposal(DeclId id) {
  if (!id) return None;
  const auto [found, is_new] = disposal_numbers_.try_emplace(id, static_cast<std::uint32_t>(disposals.size()));
  if (is_new) disposals.push_back({strings.add(model_[id].name), label(model_[id].texts)});
  return found->second;
}

std::vector<runtime::Sentence> TableTexts::sentences() {
  std::vector<runtime::Sentence> out;
  for (const std::string_view key : messages::keys("en")) {
    if (!key.starts_with("answer.")) continue;
    std::vector<std::string> texts;
    for (const std::string& tag : tags_) {
      const std::string_view* text = messages::find(tag, key);
      texts.emplace_back(text != nullptr ? *text : std::string_view());
    }
    out.push_back({strings.add(key.substr(7)), label(texts)});
  }
  return out;
}

}  // namespace vern::table
