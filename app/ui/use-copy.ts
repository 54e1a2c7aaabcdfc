"use client";
/** Puts a text on the clipboard, and says so when the browser does not let it. */
import { useState } from "react";
import { toast } from "./toast.tsx";

/** `copied`: it has been, since this was drawn first. `copy` answers whether it was. */
export function useCopy(text: string): { copied: boolean; copy: () => Promise<boolean> } {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      return true;
    } catch {
      toast.error("The browser did not allow copying. Select the text and copy it by hand.");
      return false;
    }
  }
  return { copied, copy };
}
