"use client";
/**
 * The editor: the guide's seven steps on one page, the live sentence above, the preview beside. Saves, puts the
 * server's faults beside their fields, and keeps what was typed whatever happens.
 */
import { Eye } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { useFormContext, useFormState } from "react-hook-form";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { Note } from "#ui/note";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { showFaults } from "../../../server-faults.ts";
import type { VersionPage } from "../versions/documents.ts";
import { Versions } from "../versions/versions.tsx";
import { ConflictNote } from "./conflict-note.tsx";
import {
  CreateIntegration,
  type EditedIntegration,
  type EditorEventType,
  type EditorSubscription,
  type StoredIntegration,
  UpdateIntegration,
} from "./documents.ts";
import { DraftNote } from "./draft-note.tsx";
import {
  type EditorStart,
  type EditorValues,
  editorFaults,
  integrationField,
  integrationInput,
  startOf,
  valuesOf,
} from "./editor-form.ts";
import { EditorSteps } from "./editor-steps.tsx";
import { LiveSentence } from "./live-sentence.tsx";
import { Preview } from "./preview.tsx";
import { useSubscriptionChoices } from "./subscription-choices.ts";
import { useDraft } from "./use-draft.ts";

export type EditorProps = {
  eventTypes: readonly EditorEventType[];
  subscriptions: readonly EditorSubscription[];
  /** Absent: a new one is made. */
  integration?: EditedIntegration;
  /** What a new one begins as; absent: empty. */
  start?: EditorStart;
  /** The newest versions of an existing one. */
  versions?: VersionPage;
  /** Without it everything can be read and nothing changed. */
  mayChange: boolean;
  /** Who is signed in, for what is kept of what they type. */
  userId: string;
  /** As their changes are recorded. */
  userName: string;
};

export function EditorBody(props: EditorProps) {
  const { eventTypes, subscriptions, integration, start, versions, mayChange, userId, userName } = props;
  const router = useRouter();
  const form = useFormContext<EditorValues>();
  const choices = useSubscriptionChoices(subscriptions, form.control);
  const [version, setVersion] = useState(integration?.version ?? null);
  const [problems, setProblems] = useState<string[]>([]);
  const [isConflict, setIsConflict] = useState(false);
  // Not form.formState: who reads that draws everything below anew with every change of it.
  const { isDirty, isSubmitting } = useFormState({ control: form.control });
  const { found, forget, bringBack } = useDraft({
    form,
    isDirty,
    draftKey: `${userId} ${integration?.id ?? `new ${start?.key ?? ""}`}`,
    version,
    isPaused: !mayChange || isSubmitting,
    onFound: useCallback((draft) => setVersion(draft.version), []),
  });

  async function save(values: EditorValues) {
    await saveOver(values, version);
  }

  async function saveOver(values: EditorValues, over: number | null) {
    setProblems([]);
    setIsConflict(false);
    const input = integrationInput(values);
    try {
      const { userErrors } = integration
        ? (await mutate(UpdateIntegration, { input: { ...input, id: integration.id, version: over } }))
            .updateIntegration
        : (await mutate(CreateIntegration, { input })).createIntegration;
      if (userErrors.length === 0) {
        form.reset(values);
        forget();
        toast(`${values.name} is saved.`);
        router.push("/integrations");
        router.refresh();
        return;
      }
      if (userErrors.some(({ code, path }) => code === "CONFLICT" && (path.length === 0 || path[0] === "version"))) {
        setIsConflict(true);
        return;
      }
      setProblems(showFaults(form, editorFaults(userErrors), integrationField));
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
  }

  /** What is stored now, in place of what was typed. */
  function takeStored(stored: StoredIntegration) {
    form.reset(valuesOf(stored));
    setVersion(stored.version);
    setIsConflict(false);
    setProblems([]);
    forget();
  }

  function takeTheirs(theirs: StoredIntegration) {
    offerUndo("Their version is taken.", () => setIsConflict(true));
    takeStored(theirs);
  }

  function discardDraft() {
    offerUndo("Your changes are discarded.");
    form.reset(startOf(integration, start));
    setVersion(integration?.version ?? null);
    forget();
  }

  /** The way back to what is in the form now, secrets included while the page is open. */
  function offerUndo(text: string, andThen?: () => void) {
    const typed = { values: structuredClone(form.getValues()), version, typedAt: new Date().toISOString() };
    const undo = () => {
      bringBack(typed);
      andThen?.();
    };
    toast(text, { action: { label: "Undo", onClick: undo } });
  }

  return (
    <>
      {mayChange || !integration ? null : (
        <div className="mb-4">
          <Note tone="idle" icon={Eye}>
            You can look at this integration but not change it.
          </Note>
        </div>
      )}
      <LiveSentence subscriptions={choices.known} />
      {found ? (
        <DraftNote draft={found} currentVersion={integration?.version ?? null} onDiscard={discardDraft} />
      ) : null}
      {isConflict && integration ? (
        <ConflictNote
          integration={integration}
          versions={versions}
          over={version}
          subscriptions={choices.known}
          userName={userName}
          onTakeTheirs={takeTheirs}
          onSaveMine={(theirs) => {
            setVersion(theirs.version);
            void form.handleSubmit((values) => saveOver(values, theirs.version))();
          }}
        />
      ) : null}
      {problems.length > 0 ? (
        <div className="mb-4">
          <FormProblems problems={problems} />
        </div>
      ) : null}
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_396px]">
        <form noValidate onSubmit={form.handleSubmit(save)} className="min-w-0">
          <FormFields isLocked={!mayChange}>
            <EditorSteps isNew={!integration} eventTypes={eventTypes} choices={choices} mayChange={mayChange} />
          </FormFields>
        </form>
        <Preview eventTypes={eventTypes} />
      </div>
      {integration && versions ? (
        <Versions
          id={integration.id}
          newest={versions}
          mayChange={mayChange}
          isDirty={isDirty}
          onRestored={takeStored}
        />
      ) : null}
    </>
  );
}
