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
  KG.pngLegend(context, drawn.width / drawn.clientWidth);
  canvas.toBlob((blob) => KG.save(blob, "graph.png"), "image/png");
};

// A picture travels without its page: it says itself what its shapes mean
KG.pngLegend = (context, ratio) => {
  const colour = KG.colours();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = "13px system-ui, sans-serif";
  context.textBaseline = "middle";
  Object.values(KG.kinds).forEach((kind, i) => {
    const y = 18 + i * 22, points = KG.outline(kind.shape, 7);
    context.beginPath();
    if (points) points.forEach(([a, b], k) => (k ? context.lineTo(18 + a, y + b) : context.moveTo(18 + a, y + b)));
    else context.arc(18, y, 7, 0, 2 * Math.PI);
    context.fillStyle = kind.colour;
    context.fill();
    context.fillStyle = colour.ink;
    context.fillText(KG.word("kinds", kind.key), 34, y);
  });
  context.fillText(KG.say("planned_mark"), 11, 18 + Object.keys(KG.kinds).length * 22);
};

// The same, in the units of the SVG
KG.svgLegend = (ns, frame, colour) => {
  const group = document.createElementNS(ns, "g"), unit = 1 / KG.scene.network.getScale();
  group.setAttribute("transform", "translate(" + frame.left.toFixed(1) + " " + frame.top.toFixed(1) + ") scale(" + unit.toFixed(4) + ")");
  group.setAttribute("text-anchor", "start");
  const line = (words, x, y) => {
    const text = document.createElementNS(ns, "text");
    for (const [key, value] of Object.entries({ x, y, "font-size": 13, fill: colour.ink })) text.setAttribute(key, value);
    text.append(words);
    group.append(text);
  };
  Object.values(KG.kinds).forEach((kind, i) => {
    group.append(KG.shape(ns, kind, 18, 18 + i * 22, 7, false));
    line(KG.word("kinds", kind.key), 34, 22 + i * 22);
  });
  line(KG.say("planned_mark"), 11, 22 + Object.keys(KG.kinds).length * 22);
  return group;
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
  for (const edge of KG.scene.edges.get()) svg.append(...KG.svgEdge(ns, edge));
  for (const item of KG.scene.nodes.get()) svg.append(...KG.svgNode(ns, item));
  svg.append(KG.svgLegend(ns, frame, colour));
  return new XMLSerializer().serializeToString(svg);
};

KG.svgEdge = (ns, edge) => {
  const [a, b] = [KG.nodes[edge.from], KG.nodes[edge.to]], line = document.createElementNS(ns, "line");
  const values = { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": edge.width };
  for (const [key, value] of Object.entries(values)) line.setAttribute(key, value);
  if (edge.dashes) line.setAttribute("stroke-dasharray", edge.dashes.join(" "));
  if (!edge.label) return [line];
  const text = document.createElementNS(ns, "text");
  const place = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, "font-size": edge.font.size, fill: edge.font.color };
  for (const [key, value] of Object.entries(place)) text.setAttribute(key, value);
  text.append(edge.label);
  return [line, text];
};

KG.svgNode = (ns, item) => {
  const node = KG.nodes[item.id], rows = item.label.split("\n");
  const shape = KG.shape(ns, KG.kinds[node.kind], node.x, node.y, item.size, KG.isOpen(node));
  const texts = rows.map((row, i) => {
    const text = document.createElementNS(ns, "text");
    const y = node.y + item.size + item.font.vadjust + item.font.size * (1.2 + i * 1.15);
    const values = { x: node.x, y, "font-size": item.font.size, fill: item.font.color, stroke: item.font.strokeColor, "stroke-width": item.font.strokeWidth, "paint-order": "stroke" };
    for (const [key, value] of Object.entries(values)) text.setAttribute(key, value);
    text.append(row);
    return text;
  });
  return [shape, ...texts];
};
