/**
 * A labelled field: label above, help below, and the fault in the server's words beside the field it belongs to. The
 * control inside gets its ids and ARIA from `fieldProps`, so that every kind of control says the same.
 */
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type FieldText = { help?: ReactNode; error?: string; warning?: ReactNode };

type FieldProps = FieldText & {
  /** Id of the control. */
  id: string;
  label: ReactNode;
  /** Small words after the label: "optional, travels in the body". */
  note?: ReactNode;
  /** The label is read but not seen. */
  labelHidden?: boolean;
  children: ReactNode;
};

export function Field({ id, label, note, labelHidden = false, children, ...text }: FieldProps) {
  return (
    <div className="min-w-0">
      <label
        htmlFor={id}
        id={`${id}-label`}
        className={labelHidden ? "sr-only" : "mb-1.5 block text-dense font-medium"}
      >
        {label}
        {note ? <span className="ml-1.5 text-meta font-normal text-ink-3">{note}</span> : null}
      </label>
      {children}
      <FieldMessages id={id} {...text} />
    </div>
  );
}

/** Help, warning and fault of a field; `fieldProps` points at them. */
export function FieldMessages({ id, help, error, warning }: FieldText & { id: string }) {
  return (
    <>
      {help ? (
        <p id={`${id}-help`} className="mt-1.5 text-meta text-ink-3">
          {help}
        </p>
      ) : null}
      {warning ? (
        <p id={`${id}-warning`} className="mt-1.5 flex gap-1.5 text-meta text-warn-ink">
          <TriangleAlert size={14} strokeWidth={2.25} aria-hidden="true" className="mt-px" />
          <span className="min-w-0 wrap-anywhere">{warning}</span>
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 flex gap-1.5 text-meta text-bad-ink">
          <CircleAlert size={14} strokeWidth={2.25} aria-hidden="true" className="mt-px" />
          <span className="min-w-0 wrap-anywhere">{error}</span>
        </p>
      ) : null}
    </>
  );
}

/** The id and ARIA attributes of the control of a field with these texts. */
export function fieldProps(id: string, { help, error, warning }: FieldText) {
  const described = [help ? `${id}-help` : "", warning ? `${id}-warning` : "", error ? `${id}-error` : ""].filter(
    Boolean,
  );
  return {
    id,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": described.length > 0 ? described.join(" ") : undefined,
  };
}
