/** A new API key. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "#ui/page-header";
import { currentViewer, mayAdminister } from "../../../../session.ts";
import { ApiKeyForm } from "../api-key-form.tsx";

export const metadata: Metadata = { title: "New API key" };

export default async function NewApiKeyPage() {
  if (!mayAdminister(await currentViewer())) notFound();
  return (
    <>
      <PageHeader
        crumb={{ href: "/settings", label: "Settings", here: "New API key" }}
        title="New API key"
        lead="For one program. Give it no more than it needs; permissions do not imply one another."
      />
      <ApiKeyForm />
    </>
  );
}
