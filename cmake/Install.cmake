# What users of the program get: the binary, the manual, and what shells and `man` read, which the binary makes of its own
# table of commands. `cmake --install build --component vern`, or a Debian package by `cpack` in the build folder.
# Included after the targets; sanitizers are not for users.

include(GNUInstallDirs)

set(pages ${PROJECT_BINARY_DIR}/pages)
add_custom_command(
  OUTPUT ${pages}/made
  COMMAND ${CMAKE_COMMAND} -DVERN=$<TARGET_FILE:vern> -DTO=${pages} -P ${PROJECT_SOURCE_DIR}/cmake/make_pages.cmake
  DEPENDS vern ${PROJECT_SOURCE_DIR}/cmake/make_pages.cmake
  VERBATIM)
add_custom_target(vern_pages ALL DEPENDS ${pages}/made)

install(TARGETS vern RUNTIME COMPONENT vern)
install(DIRECTORY ${pages}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT vern)
install(FILES ${pages}/completions/vern DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT vern)
install(FILES ${pages}/completions/vern.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT vern)
# Debian's zsh looks in another folder of /usr than zsh does elsewhere.
set(VERN_ZSH_DIR ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions CACHE STRING "Where completions of zsh are installed")
install(FILES ${pages}/completions/_vern DESTINATION ${VERN_ZSH_DIR} COMPONENT vern)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT vern
  FILES_MATCHING PATTERN "*.md" PATTERN "*.json")
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR}
  COMPONENT vern)

# The program has other people's code in it, whose licences want to be passed on: vern's own, and theirs as Debian has them.
file(READ ${PROJECT_SOURCE_DIR}/LICENSE notices)
foreach(package libantlr4-runtime-dev llvm-19-dev libfmt-dev libtomlplusplus-dev libicu-dev)
  set(notice /usr/share/doc/${package}/copyright)
  if(EXISTS ${notice})
    file(READ ${notice} text)
    string(APPEND notices "\n\n======== Code of Debian's ${package} is part of the program ========\n\n${text}")
  else()
    message(WARNING "${notice} is missing: the package for users will lack that licence")
  endif()
endforeach()
file(WRITE ${PROJECT_BINARY_DIR}/copyright "${notices}")
install(FILES ${PROJECT_BINARY_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT vern)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME vern)
set(CPACK_PACKAGE_CONTACT "The makers of vern <vern@example.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "policy-as-code compiler and static checker for privacy")
set(CPACK_PACKAGE_DESCRIPTION
"vern compiles a privacy policy that is written in a small language. It checks
 the policy against itself, the GDPR and Norwegian law, writes the privacy
 statement that people read, and makes a table that answers questions while a
 service runs.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL vern)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_VERN_PACKAGE_NAME vern)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
include(CPack)
