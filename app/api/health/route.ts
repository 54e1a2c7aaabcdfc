/**
 * Whether everything works: 200, or 503 with the part that does not. `?part=database` or `?part=worker` asks for that part
 * alone, such as a proxy that has to know which web servers can answer, workers or not.
 */
import { checkHealth, isPart, PARTS } from "#graphql/health";
import { otherMethods } from "../../other-methods.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const part = new URL(request.url).searchParams.get("part");
  if (part !== null && !isPart(part)) return answer({ error: `part is one of ${PARTS.join(", ")}.` }, 400);
  const health = await checkHealth();
  const asked = part === null ? health : { status: health[part], [part]: health[part] };
  return answer(asked, asked.status === "ok" ? 200 : 503);
}

function answer(body: object, status: number): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "HEAD");
