# What every program of a sanitized build is linked with.
if(PAPERFIND_ASAN)
  add_library(paperfind_sanitizer_options OBJECT ${PROJECT_SOURCE_DIR}/cmake/sanitizer_options.cc)
  set(PAPERFIND_SANITIZER_OPTIONS $<TARGET_OBJECTS:paperfind_sanitizer_options>)
endif()

# paperfind_room(<name> SOURCES a.cc … [USES lower rooms …] [LIBS libraries …])
# One static library `paperfind_<name>` per engine folder. USES says which lower floors it may link;
# tests/layering holds the includes to the same table.
function(paperfind_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBS" ${ARGN})
  add_library(paperfind_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(paperfind_${name} PUBLIC paperfind_flags)
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(paperfind_${name} PUBLIC paperfind_${room})
  endforeach()
  target_link_libraries(paperfind_${name} PUBLIC ${ARG_LIBS})
endfunction()

# paperfind_program(<installed name> SOURCES main.cc … USES rooms … [LIBS …]): built into bin/, all beside each other.
function(paperfind_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES} ${PAPERFIND_SANITIZER_OPTIONS})
  target_link_libraries(${name} PRIVATE paperfind_flags ${ARG_LIBS})
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(${name} PRIVATE paperfind_${room})
  endforeach()
  target_compile_definitions(${name} PRIVATE PAPERFIND_VERSION="${PROJECT_VERSION}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# For programs that ask for memory in many small pieces on several threads. Sanitizers bring their own.
function(paperfind_many_small_pieces name)
  if(NOT PAPERFIND_ASAN AND NOT PAPERFIND_TSAN)
    target_link_libraries(${name} PRIVATE PkgConfig::JEMALLOC)
  endif()
endfunction()

# paperfind_test(<name> SOURCES … USES rooms … [LIBS …]): one Catch2 program, each TEST_CASE a ctest of its own.
function(paperfind_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBS" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES} ${PAPERFIND_SANITIZER_OPTIONS})
  target_link_libraries(test_${name} PRIVATE paperfind_flags paperfind_test_main ${ARG_LIBS})
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(test_${name} PRIVATE paperfind_${room})
  endforeach()
  # In what a test itself does AddressSanitizer finds these too, and they are a fifth of its compile time. The rooms and
  # the programs have them.
  if(PAPERFIND_ASAN)
    target_compile_options(test_${name} PRIVATE -fno-sanitize=null,alignment,object-size)
  endif()
  # A name the filter does not find must fail. Version 3 does so by itself; a ';' in a name would split it.
  if(Catch2_VERSION VERSION_LESS 3)
    set(no_tests EXTRA_ARGS --warn NoTests)
  endif()
  catch_discover_tests(test_${name} ${no_tests} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 300)
endfunction()
