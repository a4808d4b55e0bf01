#include "engine/base/lru_cache.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/catch.h"

namespace paperfind {
namespace {

std::shared_ptr<const int> number(int value) { return std::make_shared<const int>(value); }

// Room for `count` values of 1,000 bytes under keys of one letter.
std::size_t room_for(int count) {
  LruCache<int> cache(1'000'000);
  for (int i = 0; i < count; ++i)
    cache.keep(std::string(1, static_cast<char>('a' + i)), number(i), 1'000);
  return cache.bytes();
}

TEST_CASE("what was used last stays", "[base]") {
  LruCache<int> cache(room_for(3));
  for (const char* key : {"a", "b", "c"}) cache.keep(key, number(key[0]), 1'000);
  REQUIRE(cache.find("a") != nullptr);
  cache.keep("d", number('d'), 1'000);
  CHECK(cache.find("b") == nullptr);
  for (const char* key : {"a", "c", "d"}) {
    CAPTURE(key);
    REQUIRE(cache.find(key) != nullptr);
    CHECK(*cache.find(key) == key[0]);
  }
  CHECK(cache.bytes() == room_for(3));
}

TEST_CASE("a large value takes the place of several, one larger than all room of none", "[base]") {
  LruCache<int> cache(room_for(3));
  for (const char* key : {"a", "b", "c"}) cache.keep(key, number(1), 1'000);
  cache.keep("x", number(2), room_for(3) + 1);
  CHECK(cache.find("x") == nullptr);
  CHECK(cache.find("a") != nullptr);
  cache.keep("y", number(3), 2'000);
  CHECK(cache.find("b") == nullptr);
  CHECK(cache.find("c") == nullptr);
  CHECK(cache.find("a") != nullptr);
  CHECK(cache.bytes() <= room_for(3));
}

TEST_CASE("a cache tells what it found, what it did not, and what had to go", "[base]") {
  LruCache<int> cache(room_for(2));
  cache.find("a");
  for (const char* key : {"a", "b", "c"}) cache.keep(key, number(1), 1'000);
  cache.find("a");
  cache.find("b");
  cache.find("c");
  const LruCounts counts = cache.counts();
  CHECK(counts.hits == 2);
  CHECK(counts.misses == 2);
  CHECK(counts.evictions == 1);
  CHECK(counts.entries == 2);
  CHECK(counts.bytes == room_for(2));
}

TEST_CASE("a key keeps its first value", "[base]") {
  LruCache<int> cache(room_for(2));
  cache.keep("a", number(1), 1'000);
  cache.keep("a", number(2), 1'000);
  CHECK(*cache.find("a") == 1);
  CHECK(cache.bytes() == room_for(1));
}

TEST_CASE("without room nothing is kept", "[base]") {
  LruCache<int> cache(0);
  cache.keep("a", number(1), 0);
  CHECK(cache.find("a") == nullptr);
  CHECK(cache.bytes() == 0);
}

TEST_CASE("what was found outlives its place", "[base]") {
  LruCache<int> cache(room_for(1));
  cache.keep("a", number(1), 1'000);
  const auto found = cache.find("a");
  cache.keep("b", number(2), 1'000);
  CHECK(cache.find("a") == nullptr);
  CHECK(*found == 1);
}

TEST_CASE("threads share a cache", "[base]") {
  LruCache<int> cache(room_for(5));
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2'000; ++i) {
        const std::string key(1, static_cast<char>('a' + i % 9));
        if (const auto found = cache.find(key); found != nullptr && *found != i % 9) ++wrong;
        cache.keep(key, number(i % 9), 1'000);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(cache.bytes() == room_for(5));
}

}  // namespace
}  // namespace paperfind
