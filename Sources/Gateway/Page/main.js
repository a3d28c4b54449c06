// The search page: one state, drawn after each answer. What the index holds comes with the page, in #settings.

import { h, icon, replaceChildren } from "./dom.js";
import { chips, makeFacets } from "./facets.js";
import { count, inSentence, label, milliseconds, plural } from "./format.js";
import * as requests from "./requests.js";
import { drawHit, drawNotices, drawNothing, drawPages, drawRefusal, drawWaiting, sortNames } from "./results.js";
import { PAGE_SIZE, empty, filterText, fromAddress, selectionCount, toAddress } from "./state.js";
import { makeSuggestions } from "./suggestions.js";

const TYPING_PAUSE_MS = 120;
const SUGGESTIONS = 7;
/** As far as paging goes; beyond it one filters. */
const REACHABLE_HITS = 10_000;

const settings = JSON.parse(document.getElementById("settings").textContent);
const $ = (id) => document.getElementById(id);
const input = $("q");

let state = fromAddress(location.search, settings.fields);
let reply = null;
let isTyping = false;
let typingTimer = 0;

// --- Asking

const facets = makeFacets($("facets"), settings.fields.filter((field) => field.facet), (field, selection) => {
  change((next) => (selection ? next.selections.set(field, selection) : next.selections.delete(field)));
}, () => run());

const suggestions = makeSuggestions(input, $("suggestions"), (field) => (field && field !== settings.roles.title ? inSentence(field) : ""),
  (text, scope) => change((next) => {
    next.q = text;
    if (scope) next.selections.set(scope.field, { values: [scope.value] });
  }));

/** One act of the person: a step for the back button, and the first page again unless the act is paging. */
function change(edit) {
  const next = { ...state, selections: new Map(state.selections), page: 1 };
  edit(next);
  // Where the words are others, so are their corrections.
  if (next.q !== state.q) Object.assign(next, { typo: "auto", match: "auto" });
  state = next;
  isTyping = false;
  history.pushState(null, "", toAddress(state));
  run();
}

/** Typing is one act, however many letters: the first adds a step, the others change it. */
function typed() {
  if (input.value === state.q) return;
  state = { ...state, q: input.value, page: 1, typo: "auto", match: "auto" };
  if (isTyping) history.replaceState(null, "", toAddress(state));
  else history.pushState(null, "", toAddress(state));
  isTyping = true;
  run();
}

/** Fields whose text stands in a hit. */
const shownFields = new Set([settings.roles.title, settings.roles.description, ...settings.roles.identifiers]);

function request() {
  const body = {
    q: state.q,
    prefix: isTyping ? "last" : "off",
    match: state.match,
    typo: state.typo,
    limit: PAGE_SIZE,
    offset: (state.page - 1) * PAGE_SIZE,
    facets: facets.requests(state),
    highlight: settings.fields.filter((field) => field.highlight && shownFields.has(field.name)).map((field) => field.name),
  };
  const filter = filterText(state, settings.fields);
  if (filter) body.filter = filter;
  if (state.sort) body.sort = [state.sort];
  return body;
}

async function run({ isAgain = false } = {}) {
  drawControls();
  const body = request();
  $("as-json").href = jsonAddress(body);
  const waiting = setTimeout(() => {
    $("progress").hidden = false;
    $("hits").classList.add("stale");
  }, 150);
  if (!reply) replaceChildren($("hits"), drawWaiting());
  try {
    const answer = await requests.search(body);
    if (!answer) return;
    reply = answer;
    draw();
    if (!isAgain && facets.adapt(reply.facets)) run({ isAgain: true });
  } catch (refusal) {
    drawFailure(refusal);
  } finally {
    clearTimeout(waiting);
    if (!requests.isRunning("search")) {
      $("progress").hidden = true;
      $("hits").classList.remove("stale");
    }
  }
}

async function complete() {
  const query = input.value;
  if (!query.trim()) return suggestions.close();
  try {
    const answer = await requests.suggest(query, SUGGESTIONS);
    if (answer && input.value === query) suggestions.show(answer.suggestions, query);
  } catch {
    // Results do without completions.
    suggestions.close();
  }
}

/** The same search for a program: GET, with the names of the facets alone. */
function jsonAddress(body) {
  const parameters = new URLSearchParams();
  if (body.q) parameters.set("q", body.q);
  if (body.filter) parameters.set("filter", body.filter);
  if (body.facets.length) parameters.set("facets", body.facets.map((facet) => facet.field).join(","));
  if (body.sort) parameters.set("sort", body.sort.join(","));
  parameters.set("limit", body.limit);
  if (body.offset) parameters.set("offset", body.offset);
  return `/search?${parameters}`;
}

// --- Drawing

const actions = {
  clearFilters: () => change((next) => next.selections.clear()),
  clearQuery: () => change((next) => { next.q = ""; }),
  matchAny: () => change((next) => { next.match = "any"; }),
  matchAuto: () => change((next) => { next.match = "auto"; }),
  exactly: () => change((next) => { next.typo = "off"; }),
  instead: (query) => change((next) => { next.q = query; }),
};

/** What is known before the answer: words, filters, sort order. */
function drawControls() {
  if (document.activeElement !== input || !isTyping) input.value = state.q;
  $("search-clear").hidden = input.value === "";
  document.title = state.q ? `${state.q} – Souk` : "Souk";
  const chosen = selectionCount(state);
  $("filter-count").hidden = chosen === 0;
  $("filter-count").textContent = count(chosen);
  $("sheet-clear").hidden = chosen === 0;
  if (state.sort && ![...$("sort").options].some((option) => option.value === state.sort)) state.sort = "";
  $("sort").value = state.sort;
  const list = chips(state, settings.fields).map((chip) => h("li", null, h("button", {
    class: "chip", type: "button", key: `chip ${chip.field} ${chip.text}`,
    "aria-label": `Remove filter ${label(chip.field, chip.type)}: ${chip.text}`,
    onclick: () => change((next) => (chip.without ? next.selections.set(chip.field, chip.without) : next.selections.delete(chip.field))),
  }, h("span", { class: "chip-field" }, `${label(chip.field, chip.type)} `), chip.text, icon("m6 6 8 8M14 6l-8 8"))));
  const clear = { class: "link", type: "button", key: "clear all", onclick: actions.clearFilters };
  if (list.length) list.push(h("li", null, h("button", clear, "Clear all")));
  replaceChildren($("chips"), list);
  $("chips").hidden = list.length === 0;
}

function draw() {
  const { value, relation } = reply.total;
  const many = `${relation === "gte" ? "over " : ""}${plural(value, "result", "results")}`;
  replaceChildren($("count"), [
    h("strong", null, many), state.q ? h("span", { class: "count-query" }, ` for “${state.q}”`) : null,
    h("span", { class: "count-time" }, ` in ${milliseconds(reply.tookMs)}`),
  ].filter(Boolean));
  $("sheet-done").textContent = `Show ${many}`;
  facets.draw(state, reply.facets ?? {}, value);
  replaceChildren($("notices"), drawNotices(reply, state, actions));
  replaceChildren($("message"), reply.hits.length ? [] : [drawNothing(state, actions)]);
  replaceChildren($("hits"), reply.hits.map((hit) => drawHit(hit, settings)));
  $("hits").start = (state.page - 1) * PAGE_SIZE + 1;
  const pageCount = Math.ceil(Math.min(value, REACHABLE_HITS) / PAGE_SIZE);
  const pages = drawPages(state.page, pageCount, (n) => toAddress({ ...state, page: n }), (n) => {
    change((next) => { next.page = n; });
    window.scrollTo({ top: 0 });
    $("results").focus({ preventScroll: true });
  });
  replaceChildren($("pages"), pages);
  $("pages").hidden = pages.length === 0;
  $("foot").hidden = false;
}

function drawFailure(refusal) {
  reply = null;
  for (const id of ["hits", "notices", "count"]) $(id).replaceChildren();
  $("pages").hidden = true;
  replaceChildren($("message"), drawRefusal(refusal, () => run()));
}

// --- The search box

input.addEventListener("input", () => {
  $("search-clear").hidden = input.value === "";
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => {
    typed();
    complete();
  }, TYPING_PAUSE_MS);
});

$("search-form").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typingTimer);
  requests.stop("suggest");
  suggestions.close();
  change((next) => { next.q = input.value.trim(); });
  // On a phone the keyboard should give way to the results.
  if (matchMedia("(pointer: coarse)").matches) input.blur();
});

$("search-clear").addEventListener("click", () => {
  clearTimeout(typingTimer);
  input.value = "";
  suggestions.close();
  change((next) => { next.q = ""; });
  input.focus();
});

document.addEventListener("keydown", (event) => {
  const isWriting = event.target instanceof Element && event.target.closest("input, select, textarea");
  if (event.key === "/" && !isWriting && !event.ctrlKey && !event.metaKey && !event.altKey && !$("sheet").open) {
    event.preventDefault();
    input.focus();
    input.select();
  }
});

$("sort").addEventListener("change", () => change((next) => { next.sort = $("sort").value; }));

window.addEventListener("popstate", () => {
  state = fromAddress(location.search, settings.fields);
  isTyping = false;
  suggestions.close();
  input.value = state.q;
  run();
});

document.querySelector(".mark").addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  change((next) => Object.assign(next, empty()));
});

// --- On a narrow screen the filters live in a sheet

const narrow = matchMedia("(max-width: 859px)");
const sheet = $("sheet");

function placeFacets() {
  if (narrow.matches) $("sheet-body").append($("facets"));
  else {
    if (sheet.open) sheet.close();
    $("side").append($("facets"));
  }
}

$("sheet-open").addEventListener("click", () => sheet.showModal());
$("sheet-close").addEventListener("click", () => sheet.close());
$("sheet-done").addEventListener("click", () => sheet.close());
$("sheet-clear").addEventListener("click", actions.clearFilters);
sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
narrow.addEventListener("change", placeFacets);

// --- Beginning

function drawSort() {
  const options = [h("option", { value: "" }, "Best match")];
  // Single attributes order few of the entries; they are offered where there is nothing else.
  const sortable = settings.fields.filter((field) => field.sort);
  const main = sortable.filter((field) => !field.name.includes("."));
  for (const field of main.length ? main : sortable) {
    for (const [direction, name] of Object.entries(sortNames(field))) {
      options.push(h("option", { value: `${field.name}:${direction}` }, name));
    }
  }
  $("sort").replaceChildren(...options);
  $("sort-label").hidden = options.length === 1;
}

if (settings.fields.every((field) => !field.facet)) document.body.classList.add("no-facets");
$("size").textContent = plural(settings.documents, "entry", "entries");
input.placeholder = `Search ${plural(settings.documents, "entry", "entries")}`;
drawSort();
placeFacets();
input.value = state.q;
run();
if (!narrow.matches && !state.q) input.focus();
