# The house rules of the build: one folder is one target, and a target sees only what it names.
option(SAFELIGHT_PRECOMPILE "Precompile the headers of Qt and of the standard library" OFF)
# A build from nothing takes a tenth of the processor time; one after a small change takes longer than without.
option(SAFELIGHT_UNITY "Compile the files of a module together, up to twenty at a time" OFF)
add_library(safelight_flags INTERFACE)
target_compile_features(safelight_flags INTERFACE cxx_std_20)
target_compile_definitions(safelight_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
  # What a later Qt would rather see cannot be written for 6.4.
  target_compile_definitions(safelight_flags INTERFACE QT_WARN_DEPRECATED_UP_TO=0x060400)
endif()
target_compile_options(safelight_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-align -Wshadow)
if(SAFELIGHT_STRICT)
  target_compile_options(safelight_flags INTERFACE -Werror)
  target_compile_definitions(safelight_flags INTERFACE _GLIBCXX_ASSERTIONS QT_FORCE_ASSERTS)
endif()
if(SAFELIGHT_SANITIZE)
  # Not null and alignment: the first ends in AddressSanitizer's report anyway, the second is none to these machines,
  # and together they are half of each object file and a seventh of the time to make it.
  set(sanitize -fsanitize=address,undefined -fno-sanitize=null,alignment -fno-sanitize-recover=undefined
    -fno-omit-frame-pointer)
  # With sanitizers GCC takes values in std::optional for uninitialized that are not (GCC's manual says so).
  target_compile_options(safelight_flags INTERFACE ${sanitize} -g1
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(safelight_flags INTERFACE ${sanitize})
  # More than a hundred test programs are linked; mold takes a quarter of the time for each.
  find_program(SAFELIGHT_MOLD mold)
  if(SAFELIGHT_MOLD)
    target_link_options(safelight_flags INTERFACE -fuse-ld=mold)
  endif()
endif()
# Every branch taken is told to libFuzzer (tests/fuzz). Its code belongs to Clang's.
option(SAFELIGHT_FUZZ "The fuzzer; needs Clang" OFF)
if(SAFELIGHT_FUZZ)
  target_compile_options(safelight_flags INTERFACE -fsanitize=fuzzer-no-link -O1)
endif()
if(SAFELIGHT_UNITY)
  # What one .cpp file keeps to itself looks, to the compiler, as if it stood in a header.
  target_compile_options(safelight_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
add_library(safelight_test_flags INTERFACE)
if(SAFELIGHT_SANITIZE)
  # The modules are what is checked; with this, compiling the comparisons of a test takes half as long again.
  target_compile_options(safelight_test_flags INTERFACE -fno-sanitize=undefined)
endif()
if(SAFELIGHT_PRECOMPILE AND NOT SAFELIGHT_SANITIZE)
  # Nor does it know the standard library's headers for such once they are precompiled: the same false warnings.
  target_compile_options(safelight_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
include(HeadersAlone)

# Reading headers is most of the work of a build. With SAFELIGHT_PRECOMPILE the big outside ones are read once for
# the modules and once for the tests (a program is compiled -fPIE, a library -fPIC); never ours, so that a
# change to one still rebuilds only what includes it. What a header of ours needs is checked without them.
function(safelight_precompile target kind)
  if(NOT SAFELIGHT_PRECOMPILE)
    return()
  endif()
  set(source "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/precompiled.cpp")
  if(NOT TARGET precompiled_${kind})
    if(kind STREQUAL "module")
      add_library(precompiled_${kind} OBJECT "${source}")
    else()
      add_executable(precompiled_${kind} "${source}")
    endif()
    set_target_properties(precompiled_${kind} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
    # Only Qt6::Core is linked: GCC takes no precompiled header that knows a definition (QT_GUI_LIB, …) which its
    # user has not.
    target_link_libraries(precompiled_${kind} PRIVATE safelight_flags Qt6::Core)
    target_precompile_headers(precompiled_${kind} PRIVATE "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/precompiled.h")
  endif()
  target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
endfunction()

# One folder = one static library. The path is the name: app/prompt -> target app_prompt.
#   FILES  stems: name.h and, where there is one, name.cpp
#   NEEDS  modules below this one; LIBS  outside libraries
function(safelight_module path)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FILES;NEEDS;LIBS")
  string(REPLACE "/" "_" target "${path}")
  add_library(${target} STATIC)
  foreach(stem IN LISTS arg_FILES)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${stem}.cpp")
      target_sources(${target} PRIVATE ${stem}.cpp)
    endif()
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${stem}.h")
      target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${stem}.h)
      set_property(GLOBAL APPEND PROPERTY SAFELIGHT_HEADERS "${path}/${stem}.h")
    endif()
  endforeach()
  list(TRANSFORM arg_NEEDS REPLACE "/" "_" OUTPUT_VARIABLE needs)
  foreach(need IN LISTS needs)
    if(NOT TARGET ${need})
      message(FATAL_ERROR "${path} needs ${need}, which is not below it (see the order in app/ and ui/CMakeLists.txt)")
    endif()
  endforeach()
  target_link_libraries(${target} PUBLIC safelight_flags ${arg_LIBS} ${needs})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX UNITY_BUILD ${SAFELIGHT_UNITY} UNITY_BUILD_BATCH_SIZE 20)
  safelight_precompile(${target} module)
  string(REPLACE ";" " " needs_text "${arg_NEEDS}")
  set_property(GLOBAL APPEND PROPERTY SAFELIGHT_MODULES "${path}: ${needs_text}")
  set_property(GLOBAL APPEND PROPERTY SAFELIGHT_TARGETS ${target})
endfunction()

# The architecture tests read this list of modules and their declared needs.
function(safelight_write_module_map)
  get_property(lines GLOBAL PROPERTY SAFELIGHT_MODULES)
  list(JOIN lines "\n" text)
  file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/modules.txt" CONTENT "${text}\n")
endfunction()

# tests/prompt/tst_promptdocument.cpp -> ctest name "prompt.promptdocument"
#   NEEDS  modules under test; TIMEOUT  seconds (60)
function(safelight_test source)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "NEEDS;LIBS")
  cmake_path(GET source STEM stem)
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
  list(TRANSFORM arg_NEEDS REPLACE "/" "_")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 60)
  endif()
  add_executable(${stem} ${source})
  target_include_directories(${stem} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_definitions(${stem} PRIVATE
    SAFELIGHT_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" SAFELIGHT_BINARY="$<TARGET_FILE:safelight>")
  target_link_libraries(${stem} PRIVATE safelight_flags ${arg_NEEDS} ${arg_LIBS} Qt6::Test safelight_test_flags)
  safelight_precompile(${stem} test)
  # Empty in a test, which includes its own; reading what is precompiled would be all the work.
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${stem}_autogen/mocs_compilation.cpp"
    PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  if(SAFELIGHT_PRECOMPILE)
    # Without optimisation, functions of Qt Test that nobody calls name QApplication once its header is known.
    target_link_libraries(${stem} PRIVATE $<LINK_ONLY:Qt6::Widgets>)
  endif()
  string(REPLACE "tst_" "" short "${stem}")
  add_test(NAME ${folder}.${short} COMMAND ${stem})
  set_tests_properties(${folder}.${short} PROPERTIES
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;UBSAN_OPTIONS=print_stacktrace=1;ASAN_OPTIONS=detect_leaks=0"
    LABELS ${folder} TIMEOUT ${arg_TIMEOUT})
endfunction()
