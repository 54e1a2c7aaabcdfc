/**
 * Prints the schema to graphql/schema.graphql, whose diff is the API's review, and its introspection to
 * graphql/graphql-env.d.ts, which types the documents of pages. `--check` writes nothing and fails when either is not
 * current.
 */
import { readFile, writeFile } from "node:fs/promises";
import { minifyIntrospection, outputIntrospectionFile } from "gql.tada/internal";
import { introspectionFromSchema, lexicographicSortSchema, printSchema } from "graphql";
import { schema } from "./schema.ts";

const sorted = lexicographicSortSchema(schema);
const generated = [
  { file: new URL("schema.graphql", import.meta.url), text: `${printSchema(sorted)}\n` },
  {
    file: new URL("graphql-env.d.ts", import.meta.url),
    text: outputIntrospectionFile(minifyIntrospection(introspectionFromSchema(sorted)), {
      fileType: ".d.ts",
      shouldPreprocess: true,
    }),
  },
];

if (process.argv.includes("--check")) {
  for (const { file, text } of generated) {
    const current = await readFile(file, "utf8").catch(() => "");
    if (current === text) continue;
    process.stderr.write(`${file.pathname} is not what the schema says; run npx tsx graphql/print-schema.ts.\n`);
    process.exitCode = 1;
  }
} else {
  for (const { file, text } of generated) await writeFile(file, text);
}
