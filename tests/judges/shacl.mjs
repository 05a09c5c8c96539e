// What rdf-validate-shacl finds, as JSON [focus, path, severity]: node shacl.mjs SHAPES DATA…
import { readFileSync } from "node:fs";
import rdf from "@zazuko/env-node";
import { Parser } from "n3";
import { validators } from "rdf-validate-datatype";
import SHACLValidator from "rdf-validate-shacl";

// Its pattern of xsd:gMonthDay (0.2.2) lacks the two hyphens of XSD 1.1 part 2, 3.3.12: "--04-26" would be a violation
validators.register(rdf.namedNode("http://www.w3.org/2001/XMLSchema#gMonthDay"), (value) => /^--\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/.test(value));

const read = (file) => rdf.dataset(new Parser().parse(readFileSync(file, "utf8")));
const [shapes, ...data] = process.argv.slice(2);
const all = rdf.dataset();
for (const file of data) all.addAll(read(file));
const report = await new SHACLValidator(read(shapes), { factory: rdf }).validate(all);
const name = (term) => (Array.isArray(term) ? null : term?.value?.split("#").pop());
const path = (result) => {
  const first = Array.isArray(result.path) ? result.path[0]?.predicates?.[0] : result.path;
  return first?.termType === "NamedNode" ? first.value : null;
};
console.log(JSON.stringify(report.results.map((r) => [r.focusNode.value, path(r), name(r.severity)])));
