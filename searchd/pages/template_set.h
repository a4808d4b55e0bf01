// The templates of web/templates, compiled once.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "searchd/pages/view.h"

namespace paperfind {

// Mustache with {{> name}} resolved when loading. Every {{value}} goes through html_escape;
// {{{name}}} is refused unless the name ends in "_html", which only ever holds text escaped by
// html_escape with <mark> around parts of it; `json_ld_html` holds what script_json_html made.
class TemplateSet {
 public:
  // The built-in templates; those of `overrides` (a folder, read once) take the place of the ones
  // they are named after.
  static Result<TemplateSet> load(const std::filesystem::path& overrides = {});
  // From sources by name ("search", "head").
  static Result<TemplateSet> compile(const std::map<std::string, std::string>& sources);

  TemplateSet(TemplateSet&&) noexcept;
  TemplateSet& operator=(TemplateSet&&) noexcept;
  ~TemplateSet();

  // Empty for an unknown name. Safe to call from any number of threads.
  [[nodiscard]] std::string render(std::string_view name, const View& view) const;
  // Changes whenever a template does: part of every page's ETag.
  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

 private:
  using Compiled = kainjow::mustache::mustache;
  TemplateSet();
  std::map<std::string, std::unique_ptr<Compiled>, std::less<>> compiled_;
  std::string fingerprint_;
};

// Why a template may not be used: an unescaped value whose name does not end in "_html". Empty:
// nothing wrong.
std::string find_unsafe_tag(std::string_view source);

}  // namespace paperfind
