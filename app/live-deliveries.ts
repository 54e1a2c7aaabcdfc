/** Deliveries as they change, from the server to this page: the live operation that API clients use, over SSE. */
import type { ResultOf, VariablesOf } from "gql.tada";
import { print } from "graphql";
import { createClient } from "graphql-sse";
import { graphql } from "#graphql/document";

const DeliveryUpdated = graphql(`
  subscription DeliveryUpdated($filter: DeliveryFilter) {
    deliveryUpdated(filter: $filter) {
      id
      createdAt
    }
  }
`);

export type LiveDelivery = ResultOf<typeof DeliveryUpdated>["deliveryUpdated"];
export type LiveFilter = NonNullable<VariablesOf<typeof DeliveryUpdated>["filter"]>;

type Watcher = {
  onDelivery: (delivery: LiveDelivery) => void;
  /** `true` whenever the connection stands (again), `false` when it does not: changes may be missed until then. */
  onConnection: (isConnected: boolean) => void;
};

const RETRY_MS_MAX = 15_000;

/** Watches until the answer is called, through interruptions of any length; gives up when the session has ended. */
export function watchDeliveries(filter: LiveFilter, { onDelivery, onConnection }: Watcher): () => void {
  let isOver = false;
  const client = createClient({
    url: "/api/graphql/stream",
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: (retries) => sleep(apart(Math.min(RETRY_MS_MAX, 500 * 2 ** retries))),
    on: { connecting: () => onConnection(false), connected: () => onConnection(true) },
  });

  function start(): void {
    client.subscribe<ResultOf<typeof DeliveryUpdated>>(
      { query: print(DeliveryUpdated), variables: { filter } },
      {
        next: ({ data }) => {
          if (data) onDelivery(data.deliveryUpdated);
        },
        error: () => onConnection(false),
        // The server ends it for who falls behind.
        complete: () => {
          onConnection(false);
          if (!isOver) setTimeout(() => isOver || start(), apart(1_000));
        },
      },
    );
  }

  start();
  return () => {
    isOver = true;
    client.dispose();
  };
}

/** Half as long to half as long again: what was ended for all pages at once comes back one by one. */
function apart(ms: number): number {
  return ms * (0.5 + Math.random());
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
