"use client";
/** One version: its number, who saved it and when, and what it changed. */
import { PostStep } from "#ui/post";
import { Sentence } from "#ui/sentence";
import { Time } from "#ui/time";
import { definitionChanges } from "../../../wording/definition-changes.ts";
import { triggerWords } from "../../../wording/field-label.ts";
import { filterSentence } from "../../../wording/filter-sentence.ts";
import { ChangeList } from "./change-list.tsx";
import type { Version } from "./documents.ts";
import { asDefinition, RestoreButton } from "./restore-button.tsx";
import { restoreHindrance } from "./restore-hindrance.ts";

type VersionStepProps = {
  version: Version;
  /** Null: this is the first. */
  before: Version | null;
  current: Version | undefined;
  isDirty: boolean;
  /** Absent: the person may only look. */
  onRestore?: () => Promise<void>;
};

export function VersionStep({ version, before, current, isDirty, onRestore }: VersionStepProps) {
  const isCurrent = version.version === current?.version;
  const hindrance = restoreHindrance(version);
  return (
    <PostStep
      pin={version.version}
      state={isCurrent ? "done" : "later"}
      title={
        <>
          <span className="sr-only">Version {version.version}, </span>
          <span dir="auto" className="wrap-anywhere">
            {version.changedBy}
          </span>
        </>
      }
      note={
        <>
          <Time at={version.changedAt} />
          {isCurrent ? <span className="ml-2 font-medium text-accent-ink">Current</span> : null}
        </>
      }
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 pl-1 md:flex-nowrap">
        <div className="min-w-0 flex-1 basis-full md:basis-auto">
          {before ? (
            <ChangeList changes={definitionChanges(asDefinition(before), asDefinition(version))} />
          ) : (
            <FirstDefinition version={version} />
          )}
        </div>
        {current && !isCurrent && onRestore ? (
          hindrance ? (
            <p className="text-dense text-pretty wrap-anywhere text-ink-3 md:max-w-[260px]">{hindrance}</p>
          ) : (
            <RestoreButton version={version} current={current} isDirty={isDirty} onRestore={onRestore} />
          )
        ) : null}
      </div>
    </PostStep>
  );
}

function FirstDefinition({ version }: { version: Version }) {
  const parts = filterSentence(version.filters);
  return (
    <p className="text-dense text-pretty text-ink-2">
      Created as{" "}
      <b className="font-medium wrap-anywhere text-ink" dir="auto">
        {version.name}
      </b>
      : when {triggerWords(version.trigger.name)}
      {parts.length > 0 ? (
        <>
          , if <Sentence parts={parts} />
        </>
      ) : null}
      , to{" "}
      {asDefinition(version)
        .subscriptions.map(({ name }) => name)
        .join(" and ")}
      {version.isEnabled ? "" : "; disabled"}.
    </p>
  );
}
