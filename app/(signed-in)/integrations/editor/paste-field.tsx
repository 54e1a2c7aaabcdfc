"use client";
/** Where an event of one's own is pasted, to see what the filters make of it. */
import { FileJson } from "lucide-react";
import { Button } from "#ui/button";
import { Field, fieldProps } from "#ui/field";
import { usePreview } from "./preview-state.tsx";

/** `sample`: of the trigger; something to start from. */
export function PasteField({ sample }: { sample: unknown }) {
  const { pasted, setPasted, pasteProblem, preview } = usePreview();
  const warning = preview?.warnings.find(({ path }) => path[0] === "event")?.message;
  const text = {
    error: pasteProblem ?? undefined,
    warning,
    help: "An event as it is published, or the body of a POST that was received.",
  };
  return (
    <div className="px-3.5 py-3">
      <Field id="pasted-event" label="Event as JSON" {...text}>
        <span className="field-box">
          <textarea
            rows={9}
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
            className="w-full resize-y py-2 font-mono text-[0.92em]"
            {...fieldProps("pasted-event", text)}
          />
        </span>
      </Field>
      {pasted.trim() === "" && sample ? (
        <div className="mt-2.5">
          <Button small icon={FileJson} onClick={() => setPasted(JSON.stringify(sample, null, 2))}>
            Start from the sample
          </Button>
        </div>
      ) : null}
    </div>
  );
}
