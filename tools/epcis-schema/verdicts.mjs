// Says of every line of standard input, a JSON document, whether the schema takes it: 1 or 0, one a line.
// node verdicts.mjs SCHEMA NODE_MODULES, with ajv 8 and ajv-formats 3 in NODE_MODULES (npm install ajv@8 ajv-formats@3).
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { resolve } from "node:path";

const [schema, modules] = process.argv.slice(2);
const load = createRequire(resolve(modules, "none.js"));
const ajv = new (load("ajv").default)({ strict: false });
load("ajv-formats").default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
const verdicts = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) if (line) verdicts.push(validate(JSON.parse(line)) ? "1" : "0");
process.stdout.write(verdicts.join("\n") + "\n");
