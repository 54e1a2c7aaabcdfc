/** Said above whatever would be refused: on an account that has integrations switched off, and to who may only look. */
import { Eye, Lock } from "lucide-react";
import { Note } from "#ui/note";
import { mayManage, type PageViewer } from "../../session.ts";

const NOT_ENABLED = "Integrations are not enabled on this account.";
const LOOKS_ONLY = "Your role can look but not change.";

/** Why integrations and subscriptions cannot be made, changed or tested; null: they can, as `mayDefine` says. */
export function changeHindrance(viewer: PageViewer): string | null {
  if (!viewer.tenant.integrationsEnabled) return NOT_ENABLED;
  return mayManage(viewer) ? null : LOOKS_ONLY;
}

export function NotEnabled() {
  return (
    <div className="mb-4">
      <Note tone="idle" icon={Lock}>
        <p className="font-medium">{NOT_ENABLED}</p>
        <p className="text-ink-2">
          Ask your Konexus Account Manager to enable access. What was set up before goes on being matched and sent;
          until then nothing can be made, changed or tested.
        </p>
      </Note>
    </div>
  );
}

/** Whom to ask; nothing for who may. `todo`: what they would do here, such as "create one". */
export function WhomToAsk({ viewer, todo }: { viewer: PageViewer; todo: string }) {
  if (!viewer.tenant.integrationsEnabled) return <NotEnabled />;
  if (mayManage(viewer)) return null;
  return (
    <div className="mb-4">
      <Note tone="idle" icon={Eye}>
        {LOOKS_ONLY} Ask an editor of your account to {todo}.
      </Note>
    </div>
  );
}
