"use client";
/** The search field of a list. What is typed stands in the URL half a second later; Enter does not wait. */
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { FIRST_PAGE, useUrlParams } from "./use-url-params.ts";

const PAUSE_MS = 350;

export function SearchBox({ label, placeholder }: { label: string; placeholder: string }) {
  const { params, change: changeParams, isPending } = useUrlParams();
  const q = params.get("q");
  const [text, setText] = useState(q ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastSent = useRef(q ?? "");
  useEffect(() => {
    if ((q ?? "") === lastSent.current) return;
    lastSent.current = q ?? "";
    setText(q ?? "");
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function send(next: string) {
    clearTimeout(timer.current);
    timer.current = undefined;
    lastSent.current = next.trim();
    changeParams({ q: next.trim(), ...FIRST_PAGE }, { isTyping: true });
  }
  function change(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), PAUSE_MS);
  }

  return (
    <search className="min-w-0 flex-[1_1_100%] md:max-w-75 md:min-w-46 md:flex-[1_1_184px]" aria-busy={isPending}>
      <span className="field-box">
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          aria-label={label}
          placeholder={placeholder}
          className="h-10 [&::-webkit-search-cancel-button]:hidden md:h-8"
          value={text}
          onChange={(event) => change(event.target.value)}
          // Whoever leaves the field may be about to leave the page: an answer must not come after that.
          onBlur={() => timer.current !== undefined && send(text)}
          onKeyDown={(event) => event.key === "Enter" && send(text)}
        />
        {text ? (
          <Button
            variant="ghost"
            small
            iconOnly
            icon={X}
            onClick={() => {
              setText("");
              send("");
            }}
          >
            Clear search
          </Button>
        ) : null}
      </span>
    </search>
  );
}
