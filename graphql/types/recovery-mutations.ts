/** Mutations that begin and end recoveries. */
import { client } from "#db/client";
import { NOT_ENABLED } from "#db/definition-change";
import { cancelRecovery, type RecoverScope, type Recovery as RecoveryRow, type ReplayScope } from "#db/recoveries";
import { findTenant } from "#db/tenants";
import {
  countRecovery,
  countReplay,
  RECOVERY_PER_SECOND_DEFAULT,
  startRecovery,
  startReplay,
} from "#jobs/start-recovery";
import { decodeId } from "#webhooks/id";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { auditRecovery } from "../audit-trail.ts";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { Recovery } from "../type-refs.ts";
import { notFound } from "../user-faults.ts";
import { DeliveryFilterInput, parseDeliveryFilter } from "./delivery-filter-input.ts";
import { IdInput, USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";

/** Deliveries a second (contract). */
const PER_SECOND_MAX = 1_000;
const PACE_DESCRIPTION = "Deliveries a second, 1 to 1,000; 50 by default.";
const DRY_RUN_DESCRIPTION = "Only counts.";

type Payload = { recovery: RecoveryRow | null; total: number | null; userErrors: UserErrorValue[] };

const RecoveryPayload = builder.objectRef<Payload>("RecoveryPayload").implement({
  description: "A recovery that was begun or ended, or what one would touch.",
  fields: (t) => ({
    recovery: t.field({
      type: Recovery,
      nullable: true,
      description: "Null for a dry run, and if it was refused.",
      resolve: (payload) => payload.recovery,
    }),
    total: t.exposeInt("total", { nullable: true, description: "Deliveries that it will take." }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

const RecoverDeliveriesInput = builder.inputType("RecoverDeliveriesInput", {
  description: "Which deliveries to try again.",
  fields: (t) => ({
    filter: t.field({
      type: DeliveryFilterInput,
      required: true,
      description: "Of those that it lets through, the FAILED and CANCELLED ones.",
    }),
    dryRun: t.boolean({ description: DRY_RUN_DESCRIPTION }),
    perSecond: t.int({ description: PACE_DESCRIPTION }),
  }),
});

const ReplayEventsInput = builder.inputType("ReplayEventsInput", {
  description: "Which past events to match against which integration.",
  fields: (t) => ({
    integrationId: t.id({ required: true, description: "The integration, as it is now." }),
    receivedFrom: t.field({ type: "DateTime", required: true, description: "Received then or later." }),
    receivedTo: t.field({ type: "DateTime", required: true, description: "Received before." }),
    eventId: t.id({ description: "Only this event of the period." }),
    dryRun: t.boolean({ description: DRY_RUN_DESCRIPTION }),
    perSecond: t.int({ description: PACE_DESCRIPTION }),
  }),
});

function refused(...userErrors: UserErrorValue[]): Payload {
  return { recovery: null, total: null, userErrors };
}

function begun(recovery: RecoveryRow): Payload {
  return { recovery, total: recovery.total, userErrors: [] };
}

function paceFaults(perSecond: number | null | undefined): UserErrorValue[] {
  if (perSecond == null || (perSecond >= 1 && perSecond <= PER_SECOND_MAX)) return [];
  const code = perSecond > PER_SECOND_MAX ? "LIMIT_EXCEEDED" : "INVALID";
  return [{ code, message: `perSecond is ${perSecond}; 1 to 1,000 is expected.`, path: ["perSecond"] }];
}

function askedBy({ viewer }: Context, perSecond: number | null | undefined) {
  const { tenantId, name: requestedBy } = viewer;
  return { tenantId, requestedBy, perSecond: perSecond ?? RECOVERY_PER_SECOND_DEFAULT };
}

async function recover(input: typeof RecoverDeliveriesInput.$inferInput, context: Context): Promise<Payload> {
  const given = parseDeliveryFilter(input.filter);
  const faults = paceFaults(input.perSecond);
  if (!given.ok || faults.length > 0) return refused(...faults, ...(given.ok ? [] : given.errors));
  const { createdFrom, createdTo, ...filter } = given.value;
  const scope: RecoverScope = {
    ...filter,
    createdFrom: createdFrom?.toISOString() ?? null,
    createdTo: createdTo?.toISOString() ?? null,
  };
  if (input.dryRun) {
    return { recovery: null, total: await countRecovery(context.viewer.tenantId, scope), userErrors: [] };
  }
  const audit = auditRecovery(context.viewer, "started", { scope: input.filter });
  return begun(await startRecovery(askedBy(context, input.perSecond), scope, audit));
}

async function replay(input: typeof ReplayEventsInput.$inferInput, context: Context): Promise<Payload> {
  const tenant = await findTenant(context.viewer.tenantId);
  if (!tenant?.integrationsEnabled) return refused(NOT_ENABLED);
  const integrationId = decodeId("int", input.integrationId);
  const integration = integrationId === null ? null : await context.loaders.integrations.load(integrationId);
  const faults = paceFaults(input.perSecond);
  if (integration === null || integration.deletedAt !== null) {
    faults.push(notFound("integration", input.integrationId, ["integrationId"]));
  } else if (!integration.isEnabled) {
    const message = `The integration ${integration.name} is disabled; enable it before events are replayed into it.`;
    faults.push({ code: "NOT_ALLOWED_NOW", message, path: ["integrationId"] });
  }
  if (input.receivedFrom >= input.receivedTo) {
    const message = "receivedTo is not after receivedFrom; the period would hold nothing.";
    faults.push({ code: "INVALID", message, path: ["receivedTo"] });
  }
  const eventId = input.eventId == null ? null : decodeId("evt", input.eventId);
  if (input.eventId != null && (eventId === null || (await context.loaders.events.load(eventId)) === null)) {
    faults.push(notFound("event", input.eventId, ["eventId"]));
  }
  if (integration === null || faults.length > 0) return refused(...faults);
  const scope: ReplayScope = {
    integrationId: integration.id,
    receivedFrom: input.receivedFrom.toISOString(),
    receivedTo: input.receivedTo.toISOString(),
    eventId,
  };
  const total = (await countReplay(context.viewer.tenantId, scope)) ?? 0;
  if (input.dryRun) return { recovery: null, total, userErrors: [] };
  const audit = auditRecovery(context.viewer, "started", {
    scope: {
      ...scope,
      integrationId: input.integrationId,
      integrationName: integration.name,
      eventId: input.eventId ?? null,
    },
  });
  return begun(await startReplay(askedBy(context, input.perSecond), scope, total, audit));
}

async function cancel(publicId: string, { viewer, loaders }: Context): Promise<Payload> {
  const id = decodeId("rec", publicId);
  const recovery = id === null ? null : await loaders.recoveries.load(id);
  if (recovery === null) return refused(notFound("recovery", publicId, ["id"]));
  const cancelled = await client().db.transaction(async (tx) => {
    const row = await cancelRecovery(tx, viewer.tenantId, recovery.id);
    if (row) await auditRecovery(viewer, "cancelled", { before: recovery })(tx, row);
    return row;
  });
  if (cancelled) return begun(cancelled);
  return refused({ code: "NOT_ALLOWED_NOW", message: "The recovery has ended already.", path: ["id"] });
}

builder.mutationFields((t) => ({
  recoverDeliveries: t.field({
    type: RecoveryPayload,
    description:
      "Retries every delivery of the filter that is FAILED or CANCELLED. TEST is left out unless `filter.origins` names it. `dryRun` only counts. Also where integrations are not enabled: what was matched before is still owed to the receiver.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: RecoverDeliveriesInput, required: true, description: "Which, and how fast." }) },
    resolve: (_root, { input }, context) => recover(input, context),
  }),
  replayEvents: t.field({
    type: RecoveryPayload,
    description:
      "Matches the trigger's past events against one integration as it is now, and delivers those never delivered by it. Refused with NOT_ENABLED where integrations are not enabled.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: ReplayEventsInput, required: true, description: "Which, and how fast." }) },
    resolve: (_root, { input }, context) => replay(input, context),
  }),
  cancelRecovery: t.field({
    type: RecoveryPayload,
    description: "Stops a recovery; what it took already goes on.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: IdInput, required: true, description: "Which recovery." }) },
    resolve: (_root, { input }, context) => cancel(input.id, context),
  }),
}));
