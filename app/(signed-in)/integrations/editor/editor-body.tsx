"use client";
/**
 * The editor: the guide's seven steps on one page, the live sentence above, the preview beside. Keeps what was typed
 * whatever happens.
 */
import { Eye } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useFormContext, useFormState } from "react-hook-form";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { Note } from "#ui/note";
import { toast } from "#ui/toast";
import { focusOnHead } from "../../../ui/focus-on.ts";
import type { VersionPage } from "../versions/documents.ts";
import { Versions } from "../versions/versions.tsx";
import { ConflictNote } from "./conflict-note.tsx";
import { DeletedNote } from "./deleted-note.tsx";
import type { EditedIntegration, EditorEventType, EditorSubscription, StoredIntegration } from "./documents.ts";
import { DraftNote } from "./draft-note.tsx";
import { type EditorStart, type EditorValues, startOf, valuesOf } from "./editor-form.ts";
import { EditorSteps } from "./editor-steps.tsx";
import { LiveSentence } from "./live-sentence.tsx";
import { Preview } from "./preview.tsx";
import { useSubscriptionChoices } from "./subscription-choices.ts";
import { useBaseVersion } from "./use-base-version.ts";
import { useDraft } from "./use-draft.ts";
import { useSaveIntegration } from "./use-save-integration.ts";

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
  const { version, versionNow, setVersion } = useBaseVersion(integration?.version ?? null);
  const { save, problems, meanwhile, setMeanwhile, clear } = useSaveIntegration({ form, onSaved: saved });
  // Not form.formState: who reads that draws everything below anew with every change of it.
  const { isDirty, isSubmitting } = useFormState({ control: form.control });
  const { found, forget, bringBack } = useDraft({
    form,
    isDirty,
    draftKey: `${userId} ${integration?.id ?? `new ${start?.key ?? ""}`}`,
    versionNow,
    isPaused: !mayChange || isSubmitting,
    onFound: useCallback((draft) => setVersion(draft.version), [setVersion]),
  });

  function saved(values: EditorValues) {
    form.reset(values);
    forget();
    toast(`${values.name} is saved.`);
    router.push("/integrations");
    router.refresh();
  }

  const sayDeleted = useCallback(() => setMeanwhile("deleted"), [setMeanwhile]);
  const saveAsNew = form.handleSubmit((values) => save(values, null));
  const saveOverBase = form.handleSubmit((values) =>
    save(values, integration ? { id: integration.id, version: versionNow() } : null),
  );

  /** What is stored now, in place of what was typed. */
  function takeStored(stored: StoredIntegration) {
    setVersion(stored.version);
    form.reset(valuesOf(stored));
    clear();
    forget();
  }

  function takeTheirs(theirs: StoredIntegration) {
    // The note goes, and with it the button that was pressed.
    focusOnHead();
    offerUndo("The other version is taken.", () => setMeanwhile("changed"));
    takeStored(theirs);
  }

  function discardDraft() {
    focusOnHead();
    offerUndo("Your changes are discarded.");
    setVersion(integration?.version ?? null);
    form.reset(startOf(integration, start));
    forget();
  }

  /** The way back to what is in the form now, secrets included while the page is open. */
  function offerUndo(text: string, andThen?: () => void) {
    const typed = {
      values: structuredClone(form.getValues()),
      version: versionNow(),
      typedAt: new Date().toISOString(),
    };
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
      {meanwhile === "deleted" ? <DeletedNote onSaveAsNew={() => void saveAsNew()} /> : null}
      {meanwhile === "changed" && integration ? (
        <ConflictNote
          integrationId={integration.id}
          over={version}
          userName={userName}
          onDeleted={sayDeleted}
          onTakeTheirs={takeTheirs}
          onSaveMine={(theirs) => {
            setVersion(theirs.version);
            void saveOverBase();
          }}
        />
      ) : null}
      {problems.length > 0 ? (
        <div className="mb-4">
          <FormProblems problems={problems} />
        </div>
      ) : null}
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_396px]">
        <form noValidate onSubmit={saveOverBase} className="min-w-0">
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
