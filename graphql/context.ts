/** What every resolver gets: who asks, and the loaders of this one request. */
import { buildLoaders, type Loaders } from "./loaders.ts";
import type { Viewer } from "./viewer.ts";

export type Context = {
  viewer: Viewer;
  loaders: Loaders;
  /** How many matches of events the answer holds so far. */
  matchesAnswered: number;
};

export function buildContext(viewer: Viewer): Context {
  return { viewer, loaders: buildLoaders(viewer.tenantId, viewer.id), matchesAnswered: 0 };
}

/** After a change: what one mutation of a document loaded must not be shown for the next one, which answers anew. */
export function forgetLoaded(context: Context): void {
  const { tenantId, id } = context.viewer;
  context.matchesAnswered = 0;
  context.loaders = buildLoaders(tenantId, id);
}
