# The tools around the compiler: ccache and mold when they are there, the sanitizers when they are asked for, and how
# executables are linked.

find_program(CCACHE ccache)
if(CCACHE)
  # Paths are taken from the checkout on, so that one in another folder finds what this one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(CMAKE_GENERATOR STREQUAL "Ninja")
  add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-fdiagnostics-color=auto>)
endif()

# Every function in a section of its own, so that the linker drops what `vern` does not reach of LLVM, ICU and ANTLR.
add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-ffunction-sections> $<$<COMPILE_LANGUAGE:C,CXX>:-fdata-sections>)

if(VERN_SANITIZE)
  # AddressSanitizer knows the size of objects; to ask for it again takes a quarter of the time that compiling takes.
  set(VERN_SANITIZERS -fsanitize=address,undefined -fno-sanitize=object-size -fno-sanitize-recover=all)
  add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:${VERN_SANITIZERS}>")
  add_link_options(${VERN_SANITIZERS})
  # What the fuzzers are guided by. Counters alone cost the other tests next to nothing.
  add_compile_options("$<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fsanitize-coverage=inline-8bit-counters,pc-table>")
endif()

# How an executable for users is linked: it needs libc and libm of the machine it runs on, and nothing else.
add_library(vern_link_options INTERFACE)
add_library(vern::link_options ALIAS vern_link_options)
target_link_options(vern_link_options INTERFACE -Wl,--gc-sections -Wl,--as-needed)
if(NOT VERN_SANITIZE)
  target_link_options(vern_link_options INTERFACE -static-libstdc++ -static-libgcc)
  # At a fixed address the pointers of the library's image are plain data: nothing is written when vern starts, and only
  # the pages that are read are loaded.
  target_link_options(vern_link_options INTERFACE -no-pie)
endif()
