"use client";
/** The search field of a list. What is typed stands in the URL half a second later; Enter does not wait. */
import { Search, X } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "./button.tsx";

const PAUSE_MS = 350;

/** `q`, and the page that a new search leaves. */
const PARAMS = { q: parseAsString, after: parseAsString, before: parseAsString };

export function SearchBox({ label, placeholder }: { label: string; placeholder: string }) {
  const [pending, startTransition] = useTransition();
  const [{ q }, setParams] = useQueryStates(PARAMS, { shallow: false, startTransition });
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
    lastSent.current = next.trim();
    void setParams({ q: next.trim() || null, after: null, before: null });
  }
  function change(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), PAUSE_MS);
  }

  return (
    <search className="min-w-0 flex-[1_1_100%] md:max-w-75 md:flex-[1_1_220px]" aria-busy={pending}>
      <span className="field-box">
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          aria-label={label}
          placeholder={placeholder}
          className="h-10 [&::-webkit-search-cancel-button]:hidden md:h-8"
          value={text}
          onChange={(event) => change(event.target.value)}
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
