"use client";
/** A section that knows whether it is in the window or near it, so that what nobody sees need not follow every change. */
import { type ComponentProps, createContext, useContext, useEffect, useRef, useState } from "react";

/** Above and below the window. */
const MARGIN = "50% 0px";
const NearContext = createContext(true);

export function NearSection(props: Omit<ComponentProps<"section">, "ref">) {
  const section = useRef<HTMLElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!section.current) return;
    const observer = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), {
      rootMargin: MARGIN,
    });
    observer.observe(section.current);
    return () => observer.disconnect();
  }, []);
  return (
    <NearContext value={isNear}>
      <section ref={section} {...props} />
    </NearContext>
  );
}

/** Of the section around it; true where there is none. */
export function useIsNear(): boolean {
  return useContext(NearContext);
}
