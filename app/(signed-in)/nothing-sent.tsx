/** Over every page while no worker runs: what comes in waits, and nothing else on the page would say so. */
import { TriangleAlert } from "lucide-react";
import { Note } from "#ui/note";

export function NothingSent() {
  return (
    <div className="mb-4">
      <Note tone="bad" icon={TriangleAlert} role="status">
        <strong className="font-semibold">Nothing is being sent: no worker is running.</strong> What comes in is stored,
        and goes out as soon as one runs. Tell whoever operates this server.
      </Note>
    </div>
  );
}
