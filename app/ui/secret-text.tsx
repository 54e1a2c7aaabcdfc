"use client";
/** A secret that a person may see: hidden until asked for, so that nobody reads it in passing; copied without showing it. */
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { MASK } from "#webhooks/security-model";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";

type SecretTextProps = {
  /** Names it: "signing key". */
  noun: string;
  secret: string;
  /** Seen always; the rest is hidden. */
  prefix: string;
  /** What stands around it and is copied with it: a line of a shell. */
  before?: string;
  after?: string;
  isShownAtFirst?: boolean;
};

export function SecretText({ noun, secret, prefix, before = "", after = "", isShownAtFirst = false }: SecretTextProps) {
  const [isShown, setIsShown] = useState(isShownAtFirst);
  return (
    <span className="-my-1 flex items-start gap-1">
      <span className="code-text min-w-0 flex-1 py-1 wrap-anywhere">
        {before}
        {isShown ? secret : `${prefix}${MASK}`}
        {after}
      </span>
      <Button
        variant="ghost"
        small
        iconOnly
        icon={isShown ? EyeOff : Eye}
        onClick={() => setIsShown(!isShown)}
        title={`${isShown ? "Hide" : "Show"} ${noun}`}
      >
        {isShown ? "Hide" : "Show"} {noun}
      </Button>
      <CopyButton text={before + secret + after} label={`Copy ${noun}`} />
    </span>
  );
}
