/**
 * Random operations that are valid against the schema: any fields, nested as deep as a number says, with arguments of the
 * right types and the nastiest values of them. What they ask of, ids above all, is given by the caller.
 */
import fc, { type GeneratorValue } from "fast-check";
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { schema } from "#graphql/schema";

export type RandomOperation = {
  operation: "query" | "mutation";
  query: string;
  variables: Record<string, unknown>;
  /** The names under which the answer's data must stand. */
  names: string[];
};

/** Ids and URIs that mean something where the operation runs. Asked anew for each value. */
export type Known = { ids: () => readonly string[]; uris: readonly string[] };

const DEPTH_MAX = 7;
const INPUT_DEPTH_MAX = 5;
const NASTY_TEXTS = [
  ...["", " ", "\0", "a\0b", "\ud800", "\udfff tail", "🚨", "%", "_", "\\", "'", "''; --", '"', "<script>"],
  ...["alert.sent", "alert.read", "metadata.attributes.priority", "Emergency", "type", ".", "a..b", "__proto__"],
  ...["constructor", "toString", "\u202etxt", "\r\n", "X-Header", "content-length", "1e999", "-0", "NaN", "null"],
  ...["x".repeat(201), "x".repeat(5_000), "MDAwMDAwMDA", "dana@example.com", "correct horse battery", "basic"],
];
const NASTY_INTEGERS = [
  0, 1, -1, 2, 24, 25, 50, 100, 101, 168, 169, 1_000, 1_001, 10_001, 2_147_483_647, -2_147_483_648,
];
const INSTANTS = [
  ...["2026-11-23T19:05:00Z", "2026-11-23T19:05:00.123456+05:45", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"],
  ...[
    "9999-12-31T23:59:59.999Z",
    "0001-01-02T00:00:00+14:00",
    "2000-02-29T00:00:00-12:00",
    "2099-01-01T00:00:00Z",
    "2026-11-24T00:00:00Z",
  ],
];
const NOBODY = "01h455vb4pex5vsknk084sn02q";
const PREFIXES = ["ten", "int", "sub", "evt", "dlv", "att", "key", "usr", "rec", "aud", "rcv", "ntf", "zzz"];

/** One mutation for about three queries. */
export function arbitraryOperations(known: Known): fc.Arbitrary<RandomOperation> {
  return fc.gen().map((pick) => new Writer(pick, known).operation());
}

class Writer {
  private readonly pick: GeneratorValue;
  private readonly known: Known;
  private readonly variables: Record<string, unknown> = {};
  private readonly declared: string[] = [];

  constructor(pick: GeneratorValue, known: Known) {
    this.pick = pick;
    this.known = known;
  }

  operation(): RandomOperation {
    const operation = this.oneIn(4) ? "mutation" : "query";
    const root = operation === "query" ? schema.getQueryType() : schema.getMutationType();
    const fields = Object.values(root?.getFields() ?? {});
    const count = this.integer(1, operation === "query" ? 3 : 2);
    const names = Array.from({ length: count }, (_, index) => `f${index}`);
    const selected = names.map((name) => `${name}: ${this.field(this.oneOf(fields), this.integer(1, DEPTH_MAX))}`);
    const declared = this.declared.length === 0 ? "" : `(${this.declared.join(", ")})`;
    const query = `${operation} Random${declared} { ${selected.join(" ")} }`;
    return { operation, query, variables: this.variables, names };
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.filter(({ type }) => isNonNullType(type) || this.oneIn(3));
    const args = given.map((argument) => `${argument.name}: ${this.variable(argument)}`);
    return `${field.name}${args.length === 0 ? "" : `(${args.join(", ")})`}${this.selection(field.type, depth - 1)}`;
  }

  /** Fields are renamed wherever they stand, so that the same field with other arguments never conflicts. */
  private selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return "";
    if (isAbstractType(named)) {
      const possible = schema.getPossibleTypes(named).filter(() => this.oneIn(2));
      return ` { __typename ${possible.map((each) => `... on ${each.name} ${this.fieldsOf(each, depth)}`).join(" ")} }`;
    }
    return isObjectType(named) ? ` ${this.fieldsOf(named, depth)}` : "";
  }

  private fieldsOf(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
    if (fields.length === 0) return "{ __typename }";
    const count = this.integer(1, 4);
    const chosen = Array.from({ length: count }, () => this.oneOf(fields));
    return `{ __typename ${chosen.map((field) => `a${this.nextAlias()}: ${this.field(field, depth)}`).join(" ")} }`;
  }

  private aliases = 0;

  private nextAlias(): number {
    this.aliases += 1;
    return this.aliases;
  }

  private variable({ name, type }: GraphQLArgument): string {
    const variable = `v${this.declared.length}`;
    this.declared.push(`$${variable}: ${type}`);
    const isSmallPage = name === "first" || name === "last";
    this.variables[variable] = isSmallPage && !this.oneIn(8) ? this.integer(0, 5) : this.value(type, 0);
    return `$${variable}`;
  }

  private value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, depth);
    if (isListType(type)) {
      const length = this.oneIn(40) ? 60 : this.integer(0, 3);
      return Array.from({ length }, () => this.value(type.ofType, depth));
    }
    if (isEnumType(type)) return this.oneOf(type.getValues()).name;
    if (!isInputObjectType(type)) return this.scalar(type.name);
    const fields = Object.values(type.getFields());
    const chosen = type.isOneOf ? [this.oneOf(fields)] : fields.filter((field) => this.isGiven(field, depth));
    return Object.fromEntries(chosen.map((field) => [field.name, this.fieldValue(field, depth, type.isOneOf)]));
  }

  private isGiven({ type }: GraphQLInputField, depth: number): boolean {
    if (isNonNullType(type)) return true;
    const isDeep = isInputObjectType(getNamedType(type)) && depth >= INPUT_DEPTH_MAX;
    return !isDeep && this.oneIn(2);
  }

  private fieldValue({ name, type }: GraphQLInputField, depth: number, isOnly: boolean): unknown {
    if (!isOnly && !isNonNullType(type) && this.oneIn(10)) return null;
    if (/uri$/i.test(name) && !this.oneIn(4)) return this.oneOf(this.known.uris);
    if (/^(trigger|type|eventTypes)$/.test(name) && !isEnumType(getNamedType(type)) && !this.oneIn(4)) {
      return isListType(isNonNullType(type) ? type.ofType : type) ? ["alert.sent"] : "alert.sent";
    }
    return this.value(type, depth + 1);
  }

  private scalar(name: string): unknown {
    switch (name) {
      case "Int":
        return this.oneIn(3) ? this.pick(() => fc.integer()) : this.oneOf(NASTY_INTEGERS);
      case "Boolean":
        return this.oneIn(2);
      case "ID":
        return this.id();
      case "DateTime":
        return this.oneOf(INSTANTS);
      case "JSON":
        return this.json();
      default:
        return this.text();
    }
  }

  private text(): string {
    if (this.oneIn(4)) return this.pick(() => fc.string({ unit: "binary", maxLength: 40 }));
    return this.oneOf(NASTY_TEXTS);
  }

  private id(): string {
    const ids = this.known.ids();
    if (ids.length > 0 && !this.oneIn(4)) return this.oneOf(ids);
    if (this.oneIn(3)) return this.text();
    return `${this.oneOf(PREFIXES)}_${this.oneIn(2) ? NOBODY : "zzzzzzzzzzzzzzzzzzzzzzzzzz"}`;
  }

  private json(): unknown {
    if (this.oneIn(2)) return this.pick(() => fc.jsonValue({ maxDepth: 4 }));
    const metadata = { attributes: { priority: this.text(), isReply: this.oneIn(2), count: this.integer(-5, 5) } };
    return this.oneIn(2) ? metadata : { type: "alert.sent", metadata };
  }

  private integer(min: number, max: number): number {
    return this.pick(() => fc.integer({ min, max }));
  }

  private oneIn(count: number): boolean {
    return this.integer(1, count) === 1;
  }

  private oneOf<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)] as T;
  }
}
