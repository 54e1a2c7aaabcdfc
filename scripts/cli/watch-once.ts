/** One connection to the live operation over server-sent events, from connecting to its end. */
import { print } from "graphql/language/printer.js";
import { createClient, NetworkError } from "graphql-sse";
import type { Connection } from "./connection.ts";
import { type ChangedDelivery, DeliveryUpdated, type WatchFilter } from "./delivery-documents.ts";
import { Refusal } from "./refusal.ts";

type Listener = {
  /** Finished before the first delivery is shown. */
  onConnected: () => Promise<void>;
  onDelivery: (delivery: ChangedDelivery) => void;
};

/** Resolves, when the connection is over, with why; a Refusal when connecting again would not help. */
export async function watchOnce({ url, key }: Connection, filter: WatchFilter, listener: Listener): Promise<string> {
  let ready: Promise<void> = Promise.resolve();
  const client = createClient({
    url: `${url}/api/graphql/stream`,
    headers: { "x-api-key": key },
    retryAttempts: 0,
    on: {
      connected: () => {
        ready = listener.onConnected();
        // It is awaited below, where what it throws is thrown.
        ready.catch(() => client.dispose());
      },
    },
  });
  try {
    const results = client.iterate<{ deliveryUpdated: ChangedDelivery }>({
      query: print(DeliveryUpdated),
      variables: { filter },
    });
    for await (const { data, errors } of results) {
      if (errors) throw new Refusal(errors.map(({ message }) => message).join("\n"));
      await ready;
      if (data) listener.onDelivery(data.deliveryUpdated);
    }
    await ready;
    return "The server ended the stream.";
  } catch (error) {
    if (error instanceof NetworkError) return await causeOf(error, url);
    throw error;
  } finally {
    client.dispose();
  }
}

async function causeOf({ response, message }: NetworkError, url: string): Promise<string> {
  if (!(response instanceof Response)) return `The connection is lost (${message}).`;
  if (response.status === 401) throw new Refusal(`${url} does not know this API key, or it has ended.`);
  if (response.status === 400) throw new Refusal(`${url} refuses to be watched like this: ${await response.text()}`);
  await response.body?.cancel();
  return `${url} answered ${response.status}.`;
}
