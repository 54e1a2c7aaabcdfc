/** How a receiver makes sure that a request is from here: the key as it is set, and the program, by language. */
import { CopyButton } from "#ui/copy-button";
import { SecretText } from "#ui/secret-text";
import { Tabs } from "#ui/tabs";
import { KEY_VARIABLE, type VerifySnippet, verifySnippets } from "./verify-snippets.ts";

/** `signingKey` null: the viewer may not see it. */
export function VerifyRequest({ signingKey }: { signingKey: string | null }) {
  const tabs = verifySnippets().map((snippet) => ({
    value: snippet.file,
    label: snippet.label,
    panel: <Snippet snippet={snippet} />,
  }));
  return (
    <section aria-labelledby="verify" className="card min-w-0 overflow-hidden">
      <header className="px-4 py-3">
        <h2 id="verify" className="font-semibold">
          Verify what arrives
        </h2>
        <p className="text-dense text-pretty text-ink-2">
          Each request is signed by Standard Webhooks, in webhook-signature. The receiver takes the body byte by byte,
          refuses what does not hold with 401, and reads its key from the environment:
        </p>
        <div className="mt-2.5 rounded-panel border border-line bg-sunken py-1.5 pr-1.5 pl-3">
          {signingKey ? (
            <SecretText
              noun="environment line"
              secret={signingKey}
              prefix="whsec_"
              before={`export ${KEY_VARIABLE}='`}
              after="'"
            />
          ) : (
            <span className="code-text wrap-anywhere">{KEY_VARIABLE}=whsec_… (shown to editors only)</span>
          )}
        </div>
      </header>
      <Tabs label="Language" tabs={tabs} />
    </section>
  );
}

function Snippet({ snippet: { label, call, text } }: { snippet: VerifySnippet }) {
  return (
    <div className="bg-sunken">
      <p className="flex items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-3.5 text-meta text-ink-2">
        <span className="code-text min-w-0 flex-1 wrap-anywhere">{call}</span>
        <CopyButton text={text} label={`Copy ${label} program`} />
      </p>
      <pre className="code-text px-3.5 py-2.5">{text}</pre>
    </div>
  );
}
