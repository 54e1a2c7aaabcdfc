/** Reading a request's body without trusting its length. */

export type Body = { kind: "text"; text: string } | { kind: "too-large" } | { kind: "not-utf8" };

/** The body as text. What was announced too large is not read at all. */
export async function readBody(request: Request, bytesMax: number): Promise<Body> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return { kind: "too-large" };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) return { kind: "too-large" };
    chunks.push(chunk);
  }
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { kind: "not-utf8" };
  }
}
