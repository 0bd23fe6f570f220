#include "compiler/statement/files.h"

#include "compiler/statement/proof.h"
#include "compiler/statement/to_html.h"
#include "compiler/statement/to_json.h"
#include "compiler/statement/to_markdown.h"

namespace vern::statement {

llvm::Expected<std::vector<std::pair<std::string, std::string>>> filesOf(const model::Model& model,
                                                                         const std::vector<Document>& documents,
                                                                         std::string_view name, const Theme& theme) {
  std::string wrong;
  for (const std::string& fault : faults(model, documents)) wrong += "\n  " + fault;
  if (!wrong.empty())
    return llvm::createStringError("the statements do not tell what the policy says; this is a fault of vern" + wrong);
  std::vector<std::pair<std::string, std::string>> out;
  for (const Document& document : documents) {
    const std::string file = std::string(name) + "." + document.language;
    out.emplace_back(file + ".html", toHtml(document, name, theme));
    out.emplace_back(file + ".md", toMarkdown(document, name));
    out.emplace_back(file + ".json", toJson(document));
  }
  return out;
}

}  // namespace vern::statement
