/**
 * Outcomes: what an attempt came to, as a value and as a sentence for a person. Leaves to delivery what follows from it.
 */
import { statusReason } from "./status-reasons.ts";

export const ATTEMPT_OUTCOMES = [
  "SUCCEEDED",
  "HTTP_ERROR",
  "TIMEOUT",
  "DNS_ERROR",
  "CONNECTION_ERROR",
  "TLS_ERROR",
  "BLOCKED_ADDRESS",
  "REDIRECT",
  "AUTHENTICATION_ERROR",
  "INTERRUPTED",
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** What the HTTP client saw; `cause` of a failure names the layer that failed. Bodies are at most 16 KiB of text. */
export type PostResult =
  | { kind: "response"; statusCode: number; headers: [string, string][]; body: string; bodyTruncated: boolean }
  | {
      kind: "failure";
      /** `unconnected`: the time for everything was over before a connection came about. */
      failure:
        | "timeout"
        | "unconnected"
        | "connect-timeout"
        | "dns"
        | "connection"
        | "tls"
        | "blocked"
        | "token"
        | "interrupted";
      /**
       * A short technical detail for the sentence: "ECONNREFUSED", "CERT_HAS_EXPIRED", of a timeout the status of an answer
       * that had begun; never a secret.
       */
      detail: string | null;
    };

/** What came of asking for another access token, after the receiver had answered 401 to the first; no secrets. */
export type TokenRenewal = { ok: true } | { ok: false; detail: string };

type Failure = Extract<PostResult, { kind: "failure" }>["failure"];

const OUTCOME_OF_FAILURE: Record<Failure, AttemptOutcome> = {
  timeout: "TIMEOUT",
  unconnected: "TIMEOUT",
  "connect-timeout": "TIMEOUT",
  dns: "DNS_ERROR",
  connection: "CONNECTION_ERROR",
  tls: "TLS_ERROR",
  blocked: "BLOCKED_ADDRESS",
  token: "AUTHENTICATION_ERROR",
  interrupted: "INTERRUPTED",
};

/** A connection that has not come about by then fails the attempt, however much longer an answer may take. */
export const CONNECT_TIMEOUT_SECONDS = 10;

/** Credentials are wrong or missing: Unauthorized, Forbidden, Proxy Authentication Required. */
const AUTHENTICATION_STATUS_CODES = new Set([401, 403, 407]);

export function judgeOutcome(result: PostResult): AttemptOutcome {
  if (result.kind === "failure") {
    return OUTCOME_OF_FAILURE[result.failure];
  }
  const { statusCode } = result;
  if (statusCode >= 200 && statusCode <= 299) {
    return "SUCCEEDED";
  }
  if (statusCode >= 300 && statusCode <= 399) {
    return "REDIRECT";
  }
  return AUTHENTICATION_STATUS_CODES.has(statusCode) ? "AUTHENTICATION_ERROR" : "HTTP_ERROR";
}

/**
 * One sentence for a person: "Fire dispatch CAD answered 503 Service Unavailable." `receiver` is the subscription's name
 * or host, as the sentence should say it. `renewal`: the access token was to be replaced; null: there was no cause to.
 */
export function describeCause(
  result: PostResult,
  { renewal = null, ...context }: CauseContext & { renewal?: TokenRenewal | null },
): string {
  const cause = describeResult(result, context);
  if (renewal === null) return cause;
  const how = renewal.ok
    ? "with a new access token after 401 Unauthorized to the one before"
    : `and no new access token came (${renewal.detail})`;
  return `${cause.replace(/\.$/, "")}, ${how}.`;
}

type CauseContext = { timeoutSeconds: number; receiver: string };

function describeResult(result: PostResult, { timeoutSeconds, receiver }: CauseContext): string {
  if (result.kind === "response") {
    return describeAnswer(result.statusCode, receiver);
  }
  const detail = result.detail === null ? "" : ` (${result.detail})`;
  const period = `${timeoutSeconds} ${timeoutSeconds === 1 ? "second" : "seconds"}`;
  switch (result.failure) {
    case "timeout":
      return describeTimeout(result.detail, period, receiver);
    case "unconnected":
      return `No connection to ${receiver} came about within ${period}.`;
    case "connect-timeout":
      return `No connection to ${receiver} came about within ${CONNECT_TIMEOUT_SECONDS} seconds.`;
    case "dns":
      return `The name of ${receiver} did not resolve to an address${detail}.`;
    case "connection":
      return describeConnection(result.detail, receiver);
    case "tls":
      return `No secure connection to ${receiver} was possible${tlsReason(result.detail)}${detail}.`;
    case "blocked":
      return `${receiver} resolves to an address that deliveries may not reach${detail}.`;
    case "token":
      return `${receiver} was not called, because its token endpoint gave no token${detail}.`;
    case "interrupted":
      return "The attempt was interrupted on our side before an answer was recorded; the receiver may have got it.";
  }
}

function describeTimeout(statusBegun: string | null, period: string, receiver: string): string {
  if (statusBegun === null) return `The receiver did not answer within ${period}.`;
  return `${receiver} began to answer with ${statusWords(Number(statusBegun))}, and the answer did not end within ${period}.`;
}

/** "503 Service Unavailable" */
function statusWords(statusCode: number): string {
  const reason = statusReason(statusCode);
  return reason === null ? String(statusCode) : `${statusCode} ${reason}`;
}

function describeAnswer(statusCode: number, receiver: string): string {
  const answer = `${receiver} answered ${statusWords(statusCode)}`;
  if (statusCode < 200) return `${answer} and then no status that ends an answer.`;
  const isRedirect = statusCode >= 300 && statusCode <= 399;
  return isRedirect ? `${answer}; redirects are not followed.` : `${answer}.`;
}

/** What is wrong with the certificate or the protocol, by the codes of OpenSSL and Node.js. */
const TLS_REASONS: Record<string, string> = {
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet",
  CERT_REVOKED: "its certificate was revoked",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an authority that is not trusted",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate is signed by an authority that is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is signed by an authority that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "it does not send the certificates that its own depends on",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "it does not speak TLS",
  EPROTO: "it does not speak TLS as expected",
};

function tlsReason(detail: string | null): string {
  const reason = detail === null ? undefined : TLS_REASONS[detail];
  return reason === undefined ? "" : `: ${reason}`;
}

function describeConnection(detail: string | null, receiver: string): string {
  switch (detail) {
    case "ECONNREFUSED":
      return `${receiver} refused the connection.`;
    case "ECONNRESET":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      return `${receiver} broke off the connection.`;
    case "UND_ERR_HEADERS_OVERFLOW":
      return `${receiver} answered with more headers than are read (16 KiB).`;
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return `${receiver} answered with a body that is not as long as its Content-Length says.`;
    case "HTTPParserError":
      return `${receiver} answered with something that is no HTTP.`;
    default:
      return `No connection to ${receiver} was possible${detail === null ? "" : ` (${detail})`}.`;
  }
}
