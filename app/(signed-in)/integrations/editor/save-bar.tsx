"use client";
/** Step 7: the enabled box, ticked by default, and Save. On phones it stands at the bottom, with the preview's count. */
import Link from "next/link";
import { useFormContext, useFormState } from "react-hook-form";
import { Button } from "#ui/button";
import { buttonClass } from "#ui/button-class";
import { Checkbox } from "#ui/checkbox";
import type { EditorValues } from "./editor-form.ts";
import { PreviewCount } from "./preview.tsx";

export function SaveBar() {
  const { register } = useFormContext<EditorValues>();
  const { isSubmitting } = useFormState();
  return (
    <div className="fixed inset-x-0 bottom-0 z-20 flex items-center gap-3 border-t border-line bg-canvas px-4 pt-2 pb-[calc(8px+env(safe-area-inset-bottom))] md:static md:border-t-0 md:p-0">
      <span className="mr-auto font-medium">
        <Checkbox {...register("isEnabled")}>Integration enabled</Checkbox>
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
