"use client";
/** Someone deleted this integration meanwhile: what was typed can be saved as a new one. */
import { Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";

export function DeletedNote({ onSaveAsNew }: { onSaveAsNew: () => void }) {
  const note = useRef<HTMLDivElement>(null);
  // From the button at the other end of the page.
  useEffect(() => note.current?.focus(), []);
  return (
    <div className="mb-4">
      <Note
        tone="warn"
        icon={Trash2}
        role="alert"
        focusRef={note}
        actions={
          <Button small onClick={onSaveAsNew}>
            Save as a new integration
          </Button>
        }
      >
        <p className="font-medium">
          This integration was deleted while you were editing. What you typed is still here.
        </p>
        <p>A new one has an id and a history of its own.</p>
      </Note>
    </div>
  );
}
