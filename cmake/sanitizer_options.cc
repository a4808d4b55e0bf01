// Read by AddressSanitizer as a program starts; linked only where it is.
extern "C" const char* __asan_default_options();

// UBSan's traps are told of with their line, also where a test has a handler of signals of its own.
extern "C" const char* __asan_default_options() { return "handle_sigill=2"; }
