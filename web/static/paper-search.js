// <paper-search>: a search box with suggestions, and results with facets, for a site's own pages.
// It upgrades the <form> inside it; where it cannot run, the form goes on working. docs/embed.md
// tells all about it. No cookies, no requests but to `src`; what comes from there becomes text
// nodes and <mark>, never markup.

const kTexts = {
  placeholder: "Title, author, institution, topic",
  search: "Search", clear: "Clear", papers: "Papers", person: "People", institution: "Institutions",
  session: "Sessions", phrase: "Searches", paper: "Papers",
  suggestions: (n) => `${n} suggestion${n === 1 ? "" : "s"}, use the arrow keys`, none: "No suggestions",
  found: (n, q) => `${n.toLocaleString()} paper${n === 1 ? "" : "s"}${q ? ` for “${q}”` : ""}`,
  partial: "These hold some of the words, not all:", nothing: "Nothing found. Fewer or other words may help.",
  corrected: (to) => `Showing results for “${to}”.`, instead: (from) => `Search instead for “${from}”`,
  remove: "remove this filter", more: "All values", missing: "Not given", previous: "Previous", next: "Next",
  page: (n) => `Page ${n}`, star: "Keep on the shortlist", list: (n) => `Shortlist (${n})`,
  offline: "The search cannot be reached.", retry: "Try again", results: "Results", filters: "Filters",
  copied: "BibTeX copied", video: "Video",
};

const kCss = `
:host { --_c0: #0b5394; --_c1: #c9cac6; --_c2: #575c63; --_c3: #fff; --_c4: #b5460f; --_c5: #ffe9a3; --_c6: #1c1e21; --_c7: #eceee9; }
@supports (color: light-dark(red, red)) { :host { --_c0: light-dark(#0b5394, #8ec1f5); --_c1: light-dark(#c9cac6, #43484f); --_c2: light-dark(#575c63, #a4aab2); --_c3: light-dark(#fff, #16181b); --_c4: light-dark(#b5460f, #f2a65a); --_c5: light-dark(#ffe9a3, #5c4a10); --_c6: light-dark(#1c1e21, #fff3cf); --_c7: light-dark(#eceee9, #2a2f36); } }
:host([theme=light]) { color-scheme: light; } :host([theme=dark]) { color-scheme: dark; }
:host { display: block; container-type: inline-size; color: var(--ps-fg, inherit); font: var(--ps-font, inherit); max-width: var(--ps-width, 64rem);
  --_a: var(--ps-accent, var(--_c0)); --_b: var(--ps-border, var(--_c1)); --_m: var(--ps-muted, var(--_c2));
  --_bg: var(--ps-bg, var(--_c3)); --_r: var(--ps-radius, 6px); --_g: var(--ps-gap, .75rem); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; } a { color: var(--_a); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--ps-focus, var(--_c4)); outline-offset: 2px; }
mark { background: var(--ps-mark-bg, var(--_c5)); color: var(--ps-mark-fg, var(--_c6)); border-radius: 2px; }
label { display: block; font-weight: 600; margin-block-end: .25rem; } .row { display: flex; gap: .5rem; } .box { position: relative; flex: 1 1 auto; min-width: 0; }
input[type=search] { width: 100%; text-overflow: ellipsis; font: inherit; min-height: 2.75rem; padding: .5rem .7rem; color: inherit; background: var(--_bg); border: 1px solid var(--_m); border-radius: var(--_r); }
button { font: inherit; cursor: pointer; color: var(--_a); background: none; border: 1px solid var(--_b); border-radius: var(--_r); padding: .3rem .7rem; min-height: 2.25rem; }
.row > button { min-height: 2.75rem; font-weight: 600; color: var(--_bg); background: var(--_a); border-color: var(--_a); }
.list { position: absolute; inset-inline: 0; inset-block-start: calc(100% + 4px); z-index: var(--ps-z, 20); max-height: var(--ps-max-height, min(28rem, 70vh)); overflow-y: auto; background: var(--_bg); border: 1px solid var(--_b); border-radius: var(--_r); padding: .3rem; }
.list [role=group] > div:first-child { color: var(--_m); font-size: .85em; padding: .3rem .6rem .1rem; }
.list [role=option] { display: flex; gap: var(--_g); justify-content: space-between; padding: .4rem .6rem; border-radius: 4px; cursor: pointer; overflow-wrap: anywhere; }
.list [aria-selected=true], .list [role=option]:hover { background: var(--ps-chip-bg, var(--_c7)); }
small { color: var(--_m); display: block; } .count { color: var(--_m); font-variant-numeric: tabular-nums; }
.status { margin-block: var(--_g); min-height: 1.5em; } .chips { display: flex; flex-wrap: wrap; gap: .4rem; margin-block-end: var(--_g); }
.chips button { background: var(--ps-chip-bg, none); color: var(--ps-chip-fg, var(--_a)); border-radius: 1.2rem; }
.found { display: grid; gap: calc(2 * var(--_g)); } @container (min-width: 46rem) { .found { grid-template-columns: minmax(0, 1fr) 15rem; } }
ol { list-style-type: ""; margin: 0; padding: 0; transition: opacity .15s; } .busy ol { opacity: .55; } li { padding: var(--ps-card-pad, .8rem 0); border-block-end: 1px solid var(--_b); overflow-wrap: break-word; }
h3 { font-size: 1.05em; margin: 0; } h3 a { text-decoration: none; } h3 a:hover { text-decoration: underline; } li p { margin: .15rem 0 0; } .quiet { color: var(--_m); font-size: .92em; }
.star { float: inline-end; border-color: transparent; min-width: 2.25rem; } fieldset { border: 0; padding: 0; margin: 0 0 var(--_g); min-width: 0; } legend { font-weight: 600; padding: 0; }
fieldset label { display: flex; align-items: baseline; gap: .5rem; font-weight: 400; padding: .15rem 0; } fieldset label span { flex: 1; overflow-wrap: anywhere; } fieldset label .count { flex: none; }
.pager { display: flex; gap: .5rem; align-items: center; margin-block: var(--_g); } .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: reduce) { * { transition: none; } } @media print { :host { color-scheme: light; } form, .facets, .pager, .star { display: none; } }`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(kCss);

// An element with attributes and children; `on…` are listeners.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

const kEntities = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'"};
// Escaped text with <mark>, as nodes.
function marked(html) {
  const nodes = document.createDocumentFragment();
  let into = nodes;
  for (const piece of String(html ?? "").split(/(<\/?mark>)/)) {
    if (piece === "<mark>") into = nodes.appendChild(document.createElement("mark"));
    else if (piece === "</mark>") into = nodes;
    else if (piece) into.append(piece.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => kEntities[entity]));
  }
  return nodes;
}

// Only addresses a link may have.
function safe(address, base) {
  try {
    const url = new URL(address, base);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch { return null; }
}

// A site's template with its holes filled: {title} is text, {title_html} may hold <mark>.
function filled(template, values, base) {
  const copy = template.content.cloneNode(true);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      for (const {name, value} of [...node.attributes]) {
        if (!/\{\w+\}/.test(value)) continue;
        const text = value.replace(/\{(\w+)\}/g, (hole, key) => values[key.replace(/_html$/, "")] ?? "");
        const address = /^(href|src|action)$/i.test(name) ? safe(text, base) : text;
        if (address == null || /^on/i.test(name)) node.removeAttribute(name);
        else node.setAttribute(name, address);
      }
    } else if (/\{\w+\}/.test(node.data)) {
      node.replaceWith(...node.data.split(/(\{\w+\})/).map((piece) => {
        const hole = /^\{(\w+)\}$/.exec(piece)?.[1];
        return hole == null ? piece : hole.endsWith("_html") ? marked(values[hole]) : values[hole] ?? "";
      }));
    }
  }
  return copy;
}

const kFacetParams = ["session", "institution", "author", "track", "type", "year", "day", "room", "country", "keyword", "award", "has", "lang", "event"];

class PaperSearch extends HTMLElement {
  static texts = kTexts;
  #state = {q: "", filters: [], page: 1, typo: ""};
  #asked = {};      // by kind of request: the controller of the newest
  #options = [];    // of the list of suggestions, as shown
  #active = -1;
  #timer = 0;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.form = this.querySelector("form");
    this.src = safe(this.getAttribute("src") || this.form?.action || "/", document.baseURI)?.replace(/\/(search)?\/?$/, "") ?? location.origin;
    const root = this.attachShadow({mode: "open"});
    root.adoptedStyleSheets = [sheet];
    const light = this.form?.querySelector("input[name=q], input[type=search]");
    const text = (name, otherwise) => this.getAttribute(name) || otherwise;
    const label = (light?.labels?.[0]?.textContent || "").trim() || this.#t("search");
    this.input = make("input", {type: "search", id: "q", part: "input", role: "combobox", "aria-expanded": "false", "aria-controls": "list", "aria-autocomplete": "list",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", maxlength: 2048, placeholder: text("placeholder", light?.placeholder || this.#t("placeholder")), autofocus: this.hasAttribute("autofocus"),
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onblur: () => this.#close()});
    this.input.value = light?.value ?? "";
    this.list = make("div", {id: "list", class: "list", part: "listbox", role: "listbox", "aria-label": this.#t("phrase"), hidden: true, onmousedown: (event) => event.preventDefault()});
    this.status = make("p", {class: "status", part: "status", role: "status"});
    this.hint = make("div", {class: "hidden", role: "status"});
    this.results = make("div", {class: "results", onkeydown: (event) => this.#resultKey(event)});
    root.append(make("form", {role: "search", part: "form", onsubmit: (event) => { event.preventDefault(); this.#submit(); }},
      make("slot", {name: "header"}), make("label", {for: "q", part: "label"}, make("slot", {name: "label"}, label)),
      make("div", {class: "row"}, make("div", {class: "box"}, this.input, this.list), make("button", {type: "submit", part: "button"}, this.#t("search"))), this.hint));
    if (this.#inline) {
      root.append(this.status, this.results, make("slot", {name: "footer"}));
      this.status.hidden = false;
      window.addEventListener("popstate", () => this.setState(this.#fromAddress(), {push: false}));
      const state = this.#fromAddress();
      if (state.q || state.filters.length || this.hasAttribute("open")) this.setState(state, {push: false});
    }
    if (this.getAttribute("hotkey") !== "off") document.addEventListener("keydown", (event) => this.#hotkey(event));
    if (light && light === document.activeElement) {
      // Somebody was faster than the script.
      this.input.focus({preventScroll: true});
      this.input.setSelectionRange(light.selectionStart, light.selectionEnd);
    }
    this.#emit("ps-ready");
  }

  // --- what a page may call ---
  search(params) { return this.setState({...this.#state, page: 1, typo: "", ...params}); }
  clear() { this.input.value = ""; this.#close(); return this.#inline ? this.setState({q: "", filters: [], page: 1, typo: ""}) : undefined; }
  focus() { this.input.focus(); }
  getState() { return structuredClone(this.#state); }
  async setState(state, {push = true} = {}) {
    this.#state = {q: "", filters: [], page: 1, typo: "", ...state};
    this.input.value = this.#state.q;
    if (push) this.#toAddress(true);
    this.#emit("ps-search", {params: this.getState()});
    await this.#load();
  }

  get #inline() { return (this.getAttribute("results") || "inline") === "inline"; }
  #t(key, ...args) { const text = PaperSearch.texts[key] ?? kTexts[key] ?? key; return typeof text === "function" ? text(...args) : text; }
  #emit(type, detail = {}) { this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true})); }

  #scope(params) {
    if (this.getAttribute("event")) params.append("event", this.getAttribute("event"));
    new URLSearchParams(this.getAttribute("scope") || "").forEach((value, key) => params.append(key, value));
    return params;
  }

  // Asks the daemon; nothing comes of a question that a newer one of its kind has overtaken.
  async #ask(kind, path, params) {
    this.#asked[kind]?.abort();
    const controller = (this.#asked[kind] = new AbortController());
    try {
      const response = await fetch(`${this.src}${path}?${params}`, {signal: controller.signal, credentials: "omit", headers: {accept: "application/json"}});
      const body = await response.json();
      if (!response.ok) throw Object.assign(new Error(body.detail || response.statusText), {problem: body});
      return this.#asked[kind] === controller ? body : null;
    } catch (error) {
      if (controller.signal.aborted) return null;
      this.#emit("ps-error", {problem: error.problem ?? {title: error.message}});
      throw error;
    }
  }

  // --- suggestions ---
  #typed() {
    clearTimeout(this.#timer);
    const q = this.input.value.trim();
    this.#emit("ps-input", {q});
    if (q.length < Number(this.getAttribute("min-chars") || 2)) { this.#asked.suggest?.abort(); return this.#close(); }
    this.#timer = setTimeout(() => this.#suggest(q), Number(this.getAttribute("debounce") || 120));
  }
  async #suggest(q) {
    const params = this.#scope(new URLSearchParams({q, n: 8}));
    const filters = this.#inline ? this.#state.filters : this.#carried().filter(([name]) => kFacetParams.includes(name));
    filters.forEach(([facet, value]) => params.append(facet, value));
    try {
      const answer = await this.#ask("suggest", "/api/v1/suggest", params);
      if (answer && this.input.value.trim() === q && this.shadowRoot.activeElement === this.input) this.#open(answer.groups);
    } catch { this.#close(); }
  }
  #open(groups) {
    this.#options = [];
    const template = this.querySelector("template[slot=suggestion]");
    this.list.replaceChildren(...groups.map((group, g) => {
      const options = group.items.map((item) => {
        const id = `o${this.#options.length}`;
        const option = make("div", {role: "option", id, part: "option", "aria-selected": "false", onclick: () => this.#choose(item, group.type)},
          template ? filled(template, item, this.src)
                   : [make("span", {}, marked(item.html), item.hint ? make("small", {}, item.hint) : null), group.type === "paper" ? null : make("span", {class: "count", part: "count"}, String(item.count))]);
        this.#options.push({item, type: group.type, option});
        return option;
      });
      return make("div", {role: "group", part: "group", "aria-labelledby": `g${g}`}, make("div", {id: `g${g}`, role: "presentation"}, this.#t(group.type)), options);
    }));
    this.#move(-1);
    this.list.hidden = !this.#options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.hint.textContent = this.#options.length ? this.#t("suggestions", this.#options.length) : this.#t("none");
  }
  #close() {
    clearTimeout(this.#timer);
    this.list.hidden = true;
    this.list.replaceChildren();
    this.#options = [];
    this.#move(-1);
    this.input.setAttribute("aria-expanded", "false");
  }
  #move(to) {
    this.#options[this.#active]?.option.setAttribute("aria-selected", "false");
    this.#active = to;
    const chosen = this.#options[to]?.option;
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({block: "nearest"});
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }
  #choose(item, type) {
    this.#close();
    this.#emit("ps-select", {id: item.id, type});
    if (type === "phrase" && this.#inline) return this.search({q: item.text});
    this.#go(item.url);
  }
  #go(address) {
    const url = safe(address, this.src + "/");
    if (url) window.open(url, this.getAttribute("target") || "_self");
  }
  #key(event) {
    const count = this.#options.length;
    const open = !this.list.hidden;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && event.altKey) { this.#suggest(this.input.value.trim()); event.preventDefault(); }
    else if (event.key === "ArrowDown" && open) { this.#move(this.#active + 1 < count ? this.#active + 1 : -1); event.preventDefault(); }
    else if (event.key === "ArrowUp" && open) { this.#move(this.#active < 0 ? count - 1 : this.#active - 1); event.preventDefault(); }
    else if (event.key === "Enter" && open && this.#active >= 0) { const {item, type} = this.#options[this.#active]; this.#choose(item, type); event.preventDefault(); }
    else if (event.key === "Escape") { open ? this.#close() : this.input.value ? (this.input.value = "") : this.input.blur(); event.preventDefault(); }
    else if (event.key === "Tab") this.#close();
  }
  #hotkey(event) {
    const typing = event.composedPath()[0]?.matches?.("input, textarea, select, [contenteditable]");
    const ctrl = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    if ((ctrl || slash) && this.isConnected && !event.defaultPrevented) { event.preventDefault(); this.focus(); this.input.select(); }
  }
  #submit() {
    this.#asked.suggest?.abort();
    this.#close();
    if (this.#inline) return this.search({q: this.input.value.trim()});
    const params = new URLSearchParams({q: this.input.value.trim()});
    this.#carried().forEach(([name, value]) => params.append(name, value));
    this.#go(`/search?${this.#scope(params)}`);
  }
  // What the form carries besides the query, such as the filters of the page it is on.
  #carried() { return this.form ? [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && name !== "q") : []; }

  // --- the address ---
  get #prefix() { const value = this.getAttribute("sync-url") || "on"; return value === "on" ? "" : value; }
  #fromAddress() {
    const state = {q: "", filters: [], page: 1, typo: ""};
    if (this.#prefix === "off") return state;
    for (const [key, value] of new URLSearchParams(location.search)) {
      if (!key.startsWith(this.#prefix)) continue;
      const name = key.slice(this.#prefix.length);
      if (name === "q" || name === "typo") state[name] = value;
      else if (name === "page") state.page = Math.max(1, Number(value) || 1);
      else if (kFacetParams.includes(name)) state.filters.push([name, value]);
    }
    return state;
  }
  #toAddress(push) {
    if (this.#prefix === "off") return;
    const url = new URL(location.href);
    for (const key of [...url.searchParams.keys()]) {
      const name = key.startsWith(this.#prefix) ? key.slice(this.#prefix.length) : "";
      if (["q", "typo", "page", ...kFacetParams].includes(name)) url.searchParams.delete(key);
    }
    const {q, filters, page, typo} = this.#state;
    if (q) url.searchParams.set(this.#prefix + "q", q);
    for (const [facet, value] of filters) url.searchParams.append(this.#prefix + facet, value);
    if (typo) url.searchParams.set(this.#prefix + "typo", typo);
    if (page > 1) url.searchParams.set(this.#prefix + "page", page);
    if (url.href !== location.href) history[push ? "pushState" : "replaceState"](null, "", url);
  }

  // --- results ---
  async #load() {
    const {q, filters, page, typo} = this.#state;
    const params = this.#scope(new URLSearchParams({q, page, per_page: this.getAttribute("per-page") || 10}));
    params.set("facets", (this.getAttribute("facets") ?? "session institution").trim().split(/\s+/).join(",") || "none");
    if (this.getAttribute("sort")) params.set("sort", this.getAttribute("sort"));
    if (typo) params.set("typo", typo);
    for (const [facet, value] of filters) params.append(facet, value);
    const dim = setTimeout(() => this.results.classList.add("busy"), 300);
    const start = performance.now();
    try {
      const answer = await this.#ask("search", "/api/v1/search", params);
      if (answer) { this.#show(answer); this.#emit("ps-results", {total: answer.total, took: performance.now() - start}); }
    } catch {
      this.status.replaceChildren(this.#t("offline"), " ", make("button", {type: "button", onclick: () => this.#load()}, this.#t("retry")));
    } finally {
      clearTimeout(dim);
      this.results.classList.remove("busy");
    }
  }
  #show(answer) {
    const effective = answer.query.effective;
    const applied = answer.query.corrections.filter((correction) => correction.applied && !correction.also);
    this.status.replaceChildren(this.#t("found", answer.total, effective), ...(applied.length
      ? [" ", this.#t("corrected", effective), " ", make("button", {type: "button", onclick: () => this.setState({...this.#state, typo: "off"})}, this.#t("instead", answer.query.raw))] : []),
      ...answer.query.notices.map((notice) => make("small", {}, notice)));
    const cards = [];
    for (const result of answer.results) {
      if (result.match === "partial" && !cards.some((card) => card.partial)) cards.push(Object.assign(make("li", {class: "quiet"}, this.#t("partial")), {partial: true}));
      cards.push(this.#card(result));
    }
    const none = this.querySelector("template[slot=zero]");
    this.results.replaceChildren(this.#chips(answer), make("div", {class: "found"},
      make("section", {"aria-labelledby": "results"}, make("h2", {id: "results", class: "hidden"}, this.#t("results")), cards.length ? make("ol", {}, cards) : none ? filled(none, {q: effective}, this.src) : make("p", {}, this.#t("nothing")), this.#pager(answer), this.#shortlistLink()),
      make("section", {class: "facets", "aria-label": this.#t("filters")}, Object.entries(answer.facets).map(([name, facet]) => this.#facet(name, facet)))));
  }
  #card(result) {
    const url = safe(result.url, this.src + "/");
    const session = result.sessions[0];
    const values = {...result, url, authors: result.authors.map((author) => author.name).join(", "), institutions: result.institutions.map((one) => one.name).join("; "),
      session: session?.title ?? "", time: session?.start ?? "", room: session?.room ?? "", snippet: "", authors_html: result.authors.map((author) => author.name_html).join(", ")};
    const template = this.querySelector("template[slot=result]");
    const kept = this.#shortlist().includes(result.id);
    return make("li", {part: "card", "data-id": result.id, "data-video": result.links.video},
      make("button", {type: "button", class: "star", part: "star", "aria-pressed": String(kept), "aria-label": `${this.#t("star")}: ${result.title}`, onclick: (event) => this.#star(result.id, event.currentTarget)}, kept ? "★" : "☆"),
      template ? filled(template, values, this.src) : [
        make("h3", {part: "title"}, make("a", {href: url, target: this.getAttribute("target"), onclick: () => this.#emit("ps-select", {id: result.id, type: "paper", rank: result.rank})}, marked(result.title_html))),
        make("p", {part: "authors"}, marked(values.authors_html)), session ? make("p", {class: "quiet", part: "session"}, [session.title, session.room].filter(Boolean).join(" · ")) : null,
        result.snippet_html ? make("p", {part: "snippet"}, marked(result.snippet_html)) : null]);
  }
  #chips(answer) {
    return make("div", {class: "chips"}, this.#state.filters.map(([facet, value]) => {
      const shown = answer.facets[facet];
      const label = value === "~none" ? this.#t("missing") : shown?.values.find((one) => one.id === value)?.label ?? value;
      return make("button", {type: "button", part: "chip", onclick: () => this.#filter(facet, value, false)}, `${shown?.label ?? facet}: ${label} `, make("span", {"aria-hidden": "true"}, "×"), make("span", {class: "hidden"}, `, ${this.#t("remove")}`));
    }));
  }
  #facet(name, facet) {
    const values = facet.missing ? [...facet.values, {...facet.missing, label: this.#t("missing")}] : facet.values;
    if (!values.length) return null;
    const more = new URLSearchParams({q: this.#state.q});
    return make("fieldset", {part: "facet"}, make("legend", {}, facet.label), values.slice(0, 12).map((value) => make("label", {part: "value"},
      make("input", {type: "checkbox", name, value: value.id, checked: !!value.selected, onchange: (event) => this.#filter(name, value.id, event.target.checked)}),
      make("span", {}, value.label, value.hint && !value.hint.includes("://") ? make("small", {}, value.hint) : null), make("span", {class: "count", part: "count"}, String(value.count)))),
      facet.distinct > 12 ? make("a", {href: safe(`/facets/${name}?${more}`, this.src)}, this.#t("more")) : null);
  }
  #filter(facet, value, on) {
    const filters = this.#state.filters.filter(([name, id]) => name !== facet || id !== value);
    if (on) filters.push([facet, value]);
    this.#emit("ps-filter", {facet, value, on});
    const focus = on || this.shadowRoot.activeElement?.matches("input") ? `input[name="${facet}"][value="${CSS.escape(value)}"]` : null;
    this.setState({...this.#state, filters, page: 1}).then(() => focus && this.shadowRoot.querySelector(focus)?.focus({preventScroll: true}));
  }
  #pager(answer) {
    const last = Math.ceil((answer.total + answer.partial_total) / answer.per_page);
    if (last < 2) return null;
    const to = (page, key) => make("button", {type: "button", disabled: page < 1 || page > last, onclick: () => this.#page(page)}, this.#t(key));
    return make("nav", {class: "pager", part: "pager", "aria-label": this.#t("results")}, to(answer.page - 1, "previous"), make("span", {"aria-current": "page"}, this.#t("page", `${answer.page} / ${last}`)), to(answer.page + 1, "next"));
  }
  async #page(page) {
    await this.setState({...this.#state, page});
    this.status.scrollIntoView({block: "nearest"});
    this.results.querySelector("h3 a, li a")?.focus({preventScroll: true});
  }

  // --- the shortlist, which stays on the device ---
  get #key_() { return `paper-search ${this.src}`; }
  #shortlist() { try { return JSON.parse(localStorage.getItem(this.#key_)) ?? []; } catch { return []; } }
  #star(id, button) {
    const list = this.#shortlist();
    const kept = !list.includes(id);
    try { localStorage.setItem(this.#key_, JSON.stringify(kept ? [...list, id] : list.filter((one) => one !== id))); } catch { return; }
    button.setAttribute("aria-pressed", String(kept));
    button.textContent = kept ? "★" : "☆";
    this.shadowRoot.querySelector(".shortlist")?.replaceWith(this.#shortlistLink());
  }
  #shortlistLink() {
    const ids = this.#shortlist();
    const list = new URLSearchParams({ids: ids.join(",")});
    return make("p", {class: "shortlist quiet"}, ids.length ? make("a", {href: safe(`/list?${list}`, this.src)}, this.#t("list", ids.length)) : "");
  }

  async #copyReference(id) {
    try {
      const response = await fetch(`${this.src}/api/v1/papers/${encodeURIComponent(id)}.bib`, {credentials: "omit"});
      if (!response.ok) return;
      await navigator.clipboard.writeText(await response.text());
      this.hint.textContent = this.#t("copied");
    } catch { this.hint.textContent = this.#t("offline"); }
  }

  // Single letters, only while the list of results has the focus.
  #resultKey(event) {
    const card = event.target.closest?.("li[data-id]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    const cards = [...this.results.querySelectorAll("li[data-id]")];
    const to = (next) => next && next.querySelector("a")?.focus();
    const act = {j: () => to(cards[cards.indexOf(card) + 1]), k: () => to(cards[cards.indexOf(card) - 1]), o: () => card.querySelector("a")?.click(), s: () => card.querySelector(".star")?.click(),
      b: () => this.#copyReference(card.dataset.id), v: () => card.dataset.video && this.#go(card.dataset.video), f: () => this.results.querySelector(".facets input")?.focus(), "[": () => this.#state.page > 1 && this.#page(this.#state.page - 1),
      "]": () => this.results.querySelector(".pager button:last-child:enabled")?.click()};
    act.ArrowDown = act.j;
    act.ArrowUp = act.k;
    if (!act[event.key]) return;
    event.preventDefault();
    act[event.key]();
  }
}

if (!customElements.get("paper-search")) customElements.define("paper-search", PaperSearch);
export {PaperSearch};
