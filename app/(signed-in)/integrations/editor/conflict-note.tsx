"use client";
/** Someone else saved this integration meanwhile: says so, shows their version, and lets the person choose. */
import { GitCompareArrows } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";
import { Sentence } from "#ui/sentence";
import { Time } from "#ui/time";
import { askFromBrowser, failureSentence } from "../../../browser-api.ts";
import { filterSentence } from "../../../wording/filter-sentence.ts";
import { type EditedIntegration, EditedIntegrationQuery } from "./documents.ts";

type ConflictNoteProps = {
  id: string;
  onTakeTheirs: (theirs: EditedIntegration) => void;
  onSaveMine: (theirs: EditedIntegration) => void;
};

export function ConflictNote({ id, onTakeTheirs, onSaveMine }: ConflictNoteProps) {
  const [theirs, setTheirs] = useState<EditedIntegration | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    askFromBrowser(EditedIntegrationQuery, { id }).then(
      ({ integration }) =>
        integration ? setTheirs(integration) : setProblem("It was deleted meanwhile. What you typed is still here."),
      (thrown: unknown) => setProblem(failureSentence(thrown)),
    );
  }, [id]);
  return (
    <div className="mb-4">
      <Note
        tone="warn"
        icon={GitCompareArrows}
        role="alert"
        actions={
          theirs ? (
            <>
              <Button small onClick={() => onTakeTheirs(theirs)}>
                Take their version
              </Button>
              <Button small onClick={() => onSaveMine(theirs)}>
                Save mine over it
              </Button>
            </>
          ) : null
        }
      >
        <p className="font-medium">
          Someone else changed this integration while you were editing. What you typed is still here.
        </p>
        {problem ? <p>{problem}</p> : null}
        {theirs ? (
          <p className="mt-1">
            Theirs, saved <Time at={theirs.updatedAt} />: {theirs.name}, {theirs.isEnabled ? "enabled" : "disabled"},{" "}
            <span className="code-text">{theirs.trigger.name}</span>
            {theirs.filters.length > 0 ? (
              <>
                {" "}
                when <Sentence parts={filterSentence(theirs.filters)} />
              </>
            ) : (
              ", every event"
            )}
            .
          </p>
        ) : null}
      </Note>
    </div>
  );
}
