/** An id as it is in the API, with a button that copies it; the two stay together. */
import { CopyButton } from "./copy-button.tsx";

/** `noun` names the thing: "delivery" makes "Copy delivery id". */
export function CopyableId({ id, noun }: { id: string; noun: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span className="code-text min-w-0 wrap-anywhere">{id}</span>
      <CopyButton text={id} label={`Copy ${noun} id`} />
    </span>
  );
}
