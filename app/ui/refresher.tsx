"use client";
/**
 * Draws the page anew from the server every few seconds while it is looked at, for what changes by itself. While that
 * cannot be done, what is shown stays.
 */
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { sayDrawn, sayHindered, sayLeft, sayReachable } from "../freshness.ts";
import { serverAnswers } from "../server-answers.ts";
import { isSomebodyThere, watchTouches } from "./last-touch.ts";

type RefresherProps = {
  everySeconds: number;
  /**
   * A selector: while the pointer or the focus of somebody who is there is on one of these, nothing moves under the
   * finger. Whether the server answers is asked all the same.
   */
  restsOn?: string;
};

export function Refresher({ everySeconds, restsOn }: RefresherProps) {
  const router = useRouter();
  // Without dependencies: the server's next drawing is a drawing of this as well.
  useEffect(sayDrawn);
  useEffect(() => sayLeft, []);
  useEffect(watchTouches, []);
  useEffect(() => {
    let isAsking = false;
    const isTouched = () => Boolean(restsOn && document.querySelector(`:is(${restsOn}):is(:hover, :focus-within)`));
    async function refresh() {
      isAsking = true;
      if (!(await serverAnswers())) sayHindered("away");
      else if (isSomebodyThere() && isTouched()) sayReachable();
      else router.refresh();
      isAsking = false;
    }
    const timer = setInterval(() => {
      if (isAsking || document.visibilityState === "hidden") return;
      void refresh();
    }, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [router, everySeconds, restsOn]);
  return null;
}
