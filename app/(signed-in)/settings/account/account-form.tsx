"use client";
/** The frame of a form of one's own account: heading, what the server refused as a whole, the fields, and the button. */
import { type FormEventHandler, type ReactNode, useId } from "react";
import { Button } from "#ui/button";
import { FormFields } from "#ui/form-fields";
import { FormProblems } from "#ui/form-problems";

type AccountFormProps = {
  title: string;
  lead: string;
  verb: string;
  busy: boolean;
  problems: readonly string[];
  onSubmit: FormEventHandler;
  children: ReactNode;
};

export function AccountForm({ title, lead, verb, busy, problems, onSubmit, children }: AccountFormProps) {
  const headingId = useId();
  return (
    <form noValidate method="post" onSubmit={onSubmit} aria-labelledby={headingId} className="card">
      <header className="border-b border-line px-4 py-3">
        <h2 id={headingId} className="font-semibold">
          {title}
        </h2>
        <p className="mt-0.5 text-dense text-pretty text-ink-2">{lead}</p>
      </header>
      <FormFields className="grid gap-4 p-4">
        <FormProblems problems={problems} />
        {children}
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={busy}>
            {verb}
          </Button>
        </div>
      </FormFields>
    </form>
  );
}
