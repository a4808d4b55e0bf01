#include "searchd/http/service_manager.h"

#include <systemd/sd-daemon.h>

#include <cstring>
#include <string>

namespace paperfind {

Result<Descriptor> passed_socket() {
  const int count = ::sd_listen_fds(1);
  if (count == 0) return Descriptor();
  if (count < 0) {
    return Error{ErrorCode::InvalidInput, std::strerror(-count), "LISTEN_FDS",
                 "only the service manager should set it"};
  }
  if (count > 1) {
    return Error{ErrorCode::InvalidInput,
                 std::to_string(count) + " sockets were passed at the start",
                 {},
                 "one ListenStream= in the systemd socket unit"};
  }
  return Descriptor(SD_LISTEN_FDS_START);
}

void tell_service_manager(const char* state) { ::sd_notify(0, state); }

}  // namespace paperfind
