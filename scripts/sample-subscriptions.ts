/**
 * The subscriptions of the sample data: a county's receivers, most of them inboxes of the built-in one, with every
 * security model that needs no server of its own. Data only; sample-data.ts stores it.
 */
import { randomBytes } from "node:crypto";
import type { VariablesOf } from "gql.tada";
import type { CreateSubscription } from "./sample-documents.ts";

type SubscriptionInput = VariablesOf<typeof CreateSubscription>["input"];

/** `inbox`: where it goes is made with it: an inbox of the built-in receiver, under the subscription's name. */
export type SampleSubscription = Omit<SubscriptionInput, "uri" | "name" | "externalId"> & {
  key: string;
  name: string;
  uri: { kind: "inbox" } | { kind: "missing-inbox" } | { kind: "elsewhere"; uri: string };
};

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
