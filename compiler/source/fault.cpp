#include "compiler/source/fault.h"

#include <cerrno>
#include <system_error>

#include "compiler/source/file_system.h"
#include "compiler/support/filled.h"

namespace vern {

char Fault::ID = 0;

void Fault::log(llvm::raw_ostream& out) const {
  for (const Cause& cause : causes_) out << text(cause, cause.english);
}

llvm::Error fault(Causes causes) { return llvm::make_error<Fault>(std::move(causes)); }
llvm::Error fault(Cause cause) { return fault(Causes{std::move(cause)}); }
llvm::Error fault(const std::string& message) { return fault(Cause{message}); }

Causes causesOf(llvm::Error error) {
  Causes out;
  llvm::handleAllErrors(
      std::move(error),
      [&](const Fault& fault) { out.insert(out.end(), fault.causes().begin(), fault.causes().end()); },
      [&](const llvm::ErrorInfoBase& other) { out.push_back({other.message()}); });
  return out;
}

Causes didYouMean(std::string_view near) {
  return near.empty() ? Causes() : Causes{Cause{"; did you mean `{near}`?", {{"near", std::string(near)}}}};
}

Cause tooLarge(std::uint64_t limit) {
  return Cause{"it is larger than the limit of {limit} MB", {{"limit", std::to_string(limit >> 20)}}};
}

Cause systemCause(int error) {
  switch (error) {
    case ENOENT: return Cause{"there is no such file"};
    case EACCES:
    case EPERM: return Cause{"no permission"};
    case EISDIR: return Cause{"it is a folder"};
    case ENOTDIR: return Cause{"a part of its path is not a folder"};
    case EEXIST: return Cause{"it is there already"};
    case ELOOP: return Cause{"its symbolic links go in a circle"};
    case ENAMETOOLONG: return Cause{"its name is too long"};
    case ENOSPC: return Cause{"there is no room left on the disk"};
    case EDQUOT: return Cause{"there is no room left for this user"};
    case EFBIG: return Cause{"it would be larger than is allowed"};
    case EROFS: return Cause{"the disk can only be read"};
    case EIO: return Cause{"the disk does not answer"};
    default: return {std::generic_category().message(error)};
  }
}

std::string text(const Cause& cause, std::string_view sentence) {
  return filled(sentence, [&](std::string_view name) -> std::optional<std::string> {
    for (const auto& [known, value] : cause.values)
      if (known == name) return value;
    return std::nullopt;
  });
}

}  // namespace vern
