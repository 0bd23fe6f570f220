# vern_layer(<name> [HEADERS h…] [SOURCES cpp…] [DEPENDS target…])
#
# A layer is one folder of compiler/: a static library vern_<name>, called vern::<name> by those who depend on it. A layer
# without sources is an INTERFACE target. Headers are included by their path from the root of the repository, and the dev
# preset compiles each of them alone. DEPENDS is passed on to whoever uses the layer.

add_library(vern_warnings INTERFACE)
add_library(vern::warnings ALIAS vern_warnings)
target_compile_options(vern_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch
  -Werror
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
  $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
  # g++ 12 sees overlapping copies and dangling pointers inside libstdc++'s own strings at -O2.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-dangling-pointer>
  $<$<CXX_COMPILER_ID:Clang>:-Wreserved-identifier>
  # libstdc++ 12's own std::stable_sort uses a function that it declares deprecated.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)

function(vern_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;DEPENDS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "vern_layer(${name}): HEADERS, SOURCES or DEPENDS missing before: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(target vern_${name})

  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC ${arg_DEPENDS} PRIVATE vern::warnings)
    vern_together(${target})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${arg_DEPENDS})
    set(scope INTERFACE)
  endif()
  add_library(vern::${name} ALIAS ${target})

  target_include_directories(${target} ${scope} ${PROJECT_SOURCE_DIR})
  if(arg_HEADERS)
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  endif()
  set_property(GLOBAL APPEND PROPERTY VERN_LAYERS vern::${name})
endfunction()
