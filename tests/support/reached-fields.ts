/**
 * Which fields of the schema somebody with a single permission comes to, from every root field on: told from the
 * permissions that the schema's fields name, and documents that try it.
 */
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from "graphql";
import { neededPermissions } from "#graphql/needed-permissions";
import { schema } from "#graphql/schema";
import { PERMISSIONS, type Permission } from "#webhooks/permissions";

type Field = GraphQLField<unknown, unknown>;
/** A key's only permission; null: it has none. */
export type Granted = Permission | null;

/** `node` answers these only with ADMINISTER (tests/graphql/audit.test.ts), whatever its own permission. */
const NOT_BY_ID = ["User", "ApiKey", "AuditEntry"];

function isOpenTo(granted: Granted, type: GraphQLObjectType, field: Field): boolean {
  return neededPermissions(type, field).every((needed) => needed === granted);
}

function objectTypesOf(type: GraphQLNamedType): GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  if (!isAbstractType(type)) return [];
  return schema.getPossibleTypes(type).filter(({ name }) => type.name !== "Node" || !NOT_BY_ID.includes(name));
}

function rootTypes(): GraphQLObjectType[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) => type ?? []);
}

/** Every object type that is come to, with the fields that led there first. */
function reachedTypes(granted: Granted, entrance: GraphQLObjectType[]): Map<GraphQLObjectType, Field[]> {
  const ways = new Map(entrance.map((type) => [type, [] as Field[]]));
  for (const [type, way] of ways) {
    for (const field of Object.values(type.getFields()).filter((each) => isOpenTo(granted, type, each))) {
      for (const next of objectTypesOf(getNamedType(field.type))) {
        if (!ways.has(next)) ways.set(next, [...way, field]);
      }
    }
  }
  return ways;
}

/** By type and field: the permissions that lead to it, each alone; "ANY": a key without one comes there too. */
export function reachedFields(): Record<string, Record<string, string>> {
  const reached: Record<string, Record<string, string>> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith("__")) {
      reached[type.name] = Object.fromEntries(Object.keys(type.getFields()).map((name) => [name, ""]));
    }
  }
  for (const granted of [null, ...PERMISSIONS]) {
    for (const type of reachedTypes(granted, rootTypes()).keys()) {
      for (const field of Object.values(type.getFields()).filter((each) => isOpenTo(granted, type, each))) {
        const audience = reached[type.name]?.[field.name] ?? "";
        if (audience === "ANY") continue;
        const more = granted === null ? "ANY" : `${audience} ${granted}`.trim();
        reached[type.name] = { ...reached[type.name], [field.name]: more };
      }
    }
  }
  return reached;
}

/** Below one root field: a selection of all that is open, and one selection for each field that is not. */
export function selectionsBelow(granted: Granted, root: Field): { open: string; closed: Map<string, string> } {
  const entrance = objectTypesOf(getNamedType(root.type));
  const closed = new Map<string, string>();
  for (const [type, way] of reachedTypes(granted, entrance)) {
    for (const field of Object.values(type.getFields()).filter((each) => !isOpenTo(granted, type, each))) {
      const inner = `{ ... on ${type.name} { ${field.name} ${isLeafType(getNamedType(field.type)) ? "" : "{ __typename }"} } }`;
      const selection = way.reduceRight((below, { name }) => `{ ${name} ${below} }`, inner);
      closed.set(`${type.name}.${field.name}`, selection);
    }
  }
  return { open: openSelection(granted, getNamedType(root.type), []), closed };
}

function openSelection(granted: Granted, type: GraphQLNamedType, around: readonly GraphQLObjectType[]): string {
  if (isLeafType(type)) return "";
  const parts = objectTypesOf(type).map((each) => {
    if (around.includes(each)) return "";
    const fields = Object.values(each.getFields()).filter((field) => isOpenTo(granted, each, field));
    const selected = fields.map(
      ({ name, type: inner }) => `${name} ${openSelection(granted, getNamedType(inner), [...around, each])}`,
    );
    return `... on ${each.name} { ${selected.join(" ")} }`;
  });
  return `{ __typename ${parts.join(" ")} }`;
}
