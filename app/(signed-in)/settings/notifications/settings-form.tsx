"use client";
/** The webhook, whether administrators get e-mail, and a test of both. */
import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "#ui/button";
import { Checkbox } from "#ui/checkbox";
import { CopyButton } from "#ui/copy-button";
import { FormEnd } from "#ui/form-end";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";
import { TextField } from "#ui/text-field";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../../browser-api.ts";
import { useHydrated } from "../../../ui/use-hydrated.ts";
import { useSave } from "../../../use-save.ts";
import { SendTestNotification, type StoredNotificationSettings, UpdateNotificationSettings } from "./documents.ts";

type Values = { webhookUri: string; mailsAdministrators: boolean };

const CHANNEL_WORDS = { WEBHOOK: "the webhook", MAIL: "the administrators" };

export function SettingsForm({ settings }: { settings: StoredNotificationSettings }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const [isTesting, setIsTesting] = useState(false);
  const form = useForm<Values>({
    defaultValues: { webhookUri: settings.webhookUri ?? "", mailsAdministrators: settings.mailsAdministrators },
  });
  const { save, problems } = useSave({ form, fieldOf });
  const { errors, isSubmitting, isDirty } = form.formState;
  const hasChannel = settings.webhookUri !== null || (settings.mailsAdministrators && settings.canMail);

  async function submit(values: Values) {
    const input = { ...values, webhookUri: values.webhookUri.trim() || null };
    const saved = await save(
      mutate(UpdateNotificationSettings, { input }).then((answer) => answer.updateNotificationSettings),
    );
    if (!saved) return;
    form.reset(values);
    toast("Saved.");
    router.refresh();
  }

  async function test() {
    setIsTesting(true);
    try {
      const { results, userErrors } = (await mutate(SendTestNotification, {})).sendTestNotification;
      for (const { message } of userErrors) toast.error(message);
      for (const { channel, fault } of results ?? []) {
        if (fault) toast.error(fault);
        else toast(`The test arrived at ${CHANNEL_WORDS[channel]}.`);
      }
      router.refresh();
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
    setIsTesting(false);
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(submit)} className="grid gap-4">
      <FormProblems problems={problems} />
      <FormFields className="card grid gap-4 p-3.5">
        <TextField
          id="webhookUri"
          label="Webhook"
          note="optional"
          mono
          placeholder="https://chat.example.org/hooks/signalpost"
          help="Gets a signed POST for each notification. Empty it to send none; its signing key goes with it."
          error={errors.webhookUri?.message}
          {...form.register("webhookUri")}
        />
        {settings.signingKey ? (
          <div className="min-w-0">
            <p className="text-dense font-medium">Signing key</p>
            <p className="-my-0.5 flex items-center gap-1">
              <span className="code-text wrap-anywhere">{settings.signingKey}</span>
              <CopyButton text={settings.signingKey} label="Copy signing key" />
            </p>
            <p className="text-meta text-ink-3">To verify webhook-signature with (Standard Webhooks).</p>
          </div>
        ) : null}
        <div className="min-w-0">
          <Checkbox {...form.register("mailsAdministrators")} aria-describedby="mail-help">
            E-mail to the administrators
          </Checkbox>
          <p id="mail-help" className="text-meta text-pretty text-ink-3">
            {settings.canMail
              ? "To everybody here whose role is Administrator."
              : "No mail leaves this installation yet: whoever operates it has to set SMTP_URL and MAIL_FROM."}
          </p>
        </div>
      </FormFields>
      <FormEnd back="/settings" busy={isSubmitting}>
        <Button
          icon={Send}
          busy={isTesting}
          disabled={!isHydrated || isDirty || !hasChannel}
          title={isDirty ? "Save first; a test goes where the saved settings say." : undefined}
          onClick={test}
        >
          Send test
        </Button>
      </FormEnd>
    </form>
  );
}

function fieldOf([key]: readonly string[]): keyof Values | null {
  return key === "webhookUri" || key === "mailsAdministrators" ? key : null;
}
