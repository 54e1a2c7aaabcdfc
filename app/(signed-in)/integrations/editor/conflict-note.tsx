"use client";
/** Someone saved this integration meanwhile: says who, shows their version, and lets the person choose. */
import { GitCompareArrows } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";
import { Sentence } from "#ui/sentence";
import { Time } from "#ui/time";
import { askFromBrowser, failureSentence } from "../../../browser-api.ts";
import { definitionChanges } from "../../../wording/definition-changes.ts";
import { filterSentence } from "../../../wording/filter-sentence.ts";
import { ChangeList } from "../versions/change-list.tsx";
import { type Version, VersionsQuery } from "../versions/documents.ts";
import { asDefinition } from "../versions/restore-button.tsx";
import { EditedIntegrationQuery, type StoredIntegration } from "./documents.ts";

type ConflictNoteProps = {
  integrationId: string;
  /** The version that was typed over: where it is among the newest, only what they changed since is shown. */
  over: number | null;
  /** Who types here, as changes are recorded. */
  userName: string;
  /** There is no version of theirs any more. */
  onDeleted: () => void;
  onTakeTheirs: (theirs: StoredIntegration) => void;
  onSaveMine: (theirs: StoredIntegration) => void;
};

/** `newest`: as which version theirs is stored; `base`: what was typed over. */
type Theirs = { stored: StoredIntegration; newest: Version | undefined; base: Version | undefined };

export function ConflictNote(props: ConflictNoteProps) {
  const { integrationId: id, over, userName, onDeleted, onTakeTheirs, onSaveMine } = props;
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const by = theirs?.newest?.changedBy;
  const isOwn = by === userName;
  const note = useRef<HTMLDivElement>(null);
  // From the button at the other end of the page.
  useEffect(() => note.current?.focus(), []);
  useEffect(() => {
    Promise.all([askFromBrowser(EditedIntegrationQuery, { id }), askFromBrowser(VersionsQuery, { id })]).then(
      ([{ integration: stored }, { integration: versioned }]) => {
        if (!stored || !versioned) return onDeleted();
        const versions = versioned.revisions.edges.map(({ node }) => node);
        const find = (wanted: number | null) => versions.find(({ version }) => version === wanted);
        setTheirs({ stored, newest: find(stored.version), base: find(over) });
      },
      (thrown: unknown) => setProblem(failureSentence(thrown)),
    );
  }, [id, over, onDeleted]);
  return (
    <div className="mb-4">
      <Note
        tone="warn"
        icon={GitCompareArrows}
        role="alert"
        focusRef={note}
        actions={
          theirs ? (
            <>
              <Button small onClick={() => onTakeTheirs(theirs.stored)}>
                {isOwn ? "Take that version" : "Take their version"}
              </Button>
              <Button small onClick={() => onSaveMine(theirs.stored)}>
                Save mine over it
              </Button>
            </>
          ) : null
        }
      >
        <p className="font-medium">
          <WhoChanged by={by} isOwn={isOwn} /> while you were editing. What you typed is still here.
        </p>
        {problem ? <p>{problem}</p> : null}
        {theirs?.base && theirs.newest ? (
          <>
            <p className="mt-1 mb-1.5">
              {isOwn ? "What you changed there" : "What they changed"}, <Time at={theirs.stored.updatedAt} />:
            </p>
            <ChangeList changes={definitionChanges(asDefinition(theirs.base), asDefinition(theirs.newest))} />
          </>
        ) : theirs ? (
          <p className="mt-1">
            {isOwn ? "The other one" : "Theirs"}, saved <Time at={theirs.stored.updatedAt} />:{" "}
            <Whole {...theirs.stored} />.
          </p>
        ) : null}
      </Note>
    </div>
  );
}

function WhoChanged({ by, isOwn }: { by: string | undefined; isOwn: boolean }) {
  if (by === undefined) return "This integration was changed";
  if (isOwn) return "You changed this integration in another tab";
  return (
    <>
      <bdi>{by}</bdi> changed this integration
    </>
  );
}

/** What is stored, in one sentence. */
function Whole({ name, isEnabled, trigger, filters }: StoredIntegration) {
  return (
    <>
      {name}, {isEnabled ? "enabled" : "disabled"}, <span className="code-text">{trigger.name}</span>
      {filters.length > 0 ? (
        <>
          {" "}
          when <Sentence parts={filterSentence(filters)} />
        </>
      ) : (
        ", every event"
      )}
    </>
  );
}
