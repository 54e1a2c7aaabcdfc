/** One user of the account: name, role, a new password, or removal. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayAdminister } from "../../../../session.ts";
import { EditedUserQuery } from "../../documents.ts";
import { UserForm } from "../user-form.tsx";
import { DeleteUserButton } from "./delete-user-button.tsx";

export const metadata: Metadata = { title: "User" };

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!mayAdminister(await currentViewer())) notFound();
  const { viewer, node: user } = await ask(EditedUserQuery, { id });
  if (!user || !("email" in user)) notFound();
  return (
    <>
      <PageHeader
        crumb={{ href: "/settings", label: "Settings", here: "User" }}
        title={user.name}
        lead={user.email}
        actions={<DeleteUserButton user={user} isOwn={user.id === viewer.user?.id} />}
      />
      <UserForm existing={user} />
    </>
  );
}
