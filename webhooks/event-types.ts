/**
 * The catalogue of event types: what happens in the customer's world, and which fields of it filters can test. The
 * fields of alert.sent are the guide's table, in its exact spelling and case. The guide names no fields for the other
 * types, nor the names of the task list types: those are our own.
 */
import type { EventPayload } from "./event-payload.ts";
import {
  ALERT_READ_SAMPLE,
  ALERT_SENT_SAMPLE,
  INCIDENT_CREATED_SAMPLE,
  INCIDENT_UPDATED_SAMPLE,
  TASK_LIST_COMPLETED_SAMPLE,
  TASK_LIST_CREATED_SAMPLE,
  TASK_LIST_UPDATED_SAMPLE,
} from "./event-type-samples.ts";
import { NAME_CHARACTERS_MAX, readText } from "./text.ts";
import { addFault, type Faults, shownValue } from "./user-errors.ts";

export const EVENT_FIELD_TYPES = ["STRING", "BOOLEAN", "NUMBER", "STRING_LIST"] as const;
export type EventFieldType = (typeof EVENT_FIELD_TYPES)[number];

/** `knownValues`: the only values it takes, where that is known. */
export type EventField = { path: string; type: EventFieldType; description: string; knownValues: string[] | null };

/** `sample`: a realistic payload, ready to publish. */
export type EventType = { name: string; description: string; fields: EventField[]; sample: EventPayload };

const TENANT = field("metadata.TenantId", "STRING", "The tenant that the event belongs to.");
const FACILITIES = field("metadata.tags.facilities", "STRING_LIST", "The facility IDs when available.");
const PRIORITY: EventField = {
  path: "metadata.attributes.priority",
  type: "STRING",
  description: "The priority of the alert (Emergency or Operational)",
  knownValues: ["Emergency", "Operational"],
};
const INCIDENT_WHEN_AVAILABLE = [
  field("metadata.attributes.incidentName", "STRING", "The name of the incident event when available."),
  field("metadata.attributes.incidentId", "STRING", "The ID of the incident event when available."),
  field("metadata.attributes.incidentTypeId", "STRING", "The ID of the incident event type when available."),
  field("metadata.attributes.incidentTypeName", "STRING", "The name of the incident event type when available."),
  field("metadata.attributes.incidentCategoryId", "STRING", "The ID of the incident event category when available."),
  field(
    "metadata.attributes.incidentCategoryName",
    "STRING",
    "The name of the incident event category when available.",
  ),
];
const BRAND = field("metadata.attributes.brandName", "STRING", "The brand when available.");

const ALERT_SENT_FIELDS: EventField[] = [
  TENANT,
  field("metadata.OwnerId", "STRING", "User ID of the sender"),
  flag("metadata.attributes.isReply", "true when the alert is replying to the sender of another alert."),
  flag("metadata.attributes.isReplyAll", "true when the alert is replying to all recipients of another alert."),
  flag("metadata.attributes.isForward", "true when the alert is a forward from another alert."),
  FACILITIES,
  PRIORITY,
  ...INCIDENT_WHEN_AVAILABLE,
  BRAND,
];

const ALERT_READ_FIELDS: EventField[] = [
  TENANT,
  field("metadata.OwnerId", "STRING", "User ID of the person who read the alert."),
  FACILITIES,
  PRIORITY,
  ...INCIDENT_WHEN_AVAILABLE,
  BRAND,
];

const INCIDENT_FIELDS: EventField[] = [
  TENANT,
  field("metadata.OwnerId", "STRING", "User ID of the person who opened or changed the incident."),
  FACILITIES,
  ...INCIDENT_WHEN_AVAILABLE,
  field("metadata.attributes.status", "STRING", "The status of the incident.", ["Open", "Closed"]),
  flag("metadata.attributes.isDrill", "true when the incident is an exercise."),
  BRAND,
];

const TASK_LIST_FIELDS: EventField[] = [
  TENANT,
  field("metadata.OwnerId", "STRING", "User ID of the person who made or changed the task list."),
  FACILITIES,
  field("metadata.attributes.taskListName", "STRING", "The name of the task list."),
  field("metadata.attributes.taskListId", "STRING", "The ID of the task list."),
  field("metadata.attributes.taskCount", "NUMBER", "How many tasks the list has."),
  field("metadata.attributes.completedTaskCount", "NUMBER", "How many of its tasks are completed."),
  flag("metadata.attributes.isOverdue", "true when the task list is past its due time."),
  ...INCIDENT_WHEN_AVAILABLE,
  BRAND,
];

export const EVENT_TYPES: readonly EventType[] = [
  { name: "alert.sent", description: "An alert was sent.", fields: ALERT_SENT_FIELDS, sample: ALERT_SENT_SAMPLE },
  {
    name: "alert.read",
    description: "A recipient read an alert.",
    fields: ALERT_READ_FIELDS,
    sample: ALERT_READ_SAMPLE,
  },
  {
    name: "namedIncident.created",
    description: "An incident was opened.",
    fields: INCIDENT_FIELDS,
    sample: INCIDENT_CREATED_SAMPLE,
  },
  {
    name: "namedIncident.updated",
    description: "An incident was changed or closed.",
    fields: INCIDENT_FIELDS,
    sample: INCIDENT_UPDATED_SAMPLE,
  },
  {
    name: "taskList.created",
    description: "A task list was made.",
    fields: TASK_LIST_FIELDS,
    sample: TASK_LIST_CREATED_SAMPLE,
  },
  {
    name: "taskList.updated",
    description: "A task list, or one of its tasks, was changed.",
    fields: TASK_LIST_FIELDS,
    sample: TASK_LIST_UPDATED_SAMPLE,
  },
  {
    name: "taskList.completed",
    description: "The last task of a task list was completed.",
    fields: TASK_LIST_FIELDS,
    sample: TASK_LIST_COMPLETED_SAMPLE,
  },
];

const TYPES_BY_NAME = new Map(EVENT_TYPES.map((type) => [type.name, type]));

/** By its exact name; null when there is no such type. */
export function findEventType(name: string): EventType | null {
  return TYPES_BY_NAME.get(name) ?? null;
}

/** The name of a type that exists, in its exact spelling; null after adding the fault. `what`: "The trigger". */
export function readEventType(faults: Faults, input: unknown, what: string, path: readonly string[]): string | null {
  const name = readText(faults, input, { what, path, charactersMax: NAME_CHARACTERS_MAX, trims: false });
  if (name !== null && findEventType(name) === null) {
    const names = EVENT_TYPES.map((type) => type.name).join(", ");
    addFault(faults, "INVALID", path, `${what} ${shownValue(name)} does not exist; one of ${names} is expected.`);
    return null;
  }
  return name;
}

function field(
  path: string,
  type: EventFieldType,
  description: string,
  knownValues: string[] | null = null,
): EventField {
  return { path, type, description, knownValues };
}

function flag(path: string, description: string): EventField {
  return field(path, "BOOLEAN", description, ["true", "false"]);
}
