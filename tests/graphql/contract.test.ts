/**
 * The printed schema against the public contract (contract.graphql, a copy of what clients are promised): nothing of it
 * is missing, nothing answers null or another type where the contract does not, and what is more than it is named here.
 */
import { readFileSync } from "node:fs";
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  printSchema,
} from "graphql";
import { expect, test } from "vitest";
import { schema } from "#graphql/schema";

const contract = buildSchema(readFileSync(new URL("contract.graphql", import.meta.url), "utf8"));
const printed = buildSchema(printSchema(schema));

/** What the product has beside the contract; whoever adds something adds it here. */
const ADDITIONS = [
  "AuditEntry.after",
  "AuditEntry.before",
  "ChangeOwnNameInput",
  "ChangeOwnPasswordInput",
  "CreateIntegrationInput.quietAfterHours",
  "EndpointCheck",
  "EndpointReach",
  "FilterPreview.matchedByFilter",
  "CreateReceiverInboxInput",
  "Delivery.plannedAttempts",
  "Integration.deletedAt",
  "Integration.disabledIn",
  "Integration.quietAfterHours",
  "Integration.quietSince",
  "IntegrationRevision.quietAfterHours",
  "IntegrationRevision.subscriptions",
  "IntegrationRevision.subscriptions",
  "Mutation.tryWebhookSubscription",
  "MarkNotificationsReadInput",
  "MarkNotificationsReadPayload",
  "MarkNotificationsUnreadInput",
  "MarkNotificationsUnreadPayload",
  "Mutation.changeOwnName",
  "Mutation.changeOwnPassword",
  "Mutation.clearReceiverInbox",
  "Mutation.createReceiverInbox",
  "Mutation.deleteReceiverInbox",
  "Mutation.markNotificationsRead",
  "Mutation.markNotificationsUnread",
  "Mutation.sendTestNotification",
  "Mutation.updateNotificationSettings",
  "Mutation.updateReceiverInbox",
  "Notification",
  "NotificationChannel",
  "NotificationConnection",
  "NotificationEdge",
  "NotificationFault",
  "NotificationKind",
  "NotificationSettings",
  "NotificationSettingsInput",
  "NotificationSettingsPayload",
  "NotificationTestResult",
  "OwnAccountPayload",
  "Query.auditLog(before:)",
  "Query.auditLog(last:)",
  "Query.checkWebhookUri",
  "Query.integrations(healthStates:)",
  "Query.integrations(isQuiet:)",
  "Query.integrations(mentions:)",
  "Query.isDelivering",
  "Query.notificationSettings",
  "Query.notifications",
  "Query.receiverInbox",
  "Query.receiverInboxes",
  "Query.seenFields",
  "Query.unreadNotificationCount",
  "ReceivedRequest",
  "ReceiverAnswer",
  "ReceiverAnswerInput",
  "ReceiverInbox",
  "ReceiverInboxPayload",
  "ReplayEventsInput.eventId",
  "ReportGroup.series",
  "ReportGroup.series",
  "Query.webhookSubscriptions(healthStates:)",
  "Recovery.outcome",
  "RecoveryOutcome",
  "SeenField",
  "SeenValue",
  "SubscriptionTrial",
  "TryWebhookSubscriptionInput",
  "TryWebhookSubscriptionPayload",
  "SendTestNotificationInput",
  "SendTestNotificationPayload",
  "UpdateIntegrationInput.quietAfterHours",
  "UpdateReceiverInboxInput",
  "Viewer.user",
  "WebhookEvent.deliveries(filter:)",
  "WebhookEvent.missedBy",
  "WebhookSubscription.deletedAt",
];

/** By its coordinate (`Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`): what a client may rely on there. */
function shapes(of: GraphQLSchema): Map<string, string> {
  const types = Object.values(of.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return new Map(types.filter((type) => !isSpecifiedScalarType(type)).flatMap(shapesOfType));
}

function shapesOfType(type: GraphQLNamedType): [string, string][] {
  const own: [string, string] = [type.name, kindOf(type)];
  if (isEnumType(type)) return [own, ...type.getValues().map(({ name }) => place(`${type.name}.${name}`, "value"))];
  if (isUnionType(type)) return [own, ...type.getTypes().map(({ name }) => place(`${type.name}.${name}`, "member"))];
  if (isInputObjectType(type)) {
    return [own, ...Object.values(type.getFields()).map((field) => place(`${type.name}.${field.name}`, taken(field)))];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const interfaces = type.getInterfaces().map(({ name }) => place(`${type.name} implements ${name}`, "yes"));
  const fields = Object.values(type.getFields()).flatMap((field) => [
    place(`${type.name}.${field.name}`, String(field.type)),
    ...field.args.map((argument) => place(`${type.name}.${field.name}(${argument.name}:)`, taken(argument))),
  ]);
  return [own, ...interfaces, ...fields];
}

function place(coordinate: string, shape: string): [string, string] {
  return [coordinate, shape];
}

function kindOf(type: GraphQLNamedType): string {
  return `${type.constructor.name}${isInputObjectType(type) && type.isOneOf ? " of one" : ""}`;
}

function taken({ type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  return `${type}${defaultValue === undefined ? "" : ` = ${JSON.stringify(defaultValue)}`}`;
}

/** The coordinate without what is below an addition that is a whole type or field. */
function isBelow(coordinate: string, addition: string): boolean {
  return coordinate === addition || ["(", ".", " "].some((mark) => coordinate.startsWith(addition + mark));
}

/** `String!` is as good as `String` in an answer, at every level of lists. */
function isAsStrict(ours: string, promised: string): boolean {
  const parts = (text: string) => text.match(/\[|\]|!|\w+/g) ?? [];
  const rest = parts(ours);
  for (const part of parts(promised)) {
    while (rest[0] === "!" && part !== "!") rest.shift();
    if (rest.shift() !== part) return false;
  }
  return rest.every((part) => part === "!");
}

test("nothing of the contract breaks", () => {
  expect(findBreakingChanges(contract, printed)).toEqual([]);
});

test("everything of the contract is there, in its shape or a stricter one", () => {
  const ours = shapes(printed);
  const wrong = [...shapes(contract)].flatMap(([coordinate, promised]) => {
    const found = ours.get(coordinate);
    const isAnswer = /^[A-Z]\w*\.\w+$/.test(coordinate) && !isInputObjectType(contract.getType(beginning(coordinate)));
    const isGood = found !== undefined && (isAnswer ? isAsStrict(found, promised) : found === promised);
    return isGood ? [] : [`${coordinate}: ${found ?? "missing"} instead of ${promised}`];
  });
  expect(shapes(contract).size).toBeGreaterThan(400);
  expect(wrong).toEqual([]);
});

test("what is more than the contract is named", () => {
  const promised = shapes(contract);
  const more = [...shapes(printed)].filter(([coordinate]) => !promised.has(coordinate));
  const unnamed = more.filter(([coordinate]) => !ADDITIONS.some((addition) => isBelow(coordinate, addition)));
  expect(unnamed).toEqual([]);
  const gone = ADDITIONS.filter((addition) => !more.some(([coordinate]) => coordinate === addition));
  expect(gone).toEqual([]);
});

test.each([
  ["String", "String", true],
  ["String!", "String", true],
  ["String", "String!", false],
  ["[String!]!", "[String]", true],
  ["[String]!", "[String!]!", false],
  ["[String!]", "[String!]!", false],
  ["Int!", "String", false],
])("%s in the place of %s is as strict: %s", (ours, promised, expected) => {
  expect(isAsStrict(ours, promised)).toBe(expected);
});

function beginning(coordinate: string): string {
  return String(coordinate.split(".")[0]);
}
