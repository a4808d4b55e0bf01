# Every library comes from Debian, by pkg-config: cpp-httplib's flags in particular decide the layout of its
# structs, so they must be the ones its shared object was built with.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core>=1.4.20)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib>=0.11)
pkg_check_modules(NLOHMANN REQUIRED IMPORTED_TARGET nlohmann_json>=3.11)
pkg_check_modules(FMT REQUIRED IMPORTED_TARGET fmt)
pkg_check_modules(SPDLOG REQUIRED IMPORTED_TARGET spdlog)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
find_path(VALIJSON_INCLUDE valijson/validator.hpp REQUIRED)
find_path(MUSTACHE_INCLUDE NAMES kainjow/mustache.hpp mustache.hpp PATH_SUFFIXES kainjow REQUIRED)
