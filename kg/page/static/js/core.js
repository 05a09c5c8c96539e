// Data, words, state, and the few helpers that every other part uses. Text reaches the page only as text nodes.
const KG = {};

KG.read = (id) => JSON.parse(document.getElementById(id).textContent);
KG.data = KG.read("kg-data");
KG.drawing = KG.read("kg-nodes");
KG.byId = (id) => document.getElementById(id);

KG.state = {
  lang: document.documentElement.lang, theme: "", sel: -1, pair: null, focus: 0, path: null, picking: false,
  off: new Set(), country: "", topic: "", status: "", from: null, to: null, undated: true, detail: "auto",
};

KG.kinds = Object.fromEntries(KG.data.kinds.map(([key, colour, shape, size]) => [key, { key, colour, shape, size }]));

KG.nodes = KG.data.nodes.map((raw, n) => ({
  n, iri: raw.i, kind: raw.k, type: raw.t || "", labels: raw.l, alt: raw.a || [], countries: raw.c || [], code: raw.o || "",
  dates: raw.d || ["", ""], years: raw.b || [], status: raw.s || "", topics: raw.p || [],
  x: KG.drawing[n].x, y: KG.drawing[n].y, degree: 0, next: [],
}));
KG.byIri = new Map(KG.nodes.map((node) => [node.iri, node]));
KG.byCode = new Map(KG.nodes.filter((node) => node.code).map((node) => [node.code, node]));
KG.edges = KG.data.edges.map(([from, to, role, drawn], e) => ({ e, from, to, role, drawn: drawn === 1 }));
for (const edge of KG.edges) {
  KG.nodes[edge.from].next.push({ to: edge.to, edge });
  KG.nodes[edge.to].next.push({ to: edge.from, edge });
  KG.nodes[edge.from].degree += 1;
  KG.nodes[edge.to].degree += 1;
}
KG.isAct = (node) => node.kind === "agreement" || node.kind === "event";
// a document that nobody has signed yet, or a meeting not yet held, must not look like one that has been
KG.isOpen = (node) => ["discussed", "planned", "drafted"].includes(node.status);

KG.pick = (labels) => {
  if (!labels) return "";
  for (const tag of [KG.state.lang, "ru", "", ...Object.keys(labels)]) if (labels[tag]) return labels[tag];
  return "";
};
KG.label = (node) => KG.pick(node.labels);
KG.word = (section, key) => {
  const entry = KG.data.words[section][key];
  return entry ? entry[KG.state.lang] : key;
};
KG.say = (key) => KG.word("ui", key);
KG.what = (node) => (node.type && KG.data.words.types[node.type] ? KG.word("types", node.type) : KG.word("kinds", node.kind));

// Partial dates stay partial: "2025-03" is "март 2025", a date without a year says so
KG.date = (text) => {
  if (!text) return "";
  const bare = text.startsWith("--"), parts = text.replace(/^--/, "").split("-");
  const month = bare ? parts.length === 1 : parts.length === 2;
  const words = month ? [KG.word("months", bare ? parts[0] : parts[1]), bare ? "" : parts[0]].join(" ").trim() : parts.reverse().join(".");
  return bare ? words + " (" + KG.say("year_unknown") + ")" : words;
};
KG.when = (node) => {
  const [start, end] = node.dates.map(KG.date);
  return end && end !== start ? start + " – " + end : start;
};

KG.el = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};

// "ё" and "е", "ў" and "у", "і" and "и" are one letter to somebody who types in a hurry
KG.plain = (text) => text.toLocaleLowerCase("ru").replace(/[ёў]/g, (c) => (c === "ё" ? "е" : "у")).replace(/і/g, "и")
  .normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[«»"'“”„()]/g, "");

KG.listeners = [];
KG.listen = (listener) => KG.listeners.push(listener);
// what: "view", "select", "filter", "language", "theme"
KG.changed = (what) => { for (const listener of KG.listeners) listener(what); };

KG.icon = (kind, hollow) => {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("width", "18"); svg.setAttribute("height", "18"); svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("class", "icon"); svg.setAttribute("aria-hidden", "true");
  svg.append(KG.shape(ns, KG.kinds[kind], 0, 0, 8, hollow));
  return svg;
};

// the same shapes as vis-network's, as an SVG element
KG.outline = (shape, size) => {
  const ring = (count, turn, reach) => Array.from({ length: count }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / count;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
  if (shape === "hexagon") return ring(6, 0, size);
  if (shape === "diamond") return ring(4, 0, size);
  if (shape === "triangle") return ring(3, -Math.PI / 2, size * 1.1);
  if (shape === "square") return ring(4, Math.PI / 4, size * Math.SQRT2);
  return null;
};
KG.shape = (ns, kind, x, y, size, hollow) => {
  const points = KG.outline(kind.shape, size);
  const made = document.createElementNS(ns, points ? "polygon" : "circle");
  if (points) made.setAttribute("points", points.map(([a, b]) => (x + a).toFixed(1) + "," + (y + b).toFixed(1)).join(" "));
  else { made.setAttribute("cx", x); made.setAttribute("cy", y); made.setAttribute("r", size); }
  made.setAttribute("fill", hollow ? "none" : kind.colour);
  made.setAttribute("stroke", kind.colour);
  made.setAttribute("stroke-width", "1.5");
  if (hollow) made.setAttribute("stroke-dasharray", "4 3");
  return made;
};
