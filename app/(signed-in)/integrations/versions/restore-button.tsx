"use client";
/** Goes back to an earlier version after saying what that changes. */
import { Undo2 } from "lucide-react";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { Time } from "#ui/time";
import { definitionChanges } from "../../../wording/definition-changes.ts";
import { ChangeList } from "./change-list.tsx";
import type { Version } from "./documents.ts";

type RestoreButtonProps = {
  version: Version;
  current: Version;
  /** Something was typed that is not saved. */
  isDirty: boolean;
  onRestore: () => Promise<void>;
};

export function RestoreButton({ version, current, isDirty, onRestore }: RestoreButtonProps) {
  const changes = definitionChanges(asDefinition(current), asDefinition(version));
  return (
    <ConfirmDialog
      trigger={
        <Button small icon={Undo2} aria-label={`Restore version ${version.version}…`}>
          Restore…
        </Button>
      }
      title={`Restore version ${version.version}`}
      verb={`Restore version ${version.version}`}
      isHarmless
      onConfirm={onRestore}
    >
      <p>
        The definition of <Time at={version.changedAt} /> by {version.changedBy} becomes version {current.version + 1}.
        Compared with the current one:
      </p>
      <div className="max-h-[40dvh] overflow-y-auto">
        {changes.length === 0 ? <p>It is the same.</p> : <ChangeList changes={changes} />}
      </div>
      <p>Events that come in from then on meet it. Waiting deliveries go on.</p>
      {isDirty ? <p className="font-medium text-warn-ink">What you typed and did not save is replaced.</p> : null}
    </ConfirmDialog>
  );
}

/** A version as what can be compared; subscriptions that are gone say so. */
export function asDefinition({ name, isEnabled, trigger, filters, quietAfterHours, subscriptions }: Version) {
  return {
    name,
    isEnabled,
    trigger: trigger.name,
    filters,
    quietAfterHours,
    subscriptions: subscriptions.map(({ id, name: called, deletedAt }) => ({
      id,
      name: deletedAt ? `${called} (deleted)` : called,
    })),
  };
}
