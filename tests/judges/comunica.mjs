// What Comunica makes of a query at an endpoint, as JSON: node comunica.mjs ENDPOINT QUERY [sparql]
// With "sparql" it is told what the endpoint is; without, it finds out by itself.
import { QueryEngine } from "@comunica/query-sparql";

const [value, query, type] = process.argv.slice(2);
const engine = new QueryEngine();
const result = await engine.query(query, { sources: [type ? { type, value } : value] });
const { data } = await engine.resultToString(result, result.resultType === "quads" ? "application/n-quads" : "application/sparql-results+json");
data.on("error", (error) => {
  throw error;
});
data.pipe(process.stdout);
