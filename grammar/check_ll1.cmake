# cmake -DPARSER=<VernParser.cpp> -P check_ll1.cmake
# Every decision of the grammar is made on one token. ANTLR calls adaptivePredict where one is not enough; that is slow, and
# a sign that a writer cannot tell the two readings apart at a glance either.
file(STRINGS ${PARSER} lines REGEX "adaptivePredict|^VernParser::[A-Za-z]+Context\\* VernParser::")
if(NOT lines)
  message(FATAL_ERROR "no rules found in ${PARSER}")
endif()
set(guilty "")
foreach(line IN LISTS lines)
  if(line MATCHES "adaptivePredict")
    list(APPEND guilty ${rule})
  elseif(line MATCHES "VernParser::([A-Za-z]+)\\(")
    set(rule ${CMAKE_MATCH_1})
  endif()
endforeach()
if(guilty)
  list(REMOVE_DUPLICATES guilty)
  message(FATAL_ERROR "not LL(1): ${guilty}")
endif()
