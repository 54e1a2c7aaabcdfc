/** Outcomes: every answer and every failure has one, and a sentence. */
import { describe, expect, it, test } from "vitest";
import { ATTEMPT_OUTCOMES, type AttemptOutcome, describeCause, judgeOutcome, type PostResult } from "#webhooks/outcome";

type Failure = Extract<PostResult, { kind: "failure" }>["failure"];

const CONTEXT = { timeoutSeconds: 15, receiver: "Fire dispatch CAD" };

function answer(statusCode: number): PostResult {
  return { kind: "response", statusCode, headers: [], body: "", bodyTruncated: false };
}

function failure(kind: Failure, detail: string | null = null): PostResult {
  return { kind: "failure", failure: kind, detail };
}

describe("an answer", () => {
  test.each<[number, AttemptOutcome, string]>([
    [200, "SUCCEEDED", "answered 200 OK."],
    [204, "SUCCEEDED", "answered 204 No Content."],
    [299, "SUCCEEDED", "answered 299."],
    [301, "REDIRECT", "answered 301 Moved Permanently; redirects are not followed."],
    [304, "REDIRECT", "answered 304 Not Modified; redirects are not followed."],
    [399, "REDIRECT", "answered 399; redirects are not followed."],
    [400, "HTTP_ERROR", "answered 400 Bad Request."],
    [401, "AUTHENTICATION_ERROR", "answered 401 Unauthorized."],
    [403, "AUTHENTICATION_ERROR", "answered 403 Forbidden."],
    [407, "AUTHENTICATION_ERROR", "answered 407 Proxy Authentication Required."],
    [404, "HTTP_ERROR", "answered 404 Not Found."],
    [410, "HTTP_ERROR", "answered 410 Gone."],
    [429, "HTTP_ERROR", "answered 429 Too Many Requests."],
    [500, "HTTP_ERROR", "answered 500 Internal Server Error."],
    [503, "HTTP_ERROR", "answered 503 Service Unavailable."],
    [599, "HTTP_ERROR", "answered 599."],
    [100, "HTTP_ERROR", "answered 100 Continue and then no status that ends an answer."],
    [101, "HTTP_ERROR", "answered 101 Switching Protocols and then no status that ends an answer."],
  ])("%i is %s: %s", (statusCode, outcome, sentence) => {
    expect(judgeOutcome(answer(statusCode))).toBe(outcome);
    expect(describeCause(answer(statusCode), CONTEXT)).toBe(`Fire dispatch CAD ${sentence}`);
  });
});

describe("a failure", () => {
  test.each<[Failure, string | null, AttemptOutcome, string]>([
    ["timeout", null, "TIMEOUT", "The receiver did not answer within 15 seconds."],
    [
      "timeout",
      "200",
      "TIMEOUT",
      "Fire dispatch CAD began to answer with 200 OK, and the answer did not end within 15 seconds.",
    ],
    ["dns", "ENOTFOUND", "DNS_ERROR", "The name of Fire dispatch CAD did not resolve to an address (ENOTFOUND)."],
    ["connection", "ECONNREFUSED", "CONNECTION_ERROR", "Fire dispatch CAD refused the connection."],
    ["connection", "ECONNRESET", "CONNECTION_ERROR", "Fire dispatch CAD broke off the connection."],
    [
      "connection",
      "EHOSTUNREACH",
      "CONNECTION_ERROR",
      "No connection to Fire dispatch CAD was possible (EHOSTUNREACH).",
    ],
    [
      "connection",
      "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
      "CONNECTION_ERROR",
      "Fire dispatch CAD answered with a body that is not as long as its Content-Length says.",
    ],
    [
      "connection",
      "UND_ERR_HEADERS_OVERFLOW",
      "CONNECTION_ERROR",
      "Fire dispatch CAD answered with more headers than are read (16 KiB).",
    ],
    ["connection", "HTTPParserError", "CONNECTION_ERROR", "Fire dispatch CAD answered with something that is no HTTP."],
    ["connection", null, "CONNECTION_ERROR", "No connection to Fire dispatch CAD was possible."],
    ["unconnected", null, "TIMEOUT", "No connection to Fire dispatch CAD came about within 15 seconds."],
    ["connect-timeout", null, "TIMEOUT", "No connection to Fire dispatch CAD came about within 10 seconds."],
    [
      "connection",
      "the proxy answered 403",
      "CONNECTION_ERROR",
      "No connection to Fire dispatch CAD was possible (the proxy answered 403).",
    ],
    ["tls", null, "TLS_ERROR", "No secure connection to Fire dispatch CAD was possible."],
    ["tls", "ERR_SSL_NEW", "TLS_ERROR", "No secure connection to Fire dispatch CAD was possible (ERR_SSL_NEW)."],
    [
      "tls",
      "CERT_HAS_EXPIRED",
      "TLS_ERROR",
      "No secure connection to Fire dispatch CAD was possible: its certificate has expired (CERT_HAS_EXPIRED).",
    ],
    [
      "tls",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "TLS_ERROR",
      "No secure connection to Fire dispatch CAD was possible: its certificate is for another name (ERR_TLS_CERT_ALTNAME_INVALID).",
    ],
    [
      "blocked",
      "10.0.0.1",
      "BLOCKED_ADDRESS",
      "Fire dispatch CAD resolves to an address that deliveries may not reach (10.0.0.1).",
    ],
    [
      "token",
      null,
      "AUTHENTICATION_ERROR",
      "Fire dispatch CAD was not called, because its token endpoint gave no token.",
    ],
    [
      "interrupted",
      null,
      "INTERRUPTED",
      "The attempt was interrupted on our side before an answer was recorded; the receiver may have got it.",
    ],
  ])("%s (%s) is %s", (kind, detail, outcome, sentence) => {
    expect(judgeOutcome(failure(kind, detail))).toBe(outcome);
    expect(describeCause(failure(kind, detail), CONTEXT)).toBe(sentence);
  });

  it("to answer within one second says second", () => {
    const sentence = describeCause(failure("timeout"), { ...CONTEXT, timeoutSeconds: 1 });
    expect(sentence).toBe("The receiver did not answer within 1 second.");
  });
});

test("every outcome comes of something", () => {
  const failures = (
    [
      "timeout",
      "unconnected",
      "connect-timeout",
      "dns",
      "connection",
      "tls",
      "blocked",
      "token",
      "interrupted",
    ] as const
  ).map((kind) => failure(kind));
  const outcomes = [answer(200), answer(302), answer(500), ...failures].map(judgeOutcome);
  expect(new Set(outcomes)).toEqual(new Set(ATTEMPT_OUTCOMES));
});
