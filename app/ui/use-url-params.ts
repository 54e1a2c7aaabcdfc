/** What stands in the page's address after the "?": read by client parts of a list, and changed, which asks the server anew. */
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useOptimistic, useTransition } from "react";

/** Null or "" takes a parameter away. */
export type ParamChanges = Record<string, string | null>;

/** The last change that is asked for and not yet there, so that the next one builds upon it. */
let asked: { path: string; query: string } | null = null;

/** The parameters as they will be once the server has answered, how to change some, and whether an answer is awaited. */
export function useUrlParams() {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams().toString();
  const [shown, setShown] = useOptimistic(query);
  const [isPending, startTransition] = useTransition();
  useEffect(() => {
    if (asked?.path !== path || asked.query === query) asked = null;
  }, [path, query]);

  /** A step that the browser's Back takes back; while somebody types there is none for each letter. */
  function change(changes: ParamChanges, { isTyping = false } = {}): void {
    const next = new URLSearchParams(asked?.path === path ? asked.query : query);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    asked = { path, query: next.toString() };
    startTransition(() => {
      setShown(next.toString());
      const address = next.size > 0 ? `${path}?${next.toString().replaceAll("%2C", ",")}` : path;
      if (isTyping) router.replace(address, { scroll: false });
      else router.push(address, { scroll: false });
    });
  }
  return { params: new URLSearchParams(shown), change, isPending };
}

/** What changes when another page of a list makes no sense any more. */
export const FIRST_PAGE: ParamChanges = { after: null, before: null };

/** A list in one parameter, as nuqs reads it on the server: comma-separated, a comma of a value escaped. */
export function splitParam(text: string | null): string[] {
  return text ? text.split(",").map((part) => part.replaceAll("%2C", ",")) : [];
}

export function joinParam(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(",", "%2C")).join(",");
}
