/** Addresses below /v2 that are none, as the Konexus Subscription API tells its errors; never taken for a page. */
import { plainError } from "#graphql/v2/envelope";

function answerNothing(): Response {
  return plainError(404, "Not found.");
}

export {
  answerNothing as DELETE,
  answerNothing as GET,
  answerNothing as HEAD,
  answerNothing as PATCH,
  answerNothing as POST,
  answerNothing as PUT,
};
