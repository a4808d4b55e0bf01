// The formats behind the table of export.h. Not for use outside engine/render.
#pragma once

#include <string>

#include "engine/render/export.h"

namespace paperfind::export_formats {

std::string bibtex_entry(ExportState& state, const PaperView& view);
std::string ris_entry(ExportState& state, const PaperView& view);
std::string csl_head(ExportState& state);
std::string csl_entry(ExportState& state, const PaperView& view);
std::string csl_tail(const ExportState& state);
std::string csv_head(ExportState& state);
std::string csv_entry(ExportState& state, const PaperView& view);
std::string jsonl_entry(ExportState& state, const PaperView& view);
std::string calendar_head(ExportState& state);
std::string calendar_entry(ExportState& state, const PaperView& view);
std::string calendar_tail(const ExportState& state);
std::string atom_head(ExportState& state);
std::string atom_entry(ExportState& state, const PaperView& view);
std::string atom_tail(const ExportState& state);

}  // namespace paperfind::export_formats
