"use client";
/** Someone saved this integration meanwhile: says who, shows their version, and lets the person choose. */
import { GitCompareArrows } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";
import { Sentence } from "#ui/sentence";
import { Time } from "#ui/time";
import { askFromBrowser, failureSentence } from "../../../browser-api.ts";
import { type Definition, definitionChanges } from "../../../wording/definition-changes.ts";
import { filterSentence } from "../../../wording/filter-sentence.ts";
import { ChangeList } from "../versions/change-list.tsx";
import type { VersionPage } from "../versions/documents.ts";
import { asDefinition } from "../versions/restore-button.tsx";
import {
  type EditedIntegration,
  EditedIntegrationQuery,
  type EditorSubscription,
  type StoredIntegration,
} from "./documents.ts";

type ConflictNoteProps = {
  /** As the page knew it. */
  integration: EditedIntegration;
  /** Its newest versions, as the page knew them. */
  versions: VersionPage | undefined;
  /** The version that was typed over: where it is known, only what they changed since is shown. */
  over: number | null;
  subscriptions: readonly EditorSubscription[];
  /** Who types here, as changes are recorded. */
  userName: string;
  /** There is no version of theirs any more. */
  onDeleted: () => void;
  onTakeTheirs: (theirs: EditedIntegration) => void;
  onSaveMine: (theirs: EditedIntegration) => void;
};

export function ConflictNote(props: ConflictNoteProps) {
  const { subscriptions, userName, onDeleted, onTakeTheirs, onSaveMine } = props;
  const { id } = props.integration;
  const base = baseOf(props);
  const [theirs, setTheirs] = useState<EditedIntegration | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const by = theirs?.newest.edges[0]?.node.changedBy;
  const isOwn = by === userName;
  const note = useRef<HTMLDivElement>(null);
  // From the button at the other end of the page.
  useEffect(() => note.current?.focus(), []);
  useEffect(() => {
    askFromBrowser(EditedIntegrationQuery, { id }).then(
      ({ integration }) => (integration ? setTheirs(integration) : onDeleted()),
      (thrown: unknown) => setProblem(failureSentence(thrown)),
    );
  }, [id, onDeleted]);
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
              <Button small onClick={() => onTakeTheirs(theirs)}>
                {isOwn ? "Take that version" : "Take their version"}
              </Button>
              <Button small onClick={() => onSaveMine(theirs)}>
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
        {theirs && base ? (
          <>
            <p className="mt-1 mb-1.5">
              {isOwn ? "What you changed there" : "What they changed"}, <Time at={theirs.updatedAt} />:
            </p>
            <ChangeList changes={definitionChanges(base, definitionOf(theirs, subscriptions))} />
          </>
        ) : theirs ? (
          <p className="mt-1">
            {isOwn ? "The other one" : "Theirs"}, saved <Time at={theirs.updatedAt} />: {theirs.name},{" "}
            {theirs.isEnabled ? "enabled" : "disabled"}, <span className="code-text">{theirs.trigger.name}</span>
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

function WhoChanged({ by, isOwn }: { by: string | undefined; isOwn: boolean }) {
  if (by === undefined) return "This integration was changed";
  if (isOwn) return "You changed this integration in another tab";
  return (
    <>
      <bdi>{by}</bdi> changed this integration
    </>
  );
}

/** A draft may have been typed over a version that is no longer the newest. */
function baseOf({ integration, versions, over, subscriptions }: ConflictNoteProps): Definition | null {
  if (integration.version === over) return definitionOf(integration, subscriptions);
  const version = versions?.edges.find(({ node }) => node.version === over)?.node;
  return version ? asDefinition(version) : null;
}

function definitionOf(stored: StoredIntegration, subscriptions: readonly EditorSubscription[]): Definition {
  return {
    ...stored,
    trigger: stored.trigger.name,
    subscriptions: stored.actions.map(({ subscription: { id } }) => ({
      id,
      name: subscriptions.find((known) => known.id === id)?.name ?? "one that is not in this list",
    })),
  };
}
