// Search, filter and sort over the findings of the page, which stand in it as data.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const controls = document.getElementById("controls");
  if (!controls) return;
  const field = (name) => document.getElementById(name);
  const [list, count, step] = [field("list"), field("count"), 50];
  const text = data.findings.map((each) =>
    [each.title, each.message, each.document, each.table, each.place, each.hint, each.printed, each.against]
      .join(" ").toLowerCase());
  let [chosen, shown] = [[], 0];

  const make = (tag, name, words) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (words !== undefined && words !== null) made.textContent = words;
    return made;
  };

  const figure = (label, words, name) => {
    const pair = make("div");
    pair.append(make("dt", "", label), make("dd", name, words || "–"));
    return pair;
  };

  const card = (each) => {
    const made = make("article", "finding " + each.severity);
    const about = [data.severities[each.severity], each.document, each.place].filter(Boolean);
    const link = make("a", "", each.title || data.kinds[each.kind] || each.kind);
    link.href = "../pages/" + encodeURIComponent(each.document) + ".html#f" + each.order[1];
    const head = make("h3");
    head.append(link);
    made.append(head);
    made.append(make("div", "dim", about.join(data.comma)));
    if (each.printed || each.against) {
      const figures = make("dl", "figures");
      figures.append(figure(data.words.printed, each.printed), figure(data.words.against, each.against));
      if (each.difference !== null) {
        const money = each.difference.toLocaleString("en", { minimumFractionDigits: 2 });
        figures.append(figure(data.words.difference, money + " " + data.money, "wrong"));
      }
      made.append(figures);
    }
    made.append(make("div", "", each.message));
    if (each.suspect) {
      const likeliest = make("div", "", data.words.likeliest + " ");
      likeliest.append(make("mark", "", each.suspect));
      made.append(likeliest);
    }
    if (each.hint) made.append(make("div", "", each.hint));
    return made;
  };

  const more = () => {
    list.querySelector("button")?.remove();
    for (const at of chosen.slice(shown, shown + step)) list.append(card(data.findings[at]));
    shown = Math.min(shown + step, chosen.length);
    if (shown < chosen.length) {
      const button = make("button", "", data.words.more + " (" + (chosen.length - shown) + ")");
      button.type = "button";
      button.addEventListener("click", more);
      list.append(button);
    }
  };

  const orders = {
    weight: (a, b) => a.order[0] - b.order[0] || Math.abs(b.difference || 0) - Math.abs(a.difference || 0),
    amount: (a, b) => Math.abs(b.difference || 0) - Math.abs(a.difference || 0),
    document: (a, b) => a.document.localeCompare(b.document, "zh"),
    kind: (a, b) => a.kind.localeCompare(b.kind),
    table: (a, b) => (a.table || "").localeCompare(b.table || "", "zh"),
  };

  const update = () => {
    const words = field("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = ["severity", "kind", "table", "document"].map((name) => [name, field(name).value]);
    const order = orders[field("sort").value];
    chosen = [...data.findings.keys()].filter((at) =>
      words.every((word) => text[at].includes(word)) &&
      wanted.every(([name, value]) => !value || data.findings[at][name] === value));
    chosen.sort((a, b) => order(data.findings[a], data.findings[b]) || a - b);
    count.textContent = chosen.length.toLocaleString("en") + " / " + data.findings.length.toLocaleString("en");
    list.replaceChildren();
    shown = 0;
    more();
  };

  for (const name of ["severity", "kind", "table", "document"]) {
    const called = { severity: data.severities, kind: data.kinds }[name] || {};
    for (const value of new Set(data.findings.map((each) => each[name]).filter(Boolean))) {
      const option = make("option", "", called[value] || value);
      option.value = value;
      field(name).append(option);
    }
  }
  controls.hidden = false;
  controls.addEventListener("submit", (event) => event.preventDefault());
  let waiting;
  controls.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  });
  update();
})();
