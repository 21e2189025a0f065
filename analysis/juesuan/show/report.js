// Search, filter and sort over the findings and documents of the page, which stand in it as data.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const field = (name) => document.getElementById(name);
  const [list, count, step] = [field("list"), field("count"), 50];
  const text = data.findings.map((each) =>
    [each.title, each.message, each.document, each.table, each.place, each.hint, each.printed, each.against]
      .join(" ").toLowerCase());

  const make = (tag, name, words) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (words !== undefined && words !== null) made.textContent = words;
    return made;
  };

  const page = (document_) => "../pages/" + encodeURIComponent(document_) + ".html";
  const wordsOf = (name) => field(name).value.toLowerCase().split(/\s+/).filter(Boolean);

  // Puts what is chosen into a place, so many at a time, and a button for the rest behind it.
  const inSteps = (place, foot, chosen, draw) => {
    let shown = 0;
    const more = () => {
      foot.querySelector("button")?.remove();
      for (const each of chosen.slice(shown, shown + step)) place.append(draw(each));
      shown = Math.min(shown + step, chosen.length);
      if (shown < chosen.length) {
        const button = make("button", "", data.words.more + " (" + (chosen.length - shown) + ")");
        button.type = "button";
        button.addEventListener("click", more);
        foot.append(button);
      }
    };
    place.replaceChildren();
    foot.querySelector("button")?.remove();
    more();
  };

  const waiting = (form, act) => {
    let timer;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(act, 120);
    });
    act();
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
    link.href = page(each.document) + "#f" + each.order[1];
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

  const orders = {
    weight: (a, b) => a.order[0] - b.order[0] || Math.abs(b.difference || 0) - Math.abs(a.difference || 0),
    amount: (a, b) => Math.abs(b.difference || 0) - Math.abs(a.difference || 0),
    document: (a, b) => a.document.localeCompare(b.document, "zh"),
    kind: (a, b) => a.kind.localeCompare(b.kind),
    table: (a, b) => (a.table || "").localeCompare(b.table || "", "zh"),
  };

  const update = () => {
    const words = wordsOf("search");
    const wanted = ["severity", "kind", "table", "document"].map((name) => [name, field(name).value]);
    const least = Number(field("least").value) || 0;
    const order = orders[field("sort").value];
    const chosen = [...data.findings.keys()].filter((at) =>
      words.every((word) => text[at].includes(word)) &&
      wanted.every(([name, value]) => !value || data.findings[at][name] === value) &&
      Math.abs(data.findings[at].difference || 0) >= least);
    chosen.sort((a, b) => order(data.findings[a], data.findings[b]) || a - b);
    count.textContent = chosen.length.toLocaleString("en") + " / " + data.findings.length.toLocaleString("en");
    inSteps(list, list, chosen, (at) => card(data.findings[at]));
  };

  const row = (each) => {
    const [id, title, source, tables, amounts, disclosed, ...counts] = each;
    const made = make("tr");
    const [first, link] = [make("td"), make("a", "", title)];
    link.href = page(id);
    first.append(link, make("br"), make("span", "dim", source));
    made.append(first);
    const held = counts[0] + counts[1] + counts[2];
    const share = held ? Math.floor((1000 * counts[0]) / held) / 10 + " %" : "–";
    for (const words of [tables, amounts.toLocaleString("en"), disclosed]) made.append(make("td", "n", words));
    counts.forEach((number, at) =>
      made.append(make("td", at === 2 && number ? "n wrong" : "n", number.toLocaleString("en"))));
    const [last, bar] = [make("td"), make("span", "bar")];
    counts.forEach((number, at) => {
      if (!number) return;
      const part = make("i", data.verdicts[at]);
      part.style.flex = number;
      bar.append(part);
    });
    last.append(bar);
    made.append(make("td", "n", share), last);
    return made;
  };

  const find = () => {
    const words = wordsOf("find");
    const chosen = data.documents.filter((each) => {
      const said = (each[1] + " " + each[2]).toLowerCase();
      return words.every((word) => said.includes(word));
    });
    inSteps(field("read"), field("further"), chosen, row);
  };

  if (field("controls")) {
    for (const name of ["severity", "kind", "table", "document"]) {
      const called = { severity: data.severities, kind: data.kinds }[name] || {};
      for (const value of new Set(data.findings.map((each) => each[name]).filter(Boolean))) {
        const option = make("option", "", called[value] || value);
        option.value = value;
        field(name).append(option);
      }
    }
    waiting(field("controls"), update);
  }
  if (field("finder")) waiting(field("finder"), find);
})();
