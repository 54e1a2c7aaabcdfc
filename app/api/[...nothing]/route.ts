/** Addresses below /api that are none: told as programs understand it, and never taken for a page. */
function answerNothing(): Response {
  return Response.json({ error: "There is nothing at this address." }, { status: 404 });
}

export {
  answerNothing as DELETE,
  answerNothing as GET,
  answerNothing as HEAD,
  answerNothing as PATCH,
  answerNothing as POST,
  answerNothing as PUT,
};
