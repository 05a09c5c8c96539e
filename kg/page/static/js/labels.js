// Labels: broken into lines, and placed so that they lie neither on one another nor on other things.

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

KG.overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
KG.around = (x, y, w, h) => [x - w, y - h, x + w, y + h];

// The chosen first, then countries, then the best connected
KG.rank = (item) => {
  const node = KG.nodes[item.id];
  return (KG.isMarked(node) ? 1e9 : node.kind === "country" ? 1e6 : 0) + node.degree;
};

// Below its thing or above it, wherever nothing else lies; else where at least no other label and no country does;
// else a label is left out
KG.thin = (items) => {
  const labels = [], anchor = (id) => KG.nodes[id].kind === "country", shapes = items.map((item) => ({ id: item.id, box: KG.around(item.x, item.y, item.size * 0.8, item.size * 0.8) }));
  const order = [...items].sort((a, b) => KG.rank(b) - KG.rank(a) || a.id - b.id);
  for (const item of order) {
    const covers = (box, wanted) => shapes.some((shape) => shape.id !== item.id && wanted(shape.id) && KG.overlap(box, shape.box));
    const places = KG.places(item).filter(({ box }) => !labels.some((other) => KG.overlap(box, other)) && !covers(box, anchor));
    const best = places.find(({ box }) => !covers(box, () => true)) || places[0];
    if (!best) item.label = "";
    else labels.push(best.box);
    item.font.vadjust = best ? best.shift : 0;
  }
  return items;
};

KG.places = (item) => {
  const rows = item.label.split("\n"), font = item.font.size;
  const width = Math.max(...rows.map((row) => row.length)) * font * 0.3, height = rows.length * font * 1.2;
  const below = item.y + item.size + 3, above = item.y - item.size - 3 - height;
  return [
    { shift: 0, box: [item.x - width, below, item.x + width, below + height] },
    { shift: above - below, box: [item.x - width, above, item.x + width, above + height] },
  ];
};
