#include "indexer/import/acl_anthology.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "indexer/import/byte_reader.h"
#include "indexer/import/import_run.h"
#include "indexer/import/text_repair.h"
#include "indexer/import/xml_elements.h"
#include "indexer/import/xml_text.h"

namespace paperfind {
namespace {

using nlohmann::json;
using pugi::xml_node;

constexpr std::string_view kSite = "https://aclanthology.org/";

// ISO 639-3 codes that have a shorter one, which BCP 47 wants; those of the languages that
// proceedings are in.
constexpr std::pair<std::string_view, std::string_view> kLanguages[] = {
    {"ara", "ar"}, {"bul", "bg"}, {"cat", "ca"}, {"ces", "cs"}, {"cym", "cy"}, {"dan", "da"},
    {"deu", "de"}, {"ell", "el"}, {"eng", "en"}, {"est", "et"}, {"eus", "eu"}, {"fas", "fa"},
    {"fin", "fi"}, {"fra", "fr"}, {"gle", "ga"}, {"glg", "gl"}, {"heb", "he"}, {"hin", "hi"},
    {"hrv", "hr"}, {"hun", "hu"}, {"ind", "id"}, {"isl", "is"}, {"ita", "it"}, {"jpn", "ja"},
    {"kor", "ko"}, {"lav", "lv"}, {"lit", "lt"}, {"nld", "nl"}, {"nor", "no"}, {"pol", "pl"},
    {"por", "pt"}, {"ron", "ro"}, {"rus", "ru"}, {"slk", "sk"}, {"slv", "sl"}, {"spa", "es"},
    {"srp", "sr"}, {"swe", "sv"}, {"tha", "th"}, {"tur", "tr"}, {"ukr", "uk"}, {"vie", "vi"},
    {"zho", "zh"}};

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The text of a child; empty when there is none.
std::string text_of(const xml_node& node, const char* child) {
  return one_line(inner_text(node.child(child)));
}

std::string language(const std::string& code) {
  const auto* it = std::find_if(std::begin(kLanguages), std::end(kLanguages),
                                [&](const auto& row) { return row.first == code; });
  return it == std::end(kLanguages) ? code : std::string(it->second);
}

// An address of the Anthology's own may be given by its end.
std::string address(const std::string& text) {
  return text.find("://") == std::string::npos ? std::string(kSite) + text : text;
}

// "P17-1003" of the years before 2020, "2024.acl-long.1" since.
std::string anthology_id(const std::string& collection, const std::string& volume,
                         const std::string& paper) {
  if (collection.find('.') != std::string::npos) {
    return fmt::format("{}-{}.{}", collection, volume, paper);
  }
  // Workshops have many volumes of few papers.
  const bool workshops = collection.starts_with('W') || collection == "C69" ||
                         (collection == "D19" && is_number(volume) && volume >= "5");
  return workshops ? fmt::format("{}-{:0>2}{:0>2}", collection, volume, paper)
                   : fmt::format("{}-{}{:0>3}", collection, volume, paper);
}

json author_of(const xml_node& node) {
  const std::string first = text_of(node, "first");
  const std::string last = text_of(node, "last");
  json author;
  author["name"] = first.empty() || last.empty() ? first + last : first + " " + last;
  if (first.empty() && last.empty()) author["name"] = one_line(node.child_value());
  if (!first.empty() && !last.empty()) {
    author["given"] = first;
    author["family"] = last;
  }
  if (const auto orcid = node.attribute("orcid")) author["orcid"] = orcid.value();
  for (const xml_node& affiliation : node.children("affiliation")) {
    author["affiliations"].push_back(inner_text(affiliation));
  }
  return author;
}

// Where the papers that come next belong.
struct Volume {
  std::string collection;
  std::string id;
  json event;
  json year;
  std::string booktitle;
};

void read_meta(const xml_node& meta, Volume& volume) {
  volume.booktitle = text_of(meta, "booktitle");
  std::string venue = text_of(meta, "venue");
  for (char& c : venue) c = ascii_upper(c);
  if (venue.empty()) venue = volume.booktitle.empty() ? volume.collection : volume.booktitle;
  const std::string year = text_of(meta, "year");
  volume.event["name"] = venue + " " + year;
  volume.event["place"] = text_of(meta, "address");
  volume.event["publisher"] = text_of(meta, "publisher");
  if (!year.empty()) volume.year = year;
}

void read_links(const xml_node& paper, const std::string& id, json& flat) {
  flat["html"] = std::string(kSite) + id;
  const std::string url = text_of(paper, "url");
  if (url.find("://") != std::string::npos) {
    flat["url"] = url;
  } else if (!url.empty()) {
    flat["pdf"] = std::string(kSite) + url + ".pdf";
  }
  for (const xml_node& video : paper.children("video")) {
    const std::string href = video.attribute("href").value();
    if (!href.empty()) flat["videos"].push_back(address(href));
  }
  for (const xml_node& code : paper.children("pwccode")) {
    const std::string href = code.attribute("url").value();
    if (!href.empty()) flat["code"].push_back(href);
  }
  for (const xml_node& data : paper.children("pwcdataset")) {
    const std::string href = data.attribute("url").value();
    if (!href.empty()) flat["data"].push_back(href);
  }
}

void read_state(const xml_node& paper, json& flat) {
  std::string awards;
  for (const xml_node& award : paper.children("award")) {
    awards += (awards.empty() ? "" : "; ") + one_line(inner_text(award));
  }
  if (!awards.empty()) flat["award"] = awards;
  for (const auto& [tag, status] :
       {std::pair("removed", "withdrawn"), {"retracted", "retracted"}}) {
    if (!paper.child(tag)) continue;
    flat["status"] = status;
    flat["status_note"] = text_of(paper, tag);
  }
}

json flat_paper(const xml_node& paper, const Volume& volume) {
  json flat = json::object();
  const std::string id = anthology_id(volume.collection, volume.id, paper.attribute("id").value());
  flat["id"] = id;
  flat["title"] = inner_text(paper.child("title"));
  flat["authors"] = json::array();
  for (const xml_node& author : paper.children("author")) {
    flat["authors"].push_back(author_of(author));
    const std::string person = author.attribute("id").value();
    if (!person.empty()) flat["x_author_ids"][flat["authors"].back()["name"]] = person;
  }
  flat["event"] = volume.event;
  flat["year"] = volume.year;
  if (!is_number(volume.id)) flat["track"] = volume.id;
  if (!volume.booktitle.empty()) flat["x_booktitle"] = volume.booktitle;
  for (const char* key : {"abstract", "pages", "doi"}) {
    if (paper.child(key)) flat[key] = inner_text(paper.child(key));
  }
  if (const std::string code = text_of(paper, "language"); !code.empty()) {
    flat["lang"] = language(code);
  }
  if (const std::string key = text_of(paper, "bibkey"); !key.empty()) flat["x_bibkey"] = key;
  read_links(paper, id, flat);
  read_state(paper, flat);
  return flat;
}

// One file.
class Collection {
 public:
  Collection(const ImportJob& job, std::size_t input, ItemSink& sink)
      : job_(job), input_(input), sink_(sink) {}

  Status read() {
    Result<ByteReader> bytes = ByteReader::open(job_.inputs[input_]);
    if (!bytes.ok()) return bytes.error();
    XmlElements elements(*bytes, {"paper", "meta", "frontmatter"}, {"collection", "volume"});
    bool any = false;
    for (XmlElement element; elements.next(element); any = true) {
      if (Status taken = take(element); !taken.ok()) return taken;
    }
    if (!bytes->status().ok()) return bytes->status();
    if (elements.unclosed() > 0) {
      return reject(elements.unclosed(),
                    "is a comment or the like that never ends: what stands behind it is not read");
    }
    if (any) return {};
    return reject(1, "is no collection of the ACL Anthology: it has no <paper>");
  }

 private:
  Status reject(std::size_t line, std::string why) {
    return sink_.item(input_, line, Error{ErrorCode::InvalidData, std::move(why)});
  }

  Status take(const XmlElement& element) {
    if (element.name == "frontmatter") {
      sink_.left_out("front matter");
      return {};
    }
    pugi::xml_document document;
    std::string reason;
    const std::string what = "<" + element.name + ">";
    if (element.too_long) {
      return reject(element.line, fmt::format("{} is longer than {} bytes", what, kMaxRecordBytes));
    }
    if (!element.complete) return reject(element.line, what + " has no end");
    if (!parse_xml(element.text, document, reason)) {
      return reject(element.line, what + " is not well-formed: " + reason);
    }
    const xml_node node = document.document_element();
    if (element.name == "collection") volume_.collection = node.attribute("id").value();
    if (element.name == "volume")
      volume_ = {volume_.collection, node.attribute("id").value(), {}, {}, {}};
    if (element.name == "meta") read_meta(node, volume_);
    return element.name == "paper" ? take_paper(node, element.line) : Status();
  }

  Status take_paper(const xml_node& node, std::size_t line) {
    const std::string_view type = node.attribute("type").value();
    if (type == "frontmatter" || type == "backmatter") {
      sink_.left_out("front matter");
      return {};
    }
    if (volume_.event.is_null())
      return reject(line, "no <meta> before it says which volume it is of");
    return sink_.item(input_, line, read_flat_record(flat_paper(node, volume_), job_.settings));
  }

  const ImportJob& job_;
  std::size_t input_;
  ItemSink& sink_;
  Volume volume_;
};

}  // namespace

Result<ImportSummary> import_acl_anthology(const ImportJob& job) {
  return run_files<Collection>(job);
}

}  // namespace paperfind
