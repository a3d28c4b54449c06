"use strict";
// The page is whole without this: here queries are sorted and filtered, one metric's plots are shown at a time, and plots say
// which query is pointed at.
{
  const list = document.querySelector(".list");
  const queries = [...list.querySelectorAll("details.query")];
  const values = (query) => query.dataset.values.split(" ").map((value) => (value === "" ? -Infinity : Number(value)));
  const name = (query) => query.querySelector("summary > :first-child").textContent.trim();

  // --- Sorting
  const buttons = [...document.querySelectorAll(".head button")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const isSame = button.getAttribute("aria-pressed") === "true";
      const rising = isSame ? !button.classList.contains("rising") : button.dataset.column === "name";
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      button.classList.toggle("rising", rising);
      const column = button.dataset.column;
      const compare =
        column === "name"
          ? (a, b) => name(a).localeCompare(name(b))
          : (a, b) => values(a)[Number(column)] - values(b)[Number(column)];
      const sorted = queries.map((query, place) => [query, place]);
      sorted.sort(([a, i], [b, j]) => compare(a, b) * (rising ? 1 : -1) || i - j);
      list.append(...sorted.map(([query]) => query));
    });
  }

  // --- Filtering
  const words = document.querySelector("#words");
  const kind = document.querySelector("#kind");
  const shown = document.querySelector("#shown");
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const query of queries) {
      const text = name(query).toLowerCase();
      const fits = wanted.every((word) => text.includes(word)) && (kind.value === "" || query.dataset.kinds.split(" ").includes(kind.value));
      query.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = `${count} of ${queries.length}`;
  };
  words.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  filter();

  // --- Plots
  const metric = document.querySelector("#metric");
  const plots = [...document.querySelectorAll(".plots")];
  const choose = () => {
    for (const plot of plots) plot.hidden = plot.dataset.metric !== metric.value;
  };
  metric.addEventListener("change", choose);
  choose();

  for (const svg of document.querySelectorAll("svg[data-order]")) {
    const order = svg.dataset.order.split(" ").map(Number);
    const said = svg.dataset.said.split(" ");
    const words = svg.closest("figure").querySelector(".pointed");
    const pointed = (event) => {
      const box = svg.getBoundingClientRect();
      const place = Math.floor(((event.clientX - box.left) / box.width) * order.length);
      return Math.min(Math.max(place, 0), order.length - 1);
    };
    svg.addEventListener("pointermove", (event) => {
      const place = pointed(event);
      words.textContent = `${said[place].replaceAll("_", " ")}: ${name(queries[order[place]])}`;
    });
    svg.addEventListener("pointerleave", () => (words.textContent = ""));
    svg.addEventListener("click", (event) => {
      const query = queries[order[pointed(event)]];
      query.hidden = false;
      query.open = true;
      query.scrollIntoView({ block: "center" });
      query.querySelector("summary").focus({ preventScroll: true });
    });
  }
}
