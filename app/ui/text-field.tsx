/** A one-line text field with its label and messages. Takes what an input takes, so react-hook-form can register it. */
import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Field, type FieldText, fieldProps } from "./field.tsx";

type TextFieldProps = Omit<ComponentProps<"input">, "className" | "id"> &
  FieldText & {
    id: string;
    label: ReactNode;
    note?: ReactNode;
    labelHidden?: boolean;
    icon?: LucideIcon;
    mono?: boolean;
  };

export function TextField({
  id,
  label,
  note,
  labelHidden,
  help,
  error,
  warning,
  icon: Icon,
  mono,
  ...input
}: TextFieldProps) {
  const text = { help, error, warning };
  return (
    <Field id={id} label={label} note={note} labelHidden={labelHidden} {...text}>
      <span className="field-box">
        {Icon ? <Icon size={16} aria-hidden="true" /> : null}
        <input
          type="text"
          autoComplete="off"
          dir={mono ? "ltr" : "auto"}
          {...input}
          {...fieldProps(id, text)}
          className={mono ? "h-10 font-mono text-[0.92em] md:h-8" : "h-10 md:h-8"}
        />
      </span>
    </Field>
  );
}
