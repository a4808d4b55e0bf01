// Connections of this process, found without the HTTP library's help: it keeps no list of them.
#pragma once

namespace paperfind {

enum class Shut {
  Reading,  // bytes that already arrived can still be read, then comes the end; writing goes on
  Both,
};

// Shuts every connected TCP socket of this process whose own port is `port`.
void shut_connections(int port, Shut how);

}  // namespace paperfind
