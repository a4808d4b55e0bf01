// corpus/authority/institutions.json as it was when the program was built: the authority of a
// corpus that has no institutions.json of its own.
#pragma once

#include <string_view>
#include <vector>

#include "engine/record/paper.h"

namespace paperfind {

std::string_view built_in_institutions_file();
std::vector<Institution> built_in_institutions();

}  // namespace paperfind
