/** The executable schema: every file of types/, put together. */
import { builder } from "./builder.ts";
import "./types/scalars.ts";
import "./types/viewer.ts";
import "./types/user-error.ts";
import "./types/event-type.ts";
import "./types/match-explanation.ts";
import "./types/integration.ts";
import "./types/integration-revision.ts";
import "./types/integration-mutations.ts";
import "./types/subscription.ts";
import "./types/subscription-health.ts";
import "./types/subscription-mutations.ts";
import "./types/event.ts";
import "./types/integration-match.ts";
import "./types/event-mutations.ts";
import "./types/delivery.ts";
import "./types/delivery-attempt.ts";
import "./types/delivery-mutations.ts";
import "./types/delivery-live.ts";
import "./types/recovery.ts";
import "./types/recovery-mutations.ts";
import "./types/filter-preview.ts";
import "./types/receiver-inbox.ts";

export const schema = builder.toSchema();
