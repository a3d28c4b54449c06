// Completions under the search box, as the ARIA combobox pattern has it: the input keeps the focus, arrow keys move
// aria-activedescendant through the list.

import { h, highlighted } from "./dom.js";

/** kindOf(field): what completions from a field are, or nothing. chosen(text, scope): a completion was taken. */
export function makeSuggestions(input, list, kindOf, chosen) {
  let items = [];
  let active = -1;
  let typed = "";

  function close() {
    items = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions, query) {
    typed = query;
    items = suggestions.filter((item) => item.scope || item.text.toLowerCase() !== query.trim().toLowerCase());
    if (items.length === 0 || document.activeElement !== input) return close();
    active = -1;
    list.replaceChildren(...items.map((item, i) => h("li", {
      role: "option", id: `suggestion-${i}`, "aria-selected": "false",
      // The input must not lose the focus before the click arrives.
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => take(i),
    }, h("span", { class: "suggestion-text" }, item.highlighted ? highlighted(item.highlighted) : item.text),
    h("span", { class: "suggestion-field" }, item.scope ? `in ${item.scope.value}` : kindOf(item.field)))));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    active = (to + items.length + 1) % (items.length + 1);
    for (const [i, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(i === active));
    if (active === items.length) {
      active = -1;
      input.value = typed;
      input.removeAttribute("aria-activedescendant");
    } else {
      input.value = items[active].text;
      input.setAttribute("aria-activedescendant", `suggestion-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  }

  function take(i) {
    const { text, scope } = items[i];
    input.value = text;
    close();
    chosen(text, scope);
  }

  input.addEventListener("keydown", (event) => {
    if (items.length === 0 || event.isComposing) return;
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active === -1 ? items.length - 1 : active === 0 ? items.length : active - 1);
    else if (event.key === "Enter" && active >= 0) take(active);
    else if (event.key === "Escape") {
      input.value = typed;
      close();
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);

  return { show, close };
}
