// How names and values read to people, in the language of their browser.

const language = navigator.language || "en";
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const dates = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });

export const count = (value) => numbers.format(value);

/** A number of a field; years have no separators. */
export const number = (value, name) => (/year/i.test(name) ? String(value) : numbers.format(value));

/** Words that are read as letters. */
const LETTERS = new Set(["id", "sku", "mpn", "ean", "gtin", "upc", "isbn", "ip", "url", "vat"]);

/** Units as names of numeric fields end in them. */
const UNITS = {
  Mm: "mm", Mm2: "mm²", Cm: "cm", M: "m", Um: "µm", G: "g", Kg: "kg", Gsm: "g/m²", Ml: "ml", L: "l", Bar: "bar",
  V: "V", A: "A", W: "W", Kw: "kW", C: "°C", Nm: "Nm", Kn: "kN", Rpm: "rpm", Db: "dB",
};

/** "attributes.threadSize" -> "Thread size"; for a number also "lengthMm" -> "Length (mm)". */
export function label(name, type) {
  let last = name.slice(name.lastIndexOf(".") + 1);
  let unit = "";
  if (type === "int" || type === "double") {
    const [, start, end] = /^(.*?[a-z])([A-Z][a-z]{0,2}2?)$/.exec(last) ?? [];
    if (UNITS[end]) [last, unit] = [start, ` (${UNITS[end]})`];
  }
  const words = last
    .replace(/[_-]+/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .trim()
    .split(/\s+/)
    .map((word) => (LETTERS.has(word.toLowerCase()) ? word.toUpperCase() : /^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1) + unit;
}

/** "partNumber" -> "part number", for sentences. */
export const inSentence = (name) => label(name).replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());

/** An amount in the currency's main unit. Unit prices of small parts keep the digits that tell them apart. */
export function money(amount, currency) {
  const small = Math.abs(amount) > 0 && Math.abs(amount) < 1;
  try {
    return new Intl.NumberFormat(language, {
      style: "currency",
      currency: currency || "XXX",
      ...(small ? { minimumFractionDigits: 2, maximumFractionDigits: 4 } : {}),
    }).format(amount).replace("¤", "").trim();
  } catch {
    return `${numbers.format(amount)} ${currency}`;
  }
}

/** {"amount":1299,"currency":"EUR"} is in minor units, of which each currency has its own number. */
export function minorToMain(amount, currency) {
  try {
    const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
    return amount / 10 ** digits;
  } catch {
    return amount / 100;
  }
}

export function date(value) {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? String(value) : dates.format(moment);
}

const regions = new Intl.DisplayNames(language, { type: "region" });

/** Any value of a document, in one line. */
export function value(it, type, name = "") {
  if (typeof it === "string" && /^[A-Z]{2}$/.test(it) && /country/i.test(name)) return regions.of(it);
  if (it === null || it === undefined || it === "") return "–";
  if (typeof it === "boolean") return it ? "Yes" : "No";
  if (typeof it === "number") return type === "date" ? date(it) : number(it, name);
  if (type === "date") return date(it);
  if (type === "bool") return it === "true" ? "Yes" : it === "false" ? "No" : String(it);
  if (Array.isArray(it)) return it.map((item) => value(item, type, name)).join(", ");
  if (typeof it === "object") {
    if (typeof it.amount === "number" && it.currency) return money(minorToMain(it.amount, it.currency), it.currency);
    if (typeof it.lat === "number" && typeof it.lon === "number") return `${it.lat.toFixed(3)}, ${it.lon.toFixed(3)}`;
    return Object.entries(it).map(([key, inner]) => `${label(key)} ${value(inner, "", key)}`).join(", ");
  }
  return String(it);
}

export function milliseconds(ms) {
  if (ms < 1) return `${numbers.format(Math.max(0.1, Math.round(ms * 10) / 10))} ms`;
  if (ms < 10) return `${numbers.format(Math.round(ms * 10) / 10)} ms`;
  if (ms < 1000) return `${numbers.format(Math.round(ms))} ms`;
  return `${numbers.format(Math.round(ms / 100) / 10)} s`;
}

export const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many}`;
