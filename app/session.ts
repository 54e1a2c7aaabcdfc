/**
 * How pages know who is looking and get their data: the session's viewer, and GraphQL in this process with that viewer.
 * Someone who is not signed in is led to sign-in and back. Permissions are decided by GraphQL; pages only leave out
 * what would be refused.
 */
import "server-only";
import type { ResultOf, TadaDocumentNode } from "gql.tada";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { graphql } from "#graphql/document";
import { execute, RequestError } from "#graphql/execute";
import { type Viewer, viewerOfSession } from "#graphql/viewer";

/** Set by proxy.ts: path and query of the page that is asked for. */
const PATH_HEADER = "x-page-path";

const ViewerQuery = graphql(`
  query PageViewer {
    viewer {
      name
      permissions
      tenant {
        name
        integrationsEnabled
      }
    }
    unreadNotificationCount
    isDelivering
  }
`);

type ViewerAnswer = ResultOf<typeof ViewerQuery>;
export type PageViewer = ViewerAnswer["viewer"] & Omit<ViewerAnswer, "viewer">;

/**
 * Answers a page's typed document. Throws what the nearest error page shows; its digest is the id in the log. What the
 * documents are asked with comes from the address: one that is refused, such as a page mark that no list gave, names
 * nothing.
 */
export async function ask<Data, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Data, Variables, void>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  try {
    return await execute(document, variables, await signedInViewer());
  } catch (thrown) {
    if (thrown instanceof RequestError && thrown.code === "BAD_USER_INPUT") notFound();
    throw thrown;
  }
}

/** Who is looking, once per request. */
export const currentViewer = cache(async (): Promise<PageViewer> => {
  const { viewer, ...shell } = await ask(ViewerQuery, {});
  return { ...viewer, ...shell };
});

/** Whose browser keeps what is typed. */
export async function currentUserId(): Promise<string> {
  return (await signedInViewer()).id;
}

/** Whether buttons that retry, cancel or recover deliveries make sense, and those of the receiver's inboxes. */
export function mayManage(viewer: PageViewer): boolean {
  return viewer.permissions.includes("MANAGE");
}

/** Whether integrations and subscriptions can be made, changed and tested: the person may, and the account has them. */
export function mayDefine(viewer: PageViewer): boolean {
  return mayManage(viewer) && viewer.tenant.integrationsEnabled;
}

/** Whether users, API keys and the audit trail are for this viewer. */
export function mayAdminister({ permissions }: Pick<PageViewer, "permissions">): boolean {
  return permissions.includes("ADMINISTER");
}

const signedInViewer = cache(async (): Promise<Viewer> => {
  const viewer = await viewerOfSession(await cookies());
  if (viewer) return viewer;
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(path)}`);
});
