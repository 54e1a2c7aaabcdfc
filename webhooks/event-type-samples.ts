/**
 * One realistic payload for each event type, ready to publish: a county with its hospital and a hotel group, as an
 * emergency manager knows them. Shapes of ids: alert and user are whole numbers, a tenant a numeric string, incident
 * and facility 32 lower-case hex digits.
 */
import type { EventPayload } from "./event-payload.ts";

const FACILITY_WATER_PLANT = "0f5a6c1e94d84b0aa7c3d2f18e6b4901";
const FACILITY_MERCY_HOSPITAL = "77b1e0c24f9a4d63b5188ad07c2e3f64";
const FACILITY_HARBOR_INN = "c2d94a7be6104c5f8f3b90d1a57e2c38";

const BOIL_WATER_INCIDENT = {
  incidentName: "Boil-water notice, Lakeside district",
  incidentId: "5d0c9be2a1f34e7798b64c1d20fa83e7",
  incidentTypeId: "b81f6d4c02e94a35a9d7c05e1f7b2a60",
  incidentTypeName: "Boil-water notice",
  incidentCategoryId: "2e7a90c5d1b84f06835d6fc94ab1e072",
  incidentCategoryName: "Public health",
};

const GAS_LEAK_INCIDENT = {
  incidentName: "Gas leak, Harbor Inn service yard",
  incidentId: "9a41c7e05b2d4f8e86d30b7af1c2549d",
  incidentTypeId: "41d8e2f7a90c4b5693fe07b2c6d18a5c",
  incidentTypeName: "Hazardous material",
  incidentCategoryId: "70c3b9d5e8f1426aa4d90e6b3c15f287",
  incidentCategoryName: "Hazmat",
};

export const ALERT_SENT_SAMPLE: EventPayload = {
  type: "alert.sent",
  metadata: {
    TenantId: "1741",
    OwnerId: "974899",
    attributes: {
      isReply: false,
      isReplyAll: false,
      isForward: false,
      priority: "Emergency",
      ...BOIL_WATER_INCIDENT,
      brandName: "Lakeside County",
    },
    tags: { facilities: [FACILITY_WATER_PLANT, FACILITY_MERCY_HOSPITAL] },
  },
  data: {
    alertId: 5528190,
    subject: "Boil-water notice for the Lakeside district",
    message: "Boil tap water for one minute before drinking or cooking. Bottled water is handed out at Mercy Hospital.",
    recipientCount: 1843,
  },
};

export const ALERT_READ_SAMPLE: EventPayload = {
  type: "alert.read",
  metadata: {
    TenantId: "1741",
    OwnerId: "975214",
    attributes: { priority: "Emergency", ...BOIL_WATER_INCIDENT, brandName: "Lakeside County" },
    tags: { facilities: [FACILITY_MERCY_HOSPITAL] },
  },
  data: { alertId: 5528190, readBy: "Charge nurse, Mercy Hospital", readAt: "2026-11-23T19:06:41Z", channel: "app" },
};

export const INCIDENT_CREATED_SAMPLE: EventPayload = {
  type: "namedIncident.created",
  metadata: {
    TenantId: "1741",
    OwnerId: "974899",
    attributes: { ...GAS_LEAK_INCIDENT, status: "Open", isDrill: false, brandName: "Harbor Inn" },
    tags: { facilities: [FACILITY_HARBOR_INN] },
  },
  data: {
    description: "Smell of gas in the service yard; the east wing is being cleared.",
    openedBy: "Night manager, Harbor Inn",
    location: { name: "Harbor Inn, 12 Quay Street", latitude: 43.0713, longitude: -86.2284 },
  },
};

export const INCIDENT_UPDATED_SAMPLE: EventPayload = {
  type: "namedIncident.updated",
  metadata: {
    TenantId: "1741",
    OwnerId: "974899",
    attributes: { ...GAS_LEAK_INCIDENT, status: "Closed", isDrill: false, brandName: "Harbor Inn" },
    tags: { facilities: [FACILITY_HARBOR_INN] },
  },
  data: {
    change: "Valve replaced, air measured clear by the fire department; guests return to the east wing.",
    changedBy: "Safety lead, Harbor Inn",
    changedFields: ["status"],
  },
};

export const TASK_LIST_CREATED_SAMPLE = taskList("taskList.created", 0, {
  change: "The county's boil-water checklist was started.",
  tasks: [
    { name: "Close the drinking fountains", status: "Open" },
    { name: "Call the dialysis unit", status: "Open" },
    { name: "Put up notices at every tap", status: "Open" },
  ],
});

export const TASK_LIST_UPDATED_SAMPLE = taskList("taskList.updated", 2, {
  change: "Task completed: Call the dialysis unit",
  tasks: [
    { name: "Close the drinking fountains", status: "Completed" },
    { name: "Call the dialysis unit", status: "Completed" },
    { name: "Put up notices at every tap", status: "Open" },
  ],
});

export const TASK_LIST_COMPLETED_SAMPLE = taskList("taskList.completed", 3, {
  change: "Task completed: Put up notices at every tap",
  tasks: [
    { name: "Close the drinking fountains", status: "Completed" },
    { name: "Call the dialysis unit", status: "Completed" },
    { name: "Put up notices at every tap", status: "Completed" },
  ],
});

function taskList(type: string, completedTaskCount: number, data: Record<string, unknown>): EventPayload {
  return {
    type,
    metadata: {
      TenantId: "1741",
      OwnerId: "975020",
      attributes: {
        taskListName: "Boil-water notice: hospital",
        taskListId: "e35b07d9c4124a8e9f60b1d87a2c5f13",
        taskCount: 3,
        completedTaskCount,
        isOverdue: false,
        ...BOIL_WATER_INCIDENT,
        brandName: "Lakeside County",
      },
      tags: { facilities: [FACILITY_MERCY_HOSPITAL] },
    },
    data,
  };
}
