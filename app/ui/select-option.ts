/** What a select is made of. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import type { FieldText } from "./field.tsx";

export type SelectOption = {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  /** What type-ahead searches, when the label is not plain text. */
  text?: string;
  icon?: LucideIcon;
};

export type SelectProps = FieldText & {
  id: string;
  /** Read aloud when no `Field` label names the control. */
  label?: string;
  options: readonly SelectOption[];
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  focusRef?: Ref<HTMLButtonElement>;
};
