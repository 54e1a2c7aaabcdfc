"use client";
/**
 * Holds the form of an integration and is never drawn anew itself: each field would be with it, because what a form
 * provides is new each time, and a large integration has hundreds of fields.
 */
import { FormProvider, useForm } from "react-hook-form";
import { EditorBody, type EditorProps } from "./editor-body.tsx";
import { type EditorValues, startOf } from "./editor-form.ts";

export function IntegrationEditor(props: EditorProps) {
  const form = useForm<EditorValues>({ defaultValues: startOf(props.integration, props.copied) });
  return (
    <FormProvider {...form}>
      <EditorBody {...props} />
    </FormProvider>
  );
}
