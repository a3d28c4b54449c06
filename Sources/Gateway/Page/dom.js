// Building the page. Text from the server only ever becomes text nodes: nothing here parses HTML.

/** h("p", {class: "count", onclick: f, "aria-label": "..."}, "text", node, [nodes], null) */
export function h(tag, attributes, ...children) {
  const node = tag === "svg" || tag === "path"
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "key") node.dataset.key = value;
    else if (name === "checked" || name === "value" || name === "open" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Text for those who hear the page. */
export const heard = (text) => h("span", { class: "visually-hidden" }, text);

export function icon(path) {
  return h("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, h("path", { d: path }));
}

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#x27;": "'" };

/** The server's highlights: <em> marks a match, everything else is escaped text. */
export function highlighted(html) {
  const fragment = document.createDocumentFragment();
  let into = fragment;
  for (const piece of html.split(/(<\/?em>)/)) {
    if (piece === "<em>") {
      into = document.createElement("em");
      fragment.append(into);
    } else if (piece === "</em>") {
      into = fragment;
    } else if (piece) {
      into.append(piece.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => ENTITIES[entity]));
    }
  }
  return fragment;
}

/**
 * Replaces what a node holds, and keeps what the person is doing: focus returns to the element with the same
 * `key`, with the text that was being typed there.
 */
export function replaceChildren(node, children) {
  const active = node.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.dataset.key;
  const typed = active?.dataset.typing ? active.value : null;
  node.replaceChildren(...[children].flat(Infinity).filter(Boolean));
  if (!key) return;
  const heir = node.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!heir) return;
  if (typed !== null && heir.value !== typed) {
    heir.value = typed;
    heir.dataset.typing = "true";
  }
  heir.focus({ preventScroll: true });
}
