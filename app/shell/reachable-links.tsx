"use client";
/**
 * A link that is followed while the server is out of reach would leave the browser's own error page in the place of this
 * one. It is followed once the server answers; until then this page stays and says so.
 */
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { toast } from "#ui/toast";
import { freshness } from "../freshness.ts";
import { serverAnswers } from "../server-answers.ts";

export function ReachableLinks() {
  const router = useRouter();
  useEffect(() => {
    async function follow(href: string) {
      if (await serverAnswers()) router.push(href);
      else toast.error("There is no connection to the server. This page stays; try again when it is back.");
    }
    function click(event: MouseEvent) {
      if (navigator.onLine && freshness.current().hindrance === null) return;
      const link = linkTo(event);
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      void follow(link);
    }
    document.addEventListener("click", click, { capture: true });
    return () => document.removeEventListener("click", click, { capture: true });
  }, [router]);
  return null;
}

/** Where a plain click leads to within the product, in this tab; null: elsewhere, or nowhere. */
function linkTo(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const isHere = link.origin === window.location.origin && link.target === "" && !link.hasAttribute("download");
  const isOtherPage = link.pathname !== window.location.pathname || link.search !== window.location.search;
  return isHere && isOtherPage ? link.pathname + link.search + link.hash : null;
}
