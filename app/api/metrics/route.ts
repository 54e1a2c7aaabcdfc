/** Figures for Prometheus. They name no tenant; keep the path to yourself at the proxy. */
import { renderMetrics } from "#graphql/metrics";
import { otherMethods } from "../../other-methods.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { contentType, text } = await renderMetrics();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "HEAD");
