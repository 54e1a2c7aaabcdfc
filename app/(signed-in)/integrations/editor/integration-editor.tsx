"use client";
/**
 * Holds the form of an integration, what the preview answered and what recent events had. Is never drawn anew itself:
 * each field would be with it, because what a form provides is new each time, and a large integration has hundreds of
 * fields.
 */
import { FormProvider, useForm } from "react-hook-form";
import { EditorBody, type EditorProps } from "./editor-body.tsx";
import { type EditorValues, startOf } from "./editor-form.ts";
import { PreviewProvider } from "./preview-state.tsx";
import { SeenFieldsProvider } from "./seen-fields.tsx";

export function IntegrationEditor(props: EditorProps) {
  const form = useForm<EditorValues>({ defaultValues: startOf(props.integration, props.start) });
  return (
    <FormProvider {...form}>
      <PreviewProvider eventTypes={props.eventTypes} toPaste={props.start?.tried}>
        <SeenFieldsProvider eventTypes={props.eventTypes}>
          <EditorBody {...props} />
        </SeenFieldsProvider>
      </PreviewProvider>
    </FormProvider>
  );
}
