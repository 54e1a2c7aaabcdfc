"use client";
/** Sends a past event where it never went, by the integrations as they are now: says into which, then replays it. */
import { Redo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { askFromBrowser, failureSentence, mutate } from "../../../browser-api.ts";
import { makeChange } from "../../../make-change.ts";
import { countOf } from "../../../wording/numbers.ts";
import { MissedByQuery, ReplayEvent } from "./documents.ts";

type Target = { id: string; name: string };
type ReplayButtonProps = { id: string; receivedAt: string; isEmergency: boolean };

export function ReplayButton({ id, receivedAt, isEmergency }: ReplayButtonProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [targets, setTargets] = useState<readonly Target[]>([]);

  async function ask() {
    setBusy(true);
    try {
      const { event } = await askFromBrowser(MissedByQuery, { id });
      setTargets(event?.missedBy ?? []);
      setAsking(true);
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
    setBusy(false);
  }

  async function replay() {
    const receivedTo = new Date(Date.parse(receivedAt) + 1).toISOString();
    let begun = 0;
    for (const { id: integrationId } of targets) {
      const input = { integrationId, receivedFrom: receivedAt, receivedTo, eventId: id };
      const made = await makeChange(mutate(ReplayEvent, { input }).then(({ replayEvents }) => replayEvents));
      if (!made) break;
      begun += 1;
    }
    if (begun > 0) toast(`The event is replayed into ${countOf(begun, "integration")}.`);
    router.refresh();
  }

  return (
    <>
      <Button icon={Redo2} busy={busy} aria-haspopup="dialog" onClick={ask}>
        Replay…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={targets.length > 0 ? "Replay this event" : "Nothing to replay"}
        verb="Replay"
        isHarmless
        isBlocked={targets.length === 0}
        onConfirm={replay}
      >
        {targets.length > 0 ? (
          <Targets targets={targets} isEmergency={isEmergency} />
        ) : (
          <p>
            Every enabled integration that lets this event through has a delivery of it already. To send one of them
            once more, open the delivery and retry it.
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}

function Targets({ targets, isEmergency }: { targets: readonly Target[]; isEmergency: boolean }) {
  return (
    <>
      <p>
        {countOf(targets.length, "integration lets", "integrations let")} this event through as{" "}
        {targets.length === 1 ? "it is" : "they are"} now, and {targets.length === 1 ? "has" : "have"} not sent it
        everywhere:
      </p>
      <ul className="max-h-48 list-disc overflow-y-auto pl-5 text-ink">
        {targets.map(({ id, name }) => (
          <li key={id} dir="auto" className="wrap-anywhere">
            {name}
          </li>
        ))}
      </ul>
      {isEmergency ? <p className="font-medium text-bad-ink">It is an Emergency.</p> : null}
      <p>It goes only to subscriptions that they never sent it to. The others do not get it again.</p>
    </>
  );
}
