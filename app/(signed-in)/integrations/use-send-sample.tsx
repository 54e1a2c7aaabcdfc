"use client";
/** "Send test…" in the menu of a row, and its dialog, which is loaded when somebody chooses it. */
import { Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { MenuEntry } from "#ui/menu";
import { onDemand } from "../../on-demand.ts";
import type { SampleTarget, SendSample } from "./send-sample.tsx";

export function useSendSample(target: SampleTarget): { entry: MenuEntry; dialog: ReactNode } {
  const [Test, setTest] = useState<typeof SendSample | null>(null);
  async function open() {
    await onDemand(import("./send-sample.tsx"), async ({ SendSample: loaded }) => setTest(() => loaded));
  }
  return {
    entry: { kind: "action", label: "Send test…", icon: <Send aria-hidden="true" />, onSelect: () => void open() },
    dialog: Test ? <Test target={target} onClose={() => setTest(null)} /> : null,
  };
}
