#include "engine/record/paper.h"

namespace paperfind {

std::vector<std::string> paper_has(const Paper& paper) {
  std::vector<std::string> has;
  if (!paper.pdf.empty()) has.emplace_back("pdf");
  if (!paper.videos.empty()) has.emplace_back("video");
  if (!paper.slides.empty()) has.emplace_back("slides");
  if (!paper.code.empty()) has.emplace_back("code");
  if (!paper.data.empty()) has.emplace_back("data");
  if (!paper.poster.empty()) has.emplace_back("poster");
  return has;
}

}  // namespace paperfind
