"use client";
/** The text of a key that was made a moment ago; it cannot be shown again. The focus comes here from the form. */
import { KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { ButtonLink } from "#ui/button";
import { CopyButton } from "#ui/copy-button";
import { Note } from "#ui/note";

export function NewSecret({ name, secret }: { name: string; secret: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid max-w-[560px] gap-4">
      <Note tone="warn" icon={KeyRound} role="status">
        <h2 ref={heading} tabIndex={-1} className="font-medium" dir="auto">
          {name} is made
        </h2>
        <p className="mt-1">Copy its key now: it is not shown again.</p>
        <p className="mt-1">Programs send it as the header x-api-key. Who has it can do what the key may do.</p>
      </Note>
      <div className="card flex items-center gap-2 py-2.5 pr-2 pl-3.5">
        <code className="code-text min-w-0 flex-1 wrap-anywhere">{secret}</code>
        <CopyButton text={secret} label="Copy key" />
      </div>
      <div className="flex justify-end">
        <ButtonLink variant="primary" href="/settings">
          Done
        </ButtonLink>
      </div>
    </div>
  );
}
