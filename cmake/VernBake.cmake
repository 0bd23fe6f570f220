# vern_bake(<program> SOURCE cpp… OUTPUT file COMMENT text [LIBRARIES target…] [INPUTS file…])
#
# A program of our own that runs when vern is built: it writes OUTPUT, a source of vern, and is handed INPUTS. What is known
# when vern is built is so known when it starts.
function(vern_bake program)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "OUTPUT;COMMENT" "SOURCE;LIBRARIES;INPUTS")
  add_executable(${program} ${arg_SOURCE})
  target_link_libraries(${program} PRIVATE ${arg_LIBRARIES} vern::warnings)
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/stdlib)
  add_custom_command(
    OUTPUT ${arg_OUTPUT}
    COMMAND ${program} ${arg_OUTPUT} ${arg_INPUTS}
    DEPENDS ${program} ${arg_INPUTS}
    COMMENT ${arg_COMMENT}
    VERBATIM)
endfunction()
