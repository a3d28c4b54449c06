// Schemas of the description: as lines for people, and as examples.

import { h } from "./dom.js";

/** What a reference names, or the thing itself. */
export function resolve(api, thing) {
  let it = thing;
  for (let steps = 0; it?.$ref && steps < 10; steps += 1) {
    it = it.$ref.replace(/^#\//, "").split("/").reduce((node, key) => node?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], api);
  }
  return it ?? {};
}

/** As text: an example of text is shown without quotes. */
export const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

const nameOf = (schema) => schema?.$ref?.split("/").pop();

/** `whole number, 0 to 100`. */
export function typeWords(api, schema) {
  const it = resolve(api, schema);
  const either = it.oneOf ?? it.anyOf;
  if (either) return either.map((one) => typeWords(api, one)).join(" or ");
  if (it.const !== undefined) return JSON.stringify(it.const);
  const names = { integer: "whole number", string: "text", boolean: "true or false", null: "null", object: "object", array: "list", number: "number" };
  const types = [it.type ?? []].flat().map((type) => (type === "array" && it.items ? `list of ${typeWords(api, it.items)}` : names[type] ?? type));
  const bounds = [];
  if (it.enum) bounds.push(`one of ${it.enum.map((value) => JSON.stringify(value)).join(", ")}`);
  if (it.format) bounds.push(it.format);
  const range = (least, most, unit) => {
    if (least !== undefined && most !== undefined) bounds.push(`${least} to ${most}${unit}`);
    else if (least !== undefined) bounds.push(`at least ${least}${unit}`);
    else if (most !== undefined) bounds.push(`at most ${most}${unit}`);
  };
  range(it.minimum, it.maximum, "");
  range(it.minLength, it.maxLength, " characters");
  range(it.minItems, it.maxItems, " items");
  if (it.pattern) bounds.push(`like ${it.pattern}`);
  if (it.default !== undefined) bounds.push(`${JSON.stringify(it.default)} unless said`);
  const name = nameOf(schema);
  return [types.join(" or ") || (it.properties ? "object" : it.enum ? null : "anything"), name && it.properties ? `(${name})` : null, ...bounds]
    .filter(Boolean).join(", ").replace(", (", " (");
}

/** What is within: members of an object, of the items of a list, of each of several forms. */
function members(api, schema, path) {
  const it = resolve(api, schema);
  const name = nameOf(schema);
  // What contains itself is named, and not shown again.
  if (name && path.includes(name)) return [];
  const inner = name ? [...path, name] : path;
  if (inner.length > 8) return [];
  if (it.items) return members(api, it.items, inner);
  const forms = it.oneOf ?? it.anyOf;
  if (forms) return forms.flatMap((form) => members(api, form, inner));
  const lines = Object.entries(it.properties ?? {}).map(([key, value]) =>
    facts(api, key, value, { isRequired: it.required?.includes(key), path: inner }));
  if (typeof it.additionalProperties === "object") lines.push(facts(api, "(any name)", it.additionalProperties, { path: inner }));
  return lines;
}

/** A line, and below it what is within. */
export function facts(api, name, schema, { isRequired, description, place, path = [] }) {
  const it = resolve(api, schema);
  const within = members(api, schema, path);
  const title = name
    ? h("div", { class: "fact-name" }, name, " ", isRequired ? h("span", { class: "must" }, "required") : null)
    : h("div", { class: "fact-name" }, nameOf(schema) ?? "");
  const text = description ?? it.description;
  return h("div", { class: "fact" }, title, h("div", null,
    h("div", { class: "fact-type" }, [place, typeWords(api, schema)].filter(Boolean).join(", ")),
    text ? h("div", null, text.split("`").map((piece, i) => (i % 2 ? h("code", null, piece) : piece))) : null,
    within.length ? h("details", { class: "inner", open: !name }, h("summary", null, `${within.length} members`), h("div", { class: "facts" }, within)) : null));
}

/** A value that a schema takes; undefined where there is no telling. */
export function example(api, schema, path = []) {
  const it = resolve(api, schema);
  if (it.example !== undefined) return it.example;
  if (it.examples?.length) return it.examples[0];
  if (it.const !== undefined) return it.const;
  if (it.default !== undefined) return it.default;
  if (it.enum) return it.enum[0];
  const name = nameOf(schema);
  if (name && path.includes(name)) return undefined;
  const inner = name ? [...path, name] : path;
  if (it.oneOf ?? it.anyOf) return example(api, (it.oneOf ?? it.anyOf)[0], inner);
  const type = [it.type].flat()[0];
  if (type === "object" || it.properties) {
    const known = Object.entries(it.properties ?? {}).map(([key, value]) => [key, example(api, value, inner)]);
    return Object.fromEntries(known.filter(([, value]) => value !== undefined));
  }
  if (type === "array") return [example(api, it.items, inner)].filter((value) => value !== undefined);
  return { string: "", integer: it.minimum ?? 0, number: it.minimum ?? 0, boolean: false, null: null }[type];
}
