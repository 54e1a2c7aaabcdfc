/** A new user of the account. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "#ui/page-header";
import { currentViewer, mayAdminister } from "../../../../session.ts";
import { UserForm } from "../user-form.tsx";

export const metadata: Metadata = { title: "New user" };

export default async function NewUserPage() {
  const viewer = await currentViewer();
  if (!mayAdminister(viewer)) notFound();
  return (
    <>
      <PageHeader
        crumb={{ href: "/settings", label: "Settings", here: "New user" }}
        title="New user"
        lead={`Someone who signs in and works for ${viewer.tenant.name}.`}
      />
      <UserForm />
    </>
  );
}
