/** What addresses of the API say to methods that they do not answer. Next.js refuses them too, but without Allow. */

type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/**
 * Handlers of every method, of which a route exports those that it has none of its own for: 405, and which ones there are
 * (RFC 9110, 15.5.6). OPTIONS is answered 204; left to Next.js, it would name every method that is exported.
 */
export function otherMethods(...answered: Method[]): Record<Method, () => Response> {
  const allow = [...answered, "OPTIONS"].join(", ");
  const refuse = () => Response.json({ error: `This address answers ${allow}.` }, { status: 405, headers: { allow } });
  const tell = () => new Response(null, { status: 204, headers: { allow } });
  return { GET: refuse, HEAD: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: tell };
}
