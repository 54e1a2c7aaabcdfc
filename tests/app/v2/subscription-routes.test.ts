/** The addresses of the Konexus Subscription API, each with its methods, lead to what they say. */
import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import * as history from "../../../app/v2/settings/subscriptions/[id]/history/route.ts";
import * as one from "../../../app/v2/settings/subscriptions/[id]/route.ts";
import * as ping from "../../../app/v2/settings/subscriptions/[id]/test/route.ts";
import * as list from "../../../app/v2/settings/subscriptions/route.ts";
import { createTenant, type TestTenant, withDatabase } from "../../support/api.ts";
import { startReceiver } from "../../support/receiver.ts";

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

function request(path: string, method = "GET", body?: unknown): NextRequest {
  const headers = { "x-api-key": tenant.key };
  const url = `http://localhost/v2/settings/subscriptions${path}`;
  return new NextRequest(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

test("a subscription is made, listed, shown, changed, tried, its history told, and deleted", async () => {
  const receiver = await startReceiver();
  const made = await list.POST(request("", "POST", { uri: receiver.url, eventTypes: ["alert.sent"] }));
  expect(made.status).toBe(201);
  const { id } = (await made.json()).item;
  const params = Promise.resolve({ id });
  const read = async (response: Promise<Response>) => (await response).json();

  expect(await read(list.GET(request("?search=127.0.0.1")))).toMatchObject({ totalItemCount: 1, items: [{ id }] });
  expect(await read(one.GET(request(`/${id}`), { params }))).toMatchObject({ item: { id, isActive: true } });
  const changed = one.PUT(request(`/${id}`, "PUT", { isActive: false }), { params });
  expect(await read(changed)).toMatchObject({ item: { id, isActive: false } });
  expect(await read(ping.GET(request(`/${id}/test`), { params }))).toMatchObject({ item: { isSuccess: true } });
  expect((await ping.HEAD()).status).toBe(405);
  expect(receiver.requests.map((received) => received.text)).toEqual(['"Ping!"']);
  expect(await read(history.GET(request(`/${id}/history`), { params }))).toMatchObject({ totalItemCount: 1 });
  expect((await one.DELETE(request(`/${id}`, "DELETE"), { params })).status).toBe(200);
  expect((await one.GET(request(`/${id}`), { params })).status).toBe(404);
  await receiver.close();
});
