// The standard library as it was when vern was built, read, bound and typed: it stands in the binary as data.
#pragma once

namespace vern {

namespace driver {
struct Library;
}

/// Lives as long as the process; any thread may ask.
const driver::Library& libraryImage();

}  // namespace vern
