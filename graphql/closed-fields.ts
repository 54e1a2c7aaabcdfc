/**
 * Refuses a mutation that asks for fields its viewer may not see, before anything of it is done: refused only where they
 * are answered, the change would stand, and whoever takes it for refused makes it again. Queries answer what they may.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { may, type Permission } from "#webhooks/permissions";
import { forbiddenAsAWhole } from "./errors.ts";
import { neededPermissions } from "./needed-permissions.ts";

type Walk = {
  schema: GraphQLSchema;
  permissions: readonly Permission[];
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  /** A fragment that is spread often is looked through once for each type. */
  seen: Map<SelectionSetNode, Set<GraphQLObjectType>>;
  /** By the name that the refusal tells, each once. */
  closed: Map<string, FieldNode>;
};

/**
 * The refusal of a mutation, naming every closed field that its answer could hold; null: it may go on. So may one whose
 * variables do not fit their types: its execution refuses it before anything is done.
 */
export function closedFieldsRefusal(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Record<string, unknown>,
  permissions: readonly Permission[],
) {
  const operation = getOperationAST(document, operationName);
  const root = schema.getMutationType();
  if (operation?.operation !== OperationTypeNode.MUTATION || !root) return null;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced) return null;
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const walk: Walk = {
    schema,
    permissions,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables: coerced,
    seen: new Map(),
    closed: new Map(),
  };
  lookThrough(operation.selectionSet, root, walk);
  return walk.closed.size === 0 ? null : forbiddenAsAWhole([...walk.closed.keys()], [...walk.closed.values()]);
}

function lookThrough(selectionSet: SelectionSetNode, type: GraphQLObjectType, walk: Walk): void {
  const types = walk.seen.get(selectionSet) ?? new Set();
  if (types.has(type)) return;
  walk.seen.set(selectionSet, types.add(type));
  for (const selection of selectionSet.selections) {
    if (!isIncluded(selection, walk)) continue;
    if (selection.kind === Kind.FIELD) {
      lookAtField(selection, type, walk);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    if (fragment && isOf(type, condition, walk)) lookThrough(fragment.selectionSet, type, walk);
  }
}

function lookAtField(node: FieldNode, type: GraphQLObjectType, walk: Walk): void {
  const field = type.getFields()[node.name.value];
  // `__typename` is everybody's.
  if (!field) return;
  if (!neededPermissions(type, field).every((needed) => may(walk.permissions, needed))) {
    const isRoot = type === walk.schema.getMutationType();
    walk.closed.set(isRoot ? field.name : `${type.name}.${field.name}`, node);
    return;
  }
  const answered = getNamedType(field.type);
  if (!node.selectionSet || !isCompositeType(answered)) return;
  const possible = isObjectType(answered) ? [answered] : walk.schema.getPossibleTypes(answered);
  for (const each of possible) lookThrough(node.selectionSet, each, walk);
}

/** As an execution decides it. */
function isIncluded(node: SelectionNode, { variables }: Walk): boolean {
  const isSkipped = getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true;
  return !isSkipped && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}

/** Whether a fragment with this type condition holds for the object type. */
function isOf(type: GraphQLObjectType, condition: string | undefined, { schema }: Walk): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
