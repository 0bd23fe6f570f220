#include "library_image.h"

#ifdef VERN_LIBRARY_IMAGE

extern "C" {
extern const char vern_library_image[];  // NOLINT(readability-identifier-naming): written by bake_library
}

namespace vern {

const driver::Library& libraryImage() { return *reinterpret_cast<const driver::Library*>(vern_library_image); }

}  // namespace vern

#else

#include "compiler/driver/library.h"

namespace vern {

const driver::Library& libraryImage() { return driver::standardLibrary(); }

}  // namespace vern

#endif
