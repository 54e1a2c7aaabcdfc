/** An address that names nothing of this account. */
import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "#ui/button";
import { EmptyState } from "#ui/empty-state";
import { AskedAddress } from "../asked-address.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <>
      <h1 className="mb-4.5 text-title">Nothing here</h1>
      <EmptyState
        icon={SearchX}
        title="This address names nothing of your account"
        actions={<ButtonLink href="/">Go to the overview</ButtonLink>}
      >
        <p>It may have been deleted, or be older than what history keeps, or the address is not complete.</p>
        <AskedAddress />
      </EmptyState>
    </>
  );
}
