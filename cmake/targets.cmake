# One function for each kind of target, so that a new folder is one line in CMakeLists.txt.

# entente_library(<folder> [NEEDS <folders>] [LIBRARIES <targets>]): the library of src/<folder>.
#
# all_verify_interface_header_sets compiles those headers by themselves that no .cpp of the same name
# includes first (tools/check-style holds the others to that).
function(entente_library folder)
  cmake_parse_arguments(arg "" "" "NEEDS;LIBRARIES" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  list(TRANSFORM arg_NEEDS REPLACE "/" "_")
  list(TRANSFORM arg_NEEDS PREPEND entente_)
  file(GLOB sources CONFIGURE_DEPENDS src/${folder}/*.cpp src/${folder}/detail/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS src/${folder}/*.h src/${folder}/detail/*.h)
  if(sources)
    add_library(entente_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(entente_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  list(TRANSFORM sources REPLACE "\\.cpp$" ".h" OUTPUT_VARIABLE included_first)
  set(alone ${headers})
  list(REMOVE_ITEM alone ${included_first} "")
  list(REMOVE_ITEM headers ${alone} "")
  target_sources(entente_${name}
    ${scope} FILE_SET HEADERS BASE_DIRS src FILES ${headers}
    ${scope} FILE_SET alone TYPE HEADERS BASE_DIRS src FILES ${alone})
  set_target_properties(entente_${name} PROPERTIES INTERFACE_HEADER_SETS_TO_VERIFY alone)
  target_compile_features(entente_${name} ${scope} cxx_std_23)
  target_link_libraries(entente_${name} ${scope} $<BUILD_INTERFACE:entente_compiler> ${arg_NEEDS})
  if(sources)
    target_link_libraries(entente_${name} PRIVATE ${arg_LIBRARIES})
  endif()
endfunction()

# entente_program(<name> <source> NEEDS <folders>)
function(entente_program name source)
  cmake_parse_arguments(arg "" "" "NEEDS" ${ARGN})
  list(TRANSFORM arg_NEEDS REPLACE "/" "_")
  list(TRANSFORM arg_NEEDS PREPEND entente_)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE entente_compiler ${arg_NEEDS})
endfunction()

# entente_tests(<folder> [NEEDS <folders>] [LIBRARIES <targets>]): all of tests/<folder>/*.cpp in one
# program. The tests of what src/<folder> promises.
function(entente_tests folder)
  cmake_parse_arguments(arg "" "" "NEEDS;LIBRARIES" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  list(TRANSFORM arg_NEEDS REPLACE "/" "_")
  list(TRANSFORM arg_NEEDS PREPEND entente_)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(NOT sources OR (ENTENTE_TEST_FOLDERS AND NOT folder IN_LIST ENTENTE_TEST_FOLDERS))
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name}_test PRIVATE entente_compiler ${arg_NEEDS} entente_test_support
    ${arg_LIBRARIES} GTest::gtest_main GTest::gmock rapidcheck)
  target_precompile_headers(${name}_test REUSE_FROM entente_test_support)
  gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST)
endfunction()

# entente_fuzzer(<name> NEEDS <folders>): tests/fuzz/<name>_fuzz.cpp. In the fuzz preset a libFuzzer
# program; in every other one a test that replays tests/fuzz/corpus/<name>.
function(entente_fuzzer name)
  cmake_parse_arguments(arg "" "" "NEEDS" ${ARGN})
  list(TRANSFORM arg_NEEDS REPLACE "/" "_")
  list(TRANSFORM arg_NEEDS PREPEND entente_)
  add_executable(${name}_fuzz ${name}_fuzz.cpp)
  target_include_directories(${name}_fuzz PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name}_fuzz PRIVATE entente_compiler ${arg_NEEDS})
  if(ENTENTE_SANITIZE MATCHES fuzzer)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name}_fuzz PRIVATE replay.cpp)
    add_test(NAME fuzz.corpus.${name}
      COMMAND ${name}_fuzz ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
  endif()
endfunction()
