/** Verifies a request by Standard Webhooks with Node.js alone. Also: the package `standardwebhooks` does the same. */
import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_SECONDS = 5 * 60;

/**
 * Whether the request is from Signalpost and not an old one sent again. `body`: the exact bytes received, before any
 * JSON is parsed. `key`: `whsec_…`, from the subscription's page. `headers`: with names in lower case.
 */
export function verify(body, headers, key, nowSeconds = Date.now() / 1000) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (!id || !signatures || !/^\d+$/.test(timestamp ?? "")) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const secret = Buffer.from(key.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", secret).update(`${id}.${timestamp}.`).update(body).digest();
  // While keys are rotated there are several signatures; one that holds is enough.
  return signatures.split(" ").some((each) => {
    const [version, text = ""] = each.split(",");
    const given = Buffer.from(text, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
