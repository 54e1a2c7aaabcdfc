/** Integrations that many accounts need, to start from: filled in but for the address and what only the account knows. */
import { type EditorStart, EMPTY_CONDITION, EMPTY_FILTER, newTo } from "../editor/editor-form.ts";

export type Template = {
  /** Stands in the address of the editor. */
  id: string;
  name: string;
  description: string;
  trigger: string;
  /** Its one condition; values that only the account knows are left to be filled in. */
  condition?: { field: string; values: string[] };
};

export const TEMPLATES: readonly Template[] = [
  {
    id: "emergency-alerts",
    name: "Emergency alerts to dispatch",
    description: "When an alert is sent, if priority is Emergency, POST to your dispatch system.",
    trigger: "alert.sent",
    condition: { field: "metadata.attributes.priority", values: ["Emergency"] },
  },
  {
    id: "one-brand",
    name: "One brand to its own desk",
    description: "When an alert is sent, if brand is one of yours, POST to that brand’s safety desk.",
    trigger: "alert.sent",
    condition: { field: "metadata.attributes.brandName", values: [] },
  },
  {
    id: "new-incidents",
    name: "New incidents to a chat room",
    description: "When a named incident is created, POST to Teams or Slack through your bridge.",
    trigger: "namedIncident.created",
  },
  {
    id: "read-receipts",
    name: "Read receipts to the archive",
    description: "When an alert is read, POST every event to your records system.",
    trigger: "alert.read",
  },
];

/** What the editor begins with; undefined: there is no such template. */
export function startOfTemplate(id: string): EditorStart | undefined {
  const template = TEMPLATES.find((one) => one.id === id);
  if (!template) return undefined;
  const { name, trigger, condition } = template;
  const filters = condition ? [{ ...EMPTY_FILTER, conditions: [{ ...EMPTY_CONDITION, ...condition }] }] : [];
  return { key: id, values: { ...newTo({ eventTypes: [trigger] }), name, trigger, filters } };
}
