// Choosing things, their neighbours, and the way from one to another.

KG.choose = (n) => {
  const s = KG.state;
  if (s.picking && n >= 0) return KG.endPath(n);
  Object.assign(s, { sel: n, pair: null, path: null, picking: false });
  if (n < 0) s.focus = 0;
  KG.changed(s.focus || n < 0 ? "filter" : "select");
  return n;
};

KG.choosePair = (a, b) => {
  Object.assign(KG.state, { sel: -1, pair: [a, b], path: null, picking: false });
  KG.changed("select");
};

// The two ends of a line, and the fact that draws it
KG.chooseEdge = (edge) => {
  Object.assign(KG.state, { sel: edge.from, pair: null, path: [edge.from, edge.to], picking: false });
  KG.changed("select");
};

// Choose a thing and bring it into view, near enough to be drawn
KG.goTo = (n) => {
  const node = KG.nodes[n], network = KG.scene.network;
  const picked = KG.state.picking;
  KG.choose(n);
  if (picked) return;
  const near = node.kind === "country" ? 0.4 : 0.7;
  network.moveTo({ position: { x: node.x, y: node.y }, scale: Math.max(network.getScale(), near), animation: false });
  KG.refresh();
  KG.changed("view");
  const heading = KG.byId("panel").querySelector("h2.name");
  if (heading) heading.focus({ preventScroll: true }); // so that a screen reader goes on there
};

KG.setFocus = (steps) => {
  KG.state.focus = KG.state.sel >= 0 ? steps : 0;
  KG.changed("filter");
  KG.fit();
  KG.changed("view");
};

KG.startPath = (from) => {
  Object.assign(KG.state, { picking: true, sel: from });
  KG.changed("select");
};

KG.endPath = (to) => {
  const s = KG.state, from = s.sel;
  Object.assign(s, { picking: false, pair: null, path: KG.route(from, to) || [from, to] });
  KG.changed("select");
  KG.fit(s.path);
  KG.changed("view");
  return to;
};

// The cheapest way over things that pass the filters. A country costs four steps: that two bodies are of one
// country says little; that they signed one document says much. Equal ways are settled by the smaller number.
KG.route = (from, to) => {
  const keep = KG.scene.keep, cost = new Map([[from, 0]]), before = new Map(), queue = [[from]];
  for (let spent = 0; spent < queue.length && spent < 200; spent += 1) {
    for (const n of (queue[spent] || []).sort((a, b) => a - b)) {
      if (cost.get(n) !== spent) continue;
      if (n === to) return KG.walkBack(before, from, to);
      for (const { to: m } of KG.nodes[n].next) {
        const price = spent + (KG.nodes[m].kind === "country" && m !== to ? 4 : 1);
        if (!(keep.has(m) || m === to) || (cost.has(m) && cost.get(m) <= price)) continue;
        cost.set(m, price);
        before.set(m, n);
        (queue[price] = queue[price] || []).push(m);
      }
    }
  }
  return null;
};
KG.walkBack = (before, from, to) => {
  const way = [to];
  while (way[0] !== from) way.unshift(before.get(way[0]));
  return way;
};

KG.pathSteps = () => {
  const path = KG.state.path || [];
  return new Set(path.slice(1).map((n, i) => path[i] + "-" + n));
};

KG.pathPanel = () => {
  const path = KG.state.path, parts = [KG.el("h2", { class: "name" }, KG.say("path_found"))];
  const joined = path.length > 2 || KG.nodes[path[0]].next.some(({ to }) => to === path[1]);
  if (!joined) parts.push(KG.el("p", {}, KG.say("path_none")));
  const list = KG.el("ul", { id: "path" });
  path.forEach((n, i) => {
    const line = KG.el("li", {}, KG.icon(KG.nodes[n].kind, KG.isOpen(KG.nodes[n])), " ", KG.thing(n));
    const step = joined && i > 0 ? KG.why(path[i - 1], n) : null;
    if (step) line.append(...step);
    list.append(line);
  });
  parts.push(list, KG.el("div", { class: "acts" }, KG.el("button", { type: "button", id: "path-clear", onclick: () => KG.choose(path[0]) }, KG.say("close"))));
  return parts;
};

// The fact that joins two neighbours, with its sentence
KG.why = (a, b) => {
  const fact = KG.data.facts[b].find((one) => one.n === a) || KG.data.facts[a].find((one) => one.n === b);
  if (!fact) return [];
  const role = KG.word(fact.in ? "inverse" : "roles", fact.r);
  return [KG.el("small", {}, " " + [role, KG.pick(fact.x)].filter(Boolean).join(": ")), ...(fact.p ? KG.quotes(fact.p.slice(0, 1)) : [])];
};
