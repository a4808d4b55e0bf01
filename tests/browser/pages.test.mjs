// Every page as visitors have it: light or dark, large print, right to left, without scripts, and on the way back.
import assert from "node:assert/strict";
import {get} from "node:http";
import {test} from "node:test";
import {gzipSync} from "node:zlib";
import {open, setUp, violations} from "./browser.mjs";
import {kErrors, kPages} from "./page_list.mjs";

const it = setUp();
const box = (page) => page.locator("header paper-search input[role=combobox]");
const options = (page) => page.locator("header paper-search [role=option]");

// The browser itself reports that a page came with an error status.
const complaints = (page, name) => page.complaints.filter((text) => !(kErrors.has(name) && / 404 /.test(text)));

// One page of the browser goes through all of ours: to open another takes a second, to go on a quarter.
let opened;
async function sharedPages() {
  if (opened) return opened;
  const [scripted, scriptless] = [await open(it, null), await open(it, null, {javaScriptEnabled: false})];
  await scripted.addInitScript(() => {
    window.refused = [];
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; })).observe({type: "layout-shift", buffered: true});
    addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return opened = {scripted, scriptless};
}

for (const [name, path] of Object.entries(kPages)) {
  test(`${name}: nothing is wrong in light, dark, large print or right to left`, async () => {
    const {scripted: page} = await sharedPages();
    page.complaints.length = 0;
    await page.setViewportSize({width: 1280, height: 900});
    await page.emulateMedia({colorScheme: "light"});
    await page.goto(it.address + path, {waitUntil: "load"});
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({colorScheme});
      assert.deepEqual(await violations(page), [], colorScheme);
    }
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    assert.equal(await page.evaluate(() => window.moved), 0);
    assert.equal(await page.locator("h1").count(), 1);
    // 1280 px at 400 %.
    await page.setViewportSize({width: 320, height: 256});
    for (const dir of ["ltr", "rtl"]) {
      await page.evaluate((value) => { document.documentElement.dir = value; }, dir);
      assert.deepEqual(await page.evaluate(tooWide), [], dir);
    }
    assert.deepEqual(await violations(page), [], "narrow");
    await page.setViewportSize({width: 1280, height: 900});
    assert.deepEqual(await page.evaluate(tooWide), [], "right to left, wide");
    assert.deepEqual(complaints(page, name), []);
  });

  test(`${name}: without scripts it is the same page`, async () => {
    const {scripted, scriptless} = await sharedPages();
    await scripted.setViewportSize({width: 1280, height: 900});
    for (const page of [scripted, scriptless]) await page.goto(it.address + path, {waitUntil: "load"});
    const text = async (page) => (await page.locator("main").innerText()).replace(/request \w+/, "");
    if (name !== "the demonstration") assert.equal(await text(scriptless), await text(scripted));
    assert.equal(await scriptless.locator("noscript").count(), 0);
    await scriptless.locator("input[name=q]").fill("keyword spotting");
    await scriptless.keyboard.press("Enter");
    await scriptless.waitForURL(/\/search\?(.*&)?q=keyword\+spotting/);
  });
}

// Whether one can scroll sideways, and what stands outside of the page but for what is meant to be hidden or scrolls by itself.
function tooWide() {
  const root = document.documentElement;
  const found = root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    if (element.closest(".hidden, .lines, .skip")) continue;
    const {left, right, width} = element.getBoundingClientRect();
    if (width > 0 && (left < -1 || right > innerWidth + 1)) found.push(`${element.outerHTML.slice(0, 100)}: ${left} to ${right}`);
  }
  return found;
}

test("without scripts, facets are links that narrow and chips links that widen", async () => {
  const page = await open(it, "/search?q=neural", {javaScriptEnabled: false});
  const found = async () => Number((await page.locator("h1").textContent()).match(/\d+/)[0]);
  const all = await found();
  const facet = page.locator("#facet-session a").first();
  const count = parseInt(await facet.locator(".count").textContent(), 10);
  assert.ok(count > 0 && count < all);
  await facet.click();
  await page.locator(".chips").waitFor();
  assert.equal(await found(), count);
  // Another search from the box keeps the filter.
  await page.locator("input[name=q]").fill("network");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=network&session=*");
  await page.locator(".chips a").first().click();
  await page.waitForURL((url) => !url.searchParams.has("session"));
  await page.context().close();
});

test("Back and Forward bring back the place on the page and what stood in the box", async () => {
  const page = await open(it, "/search?q=neural");
  await page.locator(".card h2 a").nth(8).scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  assert.ok(place > 300);
  await page.locator(".card h2 a").nth(8).click();
  await page.waitForURL("**/papers/**");
  await page.goBack({waitUntil: "load"});
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, place);
  assert.equal(await box(page).inputValue(), "neural");
  await page.locator("#facet-session a").first().click();
  await page.locator(".chips").waitFor();
  await page.goBack({waitUntil: "load"});
  assert.equal(await box(page).inputValue(), "neural");
  await page.goForward({waitUntil: "load"});
  await page.locator(".chips").waitFor();
  assert.equal(await box(page).inputValue(), "neural");
  await page.context().close();
});

for (const width of [320, 1280]) {
  test(`the box with suggestions takes the very place of the form at ${width} px`, async () => {
    const viewport = {width, height: 900};
    const [without, with_] = [await open(it, "/search?q=neural", {viewport, javaScriptEnabled: false}), await open(it, "/search?q=neural", {viewport})];
    const places = (page, form) => Promise.all(["label", "input[type=search]", "button", "xpath=//main"].map((part) =>
      page.locator(part.startsWith("xpath") ? part : `${form} ${part}`).first().boundingBox()));
    assert.deepEqual(await places(with_, "form[part=form]"), await places(without, "header form"));
    for (const page of [with_, without]) await page.context().close();
  });
}

for (const width of [320, 768, 1280]) {
  test(`on the demonstration nothing moves when the script comes at ${width} px`, async () => {
    const viewport = {width, height: 900};
    const [without, with_] = [await open(it, "/demo", {viewport, javaScriptEnabled: false}), await open(it, "/demo", {viewport})];
    assert.deepEqual(await with_.locator("h2").boundingBox(), await without.locator("h2").boundingBox());
    for (const page of [with_, without]) await page.context().close();
  });
}

test("at 768 px the facets stand side by side below the results", async () => {
  const page = await open(it, "/search?q=neural", {viewport: {width: 768, height: 900}});
  const [session, type] = [await page.locator("#facet-session").boundingBox(), await page.locator("#facet-type").boundingBox()];
  assert.ok(type.x >= session.x + session.width, JSON.stringify([session, type]));
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("suggestions come below the box, push nothing aside, and lead to their pages", async () => {
  const page = await open(it, "/");
  const main = await page.locator("main").boundingBox();
  await box(page).pressSequentially("wasch");
  await options(page).filter({hasText: "Bernd Waschneck"}).waitFor();
  assert.deepEqual(await page.locator("main").boundingBox(), main);
  assert.deepEqual(await violations(page), []);
  // Tab leaves and chooses nothing.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  assert.equal(await options(page).count(), 0);
  assert.equal(await box(page).inputValue(), "wasch");
  await box(page).press("Alt+ArrowDown");
  await options(page).filter({hasText: "Bernd Waschneck"}).waitFor();
  while (!(await page.locator("header paper-search [aria-selected=true]").allTextContents()).join().includes("Bernd Waschneck")) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/authors/bernd-waschneck");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("Enter without a chosen suggestion searches under the filters of the page", async () => {
  const page = await open(it, "/search?q=neural&type=short");
  const asked = page.waitForRequest("**/api/v1/suggest?*");
  await box(page).fill("");
  await box(page).pressSequentially("keyw");
  assert.equal(new URL((await asked).url()).searchParams.get("type"), "short");
  await options(page).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=keyw&type=short");
  assert.equal(await page.locator(".chips a:not(.clear)").count(), 1);
  // "/" leads into the box, Escape out of it.
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "paper-search");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

// How many bytes come for an address, packed as a browser asks for it.
const weigh = (path) => new Promise((resolve, reject) => get(it.address + path, {headers: {"accept-encoding": "gzip"}}, (answer) => {
  const pieces = [];
  answer.on("data", (piece) => pieces.push(piece)).on("end", () => {
    const bytes = Buffer.concat(pieces);
    resolve(answer.headers["content-encoding"] === "gzip" ? bytes.length : gzipSync(bytes).length);
  });
}).on("error", reject));

test("a page of results is light: 30 KB, 60 KB with all it needs, 14 KB of it the script", async () => {
  const page = await open(it, null);
  const paths = [];
  page.on("request", (request) => paths.push(request.url().slice(it.address.length)));
  await page.goto(`${it.address}/search?q=neural`, {waitUntil: "networkidle"});
  assert.ok(paths.length >= 3 && paths.length <= 4, paths.join(" "));
  const weights = Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await weigh(path)])));
  assert.ok(weights["/search?q=neural"] <= 30 * 1024, JSON.stringify(weights));
  assert.ok(weights[paths.find((path) => path.endsWith(".js"))] <= 14 * 1024, JSON.stringify(weights));
  assert.ok(Object.values(weights).reduce((sum, bytes) => sum + bytes) <= 60 * 1024, JSON.stringify(weights));
  await page.context().close();
});

test("a schedule is offered in the zone of whoever looks, and back", async () => {
  const page = await open(it, "/schedule", {timezoneId: "Asia/Tokyo"});
  const shown = async () => [await page.locator(".day h2").first().innerText(), await page.locator(".day .zone").first().innerText(), await page.locator(".slots .time").first().innerText()];
  assert.deepEqual(await shown(), ["Monday 28 March 2022", "Times in Pacific Daylight Time (PDT)", "09:00–09:30"]);
  await page.locator(".own-zone", {hasText: "Asia/Tokyo"}).click();
  await page.waitForURL(/tz=Asia%2FTokyo/);
  assert.deepEqual(await shown(), ["Tuesday 29 March 2022", "Times in Japan Standard Time (GMT+9)", "01:00–01:30"]);
  assert.equal(await page.locator(".own-zone").isVisible(), false);
  assert.deepEqual(await violations(page), []);
  await page.locator(".zone-switch a", {hasText: "of the place"}).click();
  await page.waitForURL(/\/schedule\?event=tinyml-2022$/);
  assert.deepEqual(await page.complaints, []);
  await page.context().close();
});

test("papers are put in another order, and the order stays while one goes on", async () => {
  const page = await open(it, "/search?q=neural");
  const titles = () => page.locator(".results h2, .results h3").allInnerTexts();
  assert.equal(await page.locator(".sorts [aria-current]").innerText(), "relevance");
  const before = await titles();
  await page.locator(".sorts a", {hasText: "title"}).click();
  await page.waitForURL(/sort=title/);
  const after = await titles();
  assert.notDeepEqual(after, before);
  assert.deepEqual(after, [...before].sort((a, b) => a.localeCompare(b, "en")));
  assert.equal(await page.locator(".sorts [aria-current]").innerText(), "title");
  await page.locator(".facets a[href*='type=short']").click();
  await page.waitForURL(/type=short.*sort=title/);
  assert.equal(await page.locator(".sorts [aria-current]").innerText(), "title");
  await page.context().close();
});
