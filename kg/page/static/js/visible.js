// Which things pass the filters, and what countries and bodies have in common once they do.

KG.narrowed = () => {
  const s = KG.state, years = KG.years;
  return Boolean(s.topic || s.status || !s.undated || (years && (s.from > years[0] || s.to < years[1])));
};

KG.actPasses = (node) => {
  const s = KG.state;
  if (s.off.has(node.kind)) return false;
  if (s.country && !node.countries.includes(s.country)) return false;
  if (s.topic && !node.topics.includes(s.topic)) return false;
  if (s.status && node.status !== s.status) return false;
  if (!node.years.length) return s.undated;
  return !KG.years || (node.years[1] >= s.from && node.years[0] <= s.to);
};

// Set of numbers of things that pass. Under a filter on acts, everybody else stays only if an act that passes names them.
KG.passing = () => {
  const s = KG.state, keep = new Set(), named = new Set();
  for (const node of KG.nodes) {
    if (!KG.isAct(node) || !KG.actPasses(node)) continue;
    keep.add(node.n);
    for (const { to } of node.next) named.add(to);
    for (const code of node.countries) if (KG.byCode.has(code)) named.add(KG.byCode.get(code).n);
  }
  const narrow = KG.narrowed();
  for (const node of KG.nodes) {
    if (KG.isAct(node) || s.off.has(node.kind)) continue;
    const near = named.has(node.n);
    const home = s.country ? node.countries.includes(s.country) : true;
    if (narrow ? near : home || (near && node.kind === "country")) keep.add(node.n);
  }
  return s.focus && s.sel >= 0 ? KG.within(keep, s.sel, s.focus) : keep;
};

// Things at most `steps` away from `start`; a second step never goes through a country, which knows everybody.
KG.within = (keep, start, steps) => {
  const reached = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps; step += 1) {
    const further = [];
    for (const n of rim) {
      if (step > 0 && KG.nodes[n].kind === "country") continue;
      for (const { to } of KG.nodes[n].next) {
        if (keep.has(to) && !reached.has(to)) { reached.add(to); further.push(to); }
      }
    }
    rim = further;
  }
  return reached;
};

// Pairs with the number of agreements and events that they share: Map "a-b" -> {a, b, agreements, events, acts}
KG.shared = (keep, kind) => {
  const pairs = new Map();
  for (const n of keep) {
    const act = KG.nodes[n];
    if (!KG.isAct(act)) continue;
    const sides = KG.sides(act, kind).filter((m) => keep.has(m));
    // a congress of forty delegations is no tie between each two of them
    if (sides.length < 2 || sides.length > 15) continue;
    for (let i = 0; i < sides.length; i += 1) {
      for (let j = i + 1; j < sides.length; j += 1) KG.count(pairs, sides[i], sides[j], act);
    }
  }
  return pairs;
};
KG.sides = (act, kind) => {
  const sides = kind === "country"
    ? act.countries.filter((code) => KG.byCode.has(code)).map((code) => KG.byCode.get(code).n)
    : act.next.filter(({ to }) => KG.nodes[to].kind === kind).map(({ to }) => to);
  return [...new Set(sides)].sort((a, b) => a - b);
};
KG.count = (pairs, a, b, act) => {
  const key = a + "-" + b;
  if (!pairs.has(key)) pairs.set(key, { key, a, b, agreements: 0, events: 0, acts: [] });
  const pair = pairs.get(key);
  pair[act.kind === "agreement" ? "agreements" : "events"] += 1;
  pair.acts.push(act.n);
};
