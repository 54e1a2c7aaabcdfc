/** The door: e-mail and password, or the organisation's own sign-in where the settings name one. */
import type { Metadata } from "next";
import { offersOpenId } from "#graphql/open-id";
import { Logo } from "#ui/logo";
import { localPath } from "./local-path.ts";
import { OpenIdButton } from "./open-id-button.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type SignInProps = { searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInProps) {
  const { callbackUrl, error } = await searchParams;
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-92 content-center px-4 py-10">
      <div className="mb-5 flex items-center gap-2.5">
        <Logo size={30} />
        <span className="text-section tracking-[-0.01em]">Signalpost</span>
      </div>
      <div className="card p-5 md:p-6">
        <h1 className="mb-1 text-title">Sign in</h1>
        <p className="mb-5 text-ink-2">To your integrations, and what became of every alert.</p>
        <SignInForm callbackPath={localPath(callbackUrl)} />
        {offersOpenId() ? <OpenIdButton callbackPath={localPath(callbackUrl)} error={error} /> : null}
      </div>
    </main>
  );
}
