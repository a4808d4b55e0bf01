// No page obeys the hostile corpus.
import assert from "node:assert/strict";
import {test} from "node:test";
import {open, setUp} from "./browser.mjs";
import {kBombs, kSigns, lines} from "./hostile_corpus.mjs";

const it = setUp({lines});

async function unhurt(page) {
  await page.waitForTimeout(50);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.deepEqual(page.complaints, []);
}

test("there are enough of them", () => assert.ok(kBombs.length >= 200));

test("search pages show them as text", async () => {
  const page = await open(it, null);
  for (let number = 1; number * 20 - 20 < kBombs.length; ++number) await page.goto(`${it.address}/search?q=bomb&page=${number}`).then(() => unhurt(page));
});

test("so do papers, facets and the question itself", async () => {
  const page = await open(it, null);
  for (let i = 0; i < kBombs.length; i += 9) await page.goto(`${it.address}/papers/p${i}`).then(() => unhurt(page));
  for (const facet of ["session", "author", "institution", "keyword"]) await page.goto(`${it.address}/facets/${facet}`).then(() => unhurt(page));
  for (const text of kSigns) await page.goto(`${it.address}/search?q=${encodeURIComponent(text.replaceAll("X", "window.hit=1"))}`).then(() => unhurt(page));
});

test("and so does the data for search engines, which nothing runs", async () => {
  const page = await open(it, null);
  const data = () => page.evaluate(() => [...document.querySelectorAll("script[type='application/ld+json']")].map((script) => JSON.parse(script.textContent)["@graph"][0]));
  for (let i = 0; i < kBombs.length; i += 9) {
    await page.goto(`${it.address}/papers/p${i}`);
    await unhurt(page);
    assert.deepEqual((await data()).map((node) => node.name), [await page.locator("h1").textContent()]);
  }
  for (const path of ["/", "/events/e", "/schedule", ...kBombs.slice(0, 20).map((_, i) => `/sessions/s${i}`)]) {
    await page.goto(it.address + path);
    await unhurt(page);
    assert.equal((await data()).length, 1);
  }
});

test("and so does the element", async () => {
  const page = await open(it, "/demo");
  const box = page.locator("paper-search input[role=combobox]");
  for (let number = 1; number * 10 - 10 < kBombs.length; ++number) {
    await page.evaluate((wanted) => document.querySelector("paper-search").setState({q: "bomb", page: wanted}), number);
    assert.equal(await page.locator("paper-search li[data-id]").count(), Math.min(10, kBombs.length - number * 10 + 10));
    await unhurt(page);
  }
  for (const typed of ["ann", "inst", "bomb", "session", "script"]) {
    await box.fill("");
    await box.pressSequentially(typed);
    await page.waitForTimeout(300);
    await unhurt(page);
  }
});
