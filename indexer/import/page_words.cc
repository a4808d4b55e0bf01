#include "indexer/import/page_words.h"

#include <algorithm>
#include <string>

#include "engine/base/ascii.h"
#include "indexer/import/page_text.h"

namespace paperfind::program_page {
namespace {

constexpr std::string_view kRoles[] = {
    "student",   "candidate",    "professor",  "prof",         "researcher", "scientist",
    "engineer",  "developer",    "director",   "manager",      "lead",       "leader",
    "head",      "ceo",          "cto",        "coo",          "cpo",        "cso",
    "founder",   "cofounder",    "president",  "vp",           "svp",        "evp",
    "fellow",    "intern",       "postdoc",    "postdoctoral", "lecturer",   "architect",
    "analyst",   "consultant",   "chair",      "dean",         "principal",  "officer",
    "chief",     "technologist", "evangelist", "advocate",     "partner",    "specialist",
    "associate", "advisor",      "strategist", "doctoral"};

constexpr std::string_view kInstitutions[] = {"university",
                                              "universität",
                                              "universitaet",
                                              "université",
                                              "universite",
                                              "universidad",
                                              "università",
                                              "universita",
                                              "universidade",
                                              "universiteit",
                                              "universität",
                                              "univ",
                                              "institute",
                                              "institut",
                                              "instituto",
                                              "istituto",
                                              "college",
                                              "school",
                                              "polytechnic",
                                              "politecnico",
                                              "polytechnique",
                                              "école",
                                              "ecole",
                                              "laboratory",
                                              "laboratories",
                                              "lab",
                                              "labs",
                                              "inc",
                                              "corp",
                                              "corporation",
                                              "ltd",
                                              "limited",
                                              "llc",
                                              "llp",
                                              "gmbh",
                                              "ag",
                                              "ulc",
                                              "bv",
                                              "nv",
                                              "sa",
                                              "srl",
                                              "spa",
                                              "plc",
                                              "co",
                                              "company",
                                              "technologies",
                                              "semiconductor",
                                              "semiconductors",
                                              "foundation",
                                              "center",
                                              "centre",
                                              "academy",
                                              "hospital",
                                              "microelectronics",
                                              "electronics",
                                              "uc",
                                              "tu",
                                              "eth",
                                              "epfl",
                                              "mit",
                                              "cea",
                                              "cnrs",
                                              "inria",
                                              "imec",
                                              "department",
                                              "faculty",
                                              "fraunhofer",
                                              "max-planck",
                                              "hochschule",
                                              "tech"};

// Nouns, adjectives and verbs of technical titles and headings, in any case.
constexpr std::string_view kTitleWords[] = {"network",
                                            "networks",
                                            "learning",
                                            "neural",
                                            "edge",
                                            "sparse",
                                            "deep",
                                            "tiny",
                                            "tinyml",
                                            "machine",
                                            "data",
                                            "sensor",
                                            "sensors",
                                            "sensing",
                                            "hardware",
                                            "software",
                                            "algorithm",
                                            "algorithms",
                                            "system",
                                            "systems",
                                            "model",
                                            "models",
                                            "vision",
                                            "audio",
                                            "speech",
                                            "energy",
                                            "power",
                                            "memory",
                                            "compute",
                                            "computing",
                                            "inference",
                                            "training",
                                            "quantization",
                                            "pruning",
                                            "efficient",
                                            "efficiency",
                                            "towards",
                                            "toward",
                                            "fast",
                                            "low",
                                            "high",
                                            "accelerator",
                                            "accelerators",
                                            "keyword",
                                            "spotting",
                                            "intelligence",
                                            "intelligent",
                                            "application",
                                            "applications",
                                            "design",
                                            "optimization",
                                            "detection",
                                            "recognition",
                                            "classification",
                                            "framework",
                                            "frameworks",
                                            "session",
                                            "sessions",
                                            "workshop",
                                            "panel",
                                            "keynote",
                                            "tutorial",
                                            "welcome",
                                            "opening",
                                            "closing",
                                            "poster",
                                            "posters",
                                            "demo",
                                            "demos",
                                            "coffee",
                                            "lunch",
                                            "break",
                                            "networking",
                                            "registration",
                                            "scaling",
                                            "embedded",
                                            "ultra",
                                            "transformer",
                                            "transformers",
                                            "architecture",
                                            "architectures",
                                            "search",
                                            "devices",
                                            "device",
                                            "silicon",
                                            "circuits",
                                            "benchmark",
                                            "benchmarks",
                                            "dataset",
                                            "datasets",
                                            "signal",
                                            "signals",
                                            "image",
                                            "images",
                                            "video",
                                            "wearable",
                                            "wearables",
                                            "adaptive",
                                            "analog",
                                            "digital",
                                            "from",
                                            "the",
                                            "a",
                                            "how",
                                            "why",
                                            "what",
                                            "when",
                                            "beyond",
                                            "with",
                                            "using",
                                            "via"};

// Function words: in names only with a capital ("To Nguyen", "An Li").
constexpr std::string_view kLowerTitleWords[] = {"for", "and",  "of",   "in", "on", "an",
                                                 "to",  "by",   "as",   "at", "or", "is",
                                                 "are", "your", "into", "it"};

constexpr std::string_view kParticles[] = {
    "van", "von", "der", "den", "de",  "del", "della", "di",  "da",  "dos", "do",
    "du",  "la",  "le",  "las", "los", "bin", "ibn",   "al",  "el",  "ter", "ten",
    "af",  "av",  "y",   "e",   "zu",  "zur", "st",    "san", "ben", "abu", "dit"};

constexpr std::string_view kFields[] = {"machine learning",
                                        "artificial intelligence",
                                        "deep learning",
                                        "computer science",
                                        "computer vision",
                                        "computer engineering",
                                        "electrical engineering",
                                        "robotics",
                                        "engineering",
                                        "research",
                                        "marketing",
                                        "product marketing",
                                        "ai",
                                        "ml",
                                        "data science",
                                        "software",
                                        "hardware",
                                        "embedded systems",
                                        "signal processing",
                                        "electronics",
                                        "electrical and computer engineering",
                                        "business development",
                                        "product management",
                                        "tinyml"};

// Lines of work that are jobs rather than places.
constexpr std::string_view kJobs[] = {"marketing",           "product marketing",
                                      "technical marketing", "business development",
                                      "product management",  "sales",
                                      "developer relations"};

// The word in lower case without the punctuation around it and without inner full stops ("Ph.D." →
// "phd").
std::string bare(std::string_view word) {
  std::string out = ascii_lower(word);
  std::erase_if(out, [](char c) {
    return c == '.' || c == ',' || c == '(' || c == ')' || c == ';' || c == ':' || c == '"' ||
           c == '\'';
  });
  return out;
}

template <std::size_t N>
bool in(const std::string_view (&table)[N], std::string_view word) {
  return std::find(std::begin(table), std::end(table), word) != std::end(table);
}

}  // namespace

bool is_role_word(std::string_view word) {
  std::string plain = bare(word);
  if (in(kRoles, plain)) return true;
  // "Co-Founder", "CEO/CTO", "Founder&CEO"
  for (char& c : plain) {
    if (c == '/' || c == '&' || c == '-') c = ' ';
  }
  const std::vector<std::string_view> words = words_of(plain);
  return words.size() > 1 && std::any_of(words.begin(), words.end(),
                                         [](std::string_view part) { return in(kRoles, part); });
}

bool is_institution_word(std::string_view word) { return in(kInstitutions, bare(word)); }

bool is_title_word(std::string_view word) {
  const std::string plain = bare(word);
  // "A. Smith": an initial is no article.
  if (plain == "a" && word != "A" && word != "a") return false;
  return in(kTitleWords, plain) || in(kLowerTitleWords, word);
}

bool is_name_particle(std::string_view word) { return in(kParticles, word); }

bool is_field_of_work(std::string_view text) { return in(kFields, bare(text)); }

bool has_institution_word(std::string_view part) {
  const std::vector<std::string_view> words = words_of(part);
  return std::any_of(words.begin(), words.end(), is_institution_word);
}

bool is_role(std::string_view part) {
  if (in(kJobs, bare(part))) return true;
  const std::vector<std::string_view> words = words_of(part);
  const auto role = std::find_if(words.begin(), words.end(), is_role_word);
  if (role == words.end()) return false;
  // "Mountain Lead Laboratories" is a place of work; "Director of the Centre for …" is a job.
  const auto place = std::find_if(words.begin(), words.end(), is_institution_word);
  return place == words.end() || role < place;
}

bool ends_like_prose(std::string_view line) {
  line = trim(line);
  while (!line.empty() && (line.back() == ')' || line.back() == '"')) line.remove_suffix(1);
  if (line.empty() || line.back() != '.') return false;
  const std::vector<std::string_view> words = words_of(line);
  const std::string last = bare(words.back());
  return !(last.size() == 1 || is_institution_word(last) || last == "jr" || last == "sr" ||
           last == "usa" || last == "phd");
}

}  // namespace paperfind::program_page
