// What a lenient build left out.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/corpus.h"

namespace paperfind {

// How many records the findings are about; a file that is wrong as a whole counts as one.
std::size_t count_rejected(const std::vector<Finding>& findings);

// "rejects.jsonl" in the index folder.
std::filesystem::path rejects_path(const std::filesystem::path& index);

// Lists the findings there, each as a line of JSON with file, line, column, pointer, message and
// hint; without findings there is no such file afterwards.
Status write_rejects(const std::filesystem::path& index, const std::vector<Finding>& findings);

}  // namespace paperfind
