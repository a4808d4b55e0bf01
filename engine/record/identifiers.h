// Identifiers: our own ids, and the ones scholars paste (DOI, arXiv, ORCID, ROR).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace paperfind {

inline constexpr std::size_t kMaxIdBytes = 64;

// Suffixes a URL may carry after an id; no id may end in one.
inline constexpr std::string_view kReservedSuffixes[] = {".json", ".jsonl",    ".jsonld", ".bib",
                                                         ".ris",  ".csl.json", ".ics",    ".csv",
                                                         ".atom", ".xml",      ".html",   ".md"};

// [A-Za-z0-9_-][A-Za-z0-9._-]{0,63}, not ending in a reserved suffix.
bool is_valid_id(std::string_view id);

// Any other run of bytes becomes one '-'; none at the ends; cut at 64. Empty when nothing is left.
std::string id_from_source(std::string_view source_id);

// "slug", or "slug-3fa9c1" (6 hex of the SHA-256 of `raw`) for a slug already taken by another raw
// string.
std::string with_hash_suffix(std::string_view slug, std::string_view raw);

// The id in the address of a paper's page on any site of ours, with or without host, suffix or
// query: "https://papers.example.org/papers/p0421.bib?x", "/api/v1/papers/p0421".
std::optional<std::string> parse_paper_address(std::string_view text);
// The bare DOI, lower case ("10.18653/v1/2020.acl-main.1"), from a DOI, "doi:…" or a doi.org
// address.
std::optional<std::string> parse_doi(std::string_view text);
// "2203.01234" or "cs/0112017", version dropped, from an id, "arXiv:…" or an arxiv.org address.
std::optional<std::string> parse_arxiv(std::string_view text);
// "0000-0002-1825-0097" with a right check digit, from an id or an orcid.org address.
std::optional<std::string> parse_orcid(std::string_view text);
// "https://ror.org/042nb2s44" from a ROR id or address.
std::optional<std::string> parse_ror(std::string_view text);

}  // namespace paperfind
