"use client";
/** Says that the form was filled with what was typed earlier and not saved, and throws it away if that is wanted. */
import { PencilLine } from "lucide-react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";
import { Time } from "#ui/time";
import type { Draft } from "./draft.ts";

type DraftNoteProps = { draft: Draft; currentVersion: number | null; onDiscard: () => void };

export function DraftNote({ draft, currentVersion, onDiscard }: DraftNoteProps) {
  const isOvertaken = draft.version !== currentVersion;
  const isNewSubscription = draft.values.actions.some(({ target }) => target === "new");
  return (
    <div className="mb-4">
      <Note
        tone="idle"
        icon={PencilLine}
        role="status"
        actions={
          <Button small onClick={onDiscard}>
            Discard
          </Button>
        }
      >
        <p className="font-medium">
          Unsaved changes from <Time at={draft.typedAt} />
        </p>
        {draft.lacksSecrets && isNewSubscription ? <p>Secrets were not kept; type them again.</p> : null}
        {isOvertaken ? <p>The integration was saved by someone since then.</p> : null}
      </Note>
    </div>
  );
}
