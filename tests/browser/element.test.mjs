// <paper-search> as a visitor uses it.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {test} from "node:test";
import {bin, open, otherSite, root, setUp, violations} from "./browser.mjs";

const it = setUp();
const input = (page) => page.locator("paper-search input[role=combobox]");
const options = (page) => page.locator("paper-search [role=option]");
const status = (page) => page.locator("paper-search p.status");
const cards = (page) => page.locator("paper-search li[data-id]");

test("it says what it is, and nothing is wrong with it", async () => {
  const page = await open(it, "/demo");
  assert.equal(await input(page).getAttribute("role"), "combobox");
  assert.equal(await input(page).getAttribute("aria-expanded"), "false");
  assert.equal(await page.locator('paper-search > form[action="/search"]').isVisible(), false);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.complaints, []);
});

test("suggestions come while one types, and the keyboard reaches them", async () => {
  const page = await open(it, "/demo");
  await input(page).pressSequentially("keyw");
  await options(page).first().waitFor();
  assert.equal(await input(page).getAttribute("aria-expanded"), "true");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("ArrowDown");
  const active = await input(page).getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`paper-search #${active}`).getAttribute("aria-selected"), "true");
  assert.equal(await input(page).inputValue(), "keyw");
  await page.keyboard.press("ArrowUp");
  assert.equal(await input(page).getAttribute("aria-activedescendant"), null);
  await page.keyboard.press("Escape");
  assert.equal(await options(page).count(), 0);
  assert.equal(await input(page).inputValue(), "keyw");
  await page.keyboard.press("Escape");
  assert.equal(await input(page).inputValue(), "");
  assert.deepEqual(page.complaints, []);
});

test("Enter searches, a chosen phrase does, and a chosen paper opens", async () => {
  const page = await open(it, "/demo");
  await input(page).fill("keyword spotting");
  await page.keyboard.press("Enter");
  await cards(page).first().waitFor();
  assert.match(await status(page).textContent(), /^2 papers for “keyword spotting”/);
  assert.equal(new URL(page.url()).searchParams.get("q"), "keyword spotting");
  assert.ok(await page.locator("paper-search mark").count() > 0);
  await input(page).fill("delta key");
  await options(page).filter({hasText: "Delta Keyword Transformer"}).click();
  await page.waitForURL("**/papers/**");
  assert.match(await page.title(), /Delta Keyword Transformer/);
});

test("a late answer never overwrites a newer one", async () => {
  const page = await open(it, "/demo");
  await page.route("**/api/v1/search?*", async (route) => {
    if (route.request().url().includes("q=quantization")) await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue().catch(() => {});
  });
  await input(page).fill("quantization");
  await page.keyboard.press("Enter");
  await input(page).fill("keyword spotting");
  await page.keyboard.press("Enter");
  await cards(page).first().waitFor();
  await page.waitForTimeout(1000);
  assert.match(await status(page).textContent(), /keyword spotting/);
  assert.deepEqual(page.complaints, []);
});

test("facets narrow, chips widen, and Back goes back", async () => {
  const page = await open(it, "/demo");
  await input(page).fill("neural");
  await page.keyboard.press("Enter");
  await cards(page).first().waitFor();
  const all = Number((await status(page).textContent()).match(/^\d+/)[0]);
  const box = page.locator("paper-search fieldset input[name=session]").first();
  const count = Number(await page.locator("paper-search fieldset .count").first().textContent());
  await box.check();
  await page.locator("paper-search .chips button").waitFor();
  assert.equal(Number((await status(page).textContent()).match(/^\d+/)[0]), count);
  assert.ok(new URL(page.url()).searchParams.get("session"));
  assert.deepEqual(await violations(page), []);
  // The box that was ticked keeps the focus.
  assert.equal(await page.evaluate(() => document.querySelector("paper-search").shadowRoot.activeElement?.name), "session");
  await page.goBack();
  await page.waitForFunction((n) => document.querySelector("paper-search").shadowRoot.querySelector(".status").textContent.startsWith(`${n} `), all);
  await page.goForward();
  await page.locator("paper-search .chips button").click();
  await page.waitForFunction((n) => document.querySelector("paper-search").shadowRoot.querySelector(".status").textContent.startsWith(`${n} `), all);
  assert.equal(await page.locator("paper-search .chips button").count(), 0);
  assert.deepEqual(page.complaints, []);
});

test("a slip is put right, and can be taken as typed", async () => {
  const page = await open(it, "/demo?q=quantizaton");
  await page.locator("paper-search .status button").waitFor();
  assert.match(await status(page).textContent(), /Showing results for “quantization”/);
  await page.locator("paper-search .status button").click();
  await page.waitForFunction(() => document.querySelector("paper-search").shadowRoot.querySelector(".status").textContent.startsWith("0 papers"));
  assert.equal(new URL(page.url()).searchParams.get("typo"), "off");
});

test("letters act while the results have the focus, and stars stay", async () => {
  const page = await open(it, "/demo?q=neural");
  await cards(page).first().waitFor();
  await page.locator("paper-search h3 a").first().focus();
  await page.keyboard.press("s");
  assert.equal(await page.locator("paper-search .star").first().getAttribute("aria-pressed"), "true");
  const focused = () => page.evaluate(() => document.querySelector("paper-search").shadowRoot.activeElement.textContent);
  const first = await focused();
  await page.keyboard.press("j");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("k");
  assert.equal(await focused(), first);
  assert.match(await page.locator("paper-search .shortlist a").getAttribute("href"), /\/list\?ids=/);
  await page.reload();
  await cards(page).first().waitFor();
  assert.equal(await page.locator("paper-search .star").first().getAttribute("aria-pressed"), "true");
  await page.locator("body").press("/");
  assert.equal(await page.evaluate(() => document.querySelector("paper-search").shadowRoot.activeElement.type), "search");
});

test("b copies the reference of the result that has the focus", async () => {
  const page = await open(it, "/demo?q=neural", {permissions: ["clipboard-read", "clipboard-write"]});
  await cards(page).first().waitFor();
  await page.locator("paper-search h3 a").first().focus();
  await page.keyboard.press("b");
  await page.locator("paper-search form [role=status]").filter({hasText: "BibTeX copied"}).waitFor({state: "attached"});
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^@\w+\{/);
  assert.ok(copied.replace(/[{}]/g, "").includes(await page.locator("paper-search h3 a").first().textContent()), copied);
  assert.deepEqual(page.complaints, []);
});

test("a page of another site has it by the lines of paperfind embed, under the policy of docs/embed.md", async () => {
  const lines = execFileSync(join(bin, "paperfind"), ["embed", "--url", it.address], {encoding: "utf8"});
  const [, policy] = /On another origin:\n\n```\n([^`]*)\n```/.exec(readFileSync(join(root, "docs/embed.md"), "utf8"));
  const site = await otherSite(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>A site</title><main><h1>A site</h1>${lines}</main></html>`,
    {"content-security-policy": `default-src 'self'; ${policy.replaceAll("https://search.example.org", it.address)}`});
  const page = await open(it, null, {permissions: ["clipboard-read", "clipboard-write"]});
  await page.addInitScript(() => {
    window.refused = [];
    addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(site.address);
  await input(page).pressSequentially("keyw");
  await options(page).first().waitFor();
  await input(page).fill("keyword spotting");
  await page.keyboard.press("Enter");
  await cards(page).first().waitFor();
  assert.match(await status(page).textContent(), /^2 papers for “keyword spotting”/);
  const paper = page.locator("paper-search h3 a").first();
  assert.ok((await paper.evaluate((link) => link.href)).startsWith(`${it.address}/papers/`));
  await paper.focus();
  await page.keyboard.press("b");
  await page.locator("paper-search form [role=status]").filter({hasText: "BibTeX copied"}).waitFor({state: "attached"});
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^@\w+\{/);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await page.evaluate(() => window.refused), []);
  assert.deepEqual(page.complaints.filter((text) => !text.startsWith(`asked ${site.address}/`)), []);
  await page.context().close();
  await site.stop();
});

test("a daemon that cannot be reached leaves a message, and the results there were", async () => {
  const page = await open(it, "/demo?q=neural");
  await cards(page).first().waitFor();
  await page.route("**/api/v1/**", (route) => route.abort());
  await input(page).fill("keyword");
  await page.keyboard.press("Enter");
  await page.locator("paper-search .status button").waitFor();
  assert.match(await status(page).textContent(), /cannot be reached/);
  assert.ok(await cards(page).count() > 0);
  await page.unroute("**/api/v1/**");
  await page.locator("paper-search .status button").click();
  await page.waitForFunction(() => /keyword/.test(document.querySelector("paper-search").shadowRoot.querySelector(".status").textContent));
});

test("without scripts the form works", async () => {
  const page = await open(it, "/demo", {javaScriptEnabled: false});
  await page.locator("paper-search input[name=q]").fill("keyword spotting");
  await page.locator("paper-search form button").click();
  await page.waitForURL("**/search?q=keyword+spotting");
  assert.match(await page.locator("h1").textContent(), /2 papers/);
});

for (const width of [320, 768]) {
  test(`nothing is wider than ${width} px, left to right and right to left`, async () => {
    const page = await open(it, "/demo?q=neural", {viewport: {width, height: 700}});
    await cards(page).first().waitFor();
    for (const dir of ["ltr", "rtl"]) {
      await page.evaluate((value) => { document.documentElement.dir = value; }, dir);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), dir);
    }
    assert.deepEqual(await violations(page), []);
  });
}
