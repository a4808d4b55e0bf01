// systemd, where it started us: the socket it passes and what it is told. Without it, nothing.
#pragma once

#include "engine/base/result.h"
#include "searchd/http/socket.h"

namespace paperfind {

// The socket of a .socket unit (sd_listen_fds(3)); not open when there is none. InvalidInput when
// there are several. Later programs of ours do not inherit it.
Result<Descriptor> passed_socket();

// "READY=1" and the like (sd_notify(3)).
void tell_service_manager(const char* state);

}  // namespace paperfind
