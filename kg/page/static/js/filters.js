// The legend, whose boxes switch kinds on and off, and the filters by country, topic, status and detail.

KG.startFilters = () => {
  for (const id of ["country", "topic", "status", "detail"]) {
    KG.byId(id).addEventListener("change", (event) => {
      KG.state[id] = event.target.value;
      KG.changed(id === "detail" ? "detail" : "filter");
    });
  }
  KG.byId("reset").addEventListener("click", KG.reset);
};

KG.reset = () => {
  const s = KG.state;
  Object.assign(s, { country: "", topic: "", status: "", detail: "auto", undated: true, focus: 0, path: null, pair: null, picking: false });
  if (KG.years) [s.from, s.to] = KG.years;
  s.off.clear();
  KG.changed("filter");
  KG.fit();
  KG.changed("view");
};

KG.showFilters = () => {
  const s = KG.state;
  KG.showLegend();
  const by = (a, b) => a[1].localeCompare(b[1], s.lang);
  const countries = KG.nodes.filter((node) => node.code).map((node) => [node.code, KG.label(node)]).sort(by);
  const topics = Object.entries(KG.data.topics).map(([iri, labels]) => [iri, KG.pick(labels)]).sort(by);
  const known = new Set(KG.nodes.map((node) => node.status));
  const statuses = Object.keys(KG.data.words.statuses).filter((key) => known.has(key)).map((key) => [key, KG.word("statuses", key)]);
  KG.fill("country", countries, s.country);
  KG.fill("topic", topics, s.topic);
  KG.fill("status", statuses, s.status);
  const details = ["auto", "country", "body", "all"].map((key) => [key, KG.say("detail_" + key)]);
  KG.byId("detail").replaceChildren(...details.map(([value, text]) => KG.el("option", { value }, text)));
  KG.byId("detail").value = s.detail;
};

KG.fill = (id, rows, value) => {
  const all = KG.el("option", { value: "" }, KG.say("any"));
  KG.byId(id).replaceChildren(all, ...rows.map(([key, text]) => KG.el("option", { value: key }, text)));
  KG.byId(id).value = value;
};

KG.showLegend = () => {
  const rows = Object.values(KG.kinds).map((kind) => {
    const box = KG.el("input", { type: "checkbox", "data-kind": kind.key });
    box.checked = !KG.state.off.has(kind.key);
    box.addEventListener("change", () => {
      if (box.checked) KG.state.off.delete(kind.key); else KG.state.off.add(kind.key);
      KG.changed("filter");
    });
    const count = KG.nodes.filter((node) => node.kind === kind.key).length;
    return KG.el("li", {}, KG.el("label", {}, box, KG.icon(kind.key), KG.el("span", {}, KG.word("kinds", kind.key)), KG.el("small", {}, String(count))));
  });
  KG.byId("legend").replaceChildren(...rows);
};
