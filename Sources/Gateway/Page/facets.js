// The filters at the side: a list of values, a tree of paths, or a range of numbers for each facet.

import { h, heard, icon, replaceChildren } from "./dom.js";
import { count, date, inSentence, label, number, plural, value as shown } from "./format.js";
import { isNumeric } from "./state.js";

const FIRST_VALUES = 8;
const ALL_VALUES = 100;
const OPEN_AT_FIRST = 6;
const FINDABLE_FROM = 15;
const MOST_BARS = 18;
/** The thread of a screw is no filter for a catalogue; among screws it is. */
const LEAST_COVERAGE = 0.1;

/**
 * node: where the facets are drawn. fields: those of the schema that are facets.
 * changed(field, selection or null): what the person chose.
 */
export function makeFacets(node, schemaFields, changed, refresh) {
  // The tree of categories is the widest way in, so it comes first.
  const fields = [...schemaFields.filter((field) => field.type === "path"), ...schemaFields.filter((field) => field.type !== "path")];
  const expanded = new Set();
  const folded = new Map();
  const finds = new Map();
  /** Edges of buckets for numbers that lie too unevenly for even ones. */
  const edges = new Map();

  function requests(state) {
    return fields.map((field) => {
      if (isNumeric(field)) return edges.has(field.name) ? { field: field.name, ranges: edges.get(field.name) } : { field: field.name };
      const under = field.type === "path" ? state.selections.get(field.name)?.values[0] : undefined;
      const limit = expanded.has(field.name) ? ALL_VALUES : FIRST_VALUES;
      return under === undefined ? { field: field.name, limit } : { field: field.name, limit, under };
    });
  }

  function draw(state, facets, total) {
    const blocks = [];
    for (const field of fields) {
      const facet = facets[field.name];
      const selection = state.selections.get(field.name);
      if (!selection && !narrows(field, facet, total)) continue;
      const body = drawBody(field, facet ?? {}, selection);
      if (!body) continue;
      const isOpen = folded.get(field.name) ?? (Boolean(selection) || blocks.length < OPEN_AT_FIRST);
      const chosen = selection?.values?.length ?? (selection ? 1 : 0);
      const block = h("details", { class: "facet", open: isOpen },
        h("summary", { key: `facet ${field.name}` },
          h("span", { class: "facet-name" }, label(field.name, field.type)),
          chosen > 0 && field.type !== "path" ? h("span", { class: "badge" }, count(chosen), heard(" selected")) : null,
          icon("m5 8 5 5 5-5")),
        body);
      block.addEventListener("toggle", () => folded.set(field.name, block.open));
      blocks.push(block);
    }
    replaceChildren(node, blocks);
  }

  function drawBody(field, facet, selection) {
    if (isNumeric(field)) return drawNumbers(field, facet, selection);
    if (field.type === "path") return drawTree(field, facet, selection);
    return drawValues(field, facet, selection);
  }

  // --- Values: any number of them may be chosen

  function drawValues(field, facet, selection) {
    const chosen = new Set(selection?.values ?? []);
    const values = [...(facet.values ?? [])];
    for (const value of chosen) {
      if (!values.some((item) => item.value === value)) values.push({ value, count: 0 });
    }
    if (values.length === 0) return null;
    const find = finds.get(field.name) ?? "";
    const wanted = find.toLowerCase();
    const visible = values.filter((item) => chosen.has(item.value)
      || shown(item.value, field.type, field.name).toLowerCase().includes(wanted));
    const list = h("ul", { class: "values" }, visible.map((item) => h("li", null,
      h("label", { class: "value" },
        h("input", {
          type: "checkbox", key: `value ${field.name} ${item.value}`, checked: chosen.has(item.value),
          onchange: () => {
            const left = new Set(chosen);
            if (!left.delete(item.value)) left.add(item.value);
            changed(field.name, left.size ? { values: [...left] } : null);
          },
        }),
        h("span", { class: "value-name" }, shown(item.value, field.type, field.name)),
        h("span", { class: "value-count" }, count(item.count))))));
    return h("div", { class: "facet-body" },
      values.length >= FINDABLE_FROM ? drawFind(field, find) : null,
      list,
      drawMore(field, values.length, facet.totalValues ?? values.length));
  }

  function drawFind(field, text) {
    const input = h("input", {
      class: "find", type: "search", key: `find ${field.name}`, value: text,
      placeholder: `Find ${inSentence(field.name)}`, "aria-label": `Find ${inSentence(field.name)}`,
      oninput: () => {
        finds.set(field.name, input.value);
        redraw();
      },
    });
    return input;
  }

  function drawMore(field, shownCount, total) {
    const isExpanded = expanded.has(field.name);
    if (!isExpanded && total <= shownCount) return null;
    if (isExpanded && shownCount <= FIRST_VALUES) return null;
    return h("button", {
      class: "link more", type: "button", key: `more ${field.name}`,
      onclick: () => {
        if (isExpanded) {
          expanded.delete(field.name);
          finds.delete(field.name);
        } else {
          expanded.add(field.name);
        }
        refresh();
      },
    }, isExpanded ? "Show fewer" : total > ALL_VALUES ? `Show ${ALL_VALUES} of ${count(total)}` : `Show all ${count(total)}`,
    heard(` for ${inSentence(field.name)}`));
  }

  // --- Paths: one way down a tree, with the way back up above it

  function drawTree(field, facet, selection) {
    const path = selection?.values[0] ?? null;
    const steps = path === null ? [] : path.split(" > ");
    const values = facet.values ?? [];
    if (steps.length === 0 && values.length === 0) return null;
    const go = (to) => changed(field.name, to === null ? null : { values: [to] });
    const step = (name, to) => h("button", {
      class: "step", type: "button", key: `step ${field.name} ${to ?? ""}`, onclick: () => go(to),
    }, icon("m12 5-5 5 5 5"), name);
    const up = steps.map((name, depth) => {
      const isHere = depth === steps.length - 1;
      const to = steps.slice(0, depth + 1).join(" > ");
      return h("li", null, isHere
        ? h("span", { class: "step here", "aria-current": "true" }, name)
        : step(name, to));
    });
    const down = values.map((item) => h("li", null,
      h("button", { class: "value", type: "button", key: `step ${field.name} ${item.value}`, onclick: () => go(item.value) },
        h("span", { class: "value-name" }, item.value.split(" > ").at(-1)),
        h("span", { class: "value-count" }, count(item.count)))));
    return h("div", { class: "facet-body tree" },
      steps.length === 0 ? null : h("ol", { class: "steps", "aria-label": `Chosen ${inSentence(field.name)}` },
        h("li", null, step("All", null)),
        up),
      h("ul", { class: `values depth-${Math.min(steps.length, 3)}` }, down),
      drawMore(field, values.length, facet.totalValues ?? values.length));
  }

  // --- Numbers and dates: a small histogram to click, and two ends to type

  function drawNumbers(field, facet, selection) {
    if ((facet.min === undefined || facet.min === null) && !selection) return null;
    // Dates come as text; everything here is in milliseconds.
    const at = (end) => (end === null || end === undefined ? null : field.type === "date" ? Date.parse(end) : end);
    const reads = (end) => (field.type === "date" ? date(end) : number(end, field.name));
    const counted = (facet.buckets ?? []).map((bucket) => ({ from: at(bucket.from), to: at(bucket.to), count: bucket.count }));
    const buckets = withGaps(counted, edges.get(field.name));
    const tallest = Math.max(1, ...buckets.map((bucket) => bucket.count));
    const overlaps = ({ from, to }) => !selection
      || ((selection.to === null || from === null || from < selection.to || (from === selection.to && !selection.open))
        && (selection.from === null || to === null || to > selection.from));
    const bars = buckets.map((bucket) => {
      const name = bucket.from === null ? `under ${reads(bucket.to)}` : bucket.to === null ? `${reads(bucket.from)} and more`
        : `${reads(bucket.from)} to ${reads(bucket.to)}`;
      const text = `${name}: ${plural(bucket.count, "result", "results")}`;
      const fill = h("span", { class: "bar-fill" });
      // Even a single result should be seen beside thousands.
      fill.style.blockSize = bucket.count === 0 ? "0" : `${Math.max(6, 100 * Math.sqrt(bucket.count / tallest))}%`;
      return h("button", {
        class: `bar-button${overlaps(bucket) ? " in" : ""}`, type: "button", key: `bar ${field.name} ${bucket.from}`,
        title: text, "aria-label": text, disabled: bucket.count === 0,
        onclick: () => changed(field.name, { from: bucket.from, to: bucket.to, open: true }),
      }, fill);
    });
    return h("div", { class: "facet-body numbers" },
      bars.length > 1 ? h("div", { class: "histogram", role: "group", "aria-label": `Ranges of ${inSentence(field.name)}` }, bars) : null,
      facet.min === undefined || facet.min === null ? null
        : h("p", { class: "extent", "aria-hidden": "true" }, h("span", null, reads(at(facet.min))), h("span", null, reads(at(facet.max)))),
      drawEnds(field, selection));
  }

  function drawEnds(field, selection) {
    const isDate = field.type === "date";
    const written = (end) => (end === null || end === undefined ? "" : isDate ? new Date(end).toISOString().slice(0, 10) : String(end));
    const read = (input) => {
      if (input.value.trim() === "") return null;
      const end = isDate ? Date.parse(input.value) : Number(input.value.replace(",", "."));
      return Number.isNaN(end) ? null : end;
    };
    const makeInput = (name, end) => {
      const input = h("input", {
        type: isDate ? "date" : "text", inputmode: isDate ? null : "decimal", key: `${name} ${field.name}`, value: written(end),
        placeholder: isDate ? null : name, "aria-label": `${label(field.name, field.type)}, ${name === "min" ? "from" : "up to"}`,
        oninput: () => { input.dataset.typing = "true"; },
      });
      return input;
    };
    const from = makeInput("min", selection?.from);
    const to = makeInput("max", selection?.to);
    return h("form", {
      class: "ends",
      onsubmit: (event) => {
        event.preventDefault();
        let [low, high] = [read(from), read(to)];
        if (low !== null && high !== null && low > high) [low, high] = [high, low];
        for (const input of [from, to]) delete input.dataset.typing;
        changed(field.name, low === null && high === null ? null : { from: low, to: high, open: false });
      },
    }, from, h("span", { "aria-hidden": "true" }, "–"), to,
    h("button", { class: "button small", type: "submit", key: `apply ${field.name}` }, "Apply", heard(` ${inSentence(field.name)}`)));
  }

  /** Looks whether an answer shows numbers that need other buckets; then the same should be asked again. */
  function adapt(facets) {
    let isNew = false;
    for (const field of fields) {
      const { min, max, mean } = facets[field.name] ?? {};
      if ((field.type !== "double" && field.type !== "int") || min === undefined || min === null) continue;
      const known = edges.get(field.name);
      const isUneven = min > 0 && max / mean > 6 && max / min > 100;
      if (known ? min >= known[0] && max < known.at(-1) : !isUneven) continue;
      if (!(min > 0)) {
        isNew ||= edges.delete(field.name);
        continue;
      }
      edges.set(field.name, roundEdges(min, max));
      isNew = true;
    }
    return isNew;
  }

  let last = null;
  const redraw = () => last && draw(...last);

  return {
    requests,
    adapt,
    draw(...what) {
      last = what;
      draw(...what);
    },
  };
}

/** 1, 2, 5, 10, 20, ... around two positive numbers; whole powers of ten where that were too many. */
function roundEdges(min, max) {
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const list = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)) + 1; power++) {
      for (const step of steps) list.push(Number(`${step}e${power}`));
    }
    const first = list.findLastIndex((edge) => edge <= min);
    const end = list.findIndex((edge) => edge > max);
    if (end - first <= MOST_BARS || steps.length === 1) return list.slice(first, end + 1);
  }
  return [];
}

/** The buckets with empty ones where nothing lies, so that the picture keeps its proportions. The last one may have no end. */
function withGaps(buckets, edges) {
  if (edges) {
    return edges.slice(0, -1).map((from, i) => buckets.find((bucket) => bucket.from === from) ?? { from, to: edges[i + 1], count: 0 });
  }
  const filled = [];
  for (const bucket of buckets) {
    const before = filled.at(-1);
    const width = before ? before.to - before.from : 0;
    const missing = width > 0 ? Math.round((bucket.from - before.to) / width) : 0;
    for (let i = 0; i < missing && missing <= MOST_BARS; i++) {
      filled.push({ from: before.to + i * width, to: before.to + (i + 1) * width, count: 0 });
    }
    filled.push(bucket);
  }
  return filled;
}

/** Whether a facet tells the results apart: it has a choice to offer, and enough of them have a value. */
function narrows(field, facet, total) {
  if (!facet) return false;
  if (facet.values) {
    const covered = facet.values.reduce((sum, item) => sum + item.count, 0);
    if (facet.values.length === 0 || covered < total * LEAST_COVERAGE) return false;
    // A single branch has branches of its own.
    return facet.values.length > 1 || facet.values[0].count < total || field.type === "path";
  }
  return facet.count >= total * LEAST_COVERAGE && facet.min !== null && facet.min !== facet.max;
}

/** The selections as words, each with what it would be without: for the chips above the results. */
export function chips(state, fields) {
  const known = new Map(fields.map((field) => [field.name, field]));
  const list = [];
  for (const [name, selection] of state.selections) {
    const field = known.get(name);
    if (!field) continue;
    if (selection.values) {
      for (const value of selection.values) {
        const left = selection.values.filter((other) => other !== value);
        const text = field.type === "path" ? value.split(" > ").at(-1) : shown(value, field.type, name);
        list.push({ field: name, type: field.type, text, without: left.length ? { values: left } : null });
      }
    } else {
      const reads = (end) => (field.type === "date" ? date(end) : number(end, name));
      const { from, to } = selection;
      const text = from === null ? `up to ${reads(to)}` : to === null ? `from ${reads(from)}` : `${reads(from)} – ${reads(to)}`;
      list.push({ field: name, type: field.type, text, without: null });
    }
  }
  return list;
}
