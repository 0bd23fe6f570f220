# Puts every .vern file below stdlib-policies/ and every message of its catalogues into the binary, so that vern needs no
# files of its own at run time. The texts are included by the assembler, which takes no time however large they grow; the
# catalogues are read now, so that vern reads none when it starts.

set(stdlib_dir ${PROJECT_SOURCE_DIR}/stdlib-policies)
file(GLOB_RECURSE stdlib_files CONFIGURE_DEPENDS ${stdlib_dir}/*.vern)
list(SORT stdlib_files)
file(GLOB catalogue_files CONFIGURE_DEPENDS ${stdlib_dir}/messages/*/*.toml)
list(SORT catalogue_files)

set(stdlib_blobs "")
set(stdlib_entries "")
set(stdlib_index 0)
foreach(file IN LISTS stdlib_files)
  cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${stdlib_dir} OUTPUT_VARIABLE path)
  string(APPEND stdlib_blobs
    ".Lpath${stdlib_index}: .ascii \"${path}\"\n.Lpath_end${stdlib_index}:\n"
    ".Ltext${stdlib_index}: .incbin \"${file}\"\n.Ltext_end${stdlib_index}:\n")
  string(APPEND stdlib_entries
    "    .quad .Lpath${stdlib_index}, .Lpath_end${stdlib_index} - .Lpath${stdlib_index}\n"
    "    .quad .Ltext${stdlib_index}, .Ltext_end${stdlib_index} - .Ltext${stdlib_index}\n")
  math(EXPR stdlib_index "${stdlib_index} + 1")
endforeach()

set(stdlib_assembly ${PROJECT_BINARY_DIR}/stdlib/stdlib_data.S)
file(CONFIGURE OUTPUT ${stdlib_assembly} @ONLY CONTENT [[
    .section .rodata
@stdlib_blobs@
    .section .data.rel.ro,"aw",%progbits
    .balign 8
    .globl vern_stdlib_entries
vern_stdlib_entries:
@stdlib_entries@
    .globl vern_stdlib_entries_end
vern_stdlib_entries_end:
    .quad 0
    .section .note.GNU-stack,"",%progbits
]])
set_source_files_properties(${stdlib_assembly} PROPERTIES OBJECT_DEPENDS "${stdlib_files}")

set(catalogues ${PROJECT_BINARY_DIR}/stdlib/catalogues.cpp)
vern_bake(make_catalogues
  SOURCE ${PROJECT_SOURCE_DIR}/cmake/stdlib/make_catalogues.cpp
  LIBRARIES vern::toml
  OUTPUT ${catalogues}
  INPUTS ${catalogue_files}
  COMMENT "Reading the message catalogues")

add_library(vern_stdlib_data STATIC ${catalogues}
  ${PROJECT_SOURCE_DIR}/cmake/stdlib/stdlib_data.cpp ${PROJECT_SOURCE_DIR}/cmake/stdlib/stdlib_data.h ${stdlib_assembly})
add_library(vern::stdlib_data ALIAS vern_stdlib_data)
target_include_directories(vern_stdlib_data PUBLIC ${PROJECT_SOURCE_DIR}/cmake/stdlib)
target_link_libraries(vern_stdlib_data PRIVATE vern::warnings)
