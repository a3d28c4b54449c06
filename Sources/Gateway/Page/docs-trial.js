// "Try it": a form for a request, the same as a line for the shell, and what the server answered.

import { h } from "./dom.js";
import { example, resolve, shown } from "./docs-schema.js";

/** A longer answer is cut: a browser shows no megabytes of text well. */
const LONGEST = 200_000;

/** Members of a body that are secrets, with their values: passwords, tokens, codes. */
const SECRETS = /("[^"]*(?:password|token|secret|code)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The line for the shell. Secrets stay out of it: it is copied about, and shells remember what they are told. */
export function curl(method, address, headers, body) {
  const parts = ["curl -s"];
  if (method !== "GET") parts.push(`-X ${method}`);
  for (const [name, value] of Object.entries(headers)) {
    if (name === "Authorization") parts.push("-H \"Authorization: Bearer $TOKEN\"");
    else if (name === "X-API-Key") parts.push("-H \"X-API-Key: $KEY\"");
    else parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body) parts.push(`-d ${quoted(body.replace(SECRETS, '$1"..."'))}`);
  return [...parts, quoted(address)].join(" \\\n  ");
}

function field(api, parameter, id) {
  const schema = resolve(api, parameter.schema);
  const values = schema.enum ?? ([schema.type].flat()[0] === "boolean" ? [true, false] : null);
  if (values) {
    return h("select", { id }, h("option", { value: "" }, parameter.required ? "Choose" : "Not sent"), values.map((value) => h("option", { value: `${value}` }, `${value}`)));
  }
  const hint = parameter.example ?? schema.example ?? schema.default;
  const input = h("input", { id, autocomplete: "off", autocapitalize: "none", spellcheck: "false", placeholder: hint === undefined ? null : shown(hint) });
  // What an address needs is filled in, so that there is something to try.
  if (parameter.required && hint !== undefined) input.value = shown(hint);
  return input;
}

/** - who: gives the token and key that are typed in at the moment. */
export function trial(api, path, method, operation, who) {
  const parameters = operation.parameters.map((parameter) => resolve(api, parameter)).filter(({ in: place }) => place !== "cookie");
  const fields = parameters.map((parameter) => ({ parameter, input: field(api, parameter, `${operation.operationId}-${parameter.name}`) }));
  const content = Object.entries(resolve(api, operation.requestBody).content ?? {})[0];
  const text = content ? h("textarea", { id: `${operation.operationId}-body`, spellcheck: "false" }) : null;
  if (text) {
    const first = Object.values(content[1].examples ?? {})[0];
    const value = first ? resolve(api, first).value : content[1].example ?? example(api, content[1].schema);
    text.value = value === undefined ? "" : shown(value);
  }
  const line = h("pre", { tabindex: "0", class: "curl" });
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const outcome = h("div", { class: "outcome", "aria-live": "polite" });

  /** What the form says; `missing` where the address needs more. */
  const request = () => {
    let address = path;
    let missing = null;
    const query = [];
    const headers = {};
    for (const { parameter, input } of fields) {
      const value = input.value;
      input.removeAttribute("aria-invalid");
      // Browsers take a part of dots out of an address, which is then another route's.
      const isNone = value === "" || (parameter.in === "path" && /^\.{1,2}$/.test(value));
      if (parameter.required && isNone) missing ??= { parameter, input };
      if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, value === "" ? `{${parameter.name}}` : encodeURIComponent(value));
      else if (value === "") continue;
      else if (parameter.in === "query") query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`);
      else if (parameter.in === "header") headers[parameter.name] = value;
    }
    const { token, key } = who();
    if (token) headers.Authorization = `Bearer ${token}`;
    if (key) headers["X-API-Key"] = key;
    if (text?.value) headers["Content-Type"] = content[0];
    return { address: address + (query.length ? `?${query.join("&")}` : ""), headers, body: text?.value || undefined, missing };
  };

  const show = () => {
    const { address, headers, body } = request();
    line.textContent = curl(method.toUpperCase(), location.origin + address, headers, body);
  };

  const send = async () => {
    const { address, headers, body, missing } = request();
    wrong.hidden = !missing;
    if (missing) {
      wrong.textContent = `${missing.parameter.name} is needed.`;
      missing.input.setAttribute("aria-invalid", "true");
      missing.input.focus();
      return;
    }
    const start = performance.now();
    outcome.replaceChildren(h("p", null, "Asking ..."));
    try {
      const reply = await fetch(address, { method: method.toUpperCase(), headers, body, credentials: "omit", cache: "no-store", redirect: "manual" });
      const received = await reply.text();
      const kind = reply.status >= 500 ? "failed" : reply.status >= 400 ? "refused" : "";
      const named = [...reply.headers].filter(([name]) => !["date", "connection", "server"].includes(name)).map(([name, value]) => `${name}: ${value}`);
      outcome.replaceChildren(
        h("p", null, h("span", { class: `status ${kind}` }, `${reply.status}`), ` in ${Math.round(performance.now() - start)} ms`),
        h("details", { class: "inner" }, h("summary", null, "Headers"), h("pre", { tabindex: "0" }, named.join("\n"))),
        received ? h("pre", { tabindex: "0", class: "reply" }, pretty(reply, received)) : null);
    } catch (error) {
      outcome.replaceChildren(h("p", { class: "wrong" }, `No answer: ${error.message}`));
    }
  };

  const pair = ({ parameter, input }) => h("div", { class: "pair" }, h("label", { for: input.id }, parameter.name), input);
  const needed = fields.filter(({ parameter }, i) => parameter.required || i < 2);
  const others = fields.filter((it) => !needed.includes(it));
  const form = h("form", { class: "try", autocomplete: "off", novalidate: true, oninput: show, onsubmit: (event) => { event.preventDefault(); send(); } },
    needed.map(pair),
    others.length ? h("details", { class: "more" }, h("summary", null, `${others.length} more parameters`), others.map(pair)) : null,
    text ? [h("label", { for: text.id }, "Body"), text] : null,
    wrong, line, h("div", { class: "send" }, h("button", { class: "button primary" }, "Send"), method === "get" ? null : h("span", { class: "fact-type" }, "This is done for real.")),
    outcome);
  document.querySelector("#who").addEventListener("input", show);
  show();
  return form;
}

function pretty(reply, text) {
  const cut = (it) => (it.length > LONGEST ? `${it.slice(0, LONGEST)}\n... and ${it.length - LONGEST} characters more` : it);
  if (!reply.headers.get("content-type")?.includes("json")) return cut(text);
  try {
    return cut(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return cut(text);
  }
}
