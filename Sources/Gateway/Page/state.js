// What is being asked, and its two written forms: the address of the page, and the filter of a request.
//
// A selection is {values: [...]} for keyword, bool and path fields, {from, to, open} for numbers; `open` leaves `to`
// itself out, as a facet's buckets do.

export const PAGE_SIZE = 20;

export function empty() {
  return { q: "", selections: new Map(), sort: "", page: 1, match: "auto", typo: "auto" };
}

export function fromAddress(search, fields) {
  const state = empty();
  const known = new Map(fields.map((field) => [field.name, field]));
  for (const [name, text] of new URLSearchParams(search)) {
    if (name === "q") state.q = text;
    else if (name === "sort" && /^[^:]+:(asc|desc)$/.test(text)) state.sort = text;
    else if (name === "page") state.page = Math.max(1, Number.parseInt(text, 10) || 1);
    else if (name === "match" && text === "any") state.match = text;
    else if (name === "typo" && text === "off") state.typo = text;
    else if (name.startsWith("f.")) {
      const field = known.get(name.slice(2));
      if (!field) continue;
      if (isNumeric(field)) {
        const range = rangeFromText(text);
        if (range) state.selections.set(field.name, range);
      } else {
        const selection = state.selections.get(field.name) ?? { values: [] };
        if (field.type === "path") selection.values = [text];
        else if (!selection.values.includes(text)) selection.values.push(text);
        state.selections.set(field.name, selection);
      }
    }
  }
  return state;
}

export function toAddress(state) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  for (const [field, selection] of state.selections) {
    if (selection.values) for (const value of selection.values) parameters.append(`f.${field}`, value);
    else parameters.append(`f.${field}`, rangeToText(selection));
  }
  if (state.sort) parameters.set("sort", state.sort);
  if (state.match !== "auto") parameters.set("match", state.match);
  if (state.typo !== "auto") parameters.set("typo", state.typo);
  if (state.page > 1) parameters.set("page", state.page);
  const text = parameters.toString();
  return text ? `/?${text}` : "/";
}

function rangeFromText(text) {
  const parts = /^(-?[\d.]+(?:e[+-]?\d+)?)?\.\.(<)?(-?[\d.]+(?:e[+-]?\d+)?)?$/i.exec(text);
  if (!parts) return null;
  const from = parts[1] === undefined ? null : Number(parts[1]);
  const to = parts[3] === undefined ? null : Number(parts[3]);
  if (from === null && to === null) return null;
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  return { from, to, open: parts[2] === "<" };
}

const rangeToText = ({ from, to, open }) => `${from ?? ""}..${open && to !== null ? "<" : ""}${to ?? ""}`;

export const isNumeric = (field) => field.type === "int" || field.type === "double" || field.type === "date";

/** The selections in the filter language; empty when there are none. */
export function filterText(state, fields) {
  const known = new Map(fields.map((field) => [field.name, field]));
  const conditions = [];
  for (const [name, selection] of state.selections) {
    const field = known.get(name);
    if (!field) continue;
    const subject = PLAIN_NAME.test(name) ? name : quoted(name, "`");
    if (selection.values) {
      const values = selection.values.map((value) => (field.type === "bool" ? value : quoted(value)));
      if (values.length === 1) conditions.push(`${subject} = ${values[0]}`);
      else if (values.length > 1) conditions.push(`${subject} IN [${values.join(", ")}]`);
    } else {
      const constant = (value) => (field.type === "date" ? quoted(new Date(value).toISOString()) : String(value));
      if (selection.from !== null) conditions.push(`${subject} >= ${constant(selection.from)}`);
      if (selection.to !== null) conditions.push(`${subject} ${selection.open ? "<" : "<="} ${constant(selection.to)}`);
    }
  }
  return conditions.join(" AND ");
}

/** Names that may stand without backticks: those that are no words of the language. */
const PLAIN_NAME = /^(?!(?:and|or|not|geo)$)[A-Za-z0-9_.-]+$/i;

const quoted = (text, mark = "\"") =>
  mark + text.replace(/[\\"`]/g, (sign) => (sign === "\\" || sign === mark ? `\\${sign}` : sign)) + mark;

export const selectionCount = (state) =>
  [...state.selections.values()].reduce((sum, selection) => sum + (selection.values ? selection.values.length : 1), 0);
