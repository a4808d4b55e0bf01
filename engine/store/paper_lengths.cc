#include "engine/store/paper_lengths.h"

#include <string_view>
#include <utility>

#include "engine/base/file.h"
#include "engine/store/sections.h"

namespace paperfind {
namespace {

constexpr std::string_view kMagic = "PFLEN-1\n";

}  // namespace

Result<PaperLengths> PaperLengths::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kPaperLengthsFileName;
  Result<MappedFile> file = MappedFile::open(path);
  if (!file.ok()) return file.error();
  PaperLengths lengths;
  lengths.file_ = std::move(file).value();
  SectionReader in(lengths.file_.bytes(), kMagic);
  lengths.lengths_ = in.numbers();
  if (in.finished() && !lengths.lengths_.empty()) return lengths;
  return Error{ErrorCode::InvalidData, "the lengths of papers are damaged", path.string(),
               "rebuild the index or roll back"};
}

Status save_paper_lengths(const std::filesystem::path& folder,
                          const std::vector<std::uint32_t>& lengths) {
  PackedWriter out(kMagic);
  out.numbers(lengths);
  return write_file_atomic(folder / kPaperLengthsFileName, out.bytes);
}

}  // namespace paperfind
