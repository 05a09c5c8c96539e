// Period: two sliders under a histogram of agreements and events by year.

KG.startTimeline = () => {
  const dated = KG.nodes.filter((node) => KG.isAct(node) && node.years.length);
  KG.byId("period").hidden = dated.length === 0;
  if (!dated.length) { KG.years = null; return; }
  KG.years = [Math.min(...dated.map((node) => node.years[0])), Math.max(...dated.map((node) => node.years[1]))];
  [KG.state.from, KG.state.to] = KG.years;
  for (const id of ["from", "to"]) {
    const slider = KG.byId(id);
    [slider.min, slider.max] = KG.years;
    slider.addEventListener("input", () => KG.slide(id));
  }
  KG.byId("undated").addEventListener("change", (event) => { KG.state.undated = event.target.checked; KG.changed("filter"); });
};

KG.slide = (id) => {
  const value = Number(KG.byId(id).value), s = KG.state;
  s[id] = value;
  if (s.from > s.to) s[id === "from" ? "to" : "from"] = value;
  KG.changed("filter");
};

KG.showTimeline = () => {
  if (!KG.years) return;
  const s = KG.state, [first, last] = KG.years, ns = "http://www.w3.org/2000/svg";
  for (const id of ["from", "to"]) { KG.byId(id).value = s[id]; KG.byId(id + "-year").textContent = s[id]; }
  KG.byId("undated").checked = s.undated;
  const counts = new Map();
  for (const node of KG.nodes) {
    if (!KG.isAct(node) || !node.years.length || s.off.has(node.kind)) continue;
    if ((s.country && !node.countries.includes(s.country)) || (s.topic && !node.topics.includes(s.topic))) continue;
    for (let year = node.years[0]; year <= node.years[1]; year += 1) counts.set(year, (counts.get(year) || 0) + 1);
  }
  const most = Math.max(1, ...counts.values()), span = last - first + 1;
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 " + span * 10 + " 40");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", KG.say("period") + " " + first + "–" + last);
  for (let year = first; year <= last; year += 1) {
    const height = (38 * (counts.get(year) || 0)) / most, bar = document.createElementNS(ns, "rect");
    const place = { x: (year - first) * 10 + 1, y: 40 - height, width: 8, height, class: year >= s.from && year <= s.to ? "in" : "" };
    for (const [key, value] of Object.entries(place)) bar.setAttribute(key, value);
    const title = document.createElementNS(ns, "title");
    title.append(year + ": " + (counts.get(year) || 0));
    bar.append(title);
    svg.append(bar);
  }
  KG.byId("histogram").replaceChildren(svg);
};
