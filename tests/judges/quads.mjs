// The quads of a Turtle or TriG file as N-Quads, read strictly by N3.js: node quads.mjs FILE FORMAT
import { readFileSync } from "node:fs";
import { Parser, Writer } from "n3";

const [file, format] = process.argv.slice(2);
const quads = new Parser({ format }).parse(readFileSync(file, "utf8"));
const writer = new Writer({ format: "N-Quads" });
writer.addQuads(quads);
writer.end((error, result) => {
  if (error) throw error;
  process.stdout.write(result);
});
