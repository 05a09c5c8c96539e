// The present view as a PNG or SVG picture.

KG.save = (blob, name) => {
  const link = KG.el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

KG.saveSvg = () => KG.save(new Blob([KG.svgText()], { type: "image/svg+xml;charset=utf-8" }), "graph.svg");

KG.savePng = () => {
  const drawn = document.querySelector("#mynetwork canvas"), canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [drawn.width, drawn.height];
  const context = canvas.getContext("2d");
  context.fillStyle = KG.colours().back;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, 0, 0);
  canvas.toBlob((blob) => KG.save(blob, "graph.png"), "image/png");
};

// What is drawn, inside the window, as an SVG text; serialised by the browser, so that labels are escaped
KG.svgText = () => {
  const ns = "http://www.w3.org/2000/svg", frame = KG.window(0), colour = KG.colours();
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("xmlns", ns);
  svg.setAttribute("viewBox", [frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top].map((v) => v.toFixed(1)).join(" "));
  svg.setAttribute("font-family", "system-ui, sans-serif");
  svg.setAttribute("text-anchor", "middle");
  const back = document.createElementNS(ns, "rect");
  const box = { x: frame.left, y: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top, fill: colour.back };
  for (const [key, value] of Object.entries(box)) back.setAttribute(key, value);
  svg.append(back);
  for (const { home, x, y, radius } of KG.scene.level === "country" ? [] : KG.regions()) {
    if (!KG.scene.keep.has(home.n)) continue;
    const ground = document.createElementNS(ns, "circle");
    const values = { cx: x, cy: y, r: radius, fill: KG.kinds.country.colour, "fill-opacity": 0.07 };
    for (const [key, value] of Object.entries(values)) ground.setAttribute(key, value);
    svg.append(ground);
  }
  for (const edge of KG.scene.edges.get()) svg.append(KG.svgEdge(ns, edge));
  for (const item of KG.scene.nodes.get()) svg.append(...KG.svgNode(ns, item));
  return new XMLSerializer().serializeToString(svg);
};

KG.svgEdge = (ns, edge) => {
  const [a, b] = [KG.nodes[edge.from], KG.nodes[edge.to]], line = document.createElementNS(ns, "line");
  const values = { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": edge.width };
  for (const [key, value] of Object.entries(values)) line.setAttribute(key, value);
  if (edge.dashes) line.setAttribute("stroke-dasharray", edge.dashes.join(" "));
  return line;
};

KG.svgNode = (ns, item) => {
  const node = KG.nodes[item.id], rows = item.label.split("\n");
  const shape = KG.shape(ns, KG.kinds[node.kind], node.x, node.y, item.size, KG.isOpen(node));
  const texts = rows.map((row, i) => {
    const text = document.createElementNS(ns, "text");
    const y = node.y + item.size + item.font.size * (1.2 + i * 1.15);
    const values = { x: node.x, y, "font-size": item.font.size, fill: item.font.color, stroke: item.font.strokeColor, "stroke-width": item.font.strokeWidth, "paint-order": "stroke" };
    for (const [key, value] of Object.entries(values)) text.setAttribute(key, value);
    text.append(row);
    return text;
  });
  return [shape, ...texts];
};
