// Everything that a mouse can do, from the keyboard.

KG.startKeys = () => {
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = KG.keyActs[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key.startsWith("Arrow") && event.target.id !== "mynetwork")) return;
    event.preventDefault();
    act();
  });
};

KG.pan = (dx, dy) => {
  const network = KG.scene.network, centre = network.getViewPosition(), scale = network.getScale();
  network.moveTo({ position: { x: centre.x + (dx * 90) / scale, y: centre.y + (dy * 90) / scale }, animation: false });
  KG.soon();
};
KG.zoom = (factor) => {
  KG.scene.network.moveTo({ scale: KG.scene.network.getScale() * factor, animation: false });
  KG.soon();
};

// The next thing in the order of importance among those drawn
KG.step = (direction) => {
  const drawn = KG.scene.nodes.get().map((item) => KG.nodes[item.id]).sort((a, b) => b.degree - a.degree || a.n - b.n);
  if (!drawn.length) return;
  const at = drawn.findIndex((node) => node.n === KG.state.sel);
  KG.choose(drawn[(at + direction + drawn.length) % drawn.length].n);
};

KG.keyActs = {
  "/": () => KG.byId("query").focus(),
  ArrowLeft: () => KG.pan(-1, 0), ArrowRight: () => KG.pan(1, 0), ArrowUp: () => KG.pan(0, -1), ArrowDown: () => KG.pan(0, 1),
  "+": () => KG.zoom(1.3), "=": () => KG.zoom(1.3), "-": () => KG.zoom(1 / 1.3), "0": () => KG.fit(),
  "[": () => KG.step(-1), "]": () => KG.step(1), "х": () => KG.step(-1), "ъ": () => KG.step(1),
  f: () => KG.setFocus(KG.state.focus ? 0 : 1), "а": () => KG.setFocus(KG.state.focus ? 0 : 1),
  p: () => KG.state.sel >= 0 && KG.startPath(KG.state.sel), "з": () => KG.state.sel >= 0 && KG.startPath(KG.state.sel),
  Escape: () => KG.choose(-1),
  "?": () => KG.showHelp(),
};

KG.showHelp = () => KG.byId("panel").replaceChildren(KG.el("h2", { class: "name" }, KG.say("help")), KG.el("p", { id: "keys" }, KG.say("keys")));
