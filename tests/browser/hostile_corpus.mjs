// A corpus of names, titles, facet values and abstracts that would like to be more than text.
export const kSigns = ["<script>X</script>", "<img src=x onerror=X>", "\"><svg onload=X>", "' onmouseover=X '", "javascript:X", "<iframe srcdoc=\"<script>X</script>\">", "</title><script>X</script>", "</textarea><script>X</script>",
  "<a href=javascript:X>a</a>", "{{{X}}}", "{{#q}}X{{/q}}", "${X}", "<!--<script>X//-->", "]]><script>X</script>", "&lt;script&gt;X", "<style>@import 'javascript:X'</style>", "<math><mi//xlink:href=\"data:x,X\">", "<body onload=X>",
  "<input autofocus onfocus=X>", "<details open ontoggle=X>", "<video><source onerror=X>", "<marquee onstart=X>", "\u202e<script>X</script>", "<scr\u0000ipt>X</script>", "＜script＞X＜/script＞"].filter((text) => !text.includes("\u0000"));
export const kBombs = kSigns.flatMap((text, i) => Array.from({length: 9}, (_, j) => text.replaceAll("X", `window.hit='${i}.${j}'`)));

const record = (value) => JSON.stringify(value);
export const lines = [
  record({kind: "event", id: "e", name: "Hostile", year: 2022, tz: "UTC"}),
  ...kBombs.slice(0, 20).map((text, i) => record({kind: "session", id: `s${i}`, title: `Session ${text}`, event: "e", order: i})),
  ...kBombs.map((text, i) => record({kind: "paper", id: `p${i}`, event: "e", title: `Bomb ${i} ${text}`, abstract: `Abstract bomb ${text} end`, keywords: [`kw ${text}`.slice(0, 60)],
    authors: [{name: `Ann ${text}`.slice(0, 90), affiliations: [`Inst ${text}`.slice(0, 90)]}], presentations: [{session: `s${i % 20}`}]})),
].join("\n") + "\n";
