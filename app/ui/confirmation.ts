/** What a question before something final is made of. */
import type { ReactElement, ReactNode } from "react";

export type ConfirmDialogProps = {
  /** The button that opens it, unless the caller says when it is open. */
  trigger?: ReactElement<{ onClick?: () => void; "aria-haspopup"?: "dialog" }>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** "Delete integration". */
  verb: string;
  /** What closes it; another word where the verb itself is to cancel. */
  dismiss?: string;
  /** It can be taken back: the button is not red. */
  isHarmless?: boolean;
  /** What stands in the way is said instead of asked: there is no such button, only the way out. */
  isBlocked?: boolean;
  /** Done when it resolves; a rejected promise leaves the dialog open. */
  onConfirm: () => Promise<void>;
};
