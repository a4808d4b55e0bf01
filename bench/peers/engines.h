// Where each engine's file hands its engine over.
#pragma once

#include <memory>

#include "bench/peers/engine.h"

namespace paperfind::peers {

std::unique_ptr<Engine> make_ours(const Place& place, bool http, bool as_typed);
// `exact`: count every match even where no facet needs it.
std::unique_ptr<Engine> make_xapian(const Place& place, bool exact);
std::unique_ptr<Engine> make_fts5(const Place& place);
std::unique_ptr<Engine> make_lucene(const Place& place);
std::unique_ptr<Engine> make_groonga(const Place& place);
std::unique_ptr<Engine> make_postgres(const Place& place);
std::unique_ptr<Engine> make_sphinx(const Place& place);

}  // namespace paperfind::peers
