# Flags every target is compiled with. Public users see none of them: nothing of ours is a library to install.
add_library(paperfind_flags INTERFACE)
target_compile_options(paperfind_flags INTERFACE -Wall -Wextra -Wpedantic)
target_include_directories(paperfind_flags INTERFACE ${PROJECT_SOURCE_DIR})
if(PAPERFIND_WERROR)
  target_compile_options(paperfind_flags INTERFACE -Werror)
endif()

# GCC 12 warns of impossible overlaps inside std::string's operator+ when it optimizes (its bug 105651, mended in 13).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13
   AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_options(paperfind_flags INTERFACE -Wno-restrict)
endif()

# A daemon that reads strangers' bytes keeps the checks of the standard library and of the linker on.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
target_compile_definitions(paperfind_flags INTERFACE _GLIBCXX_ASSERTIONS)
target_compile_options(paperfind_flags INTERFACE -fstack-protector-strong)
target_link_options(paperfind_flags INTERFACE -Wl,-z,relro,-z,now)
target_link_options(paperfind_flags INTERFACE -pie)

# libFuzzer steers by what the code under test covers; its main comes with the fuzzers themselves.
if(PAPERFIND_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "PAPERFIND_FUZZ needs clang: configure with -DCMAKE_CXX_COMPILER=clang++")
  endif()
  target_compile_options(paperfind_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(paperfind_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(PAPERFIND_ASAN)
  target_compile_options(paperfind_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_link_options(paperfind_flags INTERFACE -fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # UBSan traps, and ASan says where (sanitizer_options.cc): to say what as well it needs 25 MB of tables in each
    # program, and the tests start programs thousands of times.
    target_compile_options(paperfind_flags INTERFACE -fsanitize-undefined-trap-on-error)
    # GCC's flow analysis loses track in instrumented code and warns of the standard library's own members.
    target_compile_options(paperfind_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
elseif(PAPERFIND_TSAN)
  target_compile_options(paperfind_flags INTERFACE -fsanitize=thread -g1)
  target_link_options(paperfind_flags INTERFACE -fsanitize=thread)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(paperfind_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()
