# Target "format": clang-format over all sources, by the rules of .clang-format.
find_program(CLANG_FORMAT_PROGRAM NAMES clang-format clang-format-14)
file(GLOB_RECURSE formatted CONFIGURE_DEPENDS
  "${CMAKE_SOURCE_DIR}/engine/*.[ch]pp" "${CMAKE_SOURCE_DIR}/postprocess/*.[ch]pp" "${CMAKE_SOURCE_DIR}/tests/*.[ch]pp")
if(CLANG_FORMAT_PROGRAM)
  add_custom_target(format COMMAND "${CLANG_FORMAT_PROGRAM}" -i ${formatted} VERBATIM)
else()
  add_custom_target(format
    COMMAND "${CMAKE_COMMAND}" -E echo "clang-format is not installed: ./qingliu format installs it"
    COMMAND "${CMAKE_COMMAND}" -E false VERBATIM)
endif()
