"use client";
/**
 * The versions of an integration: who saved each, when, what it changed, and the way back to it. A version that others
 * saved meanwhile is shown before anything is restored over it.
 */
import { CircleAlert, GitCompareArrows } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "#ui/button";
import { Note } from "#ui/note";
import { Post } from "#ui/post";
import { toast } from "#ui/toast";
import { askFromBrowser, failureSentence, mutate } from "../../../browser-api.ts";
import type { StoredIntegration } from "../editor/documents.ts";
import { RestoreVersion, type VersionPage, VersionsQuery } from "./documents.ts";
import { knownFrom, shownVersions, withNewest, withOlder } from "./known-versions.ts";
import { VersionStep } from "./version-step.tsx";

type VersionsProps = {
  id: string;
  /** The newest, as the server knew them when it drew the page. */
  newest: VersionPage;
  mayChange: boolean;
  isDirty: boolean;
  onRestored: (integration: StoredIntegration) => void;
};

export function Versions({ id, newest, mayChange, isDirty, onRestored }: VersionsProps) {
  const router = useRouter();
  const [known, setKnown] = useState(() => knownFrom(newest));
  const [overtakenBy, setOvertakenBy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  useEffect(() => setKnown((before) => withNewest(before, newest)), [newest]);
  const [current] = known.versions;

  async function restore(revision: number) {
    setProblem(null);
    setOvertakenBy(null);
    try {
      const input = { id, revision, version: current?.version };
      const { integration, userErrors } = (await mutate(RestoreVersion, { input })).restoreIntegration;
      if (integration) {
        onRestored(integration);
        toast(`Version ${revision} is restored.`, { description: `It is version ${integration.version} now.` });
        await askNewest();
        router.refresh();
      } else if (userErrors.some(({ code, path }) => code === "CONFLICT" && path[0] === "version")) {
        await askNewest();
        setOvertakenBy(`Version ${revision} was not restored: the integration was changed meanwhile.`);
      } else setProblem(userErrors.map(({ message }) => message).join(" "));
    } catch (thrown) {
      setProblem(failureSentence(thrown));
    }
  }

  async function askNewest() {
    const { integration } = await askFromBrowser(VersionsQuery, { id });
    if (integration) setKnown((before) => withNewest(before, integration.revisions));
  }

  async function loadOlder() {
    setIsLoading(true);
    try {
      const { integration } = await askFromBrowser(VersionsQuery, { id, after: known.olderAfter });
      if (integration) setKnown((before) => withOlder(before, integration.revisions));
    } catch (thrown) {
      setProblem(failureSentence(thrown));
    }
    setIsLoading(false);
  }

  return (
    <section aria-labelledby="versions" className="mt-10 max-w-[860px]">
      <h2 id="versions" className="scroll-mt-6 text-section">
        Versions
      </h2>
      <p className="mt-0.5 mb-4 text-dense text-ink-2">
        Every saved change, newest first. Events keep the explanation of the version that they met.
      </p>
      {overtakenBy ? (
        <div className="mb-4">
          <Note tone="warn" icon={GitCompareArrows} role="alert">
            <p className="font-medium">{overtakenBy}</p>
            <p>
              What changed stands at the top of this list. Restore again if you still want to; the comparison is with
              the version that is current now.
            </p>
          </Note>
        </div>
      ) : null}
      {problem ? (
        <div className="mb-4">
          <Note tone="bad" icon={CircleAlert} role="alert">
            {problem}
          </Note>
        </div>
      ) : null}
      <Post>
        {shownVersions(known).map(({ version, before }) => (
          <VersionStep
            key={version.version}
            version={version}
            before={before}
            current={current}
            isDirty={isDirty}
            onRestore={mayChange ? () => restore(version.version) : undefined}
          />
        ))}
      </Post>
      {known.olderAfter !== null ? (
        <div className="mt-4">
          <Button busy={isLoading} onClick={loadOlder}>
            Show older versions
          </Button>
        </div>
      ) : null}
    </section>
  );
}
