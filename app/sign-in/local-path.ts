/** Where sign-in may lead: pages of this product only, never another site. */

const BASE = "http://local.invalid";

/** "/events?x=1" as it is; anything that is not a path of ours (absolute, "//host", "/\host", repeated): "/". */
export function localPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !URL.canParse(value, BASE)) return "/";
  const url = new URL(value, BASE);
  return url.origin === BASE && value.startsWith("/") && url.pathname !== "/sign-in"
    ? `${url.pathname}${url.search}`
    : "/";
}
