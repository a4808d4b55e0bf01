// paperfind-searchd: serves one index folder over HTTP, pages and JSON.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "engine/base/sha256.h"
#include "searchd/complete.h"
#include "searchd/http/context.h"
#include "searchd/http/follower.h"
#include "searchd/http/handle.h"
#include "searchd/http/log.h"
#include "searchd/http/request_log.h"
#include "searchd/http/server.h"
#include "searchd/http/server_limits.h"
#include "searchd/http/service_manager.h"
#include "searchd/http/socket.h"
#include "searchd/http/stop_signals.h"
#include "searchd/metrics/exposition.h"
#include "searchd/metrics/metrics_front.h"
#include "searchd/metrics/request_metrics.h"

namespace paperfind {
namespace {

constexpr const char* kListen = "127.0.0.1:8080";
constexpr int kExitUsage = 2;
constexpr int kExitUnavailable = 69;
constexpr int kExitIo = 74;
constexpr std::chrono::milliseconds kPatience{2000};      // for a searcher to come free
constexpr std::chrono::milliseconds kStopPatience{4000};  // for accepted requests after SIGTERM

struct Flags {
  std::string db;
  std::optional<std::string> listen;
  std::string metrics;  // empty: none
  std::string templates;
  std::string log_level = "info";
  std::map<std::string_view, std::string> limits;  // those given, by the flag's name
  std::vector<std::string> proxies;
  long cache_seconds = 0;
  bool no_verify = false;
};

void declare_limits(CLI::App& app, Flags& flags, const ServerLimits& defaults) {
  for (const LimitFlag& flag : limit_flags()) {
    const auto keep = [&flags, &flag](const std::string& text) { flags.limits[flag.name] = text; };
    app.add_option_function<std::string>(std::string(flag.name), keep, about_limit(flag))
        ->option_text(limit_text(flag, defaults))
        ->group("Limits");
  }
}

void declare(CLI::App& app, Flags& flags, const ServerLimits& defaults) {
  app.add_option("--db", flags.db, "Index folder, made by paperfind-indexer")
      ->envname("PAPERFIND_DB")
      ->required();
  app.add_option("--listen", flags.listen,
                 "ADDRESS:PORT to listen on; port 0 takes any free one [the socket that systemd "
                 "passes, else 127.0.0.1:8080]");
  app.add_option("--metrics", flags.metrics,
                 "ADDRESS:PORT or unix:PATH to serve /metrics for Prometheus on [none]");
  app.add_option("--templates", flags.templates,
                 "Folder of *.mustache files that replace the built-in ones; read once");
  app.add_option(
      "--trusted-proxy", flags.proxies,
      "Address of a web server in front, whose X-Forwarded-For tells the clients; may be "
      "given several times");
  app.add_option("--cache-seconds", flags.cache_seconds,
                 "Let caches keep answers this long; 0: they ask each time")
      ->check(CLI::Range(0, 31536000))
      ->capture_default_str();
  app.add_option("--log-level", flags.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  app.add_flag("--no-verify", flags.no_verify, "Do not hash an index's files before serving it");
  declare_limits(app, flags, defaults);
  app.set_version_flag("--version", "paperfind-searchd " PAPERFIND_VERSION);
}

int fail(int code, const Error& error) {
  std::cerr << "paperfind-searchd: " << error.to_string() << '\n';
  return code;
}

BuildInfo build_info() {
  const Result<std::string> hash = sha256_file("/proc/self/exe");
  return {PAPERFIND_VERSION, hash.ok() ? hash->substr(0, 12) : PAPERFIND_VERSION};
}

Status set_proxies(const Flags& flags, ClientRate& rate) {
  for (const std::string& proxy : flags.proxies) {
    const std::optional<ClientAddress> address = parse_client_address(proxy);
    if (!address) {
      return Error{ErrorCode::InvalidInput, "is no address", "--trusted-proxy " + proxy,
                   "like 192.0.2.7 or 2001:db8::1"};
    }
    rate.proxies.insert(*address);
  }
  return {};
}

Result<ServerLimits> limits_of(const Flags& flags, ServerLimits limits) {
  for (const LimitFlag& flag : limit_flags()) {
    const auto given = flags.limits.find(flag.name);
    if (given == flags.limits.end()) continue;
    if (Status set = set_limit(flag, given->second, limits); !set.ok()) return set.error();
  }
  const Status room = check_descriptors(limits, raise_descriptor_limit());
  if (!room.ok()) return room.error();
  const Status proxies = set_proxies(flags, limits.server.limits.rate);
  if (!proxies.ok()) return proxies.error();
  return limits;
}

// Where requests come in: a socket that was passed at the start, or an address to open.
struct Front {
  Descriptor passed;
  ListenAddress address;
};

Result<Front> front_of(const Flags& flags) {
  Result<Descriptor> passed = passed_socket();
  if (!passed.ok()) return passed.error();
  if (passed->open() && flags.listen) {
    return Error{ErrorCode::InvalidInput, "a socket was passed at the start too",
                 "--listen " + *flags.listen, "give one of them"};
  }
  Result<ListenAddress> address = passed->open()
                                      ? adopt_listening(*passed)
                                      : parse_listen_address(flags.listen.value_or(kListen));
  if (!address.ok()) return address.error();
  return Front{std::move(*passed), std::move(*address)};
}

Status open_front(HttpServer& server, Front& front) {
  if (!front.passed.open()) return server.bind(front.address);
  server.take(std::move(front.passed));
  return {};
}

int serve(HttpServer& server, Front front) {
  if (Status bound = open_front(server, front); !bound.ok()) {
    return fail(bound.error().code == ErrorCode::Io ? kExitIo : kExitUnavailable, bound.error());
  }
  if (!front.address.loopback) {
    log_event(LogLevel::Warning, "open-address",
              {{"address", base_url(front.address)},
               {"advice", "put a buffering proxy in front before the world can reach this"}});
  }
  std::cout << "listening on " << base_url(front.address) << std::endl;
  tell_service_manager("READY=1");  // the socket listens: who connects from now on is answered
  const Status ran = server.run();
  if (!ran.ok()) return fail(kExitIo, ran.error());
  log_event(LogLevel::Info, "stopped", {});
  return 0;
}

Result<std::optional<MetricsPlace>> metrics_place(const Flags& flags) {
  if (flags.metrics.empty()) return std::optional<MetricsPlace>();
  Result<MetricsPlace> place = parse_metrics_place(flags.metrics);
  if (!place.ok()) return place.error();
  return std::optional(std::move(*place));
}

int metrics_failed(const Error& error) {
  if (error.code == ErrorCode::InvalidInput) return fail(kExitUsage, error);
  return fail(error.code == ErrorCode::Io ? kExitIo : kExitUnavailable, error);
}

int run(const Flags& flags, const ServerLimits& defaults) {
  set_log_level(flags.log_level);
  Result<Front> front = front_of(flags);
  if (!front.ok()) return fail(kExitUsage, front.error());
  const Result<std::optional<MetricsPlace>> metrics_at = metrics_place(flags);
  if (!metrics_at.ok()) return fail(kExitUsage, metrics_at.error());
  const Result<ServerLimits> limits = limits_of(flags, defaults);
  if (!limits.ok()) return fail(kExitUsage, limits.error());
  Result<TemplateSet> templates = TemplateSet::load(flags.templates);
  if (!templates.ok()) return fail(kExitUsage, templates.error());

  SearcherPool pool(limits->server.limits.threads, kPatience, limits->long_exports);
  const Assets assets;
  LruCache<HttpResponse> answers(limits->answer_cache_mb * 1'000'000);
  const Context context{
      pool, *templates, assets, build_info(), std::chrono::seconds(flags.cache_seconds), answers};
  RequestMetrics counted(context.routes);
  HttpServer::Options options = limits->server;
  if (*metrics_at) options.watch = &counted;
  HttpServer server(
      options, [&context](const HttpRequest& request) { return handle(request, context); },
      log_request);
  const StopSignals signals(server, kStopPatience);
  Follower follower({flags.db, !flags.no_verify}, pool);
  const Exposition exposition{counted, server, follower, context};
  std::optional<MetricsFront> metrics;
  if (*metrics_at) {
    metrics.emplace(context, [&exposition] { return exposition.text(); });
    const Status started = metrics->start(**metrics_at);
    if (!started.ok()) return metrics_failed(started.error());
  }
  follower.look();  // before the address is announced: whoever reads it finds answers behind it
  follower.start();
  return serve(server, std::move(*front));
}

}  // namespace
}  // namespace paperfind

int main(int argc, char** argv) {
  paperfind::block_stop_signals();
  try {
    CLI::App app("Serves a paperfind index over HTTP: search pages and a JSON interface.",
                 "paperfind-searchd");
    paperfind::Flags flags;
    const paperfind::ServerLimits defaults = paperfind::default_limits(
        std::thread::hardware_concurrency(), paperfind::raise_descriptor_limit());
    paperfind::declare(app, flags, defaults);
    if (argc > 1 && argv[1] == std::string_view(paperfind::kCompleteCommand)) {
      std::cout << paperfind::complete(app, {argv + 2, argv + argc});
      return 0;
    }
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app.exit(error) == 0 ? 0 : paperfind::kExitUsage;
    }
    return paperfind::run(flags, defaults);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "paperfind-searchd: %s\n", failure.what());
    return paperfind::kExitIo;
  }
}
