# Run as a script: turns corpus/schema/*.schema.json into a C++ file, so that the programs carry the schemas wherever
# they are installed.  cmake -DFOLDER=… -DOUTPUT=… -P embed_schemas.cmake
file(GLOB files ${FOLDER}/*.schema.json)
list(SORT files)
set(code "// Made from corpus/schema/ by engine/record/embed_schemas.cmake.\n#include \"engine/record/schema_files.h\"\n\n")
string(APPEND code "namespace paperfind {\n\nconst std::vector<SchemaFile>& schema_files() {\n")
string(APPEND code "  static const std::vector<SchemaFile> files = {\n")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND code "      {\"${name}\", R\"paperfind(${text})paperfind\"},\n")
endforeach()
string(APPEND code "  };\n  return files;\n}\n\n}  // namespace paperfind\n")
file(WRITE ${OUTPUT} "${code}")
