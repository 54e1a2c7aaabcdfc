/** Said wherever integrations would be made or changed on an account that has them switched off. */
import { Lock } from "lucide-react";
import { Note } from "#ui/note";

export function NotEnabled() {
  return (
    <div className="mb-4">
      <Note tone="idle" icon={Lock}>
        <p className="font-medium">Integrations are not enabled on this account.</p>
        <p className="text-ink-2">
          Ask your Konexus Account Manager to enable access. Events are taken and kept meanwhile.
        </p>
      </Note>
    </div>
  );
}
