cmake_minimum_required(VERSION 3.25)

# cmake -DOUTPUT=x.cc -DROOT=web -DFILES="a;b" -P embed.cmake
# Writes embedded_files() of searchd/embedded.h: each file of ROOT named in FILES as an array of bytes.
list(SORT FILES)
set(arrays "")
set(rows "")
set(count 0)
foreach(name IN LISTS FILES)
  file(READ "${ROOT}/${name}" hex HEX)
  file(SIZE "${ROOT}/${name}" size)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  # An array may not be empty; the size below leaves the closing zero out.
  string(APPEND arrays "constexpr char kFile${count}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", {kFile${count}, ${size}}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT "// Made by searchd/embed.cmake from the files of web/.
#include \"searchd/embedded.h\"

namespace paperfind {
namespace {
@arrays@
constexpr EmbeddedFile kFiles[] = {
@rows@};
}  // namespace

std::span<const EmbeddedFile> embedded_files() { return kFiles; }

}  // namespace paperfind
")
