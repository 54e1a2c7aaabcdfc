"use client";
/** The keys that sign: the new one, and until when the old ones go on; and the way to a new one. */
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Note } from "#ui/note";
import { SecretText } from "#ui/secret-text";
import { Time } from "#ui/time";
import { countOf } from "../../../wording/numbers.ts";
import type { SubscriptionDetail } from "./documents.ts";
import { KeyCountdown } from "./key-countdown.tsx";
import { RotateKey } from "./rotate-key.tsx";

type SigningKeysProps = { subscription: Pick<SubscriptionDetail, "id" | "name" | "signingKeys">; manages: boolean };

const KEY_PREFIX = "whsec_";

export function SigningKeys({ subscription: { id, name, signingKeys }, manages }: SigningKeysProps) {
  const [madeAt, setMadeAt] = useState<string | null>(null);
  const [seenAt] = useState(() => Date.now());
  const signing = signingKeys.filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > seenAt);
  const retired = signingKeys.length - signing.length;
  const old = signing.filter(({ expiresAt }) => expiresAt !== null);
  return (
    <section aria-labelledby="signing-keys" className="card">
      <header className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3">
        <h2 id="signing-keys" className="font-semibold">
          Signing keys
        </h2>
        {manages ? (
          <span className="ml-auto">
            <RotateKey id={id} name={name} oldKeys={old.length} onRotated={setMadeAt} />
          </span>
        ) : null}
      </header>
      <div className="grid gap-3 px-4 py-3.5">
        {madeAt ? (
          <Note tone="ok" icon={KeyRound} role="status">
            This is the new key. Give it to the receiver now; every request is signed with it already.
          </Note>
        ) : null}
        <ul aria-label="Keys that sign" className="grid gap-3">
          {signing.map((key) => (
            <li key={key.createdAt}>
              {key.value ? (
                <SecretText
                  key={`${key.createdAt === madeAt}`}
                  noun={key.expiresAt ? "old signing key" : "signing key"}
                  secret={key.value}
                  prefix={KEY_PREFIX}
                  isShownAtFirst={key.createdAt === madeAt}
                />
              ) : (
                "Shown to editors only."
              )}
              <span className="mt-1 block text-dense text-ink-2">
                {key.expiresAt ? (
                  <KeyCountdown expiresAt={key.expiresAt} />
                ) : (
                  <>
                    Signs every request since <Time at={key.createdAt} />.
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
        {retired > 0 ? (
          <p className="text-meta text-ink-3">
            {countOf(retired, "earlier key")} {retired === 1 ? "has" : "have"} stopped signing.
          </p>
        ) : null}
      </div>
    </section>
  );
}
