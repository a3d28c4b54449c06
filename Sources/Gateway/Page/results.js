// The hits. A schema says which fields play which part (settings.roles); a document without such parts shows its fields in order.

import { h, heard, highlighted, icon } from "./dom.js";
import { count, inSentence, label, minorToMain, money, value as shown } from "./format.js";

const ATTRIBUTES_SHOWN = 6;
const ATTRIBUTE_LENGTH = 48;

export function drawHit(hit, settings) {
  const { roles } = settings;
  const document = hit.document ?? {};
  const types = new Map(settings.fields.map((field) => [field.name, field.type]));
  const marks = hit.highlights ?? {};
  const text = (name) => (marks[name] ? highlighted(marks[name]) : asText(member(document, name)));

  const title = roles.title && hasValue(member(document, roles.title)) ? text(roles.title) : hit.id;
  // One number names a thing; another is of interest where it is what was typed.
  const identifiers = roles.identifiers.filter((name, i) => hasValue(member(document, name)) && (i === 0 || marks[name]?.includes("<em>")));
  const used = new Set([settings.key, ...Object.values(roles).flat()]);
  const brand = roles.brand ? asText(member(document, roles.brand)) : "";
  const snippet = marks[roles.description]?.includes("<em>") ? marks[roles.description] : null;
  const price = priceOf(hit, document, roles);
  const stock = stockOf(document, roles);
  const seller = roles.seller ? asText(member(document, roles.seller)) : "";

  const offer = price || stock || seller ? h("div", { class: "offer" }, price, stock,
    seller ? h("p", { class: "seller" }, heard("Sold by "), seller) : null) : null;
  return h("li", { class: "hit" }, h("article", { class: offer ? "hit-grid" : "hit-grid alone" },
    h("div", { class: "hit-main" },
      h("h2", { class: "hit-title" }, title),
      h("p", { class: "hit-line" },
        identifiers.map((name) => h("span", { class: "part-number" }, heard(`${label(name)} `), text(name))),
        brand ? h("span", { class: "brand" }, brand) : null,
        roles.category ? drawCategory(member(document, roles.category)) : null),
      snippet ? h("p", { class: "hit-snippet" }, highlighted(snippet)) : null,
      drawAttributes(document, used, types, settings),
      drawMore(hit, document, types)),
    offer));
}

/** Dots reach into objects; a member whose own name has dots comes first. */
function member(document, name) {
  if (name in document) return document[name];
  return name.split(".").reduce((at, part) => (at !== null && typeof at === "object" ? at[part] : undefined), document);
}

const typeOf = (value) => (typeof value === "number" ? "double" : "");
const hasValue = (it) => it !== undefined && it !== null && it !== "" && !(Array.isArray(it) && it.length === 0);
const asText = (it) => (hasValue(it) ? (Array.isArray(it) ? it.join(", ") : String(it)) : "");

function drawCategory(value) {
  const path = Array.isArray(value) ? value[0] : value;
  if (typeof path !== "string") return null;
  return h("span", { class: "category" }, path.split(" > ").at(-1));
}

// --- Price, tiers, stock

function priceOf(hit, document, roles) {
  const stored = roles.price ? member(document, roles.price) : undefined;
  let currency = document.currency;
  let amount = typeof stored === "number" ? stored : null;
  // An amount in minor units: the customer's own price from the server, or the document's.
  const exact = hit.price ?? (stored && typeof stored === "object" ? stored : null);
  if (exact && typeof exact.amount === "number") {
    currency = exact.currency;
    amount = minorToMain(exact.amount, currency);
  }
  if (amount === null) return null;
  const unit = unitOf(document);
  const tiers = tiersOf(document, currency).filter((tier) => tier.from > 1);
  return h("div", { class: "price" },
    h("p", { class: "amount" }, money(amount, currency), unit ? h("span", { class: "unit" }, ` / ${unit}`) : null),
    tiers.length ? h("table", { class: "tiers" }, h("caption", { class: "visually-hidden" }, "Price by quantity"),
      h("tbody", null, tiers.slice(0, 3).map((tier) => h("tr", null,
        h("th", { scope: "row" }, `${count(tier.from)}+`), h("td", null, money(tier.amount, currency)))))) : null);
}

/** What the price is for: a piece, a pack of 100. */
function unitOf(document) {
  const unit = document.unit ?? document.salesUnit;
  if (typeof unit !== "string") return "";
  const size = document.packSize;
  return typeof size === "number" && size > 1 && /^(pack|box|bag|carton|case|set)$/i.test(unit) ? `${unit} of ${count(size)}` : unit;
}

function tiersOf(document, currency) {
  const list = document.priceTiers ?? document.tiers ?? [];
  if (!Array.isArray(list)) return [];
  const tiers = [];
  for (const tier of list) {
    const from = tier?.minQuantity ?? tier?.minimum ?? tier?.quantity ?? tier?.from ?? tier?.min;
    const price = tier?.price ?? tier?.unitPrice ?? tier?.amount;
    const amount = price && typeof price === "object" ? minorToMain(price.amount, price.currency ?? currency) : price;
    if (typeof from === "number" && typeof amount === "number") tiers.push({ from, amount });
  }
  return tiers;
}

function stockOf(document, roles) {
  const stock = roles.stock ? member(document, roles.stock) : undefined;
  if (!hasValue(stock)) return null;
  const days = document.leadTimeDays;
  const wait = typeof days === "number" && days > 0 ? ` · ${days === 1 ? "1 day" : `${count(days)} days`}` : "";
  if (typeof stock === "number") {
    return stock > 0
      ? h("p", { class: "stock yes" }, `${count(stock)} in stock`)
      : h("p", { class: "stock no" }, `To order${wait}`);
  }
  if (typeof stock === "boolean") return h("p", { class: stock ? "stock yes" : "stock no" }, stock ? "In stock" : `To order${wait}`);
  return h("p", { class: "stock" }, String(stock));
}

// --- What else there is to know

function drawAttributes(document, used, types, settings) {
  const pairs = [];
  const seen = new Set();
  const offer = (name, value) => {
    const key = label(name, types.get(name) ?? typeOf(value));
    if (pairs.length >= ATTRIBUTES_SHOWN || seen.has(key) || !hasValue(value)) return;
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return;
    const text = shown(value, types.get(name), name);
    if (text.length > ATTRIBUTE_LENGTH) return;
    seen.add(key);
    pairs.push([key, text]);
  };
  const attributes = document.attributes;
  if (attributes && typeof attributes === "object" && !Array.isArray(attributes)) {
    const names = Object.keys(attributes);
    for (const name of names) if (!repeatsWithUnit(name, names)) offer(`attributes.${name}`, attributes[name]);
  } else {
    for (const field of settings.fields) if (!used.has(field.name)) offer(field.name, member(document, field.name));
  }
  if (pairs.length === 0) return null;
  return h("dl", { class: "attributes" }, pairs.map(([name, text]) => h("div", null, h("dt", null, name), h("dd", null, text))));
}

/** "lengthMm": 40 says again, for filters, what "length": "40 mm" says to people. */
const repeatsWithUnit = (name, names) =>
  names.some((other) => other !== name && name.startsWith(other) && /^[A-Z][A-Za-z0-9]{0,7}$/.test(name.slice(other.length)));

/** A button that opens all the document holds, below the whole hit. Built when first opened: most hits never are. */
function drawMore(hit, document, types) {
  const rows = detailsOf(document, types);
  if (rows.length === 0) return null;
  let panel = null;
  const button = h("button", {
    class: "more-button", type: "button", "aria-expanded": "false", key: `details ${hit.id}`,
    onclick: () => {
      if (!panel) {
        panel = h("dl", { class: "details" }, rows.map(([name, text]) => h("div", null, h("dt", null, name), h("dd", null, text))));
        button.closest(".hit").append(panel);
      } else {
        panel.hidden = !panel.hidden;
      }
      button.setAttribute("aria-expanded", String(!panel.hidden));
    },
  }, "All details", heard(` of ${hit.id}`), icon("m5 8 5 5 5-5"));
  return button;
}

/** Pairs of name and what to show, objects taken apart. */
function detailsOf(document, types) {
  const rows = [];
  const walk = (value, name, path) => {
    if (!hasValue(value)) return;
    const isObject = typeof value === "object" && !Array.isArray(value);
    if (isObject && !("amount" in value) && !("lat" in value)) {
      const names = Object.keys(value);
      for (const inner of names) if (!repeatsWithUnit(inner, names)) walk(value[inner], inner, path ? `${path}.${inner}` : inner);
    } else if (Array.isArray(value) && value.some((item) => item !== null && typeof item === "object")) {
      rows.push([label(name), h("ul", null, value.map((item) => h("li", null, shown(item))))]);
    } else {
      rows.push([label(name, types.get(path) ?? typeOf(value)), shown(value, types.get(path), name)]);
    }
  };
  walk(document, "", "");
  return rows;
}

export function drawWaiting() {
  return Array.from({ length: 5 }, () => h("li", { class: "hit waiting", "aria-hidden": "true" },
    h("span", { class: "blank wide" }), h("span", { class: "blank" }), h("span", { class: "blank narrow" })));
}

// --- Instead of hits

export function drawNothing(state, actions) {
  const isFiltered = state.selections.size > 0;
  const ways = [];
  const offer = (text, onclick) => ways.push(h("button", { class: "button", type: "button", onclick }, text));
  if (isFiltered) offer("Remove all filters", actions.clearFilters);
  if (state.q.trim().includes(" ") && state.match !== "any") offer("Accept any of the words", actions.matchAny);
  if (state.q) offer(isFiltered ? "Keep the filters, drop the words" : "See everything", actions.clearQuery);
  return h("div", { class: "message" },
    h("h2", null, state.q ? `Nothing found for “${state.q}”` : "Nothing found"),
    h("p", null, isFiltered ? "No entry fits both the words and the filters."
      : "Fewer or other words may help: a part number, a brand, or what the thing is called."),
    ways.length ? h("p", { class: "ways" }, ways) : null);
}

export function drawRefusal(refusal, retry) {
  return h("div", { class: "message bad" },
    h("h2", null, refusal.message),
    refusal.detail ? h("p", null, refusal.detail) : null,
    h("p", { class: "ways" }, h("button", { class: "button", type: "button", onclick: retry }, "Try again")),
    refusal.requestId ? h("p", { class: "fine" }, `Request ${refusal.requestId}`) : null);
}

// --- Above the hits

export function drawNotices(reply, state, actions) {
  const notices = [];
  if (reply.corrections?.length && state.typo !== "off") {
    const wanted = reply.corrections.flatMap((it, i) => [i ? ", " : "", h("strong", null, it.to)]);
    const typed = reply.corrections.map((it) => it.from).join(", ");
    notices.push(h("p", { class: "notice" }, "Showing results for ", wanted, ". ",
      h("button", { class: "link", type: "button", onclick: actions.exactly }, `Search for ${typed} as typed`)));
  }
  if (reply.didYouMean) {
    const { query } = reply.didYouMean;
    notices.push(h("p", { class: "notice" }, "Did you mean ",
      h("button", { class: "link", type: "button", onclick: () => actions.instead(query) }, query), "?"));
  }
  if (reply.hits.length && reply.match === "most" && state.match !== "most") {
    notices.push(h("p", { class: "notice" }, "Few have all of these words; behind those that have, there are those that have most."));
  }
  if (reply.hits.length && reply.match === "any" && state.match !== "any") {
    notices.push(h("p", { class: "notice" }, "Nothing has most of these words; these have some of them."));
  }
  if (state.match === "any") {
    notices.push(h("p", { class: "notice" }, "Any of the words is enough. ",
      h("button", { class: "link", type: "button", onclick: actions.matchAuto }, "Ask for all of them")));
  }
  if (reply.partial) {
    notices.push(h("p", { class: "notice" }, "The search ran out of time: hits and counts cover a part of the catalogue."));
  }
  return notices;
}

/** Addresses of pages around the present one: 1 … 4 5 6 … 50 */
export function drawPages(page, pageCount, addressOf, go) {
  if (pageCount <= 1) return [];
  const numbers = [...new Set([1, page - 1, page, page + 1, pageCount])].filter((n) => n >= 1 && n <= pageCount).sort((a, b) => a - b);
  const link = (n, content, attributes) => h("a", {
    href: addressOf(n), key: `page ${attributes?.rel ?? n}`, ...attributes,
    onclick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      go(n);
    },
  }, content);
  const word = (text) => h("span", { class: "page-word" }, text);
  const gap = () => h("span", { class: "page-gap" });
  const back = [icon("m12 5-5 5 5 5"), word("Previous")];
  const on = [word("Next"), icon("m8 5 5 5-5 5")];
  const middle = [];
  for (const [i, n] of numbers.entries()) {
    if (i > 0 && n > numbers[i - 1] + 1) middle.push(h("span", { class: "dots", "aria-hidden": "true" }, "…"));
    middle.push(n === page ? h("span", { class: "page here", "aria-current": "page" }, count(n))
      : link(n, count(n), { class: "page", "aria-label": `Page ${n}` }));
  }
  return [
    page > 1 ? link(page - 1, back, { rel: "prev", "aria-label": "Previous page" }) : gap(),
    h("div", { class: "page-numbers" }, middle),
    page < pageCount ? link(page + 1, on, { rel: "next", "aria-label": "Next page" }) : gap(),
  ];
}

/** "Price: low to high" and the like, for a field that can be sorted by. */
export function sortNames(field) {
  const name = label(field.name, field.type);
  if (field.type === "date") return { desc: `${name}, newest first`, asc: `${name}, oldest first` };
  if (field.type === "int" || field.type === "double") {
    return { asc: `${name}, low to high`, desc: `${name}, high to low` };
  }
  if (field.type === "bool") return { desc: `${name} first`, asc: `Not ${inSentence(field.name)} first` };
  return { asc: `${name}, A to Z`, desc: `${name}, Z to A` };
}
