"use client";
/** Copies a text and says that it did. */
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { toast } from "./toast.tsx";

/** `label` names the thing: "Copy delivery id". */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error("The browser did not allow copying. Select the text and copy it by hand.");
    }
  }
  return (
    <Button variant="ghost" small iconOnly icon={copied ? Check : Copy} onClick={copy} title={label}>
      {copied ? `${label}: copied` : label}
    </Button>
  );
}
