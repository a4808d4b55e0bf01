#include "engine/record/identifiers.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>

#include "engine/base/ascii.h"
#include "engine/base/percent.h"
#include "engine/base/sha256.h"
#include "engine/base/trim.h"

namespace paperfind {
namespace {

// ASCII only, whatever the locale says.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alnum(char c) { return is_digit(c) || is_ascii_letter(c); }
constexpr bool is_id_byte(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool starts_with_nocase(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char wanted, char c) { return wanted == ascii_lower(c); });
}

bool ends_with_nocase(std::string_view text, std::string_view lower_suffix) {
  return text.size() >= lower_suffix.size() &&
         starts_with_nocase(text.substr(text.size() - lower_suffix.size()), lower_suffix);
}

bool eat(std::string_view& text, std::string_view lower_prefix) {
  if (!starts_with_nocase(text, lower_prefix)) return false;
  text.remove_prefix(lower_prefix.size());
  return true;
}

// Removes "https://host/" for one of the hosts, with or without scheme and "www."; query and
// fragment go too.
bool eat_address(std::string_view& text, std::initializer_list<std::string_view> hosts) {
  std::string_view rest = text;
  if (!eat(rest, "https://")) eat(rest, "http://");
  eat(rest, "www.");
  for (const std::string_view host : hosts) {
    std::string_view path = rest;
    if (!eat(path, host) || !eat(path, "/")) continue;
    text = path.substr(0, path.find_first_of("?#"));
    return true;
  }
  return false;
}

std::string decode_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    // Only to printable ASCII: the rest could turn clean UTF-8 into something else.
    if (low < 0 || high < 2 || high > 7 || (high == 7 && low == 15)) {
      out += text[i];
    } else {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

std::string_view reserved_suffix_of(std::string_view id) {
  for (const std::string_view suffix : kReservedSuffixes) {
    if (ends_with_nocase(id, suffix)) return suffix;
  }
  return {};
}

std::string_view without_dashes_at_ends(std::string_view text) {
  const std::size_t first = text.find_first_not_of('-');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of('-') - first + 1);
}

}  // namespace

bool is_valid_id(std::string_view id) {
  return !id.empty() && id.size() <= kMaxIdBytes && id.front() != '.' &&
         std::all_of(id.begin(), id.end(), is_id_byte) && reserved_suffix_of(id).empty();
}

std::string id_from_source(std::string_view source_id) {
  if (is_valid_id(source_id)) return std::string(source_id);
  std::string id;
  bool gap = false;
  for (const char c : source_id) {
    // An id may not start with '.', so leading ones count as other bytes.
    if (!is_id_byte(c) || (c == '.' && id.empty())) {
      gap = true;
      continue;
    }
    if (gap && !id.empty()) id += '-';
    gap = false;
    id += c;
  }
  id = without_dashes_at_ends(id);
  id.resize(std::min(id.size(), kMaxIdBytes));
  // "paper.bib" → "paper-bib": the suffix would be read as a format.
  for (auto suffix = reserved_suffix_of(id); !suffix.empty(); suffix = reserved_suffix_of(id)) {
    id[id.size() - suffix.size()] = '-';
  }
  while (!id.empty() && (id.front() == '-' || id.front() == '.')) id.erase(0, 1);
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

std::string with_hash_suffix(std::string_view slug, std::string_view raw) {
  constexpr std::size_t kHashDigits = 6;
  constexpr std::size_t kRoom = kMaxIdBytes - kHashDigits - 1;
  if (slug.size() > kRoom) {
    const std::size_t word_end = slug.rfind('-', kRoom);
    slug = slug.substr(0, word_end == std::string_view::npos || word_end == 0 ? kRoom : word_end);
  }
  std::string out(slug);
  if (!out.empty()) out += '-';
  return out + sha256_hex(raw).substr(0, kHashDigits);
}

std::optional<std::string> parse_paper_address(std::string_view text) {
  constexpr std::string_view kFolder = "/papers/";
  text = trimmed(text, kWhiteSpace);
  const bool has_scheme = eat(text, "https://") || eat(text, "http://");
  text = text.substr(0, text.find_first_of("?#"));
  const std::string_view host = text.substr(0, text.find('/'));
  // Without a scheme a host shows by its dot or port: "and/papers/on" is no address.
  if (!has_scheme && !host.empty() && host.find_first_of(".:") == std::string_view::npos) {
    return std::nullopt;
  }
  const std::size_t folder = text.rfind(kFolder);
  if (folder == std::string_view::npos || text.find_first_of(" \t\r\n") != text.npos) {
    return std::nullopt;
  }
  std::string id = decode_printable(text.substr(folder + kFolder.size()));
  if (id.ends_with('/')) id.pop_back();
  std::size_t suffix = 0;  // the longest: ".csl.json", not ".json"
  for (const std::string_view reserved : kReservedSuffixes) {
    if (ends_with_nocase(id, reserved)) suffix = std::max(suffix, reserved.size());
  }
  id.resize(id.size() - suffix);
  if (!is_valid_id(id)) return std::nullopt;
  return id;
}

std::optional<std::string> parse_doi(std::string_view text) {
  constexpr std::size_t kMaxBytes = 2048;
  text = trimmed(text, kWhiteSpace);
  std::string decoded;
  if (eat_address(text, {"doi.org", "dx.doi.org"})) {
    decoded = decode_printable(text);
    text = decoded;
  } else if (eat(text, "doi:")) {
    text = trimmed(text, kWhiteSpace);
  }
  if (text.size() > kMaxBytes || text.substr(0, 3) != "10.") return std::nullopt;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size()) return std::nullopt;
  // Registrant: 4 to 9 digits, then perhaps subdivisions ("10.1000.10/123").
  std::string_view registrant = text.substr(3, slash - 3);
  const std::size_t digits = std::min(registrant.find('.'), registrant.size());
  if (digits < 4 || digits > 9 || registrant.back() == '.') return std::nullopt;
  for (const char c : registrant) {
    if (!is_digit(c) && c != '.') return std::nullopt;
  }
  for (const char c : text.substr(slash + 1)) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) return std::nullopt;
  }
  return ascii_lower(text);
}

namespace {

// "2203.01234": year and month, then 4 digits until 2014 and 5 since.
bool is_new_arxiv(std::string_view id) {
  if (id.size() < 9 || id.size() > 10 || id[4] != '.') return false;
  if (!all_digits(id.substr(0, 4)) || !all_digits(id.substr(5))) return false;
  const int month = (id[2] - '0') * 10 + (id[3] - '0');
  return month >= 1 && month <= 12;
}

// "cs/0112017", "math.GT/0309136": the subject class is not part of the canonical form.
std::optional<std::string> old_arxiv(std::string_view id) {
  const std::size_t slash = id.find('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  std::string_view archive = id.substr(0, slash);
  const std::string_view number = id.substr(slash + 1);
  if (number.size() != 7 || !all_digits(number)) return std::nullopt;
  if (const std::size_t dot = archive.find('.'); dot != std::string_view::npos) {
    if (archive.size() != dot + 3 || !is_ascii_letter(archive[dot + 1]) ||
        !is_ascii_letter(archive[dot + 2])) {
      return std::nullopt;
    }
    archive = archive.substr(0, dot);
  }
  if (archive.empty() || !std::all_of(archive.begin(), archive.end(),
                                      [](char c) { return is_ascii_letter(c) || c == '-'; })) {
    return std::nullopt;
  }
  return ascii_lower(archive) + "/" + std::string(number);
}

}  // namespace

std::optional<std::string> parse_arxiv(std::string_view text) {
  text = trimmed(text, kWhiteSpace);
  if (eat_address(text, {"arxiv.org", "export.arxiv.org"})) {
    if (!eat(text, "abs/") && !eat(text, "pdf/") && !eat(text, "html/")) return std::nullopt;
    if (ends_with_nocase(text, ".pdf")) text.remove_suffix(4);
  } else if (eat(text, "arxiv:")) {
    text = trimmed(text, kWhiteSpace);
  }
  const std::size_t version = text.find_last_of("vV");
  if (version != std::string_view::npos && version > 0 && is_digit(text[version - 1]) &&
      all_digits(text.substr(version + 1))) {
    text = text.substr(0, version);
  }
  if (is_new_arxiv(text)) return std::string(text);
  return old_arxiv(text);
}

std::optional<std::string> parse_orcid(std::string_view text) {
  text = trimmed(text, kWhiteSpace);
  eat_address(text, {"orcid.org"});
  if (text.size() != 19) return std::nullopt;
  std::string out(text);
  int total = 0;  // ISO 7064 MOD 11-2
  for (std::size_t i = 0; i < out.size() - 1; ++i) {
    if (i % 5 == 4) {
      if (out[i] != '-') return std::nullopt;
    } else {
      if (!is_digit(out[i])) return std::nullopt;
      total = (total + (out[i] - '0')) * 2 % 11;
    }
  }
  const int check = (12 - total) % 11;
  const char wanted = check == 10 ? 'X' : static_cast<char>('0' + check);
  if (out.back() == 'x') out.back() = 'X';
  if (out.back() != wanted) return std::nullopt;
  return out;
}

std::optional<std::string> parse_ror(std::string_view text) {
  text = trimmed(text, kWhiteSpace);
  eat_address(text, {"ror.org"});
  if (text.size() != 9 || text[0] != '0' || !all_digits(text.substr(7))) return std::nullopt;
  // Crockford's base 32, then two digits of ISO 7064 MOD 97-10.
  constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  const std::string id = ascii_lower(text);
  std::uint64_t number = 0;
  for (const char c : id.substr(1, 6)) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    number = number * kAlphabet.size() + digit;
  }
  const std::uint64_t check = 98 - number * 100 % 97;
  if (static_cast<std::uint64_t>((id[7] - '0') * 10 + (id[8] - '0')) != check) return std::nullopt;
  return "https://ror.org/" + id;
}

}  // namespace paperfind
