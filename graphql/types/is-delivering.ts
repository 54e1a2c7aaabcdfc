/** Whether anything is sent at all: what nobody who waits for a message should have to ask an operator. */
import { client } from "#db/client";
import { anyWorkerAlive } from "#db/worker-pools";
import { builder } from "../builder.ts";

builder.queryField("isDelivering", (t) =>
  t.boolean({
    description:
      "A worker gave a sign of life within the last 15 s. Without one events are stored, and nothing is matched or sent until one runs. Every valid key and session may ask.",
    resolve: () => anyWorkerAlive(client()),
  }),
);
