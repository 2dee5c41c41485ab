# One static library per room of engine/. A room lists the rooms it may include; tests/build checks the #include lines.

# Flags that the numbers rest on, the same in every build type: no contraction (one answer on every processor), no errno
# and no trapping of floating-point exceptions (without these two g++ 12 does not vectorise the kernels).
add_library(qingliu_flags INTERFACE)
target_compile_options(qingliu_flags INTERFACE
  -ffp-contract=off -fno-math-errno -fno-trapping-math -Wall -Wextra -Wno-unknown-pragmas)
if(QINGLIU_NATIVE)
  target_compile_options(qingliu_flags INTERFACE -march=native)
endif()
if(QINGLIU_STATE STREQUAL "single")
  target_compile_definitions(qingliu_flags INTERFACE QINGLIU_STATE_SINGLE)
endif()
if(QINGLIU_SANITIZE)
  target_compile_options(qingliu_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(qingliu_flags INTERFACE -fsanitize=address,undefined)
endif()
target_include_directories(qingliu_flags INTERFACE "${CMAKE_SOURCE_DIR}/engine")
set(CMAKE_CXX_FLAGS_RELEASE "-O3")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

# qingliu_room(<name> [ROOMS <room>...] [LIBS <target>...]): library of all .cpp files below the current folder
function(qingliu_room name)
  cmake_parse_arguments(R "" "" "ROOMS;LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(sources)
    add_library(qingliu_${name} STATIC ${sources})
    set(kind PUBLIC)
  else()
    add_library(qingliu_${name} INTERFACE)
    set(kind INTERFACE)
  endif()
  target_link_libraries(qingliu_${name} ${kind} qingliu_flags ${R_LIBS})
  foreach(room IN LISTS R_ROOMS)
    target_link_libraries(qingliu_${name} ${kind} qingliu_${room})
  endforeach()
endfunction()
