// The index in a folder, asked without a daemon.
#pragma once

#include <filesystem>
#include <memory>

#include "cli/source.h"

namespace paperfind::cli {

// NotFound when there is no index; see Snapshot::open_current.
Result<std::unique_ptr<Source>> open_local(const std::filesystem::path& index);

}  // namespace paperfind::cli
