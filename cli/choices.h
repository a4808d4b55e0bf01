// The values that flags choose from: parsing and completion read them.
#pragma once

#include <array>
#include <string_view>

#include "cli/options.h"

namespace paperfind::cli {

template <typename T>
struct Choice {
  std::string_view name;
  T value;
};

inline constexpr std::array kFormats = {
    Choice<Format>{"table", Format::Table}, Choice<Format>{"json", Format::Json},
    Choice<Format>{"jsonl", Format::Jsonl}, Choice<Format>{"ids", Format::Ids}};
inline constexpr std::array kEvalFormats = {Choice<Format>{"table", Format::Table},
                                            Choice<Format>{"json", Format::Json},
                                            Choice<Format>{"trec", Format::Trec}};
inline constexpr std::array kColors = {Choice<ColorMode>{"auto", ColorMode::Auto},
                                       Choice<ColorMode>{"never", ColorMode::Never},
                                       Choice<ColorMode>{"always", ColorMode::Always}};
inline constexpr std::array kSortKeys = {Choice<int>{"relevance", 0}, Choice<int>{"-year", 0},
                                         Choice<int>{"year", 0},      Choice<int>{"title", 0},
                                         Choice<int>{"author", 0},    Choice<int>{"programme", 0}};
inline constexpr std::array kOrders = {Choice<int>{"count", 0}, Choice<int>{"label", 0},
                                       Choice<int>{"programme", 0}};

}  // namespace paperfind::cli
