/** Whether everything works: 200, or 503 with the part that does not. */
import { checkHealth } from "#graphql/health";
import { otherMethods } from "../../other-methods.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "HEAD");
