# Third-party libraries as targets of our own. All are SYSTEM: their headers warn about nothing.

# LLVM's ADT and Support, static. The shared libLLVM would add 14 ms to every start of vern.
find_package(LLVM REQUIRED CONFIG PATHS /usr/lib/llvm-19/lib/cmake/llvm NO_DEFAULT_PATH)
llvm_map_components_to_libnames(llvm_libraries support)
separate_arguments(llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
list(FILTER llvm_definitions INCLUDE REGEX "^-D")
add_library(vern_llvm INTERFACE)
add_library(vern::llvm ALIAS vern_llvm)
target_include_directories(vern_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(vern_llvm INTERFACE ${llvm_definitions})
target_link_libraries(vern_llvm INTERFACE ${llvm_libraries})

# Debian has no static libfmt, so the code of fmt comes from its headers.
find_package(fmt REQUIRED CONFIG)
add_library(vern_fmt INTERFACE)
add_library(vern::fmt ALIAS vern_fmt)
target_link_libraries(vern_fmt INTERFACE fmt::fmt-header-only)

# Likewise toml++: the header alone, without its shared library.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
add_library(vern_toml INTERFACE)
add_library(vern::toml ALIAS vern_toml)
target_include_directories(vern_toml SYSTEM INTERFACE ${TOMLPLUSPLUS_INCLUDE_DIR})
# Its own assertions stop the program at a file that begins with `[[[`, which the code behind them reports as a mistake.
# With NDEBUG they would be promises to the compiler.
target_compile_definitions(vern_toml INTERFACE TOML_HEADER_ONLY=1)
target_compile_options(vern_toml INTERFACE -UNDEBUG "-DTOML_ASSERT(condition)=static_assert(true)")
