// What can be asked of this server, as its own description tells it. Nothing here asks another server.

import { h } from "./dom.js";
import { example, facts, resolve, shown } from "./docs-schema.js";
import { trial } from "./docs-trial.js";

const METHODS = ["get", "put", "post", "patch", "delete"];
const main = document.querySelector("#routes");
const find = document.querySelector("#find");
const said = document.querySelector("#said");

/** What is in the fields of "Who asks": kept nowhere else. */
const who = () => ({ token: document.querySelector("#token").value.trim(), key: document.querySelector("#key").value.trim() });

/** Words with `code` in them, as the description writes it. */
const words = (text) => (text ?? "").split("`").map((piece, i) => (i % 2 ? h("code", null, piece) : piece));

function access(api, operation) {
  const ways = operation.security ?? api.security ?? [];
  if (ways.length === 0) return operation.tags?.includes("search")
    ? "Everybody, unless the server lets only those search who are logged in or have a key for it." : "Everybody.";
  const names = { accessToken: "who is logged in (access token)", apiKey: "a program (API key)" };
  const known = ways.flatMap((way) => Object.keys(way)).map((name) => names[name] ?? name);
  const open = ways.some((way) => Object.keys(way).length === 0) ? " Or nobody in particular." : "";
  return `${known.join(", or ")}.`.replace(/^./, (letter) => letter.toUpperCase()) + open;
}

function section(title, ...content) {
  return h("section", null, h("h3", null, title), ...content);
}

function parameters(api, operation) {
  const all = (operation.parameters ?? []).map((parameter) => resolve(api, parameter));
  if (all.length === 0) return null;
  return section("Parameters", h("div", { class: "facts" }, all.map((parameter) => facts(api, parameter.name, parameter.schema, {
    isRequired: parameter.required, description: parameter.description, place: parameter.in,
  }))));
}

/** What has examples of its own, by name; else one that its schema gives. */
function examples(api, media) {
  const named = Object.entries(media.examples ?? {}).map(([name, it]) => [resolve(api, it).summary ?? name, resolve(api, it).value]);
  if (named.length) return named;
  const value = media.example ?? example(api, media.schema);
  return value === undefined ? [] : [["Example", value]];
}

function media(api, content) {
  return Object.entries(content ?? {}).map(([type, it]) => [
    h("p", { class: "fact-type" }, type),
    facts(api, "", it.schema, {}),
    examples(api, it).map(([name, value]) => h("details", { class: "inner" }, h("summary", null, name), h("pre", { tabindex: "0" }, shown(value)))),
  ]);
}

function body(api, operation) {
  if (!operation.requestBody) return null;
  const it = resolve(api, operation.requestBody);
  return section("Body", it.description ? h("p", null, words(it.description)) : null, media(api, it.content));
}

/** The words for programs that a refusal may carry. */
function codes(api, answer) {
  const found = new Set();
  for (const it of Object.values(answer.content ?? {})) {
    for (const [, value] of examples(api, it)) {
      if (value?.type?.startsWith?.("urn:") && value.code) found.add(value.code);
    }
  }
  return [...found];
}

function answers(api, operation) {
  const all = Object.entries(operation.responses ?? {});
  return section("Answers", all.map(([status, it]) => {
    const answer = resolve(api, it);
    const kind = status >= "500" ? "failed" : status >= "400" ? "refused" : "";
    const headers = Object.entries(answer.headers ?? {});
    return h("details", { class: "answer" },
      h("summary", null, h("span", { class: `status ${kind}` }, status), h("span", null, words(answer.description)),
        h("span", { class: "codes" }, codes(api, answer).join(" "))),
      headers.length ? h("div", { class: "facts inner" }, headers.map(([name, header]) => {
        const known = resolve(api, header);
        return facts(api, name, known.schema, { description: known.description, place: "header" });
      })) : null,
      media(api, answer.content));
  }));
}

function fill(route, api, path, method, operation) {
  if (route.querySelector(".route-body")) return;
  route.append(h("div", { class: "route-body" },
    operation.description ? h("p", null, words(operation.description)) : null,
    section("Who may ask", h("p", null, access(api, operation))),
    parameters(api, operation), body(api, operation), answers(api, operation),
    section("Try it", trial(api, path, method, operation, who))));
}

function line(api, path, method, operation) {
  const route = h("details", { class: "route", id: operation.operationId },
    h("summary", null, h("span", { class: `method ${method}` }, method.toUpperCase()), h("span", { class: "path" }, path),
      h("span", { class: "summary" }, operation.summary ?? "")));
  route.dataset.words = [method, path, operation.operationId, operation.summary, operation.description].join(" ").toLowerCase();
  // Filled when it is opened: all of them together are some ten thousand elements.
  route.addEventListener("toggle", () => { if (route.open) fill(route, api, path, method, operation); });
  return route;
}

function draw(api) {
  const operations = Object.entries(api.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method])
    .map((method) => ({ path, method, operation: { ...item[method], parameters: [...item.parameters ?? [], ...item[method].parameters ?? []] } })));
  const groups = api.tags.map((tag) => ({ tag, all: operations.filter(({ operation }) => operation.tags?.[0] === tag.name) }));
  document.querySelector("#tags").replaceChildren(...groups.map(({ tag }) => h("a", { href: `#tag-${tag.name}` }, tag.name)));
  main.replaceChildren(
    h("h1", null, `${api.info.title}: the HTTP interface`), h("p", { class: "about" }, words(api.info.description)),
    h("p", { class: "about" }, h("a", { href: "/openapi.json" }, "openapi.json"), ", for programs."),
    ...groups.map(({ tag, all }) => h("section", { class: "group", id: `tag-${tag.name}` }, h("h2", null, tag.name),
      h("p", null, words(tag.description)), all.map(({ path, method, operation }) => line(api, path, method, operation)))),
    h("p", { class: "message", id: "none", hidden: true }, "No route has these words."));
  main.removeAttribute("aria-busy");
}

/** Shows the routes that have all the words. */
function narrow() {
  const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const group of main.querySelectorAll(".group")) {
    let isEmpty = true;
    for (const route of group.querySelectorAll(".route")) {
      route.hidden = !wanted.every((word) => route.dataset.words.includes(word));
      if (!route.hidden) [isEmpty, count] = [false, count + 1];
    }
    group.hidden = isEmpty;
  }
  document.querySelector("#none").hidden = count > 0;
  said.textContent = wanted.length ? `${count} routes` : "";
}

/** The route that the address names is open. */
function follow() {
  const route = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!route) return;
  if (route.matches("details.route")) {
    route.open = true;
    route.querySelector("summary").focus({ preventScroll: true });
  }
  route.scrollIntoView();
}

async function begin() {
  try {
    const reply = await fetch("/openapi.json", { credentials: "omit" });
    if (!reply.ok) throw new Error(`${reply.status}`);
    draw(await reply.json());
  } catch {
    main.replaceChildren(h("div", { class: "message bad" }, h("h2", null, "The description did not come"),
      h("p", null, "The server may be starting. "), h("div", { class: "ways" }, h("button", { class: "button", onclick: begin }, "Try again"))));
    return;
  }
  narrow();
  follow();
}

find.addEventListener("input", narrow);
find.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && find.value) {
    find.value = "";
    narrow();
    event.preventDefault();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea, select") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    find.focus();
    event.preventDefault();
  }
});
document.querySelector("#who").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", follow);
// A page that a browser keeps for "back" would keep the secrets.
window.addEventListener("pagehide", () => {
  for (const field of document.querySelectorAll(".secret, form.try input, form.try textarea")) field.value = "";
  for (const outcome of document.querySelectorAll(".outcome")) outcome.replaceChildren();
});
begin();
