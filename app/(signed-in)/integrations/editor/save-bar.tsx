"use client";
/**
 * Step 7: the enabled box, ticked by default, and Save. It stands at the bottom of the window however long the filters
 * are; on phones with the preview's count.
 */
import Link from "next/link";
import { useFormContext, useFormState, useWatch } from "react-hook-form";
import { Button } from "#ui/button";
import { buttonClass } from "#ui/button-class";
import { Checkbox } from "#ui/checkbox";
import type { EditorValues } from "./editor-form.ts";
import { PreviewCount } from "./preview.tsx";

export function SaveBar() {
  const { register } = useFormContext<EditorValues>();
  const { isSubmitting } = useFormState();
  const isEnabled = useWatch<EditorValues, "isEnabled">({ name: "isEnabled" });
  return (
    <div className="fixed inset-x-0 bottom-0 z-20 flex items-center gap-3 border-t border-line bg-canvas px-4 pt-2 pb-[calc(8px+env(safe-area-inset-bottom))] md:sticky md:z-10 md:ml-10 md:border-t-0 md:bg-transparent md:bg-linear-to-b md:from-transparent md:to-canvas md:to-30% md:px-0 md:pt-6 md:pb-3 md:forced-colors:border-t md:forced-colors:bg-[Canvas] md:forced-colors:bg-none">
      <span className="mr-auto flex flex-wrap items-center gap-x-3">
        <span className="font-medium">
          <Checkbox {...register("isEnabled")}>Integration enabled</Checkbox>
        </span>
        <span className="text-dense text-ink-3 max-md:hidden">
          {isEnabled ? "Sends from the next matching event on." : "Sends nothing until it is enabled."}
        </span>
      </span>
      <span className="text-dense md:hidden">
        <PreviewCount />
      </span>
      <Link href="/integrations" className={`${buttonClass({ variant: "ghost" })} max-md:hidden`}>
        Cancel
      </Link>
      <Button type="submit" variant="primary" busy={isSubmitting}>
        Save
      </Button>
    </div>
  );
}
