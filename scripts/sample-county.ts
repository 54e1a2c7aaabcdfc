/**
 * The definitions of the sample data: a county's subscriptions and integrations, so that every operator, security model
 * and status has something to show. Data only; sample-data.ts stores it. Integrations name subscriptions by their key.
 */
import { randomBytes } from "node:crypto";
import type { VariablesOf } from "gql.tada";
import type { CreateIntegration, CreateSubscription } from "./sample-documents.ts";

type SubscriptionInput = VariablesOf<typeof CreateSubscription>["input"];
type IntegrationInput = VariablesOf<typeof CreateIntegration>["input"];

/** `inbox`: where it goes is made with it: an inbox of the built-in receiver, under the subscription's name. */
export type SampleSubscription = Omit<SubscriptionInput, "uri" | "name" | "externalId"> & {
  key: string;
  name: string;
  uri: { kind: "inbox" } | { kind: "missing-inbox" } | { kind: "elsewhere"; uri: string };
};

export type SampleIntegration = Omit<IntegrationInput, "actions" | "externalId"> & { key: string; sendsTo: string };

const INBOX = { kind: "inbox" } as const;
const newSecret = () => randomBytes(18).toString("base64url");

/** Secrets are new each time. Nothing here reaches the internet: names under .example never resolve (RFC 6761). */
export function sampleSubscriptions(): SampleSubscription[] {
  return [
    {
      key: "records-archive",
      name: "Records archive",
      uri: INBOX,
      mode: "DIRECT",
      eventTypes: ["alert.read"],
    },
    {
      key: "siren-portal",
      name: "Siren vendor portal",
      uri: { kind: "missing-inbox" },
      mode: "INTEGRATION",
      eventTypes: ["alert.sent"],
      retryPolicy: { maxRetries: 1 },
    },
    {
      key: "operations-board",
      name: "Operations board",
      uri: INBOX,
      mode: "INTEGRATION",
      eventTypes: [
        "alert.sent",
        "namedIncident.created",
        "namedIncident.updated",
        "taskList.created",
        "taskList.updated",
      ],
      secret: newSecret(),
    },
    {
      key: "mednet",
      name: "MedNet bed board",
      uri: INBOX,
      mode: "INTEGRATION",
      eventTypes: ["alert.sent"],
      security: {
        headers: [
          { name: "X-Facility-Network", value: "harlan" },
          { name: "X-Ingest-Token", value: newSecret() },
        ],
      },
    },
    {
      key: "county-website",
      name: "County website",
      uri: INBOX,
      mode: "INTEGRATION",
      eventTypes: ["alert.sent", "namedIncident.updated"],
      security: { basic: { username: "signalpost", password: newSecret() } },
      isActive: false,
    },
    {
      key: "fire-dispatch",
      name: "Fire dispatch CAD",
      uri: { kind: "elsewhere", uri: "https://dispatch.harlanfire.example/hooks/signalpost" },
      mode: "INTEGRATION",
      eventTypes: ["alert.sent"],
      security: { apiKey: newSecret() },
    },
    {
      key: "cad",
      name: "911 CAD",
      uri: INBOX,
      mode: "INTEGRATION",
      eventTypes: ["alert.sent", "namedIncident.created"],
      security: { apiKey: newSecret() },
      secret: newSecret(),
    },
  ];
}

const PRIORITY = "metadata.attributes.priority";
const INCIDENT_NAME = "metadata.attributes.incidentName";
const INCIDENT_TYPE = "metadata.attributes.incidentTypeName";
const INCIDENT_CATEGORY = "metadata.attributes.incidentCategoryName";
const FACILITIES = "metadata.tags.facilities";

/** Lists show the newest first, so what people should see first stands last. */
export const SAMPLE_INTEGRATIONS: readonly SampleIntegration[] = [
  {
    key: "siren-log",
    name: "Siren tests to the vendor's log",
    trigger: "alert.sent",
    filters: [{ conditions: [{ field: INCIDENT_TYPE, operator: "IS_ANY_OF", values: ["Siren test"] }] }],
    sendsTo: "siren-portal",
  },
  {
    key: "shelter-lists",
    name: "Finished shelter checklists to MedNet",
    trigger: "taskList.completed",
    filters: [
      { conditions: [{ field: "metadata.attributes.taskListName", operator: "CONTAINS", values: ["shelter"] }] },
    ],
    sendsTo: "mednet",
  },
  {
    key: "missing-persons",
    name: "Missing-person alerts to the media desk",
    trigger: "alert.sent",
    filters: [
      {
        conditions: [
          { field: INCIDENT_TYPE, operator: "IS_ANY_OF", values: ["Missing person"] },
          { field: "metadata.attributes.isForward", operator: "IS_ANY_OF", values: ["false"] },
        ],
      },
    ],
    isEnabled: false,
    sendsTo: "county-website",
  },
  {
    key: "late-checklists",
    name: "Late checklists to the operations board",
    trigger: "taskList.updated",
    filters: [
      {
        name: "Overdue and hardly begun",
        conditions: [
          { field: "metadata.attributes.isOverdue", operator: "IS_ANY_OF", values: ["true"] },
          { field: "metadata.attributes.completedTaskCount", operator: "LESS_THAN", values: ["3"] },
        ],
      },
      {
        name: "Very long",
        conditions: [{ field: "metadata.attributes.taskCount", operator: "GREATER_THAN", values: ["20"] }],
      },
    ],
    sendsTo: "operations-board",
  },
  {
    key: "weather-updates",
    name: "Weather and flood updates to the operations board",
    trigger: "namedIncident.updated",
    filters: [
      {
        conditions: [
          { field: INCIDENT_CATEGORY, operator: "IS_ANY_OF", values: ["Flood", "Wildfire", "Severe weather"] },
          { field: "metadata.attributes.isDrill", operator: "IS_NONE_OF", values: ["true"] },
        ],
      },
    ],
    sendsTo: "operations-board",
  },
  {
    key: "road-closures",
    name: "Road closures to the operations board",
    trigger: "alert.sent",
    filters: [
      {
        name: "Closures",
        conditions: [{ field: INCIDENT_NAME, operator: "STARTS_WITH", values: ["Road closure", "Lane closure"] }],
      },
      {
        name: "The two bridges",
        conditions: [
          {
            field: INCIDENT_NAME,
            operator: "IS_ANY_OF",
            values: ["Bridge closed, Mill Creek Road", "Bridge closed, Depot Road"],
          },
        ],
      },
    ],
    sendsTo: "operations-board",
  },
  {
    key: "hospital-surge",
    name: "Hospital surge to MedNet",
    trigger: "alert.sent",
    filters: [
      {
        conditions: [
          { field: FACILITIES, operator: "IS_ANY_OF", values: ["st-brigid-hospital", "harborview-medical"] },
          { field: INCIDENT_NAME, operator: "CONTAINS", values: ["surge"] },
          { field: "metadata.attributes.incidentId", operator: "EXISTS" },
        ],
      },
    ],
    sendsTo: "mednet",
  },
  {
    key: "boil-water",
    name: "Boil-water notices to the public website",
    trigger: "alert.sent",
    filters: [
      {
        conditions: [
          { field: INCIDENT_TYPE, operator: "IS_ANY_OF", values: ["Boil-water notice"] },
          { field: "metadata.attributes.isReply", operator: "IS_ANY_OF", values: ["false"] },
        ],
      },
    ],
    sendsTo: "county-website",
  },
  {
    key: "hazmat",
    name: "Hazmat alerts to fire dispatch",
    trigger: "alert.sent",
    filters: [
      {
        name: "Hazardous materials",
        conditions: [
          { field: INCIDENT_TYPE, operator: "IS_ANY_OF", values: ["Hazardous materials spill", "Gas leak"] },
        ],
      },
      {
        name: "Fires at facilities",
        conditions: [
          { field: INCIDENT_CATEGORY, operator: "IS_ANY_OF", values: ["Fire"] },
          {
            field: FACILITIES,
            operator: "IS_ANY_OF",
            values: ["elm-street-school", "harborview-medical", "harlan-grand-hotel"],
          },
        ],
      },
    ],
    sendsTo: "fire-dispatch",
  },
  {
    key: "emergencies",
    name: "Emergency alerts to 911 CAD",
    trigger: "alert.sent",
    filters: [
      {
        name: "At our facilities",
        conditions: [
          { field: PRIORITY, operator: "IS_ANY_OF", values: ["Emergency"] },
          {
            field: FACILITIES,
            operator: "IS_ANY_OF",
            values: ["county-eoc", "harborview-medical", "st-brigid-hospital", "elm-street-school", "harlan-pd"],
          },
        ],
      },
      {
        name: "Countywide",
        conditions: [
          { field: PRIORITY, operator: "IS_ANY_OF", values: ["Emergency"] },
          { field: FACILITIES, operator: "NOT_EXISTS" },
        ],
      },
    ],
    sendsTo: "cad",
  },
];
