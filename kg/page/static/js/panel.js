// The side panel: what is known about the chosen thing, each fact with its sentence and a link to the release.

KG.ROOM = 25; // lines of one heading before "more"

KG.thing = (n, note) => KG.el("button", { type: "button", class: "thing", "data-n": n, onclick: () => KG.goTo(n) },
  KG.label(KG.nodes[n]) + (note ? " · " + note : ""));

KG.showPanel = () => {
  const panel = KG.byId("panel"), s = KG.state;
  if (s.picking) panel.replaceChildren(KG.el("p", { class: "hint", role: "status" }, KG.say("path_hint")));
  else if (s.path) panel.replaceChildren(...KG.pathPanel());
  else if (s.pair) panel.replaceChildren(...KG.pairPanel(s.pair));
  else if (s.sel >= 0) panel.replaceChildren(...KG.nodePanel(KG.nodes[s.sel]));
  else panel.replaceChildren(KG.el("p", { class: "hint" }, KG.say("start_hint")), KG.totals());
  panel.scrollTop = 0;
};

KG.totals = () => {
  const rows = Object.values(KG.kinds).map((kind) => {
    const count = KG.nodes.filter((node) => node.kind === kind.key).length;
    return KG.el("li", {}, KG.word("kinds", kind.key) + ": " + count);
  });
  return KG.el("ul", {}, ...rows, KG.el("li", {}, KG.say("release") + ": " + KG.data.releases.length));
};

KG.nodePanel = (node) => {
  const status = node.status ? KG.word("statuses", node.status) : "";
  const what = [KG.what(node), status, KG.when(node) || (KG.isAct(node) ? KG.say("undated_short") : "")];
  const parts = [
    KG.el("h2", { class: "name", tabindex: "-1" }, KG.icon(node.kind, KG.isOpen(node)), " ", KG.label(node)),
    KG.el("p", { class: "what" }, what.filter(Boolean).join(" · ")),
    KG.alsoWritten(node),
    KG.actions(node),
  ];
  for (const group of KG.groups(node)) parts.push(...KG.groupPart(group));
  parts.push(...KG.mentions(node));
  return parts.filter(Boolean);
};

KG.alsoWritten = (node) => {
  const others = [...new Set([...Object.values(node.labels), ...node.alt])].filter((name) => name !== KG.label(node));
  if (!others.length) return null;
  const few = KG.el("p", { class: "also" }, KG.say("also") + ": " + others.slice(0, 3).join("; "));
  if (others.length > 3) few.append(KG.el("details", {}, KG.el("summary", {}, "+ " + (others.length - 3)), others.slice(3).join("; ")));
  return few;
};

KG.actions = (node) => {
  const button = (id, words, act) => KG.el("button", { type: "button", id, onclick: act }, words);
  const focused = KG.state.focus > 0;
  return KG.el("div", { class: "acts" },
    button("focus1", KG.say("focus") + ": " + KG.say("step1"), () => KG.setFocus(1)),
    button("focus2", KG.say("step2"), () => KG.setFocus(2)),
    focused ? button("unfocus", KG.say("focus_off"), () => KG.setFocus(0)) : null,
    button("path-from", KG.say("path"), () => KG.startPath(node.n)));
};

// Facts of one role and direction under one heading, in the order in which a reader asks
KG.ORDER = ["status", "signedOn", "startsOn", "endsOn", "place", "party", "betweenCountry", "signatory", "signedAt", "post",
  "host", "visitor", "headOfDelegation", "participatingCountry", "participant", "speaker", "commitment", "topic"];
KG.groups = (node) => {
  const groups = new Map();
  for (const fact of KG.data.facts[node.n]) {
    if (fact.r === "mentions") continue;
    const key = fact.r + (fact.in ? "<" : ">");
    if (!groups.has(key)) groups.set(key, { role: fact.r, inward: Boolean(fact.in), facts: [] });
    groups.get(key).facts.push(fact);
  }
  const rank = (group) => (KG.ORDER.indexOf(group.role) + 1 || 99) + (group.inward ? 0.5 : 0);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || (a.role < b.role ? -1 : 1));
};

KG.groupPart = (group) => {
  const heading = KG.word(group.inward ? "inverse" : "roles", group.role);
  const list = KG.el("ul", {}, ...group.facts.slice(0, KG.ROOM).map(KG.factLine));
  const parts = [KG.el("h3", {}, heading), list];
  if (group.facts.length > KG.ROOM) {
    const rest = group.facts.slice(KG.ROOM);
    parts.push(KG.el("button", { type: "button", class: "more", onclick: (event) => {
      list.append(...rest.map(KG.factLine));
      event.target.remove();
    } }, "+ " + rest.length));
  }
  return parts;
};

KG.factLine = (fact) => {
  const line = KG.el("li", { class: "fact" });
  const isDate = ["signedOn", "startsOn", "endsOn"].includes(fact.r);
  const text = isDate ? KG.date(KG.pick(fact.x)) : KG.pick(fact.x);
  if (text) line.append(text + (fact.n !== undefined ? " — " : ""));
  if (fact.n !== undefined) line.append(KG.thing(fact.n, KG.isAct(KG.nodes[fact.n]) ? KG.when(KG.nodes[fact.n]) : ""));
  const notes = [];
  if (fact.f) notes.push(KG.say("former"));
  if (fact.d) notes.push((fact.r === "memberOf" ? KG.say("from") : KG.say("attested")) + " " + fact.d.map(KG.date).join(", "));
  if (!fact.p) notes.push(KG.say("unsaid")); // no sentence says so, and the page does not pretend that one does
  if (notes.length) line.append(KG.el("small", {}, " (" + notes.join("; ") + ")"));
  if (fact.p) line.append(...KG.quotes(fact.p));
  return line;
};

// The first sentence at once, further ones on demand
KG.quotes = (passages) => {
  const [first, ...rest] = passages.map((p) => KG.quote(p));
  if (!rest.length) return [first];
  return [first, KG.el("details", {}, KG.el("summary", {}, "+ " + rest.length), ...rest)];
};

KG.quote = (number, bare) => {
  const [release, , , text] = KG.data.passages[number];
  return KG.el("blockquote", {}, "«" + text.trim() + "»", bare === true ? null : KG.cite(release));
};

KG.cite = (number) => {
  const release = KG.data.releases[number];
  if (!release) return null;
  const [title, url, published] = release;
  const words = [title, KG.date(published)].filter(Boolean).join(", ");
  const safe = /^https?:\/\//i.test(url);
  return KG.el("cite", {}, safe ? KG.el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words) : words);
};

// Releases that name the thing, with the sentences that do
KG.mentions = (node) => {
  const facts = KG.data.facts[node.n].filter((fact) => fact.r === "mentions");
  if (!facts.length) return [];
  const lines = facts.slice(0, KG.ROOM).map((fact) => {
    const line = KG.el("li", {}, KG.cite(fact.m));
    if (fact.p) line.append(KG.el("details", {}, KG.el("summary", {}, KG.say("sentences") + ": " + fact.p.length), ...fact.p.map((p) => KG.quote(p, true))));
    return line;
  });
  return [KG.el("h3", {}, KG.say("releases")), KG.el("ul", {}, ...lines)];
};

// What two countries (or bodies) share: the latest first, then what has no date
KG.pairPanel = ([a, b]) => {
  const acts = KG.actsBetween(a, b);
  const last = (node) => node.dates[1] || node.dates[0] || "";
  acts.sort((x, y) => (last(y).startsWith("-") ? "" : last(y)).localeCompare(last(x).startsWith("-") ? "" : last(x)) || x.n - y.n);
  const lines = acts.map((node) => KG.el("li", {}, KG.icon(node.kind, KG.isOpen(node)), " ", KG.thing(node.n),
    KG.el("small", {}, " " + [node.status && KG.word("statuses", node.status), KG.when(node) || KG.say("undated_short")].filter(Boolean).join(" · "))));
  return [KG.el("h2", { class: "name" }, KG.thing(a), " — ", KG.thing(b)),
    KG.el("p", { class: "what" }, KG.say("counts") + ": " + acts.length), KG.el("ul", {}, ...lines)];
};
KG.actsBetween = (a, b) => [...KG.scene.keep].map((n) => KG.nodes[n]).filter((node) => {
  if (!KG.isAct(node)) return false;
  const kind = KG.nodes[a].kind === "country" ? "country" : "body";
  const sides = KG.sides(node, kind);
  return sides.includes(a) && sides.includes(b);
});
