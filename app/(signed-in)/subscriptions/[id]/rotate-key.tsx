"use client";
/** Makes a new signing key, after saying what becomes of the present one and letting choose how long it still signs. */
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { Segmented } from "#ui/segmented";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { utcMoment } from "../../../wording/retirement.ts";
import { RotateSigningKey } from "./documents.ts";

const OVERLAPS = [
  { value: "0", label: "None" },
  { value: "1", label: "1 h" },
  { value: "24", label: "24 h" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
] as const;
const HOUR_MS = 60 * 60 * 1000;

type RotateKeyProps = {
  id: string;
  name: string;
  /** Those that sign beside the present one. */
  oldKeys: number;
  /** Gets when the new key was made. */
  onRotated: (createdAt: string) => void;
};

export function RotateKey({ id, name, oldKeys, onRotated }: RotateKeyProps) {
  const router = useRouter();
  const [hours, setHours] = useState<(typeof OVERLAPS)[number]["value"]>("24");
  const [openedAt, setOpenedAt] = useState<Date | null>(null);
  const isAtOnce = hours === "0";

  async function rotate() {
    try {
      const { rotateSigningKey } = await mutate(RotateSigningKey, { input: { id, overlapHours: Number(hours) } });
      for (const { message } of rotateSigningKey.userErrors) toast.error(message);
      const made = rotateSigningKey.webhookSubscription?.signingKeys[0];
      if (!made) return;
      onRotated(made.createdAt);
      toast(`${name} has a new signing key.`);
      router.refresh();
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button small icon={RotateCw}>
          Rotate key…
        </Button>
      }
      open={openedAt !== null}
      onOpenChange={(opens) => setOpenedAt(opens ? new Date() : null)}
      title={`Rotate the signing key of ${name}`}
      verb="Rotate key"
      isHarmless={!isAtOnce}
      onConfirm={rotate}
    >
      <p>A new key signs every request from now on, retries and held deliveries too.</p>
      <div className="grid gap-1.5">
        <p aria-hidden="true" className="text-dense font-medium text-ink">
          The present key goes on signing beside it for
        </p>
        <Segmented
          label="The present key goes on signing beside it for"
          options={OVERLAPS}
          value={hours}
          onChange={setHours}
        />
      </div>
      <div aria-live="polite" className="grid gap-2">
        {isAtOnce ? (
          <p className="text-bad-ink">
            The present key stops at once: for a key that somebody else knows. Until the receiver has the new key it
            refuses what is sent. Refused deliveries are retried; those whose retries run out before then fail.
          </p>
        ) : openedAt ? (
          <p>
            Until {utcMoment(new Date(openedAt.getTime() + Number(hours) * HOUR_MS), openedAt)} every request carries
            both signatures, and a receiver that knows either key accepts it. Give it the new key by then; after that,
            only the new one holds.
          </p>
        ) : null}
        {oldKeys > 0 ? <p>Keys from earlier rotations sign no longer than that either.</p> : null}
      </div>
    </ConfirmDialog>
  );
}
