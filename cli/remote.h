// A paperfind-searchd somewhere, asked over HTTP.
#pragma once

#include <memory>
#include <string>

#include "cli/source.h"

namespace paperfind::cli {

// "http://host:port", https too, with or without a path the API lives under. InvalidInput for any
// other address.
Result<std::unique_ptr<Source>> open_remote(const std::string& url);

// The bytes of a file of that daemon, such as "/assets/paper-search.js".
Result<std::string> fetch(const std::string& url, const std::string& path);

// The error an answer with that status and body stands for: the engine's own, where the body is a
// problem document.
Error error_of_answer(int status, const std::string& body, const std::string& url);

}  // namespace paperfind::cli
