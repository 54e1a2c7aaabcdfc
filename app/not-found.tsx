/** An address outside of every page. */
import type { Metadata } from "next";
import { buttonClass } from "#ui/button-class";
import { Logo } from "#ui/logo";
import { AskedAddress } from "./asked-address.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-92 content-center gap-4 px-4">
      <Logo size={30} />
      <h1 className="text-title">There is no such page</h1>
      <div className="text-ink-2">
        <p>The address is not complete, or the page does not exist any more.</p>
        <AskedAddress />
      </div>
      <div>
        {/* No link of Next.js: its code would have to be loaded by every page that this one may stand in for. */}
        <a href="/" className={buttonClass({})}>
          Go to the overview
        </a>
      </div>
    </main>
  );
}
