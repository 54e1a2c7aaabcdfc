/** What every resolver gets: who asks, and the loaders of this one request. */
import { buildLoaders, type Loaders } from "./loaders.ts";
import type { Viewer } from "./viewer.ts";

export type Context = {
  viewer: Viewer;
  loaders: Loaders;
  /** For operations that go on: whether the viewer is still who it was. */
  isStillAllowed: () => Promise<boolean>;
};

export function buildContext(viewer: Viewer, isStillAllowed = () => Promise.resolve(true)): Context {
  return { viewer, loaders: buildLoaders(viewer.tenantId), isStillAllowed };
}

/** After a change: what one mutation of a document loaded must not be shown for the next one. */
export function forgetLoaded(context: Context): void {
  context.loaders = buildLoaders(context.viewer.tenantId);
}
