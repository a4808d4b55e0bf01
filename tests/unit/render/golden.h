// Bodies beside the files in tests/golden.
#pragma once

#include <string>

namespace paperfind::testing {

std::string golden(const std::string& name);

// Golden files are indented for people to read; bodies are not.
std::string indented(const std::string& body);

}  // namespace paperfind::testing
