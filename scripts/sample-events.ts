/**
 * The events of the sample data: some hours in a county, oldest first. Data only; sample-data.ts publishes it, and the
 * real workers match and deliver it.
 */
import { createHash } from "node:crypto";
import type { VariablesOf } from "gql.tada";
import type { PublishEvents } from "./sample-documents.ts";

type EventInput = VariablesOf<typeof PublishEvents>["input"]["events"][number];
type Incident = { name: string; type: string; category: string };
type Alert = Incident & {
  /** Default: Operational. */
  isEmergency?: boolean;
  facilities?: readonly string[];
  flag?: "isReply" | "isReplyAll" | "isForward";
  subject?: string;
  /** Who read it: an alert.read for each. */
  readBy?: readonly string[];
};
type TaskList = { name: string; tasks: number; completed: number; isOverdue?: boolean; incident?: Incident };

const HOURS = 5;

const MERIDIAN = { name: "Structure fire, Meridian Street warehouse", type: "Structure fire", category: "Fire" };
const SPILL = {
  name: "Hazardous materials spill, Route 9 at Mill Creek",
  type: "Hazardous materials spill",
  category: "Environmental",
};
const BOIL = {
  name: "Boil-water notice, Northside pressure zone",
  type: "Boil-water notice",
  category: "Public health",
};
const STORM = { name: "Severe thunderstorm, western county", type: "Thunderstorm", category: "Severe weather" };
const FLOOD = { name: "Mill Creek above flood stage", type: "River flood", category: "Flood" };
const SURGE = { name: "Patient surge after the Route 9 spill", type: "Patient surge", category: "Public health" };
const OUTAGE = { name: "Power outage, substation 7", type: "Power outage", category: "Utilities" };
const SHELTER = { name: "Shelter at the Harlan Grand Hotel", type: "Shelter", category: "Mass care" };
const road = (name: string) => ({ name, type: "Road closure", category: "Transportation" });

const EVENTS: readonly EventInput[] = [
  ...alert({ name: "Siren test, zone C", type: "Siren test", category: "Exercise", facilities: ["county-eoc"] }),
  incident("created", STORM, "Open"),
  ...alert({ ...STORM, readBy: ["Duty officer", "Public works dispatcher"] }),
  taskList("created", { name: "Storm preparation", tasks: 12, completed: 0, incident: STORM }),
  ...alert({
    ...STORM,
    subject: "Large hail reported at the county line",
    isEmergency: true,
    readBy: ["Sheriff's desk"],
  }),
  taskList("updated", { name: "Storm preparation", tasks: 12, completed: 2, isOverdue: true, incident: STORM }),
  incident("updated", STORM, "Open"),
  ...alert({ ...OUTAGE, facilities: ["st-brigid-hospital"], readBy: ["Facilities, St. Brigid Hospital"] }),
  incident("created", OUTAGE, "Open"),
  ...alert({
    ...OUTAGE,
    subject: "Re: Power outage, substation 7",
    flag: "isReply",
    facilities: ["st-brigid-hospital"],
  }),
  ...alert({ ...road("Road closure, County Road 12"), facilities: ["public-works"] }),
  ...alert({ ...road("Bridge closed, Mill Creek Road"), facilities: ["public-works"], readBy: ["Road crew 2"] }),
  ...alert({ ...road("Detour for the Depot Road bridge"), facilities: ["public-works"] }),
  incident("created", FLOOD, "Open"),
  ...alert({ ...FLOOD, isEmergency: true, facilities: ["public-works", "county-eoc"], readBy: ["Duty officer"] }),
  taskList("updated", { name: "Sandbagging at Mill Creek", tasks: 24, completed: 9, incident: FLOOD }),
  incident("updated", FLOOD, "Open"),
  ...alert({ ...MERIDIAN, isEmergency: true, facilities: ["harlan-pd"], readBy: ["Fire chief", "Shift lead, 911"] }),
  ...alert({
    ...MERIDIAN,
    subject: "Fwd: Structure fire, Meridian Street",
    flag: "isForward",
    facilities: ["harlan-pd"],
  }),
  incident("created", MERIDIAN, "Open"),
  ...alert({
    name: "Kitchen fire, Elm Street School",
    type: "Structure fire",
    category: "Fire",
    isEmergency: true,
    facilities: ["elm-street-school"],
    readBy: ["Principal, Elm Street School"],
  }),
  ...alert({
    name: "Missing person, Riverside Park",
    type: "Missing person",
    category: "Law enforcement",
    isEmergency: true,
  }),
  taskList("created", { name: "Search of Riverside Park", tasks: 8, completed: 0 }),
  ...alert({ ...road("Lane closure, Harbor Boulevard"), facilities: ["public-works"] }),
  incident("updated", OUTAGE, "Closed"),
  ...alert({ ...SHELTER, facilities: ["harlan-grand-hotel"], readBy: ["Night manager, Harlan Grand Hotel"] }),
  taskList("created", { name: "Open the shelter", tasks: 9, completed: 0, incident: SHELTER }),
  taskList("completed", { name: "Open the shelter", tasks: 9, completed: 9, incident: SHELTER }),
  ...alert({ ...BOIL, facilities: ["water-district-4"], readBy: ["Water district 4", "Health department"] }),
  ...alert({ ...BOIL, subject: "Re: Boil-water notice", flag: "isReply", facilities: ["water-district-4"] }),
  ...alert({
    ...BOIL,
    subject: "Boil-water notice extended to Fairview and Old Mill",
    facilities: ["water-district-4"],
  }),
  taskList("updated", { name: "Bottled water", tasks: 6, completed: 5, isOverdue: true, incident: BOIL }),
  incident("updated", { ...STORM, name: "Severe thunderstorm, western county (all clear)" }, "Closed"),
  incident("created", SPILL, "Open"),
  ...alert({ ...SPILL, isEmergency: true, facilities: ["harborview-medical"], readBy: ["Charge nurse, Harborview"] }),
  ...alert({
    name: "Gas leak, Harlan Grand Hotel",
    type: "gas leak",
    category: "Hazmat",
    facilities: ["harlan-grand-hotel"],
  }),
  ...alert({ ...SURGE, isEmergency: true, facilities: ["harborview-medical", "st-brigid-hospital"] }),
  ...alert({ ...SURGE, subject: "Surge over, 6 of 41 patients remain", facilities: ["harborview-medical"] }),
  taskList("completed", { name: "Decontamination, Route 9", tasks: 11, completed: 11, incident: SPILL }),
  ...alert({ ...SPILL, subject: "Route 9 stays closed until 18:00", flag: "isReplyAll", facilities: ["public-works"] }),
];

/** All of them, spread over the last hours. The ids are the same each time, so that none is published twice. */
export function sampleEvents(now: Date): EventInput[] {
  const stepMs = (HOURS * 3_600_000) / EVENTS.length;
  return EVENTS.map((event, position) => ({
    ...event,
    externalId: `sample-${String(position + 1).padStart(3, "0")}`,
    occurredAt: new Date(now.getTime() - Math.round((EVENTS.length - position - 0.5) * stepMs)).toISOString(),
  }));
}

function alert({ isEmergency = false, facilities, flag, subject, readBy = [], ...incident }: Alert): EventInput[] {
  const tags = facilities ? { facilities } : {};
  const attributes = { priority: isEmergency ? "Emergency" : "Operational", ...incidentAttributes(incident) };
  const title = subject ?? incident.name;
  const flags = { isReply: flag === "isReply", isReplyAll: flag === "isReplyAll", isForward: flag === "isForward" };
  const sent = {
    type: "alert.sent",
    metadata: { TenantId: "1741", OwnerId: "974899", attributes: { ...flags, ...attributes }, tags },
    data: { subject: title, recipientCount: 40 + title.length * 7 },
  };
  const read = readBy.map((reader) => ({
    type: "alert.read",
    metadata: { TenantId: "1741", OwnerId: "975214", attributes, tags },
    data: { subject: title, readBy: reader, channel: "app" },
  }));
  return [sent, ...read];
}

function incident(change: "created" | "updated", about: Incident, status: "Open" | "Closed"): EventInput {
  const attributes = { ...incidentAttributes(about), status, isDrill: false };
  return {
    type: `namedIncident.${change}`,
    metadata: { TenantId: "1741", OwnerId: "974899", attributes, tags: { facilities: ["county-eoc"] } },
    data: {
      description: change === "created" ? "Opened by the duty officer." : `The incident is ${status.toLowerCase()}.`,
    },
  };
}

function taskList(
  change: "created" | "updated" | "completed",
  { name, tasks, completed, isOverdue = false, incident: about }: TaskList,
): EventInput {
  const counts = { taskCount: tasks, completedTaskCount: completed, isOverdue };
  const attributes = { taskListName: name, ...counts, ...(about ? incidentAttributes(about) : {}) };
  return {
    type: `taskList.${change}`,
    metadata: { TenantId: "1741", OwnerId: "975020", attributes, tags: { facilities: ["county-eoc"] } },
    data: { name, change: `${completed} of ${tasks} tasks are completed.` },
  };
}

function incidentAttributes({ name, type, category }: Incident) {
  const idOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
  return {
    incidentName: name,
    incidentId: idOf(name),
    incidentTypeName: type,
    incidentTypeId: idOf(type),
    incidentCategoryName: category,
    incidentCategoryId: idOf(category),
    brandName: "Harlan County",
  };
}
