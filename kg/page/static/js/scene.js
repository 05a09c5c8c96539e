// The drawing. vis-network gets only what can be seen at the present zoom: countries from far, then bodies, then all.

KG.scene = { level: "", keep: new Set(), pairs: new Map(), nodes: null, edges: null, network: null, scale: 1 };
KG.LIMIT = 600; // things drawn at once; more cannot be read, and panning would stutter
KG.LEVELS = { country: ["country"], body: ["country", "body"], all: ["country", "body", "person", "agreement", "event"] };

KG.colours = () => {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { back: of("--back"), ink: of("--ink"), edge: of("--edge"), mark: of("--mark"), soft: of("--soft") };
};

KG.wrap = (text, width, lines) => {
  const rows = [""];
  for (const word of text.split(/\s+/)) {
    const last = rows[rows.length - 1];
    if (last && last.length + word.length >= width) rows.push(word);
    else rows[rows.length - 1] = last ? last + " " + word : word;
  }
  const cut = rows.slice(0, lines).map((row) => (row.length > width + 8 ? row.slice(0, width + 7) + "…" : row));
  if (rows.length > lines) cut[lines - 1] += "…";
  return cut.join("\n");
};

KG.startScene = () => {
  const scene = KG.scene;
  scene.nodes = new vis.DataSet();
  scene.edges = new vis.DataSet();
  scene.network = new vis.Network(KG.byId("mynetwork"), { nodes: scene.nodes, edges: scene.edges }, KG.read("kg-options"));
  scene.network.on("click", KG.clicked);
  scene.network.on("zoom", KG.soon);
  scene.network.on("dragging", KG.soon);
  scene.network.on("dragEnd", () => { KG.refresh(); KG.changed("view"); });
  scene.network.on("resize", KG.soon);
};

KG.clicked = ({ nodes, edges }) => {
  if (nodes.length) return KG.choose(nodes[0]);
  const pair = edges.length && KG.scene.pairs.get(edges[0]);
  if (pair) return KG.choosePair(pair.a, pair.b);
  return KG.choose(-1);
};

KG.timer = 0;
KG.soon = () => {
  if (KG.timer) return;
  KG.timer = setTimeout(() => { KG.timer = 0; KG.refresh(); KG.changed("view"); }, 90);
};

// Part of the plane that is on the screen, and a margin of it, in the drawing's own units
KG.window = (margin) => {
  const network = KG.scene.network, box = KG.byId("mynetwork");
  const scale = network.getScale(), centre = network.getViewPosition();
  const w = (box.clientWidth / scale / 2) * (1 + margin), h = (box.clientHeight / scale / 2) * (1 + margin);
  return { left: centre.x - w, right: centre.x + w, top: centre.y - h, bottom: centre.y + h };
};

KG.seen = (kinds, frame) => {
  const seen = [];
  for (const n of KG.scene.keep) {
    const node = KG.nodes[n];
    if (kinds.includes(node.kind) && node.x > frame.left && node.x < frame.right && node.y > frame.top && node.y < frame.bottom) seen.push(node);
  }
  return seen;
};

// The finest level whose things on the screen are few enough
KG.levelNow = (frame) => {
  if (KG.state.detail !== "auto") return KG.state.detail;
  if (KG.state.focus || KG.state.path || KG.scene.keep.size <= KG.LIMIT) return "all";
  for (const level of ["all", "body"]) if (KG.seen(KG.LEVELS[level], frame).length <= KG.LIMIT) return level;
  return "country";
};

KG.refilter = () => {
  const scene = KG.scene;
  scene.keep = KG.passing();
  scene.shared = { country: KG.shared(scene.keep, "country"), body: null };
  KG.refresh();
};

KG.refresh = () => {
  const scene = KG.scene;
  scene.level = KG.levelNow(KG.window(0));
  scene.scale = scene.network.getScale();
  const shown = KG.shownNodes();
  KG.sync(scene.nodes, shown.map((n) => KG.drawNode(KG.nodes[n])));
  KG.sync(scene.edges, KG.shownEdges(new Set(shown)));
  KG.byId("shown").textContent = KG.say("shown") + ": " + shown.length + " / " + KG.nodes.length;
  document.documentElement.dataset.level = scene.level;
};

// Everything of the level if it is little; else what is on the screen, the best connected first
KG.shownNodes = () => {
  const scene = KG.scene, kinds = KG.LEVELS[scene.level];
  const must = [KG.state.sel, ...(KG.state.path || [])].filter((n) => n >= 0);
  let nodes = [...scene.keep].map((n) => KG.nodes[n]).filter((node) => kinds.includes(node.kind));
  if (nodes.length > KG.LIMIT) {
    const frame = KG.window(0.5);
    nodes = KG.seen(kinds, frame).sort((a, b) => b.degree - a.degree || a.n - b.n).slice(0, KG.LIMIT);
    const anchors = [...scene.keep].filter((n) => KG.nodes[n].kind === "country");
    return [...new Set([...nodes.map((node) => node.n), ...anchors, ...must])].sort((a, b) => a - b);
  }
  return [...new Set([...nodes.map((node) => node.n), ...must])].sort((a, b) => a - b);
};

// Add, change and remove only what differs from what is drawn
KG.sync = (set, wanted) => {
  const known = set.kgDrawn || (set.kgDrawn = new Map());
  const next = new Map(wanted.map((item) => [item.id, JSON.stringify(item)]));
  const gone = [...known.keys()].filter((id) => !next.has(id));
  const fresh = wanted.filter((item) => known.get(item.id) !== next.get(item.id));
  if (gone.length) set.remove(gone);
  if (fresh.length) set.update(fresh);
  set.kgDrawn = next;
};

// From far a country keeps its size on the screen
KG.growth = (node) => {
  const far = KG.scene.level === "country" || (KG.scene.level === "body" && node.kind === "country");
  const floor = far ? 0.8 : KG.scene.level === "body" ? 0.5 : 0.22;
  return Math.max(1, Math.round((floor / KG.scene.scale) * 8) / 8);
};

KG.drawNode = (node) => {
  const kind = KG.kinds[node.kind], colour = KG.colours(), hollow = KG.isOpen(node);
  const marked = node.n === KG.state.sel || Boolean(KG.state.path && KG.state.path.includes(node.n));
  const grown = KG.growth(node), country = node.kind === "country";
  return {
    id: node.n, x: node.x, y: node.y, shape: kind.shape, size: kind.size * grown * (country ? 1 + Math.min(1, node.degree / 200) : 1),
    label: country && grown > 4 && node.degree < 40 ? node.code : KG.wrap(KG.label(node), country ? 18 : 22, marked ? 6 : 2),
    borderWidth: marked ? 4 * grown : 1.5,
    color: { background: hollow ? colour.back : kind.colour, border: marked ? colour.mark : kind.colour,
      highlight: { background: hollow ? colour.back : kind.colour, border: colour.mark } },
    shapeProperties: { borderDashes: hollow ? [4, 3] : false },
    font: { color: colour.ink, size: (country ? 16 : 12) * grown, strokeWidth: 3 * grown, strokeColor: colour.back },
  };
};

KG.shownEdges = (shown) => {
  const scene = KG.scene, colour = KG.colours(), drawn = [];
  scene.pairs = new Map();
  if (scene.level !== "all") {
    KG.drawPairs(drawn, scene.shared.country, shown, colour, scene.level === "country");
    if (scene.level === "body") {
      scene.shared.body = scene.shared.body || KG.shared(scene.keep, "body");
      KG.drawPairs(drawn, scene.shared.body, shown, colour, false);
    }
  }
  const path = KG.pathSteps();
  for (const edge of KG.edges) {
    if (!shown.has(edge.from) || !shown.has(edge.to)) continue;
    const onPath = path.has(edge.from + "-" + edge.to) || path.has(edge.to + "-" + edge.from);
    if (!edge.drawn && !onPath) continue;
    drawn.push(KG.drawEdge(edge, colour, onPath));
  }
  return drawn;
};

KG.drawEdge = (edge, colour, onPath) => {
  const marked = onPath || edge.from === KG.state.sel || edge.to === KG.state.sel;
  const open = KG.isOpen(KG.nodes[edge.from]) || KG.isOpen(KG.nodes[edge.to]);
  return {
    id: edge.e, from: edge.from, to: edge.to, dashes: open ? [5, 4] : false, width: onPath ? 5 : marked ? 2.5 : 1,
    color: { color: marked ? colour.mark : colour.edge, highlight: marked ? colour.mark : colour.edge, opacity: marked ? 1 : 0.55 },
  };
};

// One line for all that two sides share: its width grows with their number, which it names
KG.drawPairs = (drawn, pairs, shown, colour, named) => {
  for (const pair of pairs.values()) {
    if (!shown.has(pair.a) || !shown.has(pair.b)) continue;
    const id = "pair-" + pair.key, grown = Math.max(1, 0.8 / KG.scene.scale);
    KG.scene.pairs.set(id, pair);
    const chosen = KG.state.pair && KG.state.pair[0] === pair.a && KG.state.pair[1] === pair.b;
    const weight = pair.agreements + pair.events;
    drawn.push({
      id, from: pair.a, to: pair.b, width: (1 + 1.5 * Math.log2(1 + weight)) * (named ? grown : Math.min(grown, 2)),
      color: { color: chosen ? colour.mark : colour.edge, highlight: colour.mark, opacity: named ? 0.7 : 0.4 },
      label: named && (weight > 2 || shown.size < 25) ? "◆ " + pair.agreements + "  ▲ " + pair.events : undefined,
      font: { color: colour.soft, size: 11 * grown, strokeWidth: 3 * grown, strokeColor: colour.back },
    });
  }
};

KG.bounds = (numbers) => {
  const xs = numbers.map((n) => KG.nodes[n].x), ys = numbers.map((n) => KG.nodes[n].y);
  const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return { left: least(xs), right: most(xs), top: least(ys), bottom: most(ys) };
};

// Show these things as large as they fit, or everything that passes
KG.fit = (numbers) => {
  const wanted = numbers && numbers.length ? numbers : [...KG.scene.keep];
  const box = KG.byId("mynetwork");
  if (!wanted.length || !box.clientWidth) return;
  const b = KG.bounds(wanted);
  const scale = Math.min(box.clientWidth / (b.right - b.left + 260), box.clientHeight / (b.bottom - b.top + 200), 1.4);
  KG.scene.network.moveTo({ position: { x: (b.left + b.right) / 2, y: (b.top + b.bottom) / 2 }, scale, animation: false });
  KG.refresh();
};
