/** The schema as people read it, and as the contract's names and shapes were agreed. */
import { getIntrospectionQuery, graphqlSync, type IntrospectionQuery } from "graphql";
import { expect, test } from "vitest";
import { schema } from "#graphql/schema";

const { __schema } = graphqlSync({ schema, source: getIntrospectionQuery() }).data as unknown as IntrospectionQuery;
const types = __schema.types.filter((type) => !type.name.startsWith("__"));

test("everything is described", () => {
  const standard = new Set(["String", "Int", "Boolean", "ID"]);
  const undescribed = types.flatMap((type) => {
    const fields = ("fields" in type ? type.fields : null) ?? [];
    const inputs = ("inputFields" in type ? type.inputFields : null) ?? [];
    const values = ("enumValues" in type ? type.enumValues : null) ?? [];
    return [
      ...(standard.has(type.name) ? [] : [{ name: type.name, description: type.description }]),
      ...[...fields, ...inputs, ...values].map(({ name, description }) => ({
        name: `${type.name}.${name}`,
        description,
      })),
      ...fields.flatMap((field) =>
        field.args.map(({ name, description }) => ({ name: `${type.name}.${field.name}(${name})`, description })),
      ),
    ];
  });
  expect(undescribed.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
});

test("every mutation takes one input and answers with userErrors", () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect(field.args.map((arg) => arg.name)).toEqual(["input"]);
    expect(String(field.type)).toMatch(/Payload!$/);
    expect(types.find((type) => `${type.name}!` === String(field.type))).toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ name: "userErrors" })]),
    });
  }
});

test("every connection has edges with node and cursor, and a pageInfo", () => {
  const connections = types.filter((type) => type.name.endsWith("Connection"));
  expect(connections.length).toBeGreaterThan(4);
  for (const { name } of connections) {
    const fieldsOf = (typeName: string) =>
      types.flatMap((type) => (type.name === typeName && "fields" in type ? type.fields : []));
    expect(fieldsOf(name).map((field) => field.name)).toEqual(expect.arrayContaining(["edges", "pageInfo"]));
    const edge = name.replace(/Connection$/, "Edge");
    expect(
      fieldsOf(edge)
        .map((field) => field.name)
        .sort(),
    ).toEqual(["cursor", "node"]);
  }
});
