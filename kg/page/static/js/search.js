// Search over every name in every language, with suggestions (the ARIA combobox pattern).

KG.found = [];
KG.active = -1;

// Names as somebody writes them who has no Cyrillic keyboard; spellings differ, so they are compared by what they share:
// "Zalessky", "Zalesskiy" and "Залесский" are "zaleski"
KG.LATIN = { а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", й: "i", к: "k", л: "l", м: "m", н: "n", о: "o",
  п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "ts", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "i", ь: "", э: "e", ю: "iu", я: "ia" };
KG.latin = (plain) => [...plain].map((c) => (c in KG.LATIN ? KG.LATIN[c] : c)).join("").replace(/shch/g, "sh").replace(/kh/g, "h")
  .replace(/x/g, "ks").replace(/[yj]/g, "i").replace(/['’]/g, "").replace(/(.)\1+/g, "$1");

KG.startSearch = () => {
  for (const node of KG.nodes) {
    node.names = [...Object.values(node.labels), ...node.alt, node.code].filter(Boolean);
    node.keys = node.names.map(KG.plain);
    node.latin = node.keys.map(KG.latin);
  }
  const input = KG.byId("query");
  input.addEventListener("input", KG.suggest);
  input.addEventListener("focus", KG.suggest);
  input.addEventListener("keydown", KG.searchKey);
  input.addEventListener("blur", () => setTimeout(KG.hideSuggestions, 150));
};

// A name that begins with the words comes before one where a word does, and that before any other place
KG.lookUp = (text) => {
  const wanted = KG.plain(text).trim();
  if (!wanted) return [];
  const hits = [], sounds = /[a-z]/.test(wanted) && wanted.length > 2 ? KG.latin(wanted) : "";
  for (const node of KG.nodes) {
    let best = 9, name = "";
    node.keys.forEach((key, i) => {
      const at = key.indexOf(wanted);
      if (at < 0) return;
      const rank = key === wanted ? 0 : at === 0 ? 1 : /\s|-/.test(key[at - 1]) ? 2 : wanted.length > 2 ? 3 : 9;
      if (rank < best) { best = rank; name = node.names[i]; }
    });
    const alike = sounds && best === 9 ? node.latin.findIndex((key) => (" " + key).includes(" " + sounds)) : -1;
    if (alike >= 0) { best = 4; name = node.names[alike]; }
    if (best < 9) hits.push({ node, best, name });
  }
  const kinds = Object.keys(KG.kinds);
  hits.sort((a, b) => a.best - b.best || kinds.indexOf(a.node.kind) - kinds.indexOf(b.node.kind) || b.node.degree - a.node.degree || a.node.n - b.node.n);
  return hits.slice(0, 12);
};

KG.suggest = () => {
  const input = KG.byId("query"), list = KG.byId("suggestions");
  KG.found = KG.lookUp(input.value);
  KG.active = -1;
  const rows = KG.found.map(({ node, name }, i) => KG.el("li", { role: "option", id: "option-" + i, "aria-selected": "false",
    onmousedown: (event) => { event.preventDefault(); KG.take(i); } },
    KG.icon(node.kind, KG.isOpen(node)), name === KG.label(node) ? name : KG.label(node) + " (" + name + ")", KG.el("small", {}, KG.what(node))));
  if (!rows.length && input.value.trim()) rows.push(KG.el("li", { role: "option", "aria-disabled": "true" }, KG.say("nothing")));
  list.replaceChildren(...rows);
  list.hidden = !rows.length;
  input.setAttribute("aria-expanded", String(rows.length > 0));
  input.removeAttribute("aria-activedescendant");
};

KG.searchKey = (event) => {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves && KG.found.length) {
    event.preventDefault();
    KG.active = (KG.active + moves[event.key] + KG.found.length) % KG.found.length;
    [...KG.byId("suggestions").children].forEach((row, i) => row.setAttribute("aria-selected", String(i === KG.active)));
    event.target.setAttribute("aria-activedescendant", "option-" + KG.active);
    KG.byId("option-" + KG.active).scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && KG.found.length) KG.take(Math.max(0, KG.active));
  else if (event.key === "Escape") { event.target.value = ""; KG.hideSuggestions(); KG.byId("mynetwork").focus(); }
};

KG.take = (i) => {
  const { node } = KG.found[i];
  KG.byId("query").value = "";
  KG.hideSuggestions();
  KG.goTo(node.n);
};

KG.hideSuggestions = () => {
  KG.byId("suggestions").hidden = true;
  KG.byId("query").setAttribute("aria-expanded", "false");
};
