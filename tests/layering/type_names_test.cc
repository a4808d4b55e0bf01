#include "tests/layering/type_names.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

using namespace paperfind::layering;
using paperfind::testing::TempDir;
using paperfind::testing::write_text;

TEST_CASE("No two headers of this tree define types of one name", "[layering]") {
  std::string found;
  for (const Violation& violation : scan_types(PAPERFIND_SOURCE_DIR)) {
    found += violation.to_string() + "\n";
  }
  CHECK(found == "");
}

TEST_CASE("Types a header defines are found, what looks like one is not", "[layering]") {
  struct Case {
    std::string text;
    std::vector<std::string> types;
  };
  const Case c = GENERATE(values<Case>({
      {"namespace a { struct B {}; class C : public B { int x; }; union D {}; enum E { e }; }",
       {"a::B", "a::C", "a::D", "a::E"}},
      {"namespace a::b {\nenum class C : std::uint8_t { x };\n}", {"a::b::C"}},
      {"namespace a { namespace b { struct C final : D<int> {}; } struct E {}; }",
       {"a::b::C", "a::E"}},
      {"inline namespace v1 { struct A {}; }", {"v1::A"}},
      {"struct A {};", {"A"}},
      {"class [[nodiscard]] A {}; struct alignas(16) B {}; enum struct C {};", {"A", "B", "C"}},
      {"template <class T, typename U> struct A {};", {"A"}},
      {"extern \"C\" { struct A {}; }", {"A"}},
      {"struct A { int n = 1'000; char c = '{'; }; struct B {};", {"A", "B"}},
      {"const char* a = \"struct A {\"; struct B {};", {"B"}},
      {"auto a = R\"x(struct A { )\" )x\"; struct B {};", {"B"}},
      {"#define A struct A { \\\n  int b; }\nstruct C {};", {"C"}},
      {"// struct A {};\n/* struct B {};\n */ struct C {};", {"C"}},
      // Declared or used only, or a specialization of another's.
      {"struct A; class B; enum class C : int; enum D : int;", {}},
      {"template <> struct std::hash<A> { int x; };", {}},
      {"namespace std { template <> struct hash<A> {}; }", {}},
      {"template <class T> void f() { }", {}},
      {"struct A f(); using B = struct C;", {}},
      {"using A = B; namespace c = d::e;", {}},
      // Within a type or a function.
      {"class A { struct B {}; enum C {}; };", {"A"}},
      {"struct A::Impl { int x; };", {}},
      {"inline int f() { struct A {}; return 0; }", {}},
      {"constexpr int a[] = {1, 2}; struct B {};", {"B"}},
      // Of one file alone.
      {"namespace { struct A {}; } namespace b { namespace { struct C {}; } struct D {}; }",
       {"b::D"}},
      {"", {}},
      {"}}} struct A {", {"A"}},
      {"struct", {}},
      {"\"", {}},
      {"/*", {}},
      {"R\"", {}},
  }));
  CAPTURE(c.text);
  std::vector<std::string> names;
  for (const TypeDefinition& type : types_defined_in(c.text)) names.push_back(type.name);
  CHECK(names == c.types);
}

TEST_CASE("A second type of a name is reported with both places", "[layering]") {
  const TempDir tree;
  write_text(tree.path() / "engine/a/one.h", "namespace x {\nstruct Spelling { int a; };\n}\n");
  write_text(tree.path() / "engine/b/two.h", "namespace x {\n\nclass Spelling;\n}\n");
  write_text(tree.path() / "engine/c/three.h", "namespace y {\nstruct Spelling {};\n}\n");
  write_text(tree.path() / "engine/d/four.cc", "namespace x {\nstruct Spelling {};\n}\n");
  CHECK(scan_types(tree.path()).empty());
  write_text(tree.path() / "searchd/five.h", "namespace x {\n\nenum class Spelling { a };\n}\n");
  const std::vector<Violation> found = scan_types(tree.path());
  REQUIRE(found.size() == 1);
  CHECK(found.front().to_string() ==
        "searchd/five.h:3: x::Spelling is defined in engine/a/one.h too");
}
