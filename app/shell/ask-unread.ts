/** How many notifications are unread now; loaded with the second page that somebody opens. */
import { graphql } from "#graphql/document";
import { askFromBrowser } from "../browser-api.ts";

const UnreadQuery = graphql(`
  query Unread {
    unreadNotificationCount
  }
`);

export async function askUnread(): Promise<number> {
  return (await askFromBrowser(UnreadQuery, {})).unreadNotificationCount;
}
