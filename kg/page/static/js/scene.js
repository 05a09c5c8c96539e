// The drawing. vis-network gets only what can be seen at the present zoom: countries from far, then bodies, then all.

KG.scene = { level: "", keep: new Set(), pairs: new Map(), nodes: null, edges: null, network: null, scale: 1 };
KG.LIMIT = 600; // things drawn at once; more cannot be read, and panning would stutter
KG.PLOT = 2200; // square pixels that a thing and its label need on the average
KG.LEVELS = { country: ["country"], body: ["country", "body"], all: ["country", "body", "person", "agreement", "event"] };

KG.colours = () => {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { back: of("--back"), ink: of("--ink"), edge: of("--edge"), mark: of("--mark"), soft: of("--soft") };
};

KG.startScene = () => {
  const scene = KG.scene;
  scene.nodes = new vis.DataSet();
  scene.edges = new vis.DataSet();
  scene.network = new vis.Network(KG.byId("mynetwork"), { nodes: scene.nodes, edges: scene.edges }, KG.read("kg-options"));
  scene.network.on("beforeDrawing", KG.drawRegions);
  scene.network.on("click", KG.clicked);
  scene.network.on("zoom", KG.soon);
  scene.network.on("dragging", KG.soon);
  scene.network.on("dragEnd", () => { KG.follow(); KG.changed("view"); });
  scene.network.on("resize", KG.soon);
};

// The ground on which a country's own bodies and people stand
KG.regions = () => {
  const reach = new Map();
  for (const node of KG.nodes) {
    const home = node.countries.length === 1 && !KG.isAct(node) ? KG.byCode.get(node.countries[0]) : null;
    if (home) reach.set(home, Math.max(reach.get(home) || 0, Math.hypot(node.x - home.x, node.y - home.y)));
  }
  return [...reach].map(([home, radius]) => ({ home, x: home.x, y: home.y, radius: radius + 70 }));
};

KG.drawRegions = (context) => {
  if (KG.scene.level === "country") return;
  KG.scene.regions = KG.scene.regions || KG.regions();
  context.fillStyle = KG.kinds.country.colour + "12";
  for (const { home, x, y, radius } of KG.scene.regions) {
    if (!KG.scene.keep.has(home.n)) continue;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
};

KG.clicked = ({ nodes, edges }) => {
  if (nodes.length) return KG.choose(nodes[0]);
  const pair = edges.length && KG.scene.pairs.get(edges[0]);
  if (pair) return KG.choosePair(pair.a, pair.b);
  if (edges.length) return KG.chooseEdge(KG.edges[edges[0]]);
  return KG.choose(-1);
};

KG.timer = 0;
KG.soon = () => {
  if (KG.timer) return;
  KG.timer = setTimeout(() => { KG.timer = 0; KG.follow(); KG.changed("view"); }, 90);
};

// Sizes change by steps of the zoom, not with every turn of the wheel
KG.band = (scale) => Math.pow(1.2, Math.round(Math.log(scale) / Math.log(1.2)));

// After a move: draw anew only if other things, or other sizes, are due
KG.follow = () => {
  const scene = KG.scene, now = KG.window(0), had = scene.frame;
  const same = KG.band(scene.network.getScale()) === scene.scale && KG.levelNow(now) === scene.level;
  const inside = !had || (now.left >= had.left && now.right <= had.right && now.top >= had.top && now.bottom <= had.bottom);
  if (!same || !inside) KG.refresh();
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
  if (KG.state.focus || KG.state.path) return "all";
  const box = KG.byId("mynetwork"), most = Math.min(KG.LIMIT, (box.clientWidth * box.clientHeight) / KG.PLOT);
  for (const level of ["all", "body"]) if (KG.seen(KG.LEVELS[level], frame).length <= most) return level;
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
  scene.scale = KG.band(scene.network.getScale());
  scene.frame = null;
  const shown = KG.shownNodes();
  scene.colours = KG.colours();
  KG.sync(scene.nodes, KG.thin(shown.map((n) => KG.drawNode(KG.nodes[n]))));
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
    scene.frame = frame; // as long as the window stays in it, nothing new has to be drawn
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

// Things keep a readable size on the screen as one moves away, until they would touch their neighbours
KG.growth = (node) => {
  const far = Math.max(1, 0.75 / KG.scene.scale);
  if (node.kind !== "country") return Math.min(far, 2.4);
  return Math.min(far, KG.scene.level === "country" ? KG.roomOf(node) / KG.kinds.country.size : 2.8);
};
// Half of a country's share of the way to the nearest other one
KG.roomOf = (node) => {
  if (!node.room) {
    const others = KG.nodes.filter((other) => other.kind === "country" && other !== node);
    const near = others.reduce((least, other) => Math.min(least, Math.hypot(other.x - node.x, other.y - node.y)), Infinity);
    node.room = Math.max(KG.kinds.country.size, near * 0.2);
  }
  return node.room;
};

KG.drawNode = (node) => {
  const kind = KG.kinds[node.kind], colour = KG.scene.colours, hollow = KG.isOpen(node);
  const marked = KG.isMarked(node), grown = KG.growth(node), country = node.kind === "country";
  const font = (country ? 15 : 12) * Math.max(1, 0.9 / KG.scene.scale);
  return {
    id: node.n, x: node.x, y: node.y, shape: kind.shape, size: kind.size * grown,
    label: KG.wrap(KG.label(node), country ? 18 : 22, marked ? 4 : 2),
    borderWidth: marked ? 4 : 1.5, // vis-network draws it in pixels of the screen
    color: { background: hollow ? colour.back : kind.colour, border: marked ? colour.mark : kind.colour,
      highlight: { background: hollow ? colour.back : kind.colour, border: colour.mark } },
    shapeProperties: { borderDashes: hollow ? [4 * grown, 3 * grown] : false },
    font: { color: colour.ink, size: font, strokeWidth: font / 4, strokeColor: colour.back },
  };
};
KG.isMarked = (node) => node.n === KG.state.sel || Boolean(KG.state.path && KG.state.path.includes(node.n));

KG.shownEdges = (shown) => {
  const scene = KG.scene, colour = scene.colours, drawn = [];
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
  const grown = Math.min(4, Math.max(1, 0.9 / KG.scene.scale));
  return {
    id: edge.e, from: edge.from, to: edge.to, dashes: open ? [5 * grown, 4 * grown] : false,
    width: (onPath ? 5 : marked ? 2.5 : 1) * grown,
    color: { color: marked ? colour.mark : colour.edge, highlight: marked ? colour.mark : colour.edge, opacity: marked ? 1 : 0.7 },
  };
};

KG.STRONGEST = 150; // pairs drawn at once; the weakest of a big graph are only a grey veil

// One line for all that two sides share: its width grows with their number, which it names
KG.drawPairs = (drawn, pairs, shown, colour, named) => {
  const weight = (pair) => pair.agreements + pair.events, s = KG.state;
  const chosen = (pair) => Boolean(s.pair && s.pair[0] === pair.a && s.pair[1] === pair.b);
  const near = (pair) => chosen(pair) || pair.a === s.sel || pair.b === s.sel;
  const ranked = [...pairs.values()].filter((pair) => shown.has(pair.a) && shown.has(pair.b))
    .sort((x, y) => near(y) - near(x) || weight(y) - weight(x) || x.a - y.a || x.b - y.b).slice(0, KG.STRONGEST);
  const most = Math.max(1, ...ranked.map(weight)), grown = Math.max(1, 0.9 / KG.scene.scale);
  const taken = named ? [...shown].map((n) => KG.nodes[n]).map((node) => KG.around(node.x, node.y, 40 * grown, 26 * grown)) : [];
  ranked.forEach((pair, i) => {
    const spot = KG.around((KG.nodes[pair.a].x + KG.nodes[pair.b].x) / 2, (KG.nodes[pair.a].y + KG.nodes[pair.b].y) / 2, 32 * grown, 8 * grown);
    const free = named && (near(pair) || (i < 40 && !taken.some((other) => KG.overlap(spot, other))));
    if (free) taken.push(spot);
    const id = "pair-" + pair.key, share = Math.sqrt(weight(pair) / most);
    KG.scene.pairs.set(id, pair);
    drawn.push({
      id, from: pair.a, to: pair.b, width: (0.7 + (named ? 7 : 2) * share) * grown,
      color: { color: near(pair) ? colour.mark : colour.edge, highlight: colour.mark, opacity: near(pair) ? 0.9 : (named ? 0.25 : 0.15) + 0.5 * share },
      label: free ? "◆ " + pair.agreements + "  ▲ " + pair.events : "",
      font: { color: colour.ink, size: 11 * grown, strokeWidth: 3 * grown, strokeColor: colour.back },
    });
  });
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
  const b = KG.bounds(wanted), margin = (length) => Math.min(150, length * 0.25); // room for labels
  const scale = Math.min((box.clientWidth - margin(box.clientWidth)) / (b.right - b.left + 60), (box.clientHeight - margin(box.clientHeight)) / (b.bottom - b.top + 60), 1.4);
  KG.scene.network.moveTo({ position: { x: (b.left + b.right) / 2, y: (b.top + b.bottom) / 2 }, scale, animation: false });
  KG.refresh();
};
