/**
 * The integrations of the sample data: what a county lets through to whom, so that every operator and every outcome of
 * matching has something to show. Data only; sample-data.ts stores it. They name subscriptions by their key.
 */
import type { VariablesOf } from "gql.tada";
import type { CreateIntegration } from "./sample-documents.ts";

type IntegrationInput = VariablesOf<typeof CreateIntegration>["input"];

type SampleIntegration = Omit<IntegrationInput, "actions" | "externalId"> & { key: string; sendsTo: string };

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
