# vern_together(<target>)
#
# Under VERN_TOGETHER the target's sources are compiled twelve at a time, those of one folder together, so that the headers
# they share are read once for all of them: a build from nothing and clang-tidy take half the time, a build after an edit
# takes longer. Files of one folder must not give one name to two things of their own then, nor rely on another's `using`.
# The files made for it name their sources from the root of the repository on, so that ccache knows them in another
# checkout: CMake's own unity builds write whole paths. A source with the property VERN_APART is compiled alone, as is one
# that is made.

option(VERN_TOGETHER "Compile the sources of a folder together" OFF)

function(vern_together target)
  if(NOT VERN_TOGETHER)
    return()
  endif()
  set(most 12)
  set(sources)
  set(parts)
  get_target_property(all ${target} SOURCES)
  foreach(source IN LISTS all)
    cmake_path(ABSOLUTE_PATH source)
    get_source_file_property(apart ${source} VERN_APART)
    cmake_path(IS_PREFIX PROJECT_BINARY_DIR ${source} made)
    if(apart OR made OR NOT source MATCHES "\\.cpp$")
      list(APPEND sources ${source})
      continue()
    endif()
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    cmake_path(GET source PARENT_PATH folder)
    string(REPLACE "/" "_" folder ${folder})
    list(LENGTH of_${folder} before)
    list(APPEND of_${folder} ${source})
    math(EXPR number "${before} / ${most}")
    list(APPEND parts ${folder}_${number})
    string(APPEND text_of_${folder}_${number} "#include \"${source}\"\n")
  endforeach()
  list(REMOVE_DUPLICATES parts)
  foreach(part IN LISTS parts)
    set(file ${PROJECT_BINARY_DIR}/together/${target}/${part}.cpp)
    file(CONFIGURE OUTPUT ${file} CONTENT "${text_of_${part}}" @ONLY)
    list(APPEND sources ${file})
  endforeach()
  set_property(TARGET ${target} PROPERTY SOURCES ${sources})
endfunction()
