# Run as a script: turns corpus/authority/institutions.json into a C++ file, so that the indexer carries it wherever it is
# installed.  cmake -DFILE=… -DOUTPUT=… -P embed_file.cmake
file(READ ${FILE} text)
set(code "// Made from corpus/authority/institutions.json by indexer/authority/embed_file.cmake.\n")
string(APPEND code "#include \"indexer/authority/built_in.h\"\n\nnamespace paperfind {\n\n")
string(APPEND code "std::string_view built_in_institutions_file() {\n  return R\"paperfind(${text})paperfind\";\n}\n\n")
string(APPEND code "}  // namespace paperfind\n")
file(WRITE ${OUTPUT} "${code}")
