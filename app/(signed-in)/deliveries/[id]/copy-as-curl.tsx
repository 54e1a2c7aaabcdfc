"use client";
/** Copies the request of an attempt as a curl command, and says that its secrets are not in it. */
import { Check, Terminal } from "lucide-react";
import { Button } from "#ui/button";
import { toast } from "#ui/toast";
import { useCopy } from "../../../ui/use-copy.ts";

/** `isMasked`: a secret of it reads ••••••••. */
export function CopyAsCurl({ command, isMasked }: { command: string; isMasked: boolean }) {
  const { copied, copy } = useCopy(command);
  async function copyCommand() {
    if (!(await copy())) return;
    if (isMasked) {
      toast("Copied without its secrets.", { description: "Put them in where it reads •••••••• before you run it." });
    } else toast("Copied as a curl command.");
  }
  return (
    <Button small icon={copied ? Check : Terminal} onClick={copyCommand}>
      Copy as curl
    </Button>
  );
}
