/** Whether to say that nothing is sent; loaded by the first page that stands long enough to ask. */
import type { ComponentType } from "react";
import { graphql } from "#graphql/document";
import { askFromBrowser } from "../browser-api.ts";
import { NothingSent } from "./nothing-sent.tsx";

const SendingQuery = graphql(`
  query Sending {
    isDelivering
  }
`);

/** What to show over the page now; null: nothing. */
export async function askSendingNote(): Promise<ComponentType | null> {
  const { isDelivering } = await askFromBrowser(SendingQuery, {});
  return isDelivering ? null : NothingSent;
}
