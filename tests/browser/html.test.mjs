// The HTML standard, as html-validate knows it, holds for every page as it is sent.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {test} from "node:test";
import {bin, open, require, root, setUp} from "./browser.mjs";
import {kBombs, kSigns, lines} from "./hostile_corpus.mjs";
import {kPages} from "./page_list.mjs";

const {HtmlValidate, StaticConfigLoader} = require("html-validate/browser");
// All that html-validate recommends but for what is no question of validity.
const kRules = {
  // Titles are those of papers, sessions and searches, however long.
  "long-title": "off",
  // Every <button> here is in a form it sends, which is what one without a type does; the lines to copy stay short.
  "no-implicit-button-type": "off",
  // The values of a facet share its name, as in an address: session=a&session=b.
  "form-dup-name": "off",
  // ARIA lets a list be named, as it lets all elements here that are.
  "aria-label-misuse": ["error", {allowAnyNamable: true}],
};
const kMadeRules = {
  // So a browser writes down attributes without a value.
  "attribute-boolean-style": "off", "attribute-empty-style": "off",
  // No <select> opens below a text box.
  "prefer-native-element": ["error", {exclude: ["listbox"]}],
};
const judge = (rules) => new HtmlValidate(new StaticConfigLoader({root: true, extends: ["html-validate:recommended"], elements: ["html5"], rules}));
const [sent, made] = [judge(kRules), judge({...kRules, ...kMadeRules})];

// What is wrong with a text, a line each.
const faults = (text, validator = sent) => validator.validateStringSync(text).results.flatMap((result) => result.messages)
  .map(({ruleId, message, line, column}) => `${line}:${column} ${message} (${ruleId}): ${text.split("\n")[line - 1].slice(Math.max(0, column - 40), column + 80)}`);
const kShell = (body) => `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A page</title>\n</head>\n<body>\n<main>\n<h1>A page</h1>\n${body}</main>\n</body>\n</html>\n`;

const it = setUp();
const hostile = setUp({lines, browser: false});

async function valid({address}, path, {status, ...options} = {}) {
  const answer = await fetch(address + path, {headers: {accept: "text/html"}, ...options});
  if (status) assert.equal(answer.status, status, path);
  assert.match(answer.headers.get("content-type"), /^text\/html/, path);
  assert.deepEqual(faults(await answer.text()), [], path);
}

test("the judge finds what is wrong", () => {
  assert.deepEqual(faults(kShell("<p>All is well.</p>\n")), []);
  for (const wrong of ["<p><div>x</div></p>", "<ul><p>x</p></ul>", "<a href=\"/\"><a href=\"/\">x</a></a>", "<p id=\"x\">x</p><p id=\"x\">x</p>", "<p>x", "<p>a & b <c</p>", "<input id=\"x\" type=\"nosuch\">"]) {
    assert.notDeepEqual(faults(kShell(wrong)), [], wrong);
    if (wrong !== "<p>a & b <c</p>") assert.notDeepEqual(faults(kShell(wrong), made), [], wrong);
  }
});

for (const [name, path] of Object.entries(kPages)) {
  test(`${name}: valid`, () => valid(it, path));
}

test("every page that a page leads to: valid", async () => {
  const seen = new Set(Object.values(kPages));
  let pages = 0;
  for (const path of [...seen]) {
    const text = await (await fetch(it.address + path, {headers: {accept: "text/html"}})).text();
    for (const [, href] of text.matchAll(/<a [^>]*?href="(\/[^"#]*)"/g)) {
      const next = href.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
      if (seen.has(next)) continue;
      seen.add(next);
      const answer = await fetch(it.address + next, {headers: {accept: "text/html"}});
      const html = await answer.text();
      // Exports and answers for programs are no pages; the examples of /api show what goes wrong, too.
      if (!answer.headers.get("content-type").startsWith("text/html")) continue;
      assert.equal(answer.status, 200, next);
      assert.deepEqual(faults(html), [], next);
      ++pages;
    }
  }
  assert.ok(pages > 180, `${pages} pages`);
});

test("what goes wrong, and what that means: valid", async () => {
  for (const [path, status] of [[`/search?q=${"x".repeat(3000)}`, 400], ["/authors/nosuch", 404], ["/facets/nosuch", 404], ["/schedule?event=nosuch", 404], ["/problems/nosuch", 404]]) await valid(it, path, {status});
  await valid(it, "/", {status: 405, method: "DELETE"});
  await valid(it, `/${"x".repeat(600)}`, {status: 414});
  const kinds = [...readFileSync(join(root, "docs/http-api.md"), "utf8").matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| [45]\d\d/gm)].flatMap(([, names]) => names.replaceAll("`", "").split(", "));
  assert.ok(kinds.length >= 14, kinds.join());
  for (const kind of kinds) await valid(it, `/problems/${kind}`, {status: 200});
});

test("the hostile corpus: valid", async () => {
  for (let page = 1; page * 20 - 20 < kBombs.length; ++page) await valid(hostile, `/search?q=bomb&page=${page}`, {status: 200});
  for (const path of ["/", "/events/e", "/schedule", "/list?ids=p0,p9,nosuch", ...["session", "author", "institution", "keyword"].map((name) => `/facets/${name}`)]) await valid(hostile, path, {status: 200});
  for (let i = 0; i < 20; ++i) await valid(hostile, `/sessions/s${i}`, {status: 200});
  for (let i = 0; i < kBombs.length; i += 9) {
    await valid(hostile, `/papers/p${i}`, {status: 200});
    const {authors: [author]} = await (await fetch(`${hostile.address}/api/v1/papers/p${i}`)).json();
    await valid(hostile, `/authors/${author.id}`, {status: 200});
    for (const id of author.institutions) await valid(hostile, `/institutions/${id}`, {status: 200});
  }
  for (const sign of kSigns) await valid(hostile, `/search?q=${encodeURIComponent(sign)}`, {status: 200});
});

test("the lines other sites copy, from the command line and from docs/embed.md: valid", () => {
  const printed = execFileSync(join(bin, "paperfind"), ["embed", "--url", it.address], {encoding: "utf8"});
  assert.match(printed, /<paper-search/);
  assert.deepEqual(faults(kShell(printed)), []);
  const blocks = [...readFileSync(join(root, "docs/embed.md"), "utf8").matchAll(/^```html\n([^]*?)^```$/gm)].map(([, block]) => block);
  assert.ok(blocks.length >= 3);
  for (const block of blocks) assert.deepEqual(faults(kShell(block)), [], block);
});

test("what the element makes of itself: valid", async () => {
  const page = await open(it, "/demo?q=neural");
  const inside = async () => kShell(`<section>\n<h2>The element</h2>\n${await page.evaluate(() => document.querySelector("paper-search").shadowRoot.innerHTML)}\n</section>\n`);
  const cards = page.locator("paper-search li[data-id]");
  await cards.first().waitFor();
  assert.deepEqual(faults(await inside(), made), []);
  const box = page.locator("paper-search input[role=combobox]");
  await box.fill("");
  await box.pressSequentially("keyw");
  await page.locator("paper-search [role=option]").first().waitFor();
  assert.deepEqual(faults(await inside(), made), []);
  await page.keyboard.press("Escape");
  await page.locator("paper-search fieldset input").first().check();
  await page.locator("paper-search .chips button").waitFor();
  assert.deepEqual(faults(await inside(), made), []);
  await page.context().close();
});
