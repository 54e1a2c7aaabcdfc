/** One's own account: name and password, for everybody who is signed in. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "#ui/page-header";
import { ask } from "../../../session.ts";
import { AccountQuery } from "../documents.ts";
import { NameForm } from "./name-form.tsx";
import { PasswordForm } from "./password-form.tsx";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { viewer } = await ask(AccountQuery, {});
  if (!viewer.user) notFound();
  const { email } = viewer.user;
  return (
    <>
      <PageHeader
        crumb={{ href: "/settings", label: "Settings", here: "Your account" }}
        title="Your account"
        lead={
          <>
            You sign in with <span className="font-medium wrap-anywhere">{email}</span>. Changes of it are in the audit
            trail, passwords never are.
          </>
        }
      />
      <div className="grid max-w-[560px] gap-5">
        <NameForm name={viewer.name} />
        <PasswordForm email={email} />
      </div>
    </>
  );
}
