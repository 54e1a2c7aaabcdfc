/**
 * What questions about the schema itself may answer. The complexity plugin stops at `__schema` and `__type`; below them
 * an object costs one here too, and a list as many as this schema has of it: on average, because lists are mostly asked
 * for of all types, or all fields, at once.
 */
import {
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  introspectionFromSchema,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from "graphql";

type Bulk = { cost: number; depth: number };
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const NOTHING: Bulk = { cost: 0, depth: 0 };
const META_FIELDS = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

/** Objects and levels below the `__schema` and `__type` of an operation; fragments in a circle were refused before. */
export function introspectionBulk(
  schema: GraphQLSchema,
  { selectionSet }: OperationDefinitionNode,
  fragments: Fragments,
): Bulk {
  const root = schema.getQueryType();
  return root ? bulkOf(selectionSet, root, { fragments, sizes: sizesOf(schema), known: new Map() }) : NOTHING;
}

type Walk = {
  fragments: Fragments;
  sizes: ReadonlyMap<string, number>;
  /** A fragment that is spread often is counted once. */
  known: Map<SelectionSetNode, Bulk>;
};

function bulkOf(selectionSet: SelectionSetNode, parent: GraphQLObjectType, walk: Walk): Bulk {
  const known = walk.known.get(selectionSet);
  if (known) return known;
  const bulk = { ...NOTHING };
  for (const selection of selectionSet.selections) {
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    const part =
      fragment?.kind === Kind.FIELD
        ? bulkOfField(fragment.name.value, fragment.selectionSet, parent, walk)
        : fragment
          ? bulkOf(fragment.selectionSet, parent, walk)
          : NOTHING;
    bulk.cost += part.cost;
    bulk.depth = Math.max(bulk.depth, part.depth);
  }
  walk.known.set(selectionSet, bulk);
  return bulk;
}

function bulkOfField(
  name: string,
  selected: SelectionSetNode | undefined,
  parent: GraphQLObjectType,
  walk: Walk,
): Bulk {
  const isSchemaItself = parent.name.startsWith("__");
  const field = isSchemaItself ? parent.getFields()[name] : META_FIELDS.get(name);
  const type = field && getNamedType(field.type);
  if (!field || !selected || isLeafType(type) || !isObjectType(type)) return { cost: 0, depth: isSchemaItself ? 1 : 0 };
  const { cost, depth } = bulkOf(selected, type, walk);
  const size = isListType(getNullableType(field.type)) ? (walk.sizes.get(name) ?? 1) : 1;
  return { cost: size * (1 + cost), depth: 1 + depth };
}

const knownSizes = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/** By the name of the list: how long it is, on average and rounded up. */
function sizesOf(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const sizes = knownSizes.get(schema) ?? averageSizes(schema);
  knownSizes.set(schema, sizes);
  return sizes;
}

function averageSizes(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const { types, directives } = introspectionFromSchema(schema).__schema;
  const fields = types.flatMap((type) => ("fields" in type ? (type.fields ?? []) : []));
  const average = (owners: readonly object[], name: string): [string, number] => {
    const lengths = owners.map((owner) => (owner as Record<string, readonly unknown[] | null>)[name]?.length ?? 0);
    return [name, Math.ceil(lengths.reduce((sum, length) => sum + length, 0) / owners.length)];
  };
  return new Map([
    ["types", types.length],
    ["directives", directives.length],
    ...["fields", "inputFields", "enumValues", "interfaces", "possibleTypes"].map((name) => average(types, name)),
    average([...fields, ...directives], "args"),
  ]);
}
