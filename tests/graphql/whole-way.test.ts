/** The way of one alert from the API to a receiver and into history. */
import { expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { createTenant, post, startWorker, withDatabase } from "../support/api.ts";
import { startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

withDatabase();

test("an alert that a filter lets through arrives at the receiver and stands in history with the reason why", async () => {
  const tenant = await createTenant();
  const receiver = await startReceiver();
  const worker = await startWorker();
  const { createIntegration } = await tenant.ask(
    graphql(`
      mutation ($input: CreateIntegrationInput!) {
        createIntegration(input: $input) {
          integration { id version actions { subscription { id uri signingKeys { value } } } }
          userErrors { code message path }
        }
      }
    `),
    {
      input: {
        name: "Boil-water notices",
        trigger: "alert.sent",
        filters: [{ conditions: [{ field: "metadata.attributes.priority", values: ["emergency"] }] }],
        actions: [{ newSubscription: { uri: `${receiver.url}/hooks`, eventTypes: ["alert.sent"] } }],
      },
    },
  );
  expect(createIntegration.userErrors).toEqual([]);
  const { publishEvents } = await tenant.ask(
    graphql(`
      mutation ($input: PublishEventsInput!) {
        publishEvents(input: $input) { events { id } duplicates userErrors { code message path } }
      }
    `),
    {
      input: {
        events: [
          { type: "alert.sent", externalId: "alert-1", metadata: { attributes: { priority: "Emergency" } } },
          { type: "alert.sent", externalId: "alert-2", metadata: { attributes: { priority: "Operational" } } },
        ],
      },
    },
  );
  expect(publishEvents.userErrors).toEqual([]);
  const [request] = await receiver.waitFor(1);
  const events = await waitFor(async () => {
    const answer = await tenant.ask(
      graphql(`
        query {
          events {
            edges {
              node {
                externalId
                matchedAt
                matches {
                  integration { name }
                  outcome
                  explanation { matched filters { conditions { field found actual matched } } }
                }
                deliveries {
                  totalCount
                  edges {
                    node {
                      id
                      status
                      summary
                      attempts { number outcome statusCode request { body headers { name value } } response { statusCode } }
                    }
                  }
                }
              }
            }
          }
        }
      `),
      {},
    );
    const nodes = answer.events.edges.map((edge) => edge.node);
    const isOver = nodes[1]?.deliveries.edges[0]?.node.status === "SUCCEEDED" && nodes[1].matches.length > 0;
    return isOver ? nodes : null;
  });
  expect(events.map((event) => event.matches[0]?.outcome)).toEqual(["NOT_MATCHED", "MATCHED"]);
  expect(events[1]?.deliveries.edges[0]?.node.attempts[0]?.request.body).toBe(request?.text);
  expect(request?.headers["webhook-id"]).toBe(events[1]?.deliveries.edges[0]?.node.id);
  await worker.stop();
  await receiver.close();
});

test("who is not known is refused before anything else", async () => {
  const answer = await post("{ viewer { name } }", {}, { "x-api-key": "sp_wrong" });
  expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
});
