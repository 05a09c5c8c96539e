// State of the page in its address, languages, light and dark, and the start.

KG.fragment = () => {
  const s = KG.state, network = KG.scene.network, parts = new URLSearchParams();
  const put = (key, value) => { if (value) parts.set(key, value); };
  const iri = (n) => (n >= 0 ? KG.nodes[n].iri : "");
  put("l", s.lang);
  put("th", s.theme);
  put("s", iri(s.sel));
  put("pair", s.pair && s.pair.map(iri).join(" "));
  put("path", s.path && [s.path[0], s.path[s.path.length - 1]].map(iri).join(" "));
  put("f", s.focus && String(s.focus));
  put("off", [...s.off].sort().join(" "));
  put("c", s.country);
  put("t", s.topic);
  put("st", s.status);
  if (KG.years && (s.from > KG.years[0] || s.to < KG.years[1])) put("y", s.from + "-" + s.to);
  put("u", s.undated ? "" : "0");
  put("d", s.detail === "auto" ? "" : s.detail);
  const at = network.getViewPosition();
  put("v", [Math.round(at.x), Math.round(at.y), Number(network.getScale().toPrecision(3))].join(","));
  return "#" + parts.toString();
};

// Values from the address are used only where they name something that exists here
KG.restore = () => {
  const parts = new URLSearchParams(location.hash.slice(1)), s = KG.state;
  const node = (text) => (KG.byIri.has(text) ? KG.byIri.get(text).n : -1);
  const two = (text) => (text || "").split(" ").map(node);
  if (["ru", "be", "en"].includes(parts.get("l"))) s.lang = parts.get("l");
  if (["dark", "light"].includes(parts.get("th"))) s.theme = parts.get("th");
  Object.assign(s, { sel: node(parts.get("s")), path: null, picking: false });
  s.off = new Set((parts.get("off") || "").split(" ").filter((kind) => kind in KG.kinds));
  s.country = KG.byCode.has(parts.get("c")) ? parts.get("c") : "";
  s.topic = Object.hasOwn(KG.data.topics, parts.get("t") || "") ? parts.get("t") : "";
  s.status = Object.hasOwn(KG.data.words.statuses, parts.get("st") || "") ? parts.get("st") : "";
  s.undated = parts.get("u") !== "0";
  s.detail = ["country", "body", "all"].includes(parts.get("d")) ? parts.get("d") : "auto";
  s.focus = s.sel >= 0 && ["1", "2"].includes(parts.get("f")) ? Number(parts.get("f")) : 0;
  const years = /^(\d{4})-(\d{4})$/.exec(parts.get("y") || "");
  if (KG.years) [s.from, s.to] = years ? [Number(years[1]), Number(years[2])] : KG.years;
  const pair = two(parts.get("pair")), path = two(parts.get("path"));
  s.pair = pair.length === 2 && pair.every((n) => n >= 0) ? pair : null;
  KG.wantedPath = path.length === 2 && path.every((n) => n >= 0) ? path : null;
  const view = (parts.get("v") || "").split(",").map(Number);
  return view.length === 3 && view.every(Number.isFinite) && view[2] > 0 ? view : null;
};

KG.remember = () => history.replaceState(null, "", KG.fragment());
// browsers refuse addresses that change too often, as they would while one pans
KG.later = () => { clearTimeout(KG.waiting); KG.waiting = setTimeout(KG.remember, 200); };

KG.dress = () => {
  const dark = KG.state.theme ? KG.state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
};

KG.translate = () => {
  document.documentElement.lang = KG.state.lang;
  KG.byId("language").value = KG.state.lang;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = KG.say(node.dataset.say);
  document.title = KG.byId("title").textContent;
  for (const node of document.querySelectorAll("[data-title]")) {
    node.title = KG.say(node.dataset.title);
    node.setAttribute("aria-label", KG.say(node.dataset.title));
  }
  const names = { query: "search", suggestions: "search", language: "language", side: "filters", panel: "panel", mynetwork: "graph", tools: "tools" };
  for (const [id, key] of Object.entries(names)) KG.byId(id).setAttribute("aria-label", KG.say(key));
  KG.byId("query").placeholder = KG.say("search");
};

KG.react = (what) => {
  if (what === "theme") KG.dress();
  if (what === "language") { KG.translate(); KG.showFilters(); }
  if (what === "filter" || what === "language") { KG.showTimeline(); KG.showFilters(); }
  if (what === "filter") KG.refilter();
  if (["select", "theme", "language", "detail"].includes(what)) KG.refresh();
  if (["select", "filter", "language"].includes(what)) KG.showPanel();
  KG.later();
};

KG.startTools = () => {
  const on = (id, act, kind) => KG.byId(id).addEventListener(kind || "click", act);
  on("language", (event) => { KG.state.lang = event.target.value; KG.changed("language"); }, "change");
  on("theme", () => {
    KG.state.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    KG.changed("theme");
  });
  on("fit", () => { KG.fit(); KG.changed("view"); });
  on("png", KG.savePng);
  on("svg", KG.saveSvg);
  on("help", KG.showHelp);
  on("link", KG.copyLink);
  on("menu", () => {
    const open = KG.byId("side").classList.toggle("open");
    KG.byId("menu").setAttribute("aria-expanded", String(open));
  });
};

KG.copyLink = () => {
  KG.remember();
  const done = () => { KG.byId("shown").textContent = KG.say("copied"); };
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, done);
  else done();
};

// Bring the whole page to the state that its address names
KG.open = () => {
  const view = KG.restore();
  KG.dress();
  KG.translate();
  KG.showFilters();
  KG.showTimeline();
  KG.scene.keep = KG.passing();
  if (view) KG.scene.network.moveTo({ position: { x: view[0], y: view[1] }, scale: view[2], animation: false });
  KG.refilter();
  if (!view) KG.fit();
  if (KG.wantedPath) { KG.state.sel = KG.wantedPath[0]; KG.state.path = KG.route(...KG.wantedPath) || KG.wantedPath; KG.refresh(); }
  KG.showPanel();
};

KG.start = () => {
  KG.startTimeline();
  KG.startSearch();
  KG.startFilters();
  KG.startTools();
  KG.startKeys();
  KG.startScene();
  KG.open();
  KG.listen(KG.react);
  addEventListener("hashchange", KG.open);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => KG.changed("theme"));
  KG.scene.network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
};
KG.start();
