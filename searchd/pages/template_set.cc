#include "searchd/pages/template_set.h"

#include <cstddef>
#include <functional>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/sha256.h"
#include "engine/base/trim.h"
#include "engine/render/html_escape.h"
#include "engine/text/normalize.h"
#include "searchd/embedded.h"

namespace paperfind {
namespace {

constexpr std::string_view kFolder = "templates/";
constexpr std::string_view kSuffix = ".mustache";
constexpr int kMaxIncludeDepth = 8;

using Sources = std::map<std::string, std::string>;

// A value may be what a visitor sent: whatever bytes it has, the page stays UTF-8.
std::string escaped(const std::string& value) {
  return html_escape(is_clean_utf8(value) ? value : repair_utf8(value));
}

// {{> name}} replaced by that source, so that rendering needs no parsing.
Result<std::string> with_includes(const Sources& sources, const std::string& name, int depth) {
  const auto found = sources.find(name);
  if (found == sources.end()) return Error{ErrorCode::InvalidInput, "no such template", name};
  if (depth > kMaxIncludeDepth) {
    return Error{ErrorCode::InvalidInput, "templates include each other", name};
  }
  const std::string& text = found->second;
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find("{{>"); at != std::string::npos; at = text.find("{{>", done)) {
    const std::size_t end = text.find("}}", at);
    if (end == std::string::npos) return Error{ErrorCode::InvalidInput, "unclosed {{>", name};
    const std::string_view inner = trimmed(std::string_view(text).substr(at + 3, end - at - 3));
    const Result<std::string> included = with_includes(sources, std::string(inner), depth + 1);
    if (!included) return included.error();
    out.append(text, done, at - done);
    out += *included;
    done = end + 2;
    if (done < text.size() && text[done] == '\n') ++done;  // a line of its own leaves no empty one
  }
  out.append(text, done);
  return out;
}

std::string template_name(std::string_view file) {
  return std::string(file.substr(0, file.size() - kSuffix.size()));
}

Sources built_in() {
  Sources sources;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.starts_with(kFolder) || !file.name.ends_with(kSuffix)) continue;
    sources[template_name(file.name.substr(kFolder.size()))] = std::string(file.bytes);
  }
  return sources;
}

Status add_overrides(const std::filesystem::path& folder, Sources& sources) {
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    const std::string file = entry.path().filename().string();
    if (!file.ends_with(kSuffix)) continue;
    Result<std::string> text = read_file(entry.path(), 1U << 20U);
    if (!text) return text.error();
    sources[template_name(file)] = std::move(*text);
  }
  if (failed) return Error{ErrorCode::Io, "cannot read: " + failed.message(), folder.string()};
  return {};
}

}  // namespace

std::string find_unsafe_tag(std::string_view source) {
  for (std::size_t at = source.find("{{"); at != std::string_view::npos;
       at = source.find("{{", at)) {
    at += 2;
    const bool triple = at < source.size() && source[at] == '{';
    const std::size_t end = source.find("}}", at);
    if (end == std::string_view::npos) return "unclosed {{";
    std::string_view tag = trimmed(source.substr(at, end - at));
    // Other delimiters would hide tags from this check.
    if (tag.starts_with('=')) return std::string(tag);
    if (triple || tag.starts_with('&')) {
      const std::string_view name = trimmed(tag.substr(1));
      if (!name.ends_with("_html")) return std::string(name);
    }
    at = end;
  }
  return {};
}

TemplateSet::TemplateSet() = default;
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

Result<TemplateSet> TemplateSet::compile(const Sources& sources) {
  TemplateSet set;
  std::string all;
  for (const auto& [name, source] : sources) {
    const std::string unsafe = find_unsafe_tag(source);
    if (!unsafe.empty()) {
      return Error{ErrorCode::InvalidInput, "'" + unsafe + "' is not escaped", name + ".mustache",
                   "write {{" + unsafe + "}}; only names ending in _html may stand in {{{ }}}"};
    }
    const Result<std::string> text = with_includes(sources, name, 0);
    if (!text) return text.error();
    auto compiled = std::make_unique<Compiled>(*text);
    // Parts meant to be included need not stand alone (a tag opened in "head" may close in "foot"),
    // but those do.
    if (!compiled->is_valid()) {
      return Error{ErrorCode::InvalidInput, compiled->error_message(), name + ".mustache"};
    }
    compiled->set_custom_escape(escaped);
    set.compiled_.emplace(name, std::move(compiled));
    all += name + '\0' + source + '\0';
  }
  set.fingerprint_ = sha256_hex(all).substr(0, 16);
  return set;
}

Result<TemplateSet> TemplateSet::load(const std::filesystem::path& overrides) {
  Sources sources = built_in();
  if (!overrides.empty()) {
    const Status read = add_overrides(overrides, sources);
    if (!read) return read.error();
  }
  return compile(sources);
}

std::string TemplateSet::render(std::string_view name, const View& view) const {
  const auto found = compiled_.find(name);
  if (found == compiled_.end()) return {};
  return found->second->render(view);
}

}  // namespace paperfind
