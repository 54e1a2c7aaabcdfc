"use client";
/** Copies a text and says that it did. */
import { Check, Copy } from "lucide-react";
import { Button } from "./button.tsx";
import { useCopy } from "./use-copy.ts";

/** `label` names the thing: "Copy delivery id". */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { copied, copy } = useCopy(text);
  return (
    <Button variant="ghost" small iconOnly icon={copied ? Check : Copy} onClick={copy} title={label}>
      {copied ? `${label}: copied` : label}
    </Button>
  );
}
