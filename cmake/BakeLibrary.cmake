# Builds the standard library as data: read, bound and typed when vern is built (cmake/stdlib/bake_library.cpp). Under the
# sanitizers, whose memory looks different, the program reads it when it starts.

add_library(vern_library_image STATIC
  ${PROJECT_SOURCE_DIR}/cmake/stdlib/library_image.cpp ${PROJECT_SOURCE_DIR}/cmake/stdlib/library_image.h)
add_library(vern::library_image ALIAS vern_library_image)
target_include_directories(vern_library_image PUBLIC ${PROJECT_SOURCE_DIR}/cmake/stdlib)
target_link_libraries(vern_library_image PUBLIC vern::driver PRIVATE vern::warnings)

if(NOT VERN_SANITIZE)
  set(library_image ${PROJECT_BINARY_DIR}/stdlib/library_image.S)
  vern_bake(bake_library
    SOURCE ${PROJECT_SOURCE_DIR}/cmake/stdlib/bake_library.cpp ${PROJECT_SOURCE_DIR}/cmake/stdlib/image.cpp
    LIBRARIES vern::driver
    OUTPUT ${library_image}
    COMMENT "Reading the standard library")
  target_sources(vern_library_image PRIVATE ${library_image})
  target_compile_definitions(vern_library_image PRIVATE VERN_LIBRARY_IMAGE)
endif()
