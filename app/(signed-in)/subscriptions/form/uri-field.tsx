"use client";
/** Where deliveries are POSTed: looked at while it is typed. */
import { ShieldCheck } from "lucide-react";
import { useFormContext, useWatch } from "react-hook-form";
import { TextField } from "#ui/text-field";
import type { WithSubscription } from "./subscription-form.ts";
import { useUriCheck } from "./uri-check.ts";

const REACHES = {
  PUBLIC: "A public address.",
  ALLOWED: "In a network that deliveries may reach.",
};
const UNRESOLVED = "The name has no address now. It can be saved; deliveries are retried until it has one.";

export function UriField() {
  const { register, formState, control } = useFormContext<WithSubscription>();
  const check = useUriCheck(useWatch({ control, name: "subscription.uri" }));
  const reach = check?.reach;
  const refusal = check?.userErrors.map(({ message }) => message).join(" ");
  const error = formState.errors.subscription?.uri?.message;
  return (
    <TextField
      id="subscription-uri"
      label="URI"
      mono
      placeholder="https://example.com/hooks/alerts"
      help={
        reach && reach !== "UNRESOLVED" ? (
          <span role="status" className="flex items-center gap-1.5 text-ok-ink">
            <ShieldCheck size={14} strokeWidth={2.25} aria-hidden="true" />
            {REACHES[reach]}
          </span>
        ) : (
          "Where every delivery is POSTed. https, and reachable from the internet."
        )
      }
      error={error}
      warning={error ? undefined : reach === "UNRESOLVED" ? UNRESOLVED : refusal || undefined}
      inputMode="url"
      {...register("subscription.uri")}
    />
  );
}
