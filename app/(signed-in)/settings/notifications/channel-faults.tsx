/** Why the last notification did not arrive where it should have gone. */
import { TriangleAlert } from "lucide-react";
import { Note } from "#ui/note";
import { Time } from "#ui/time";
import type { StoredNotificationSettings } from "./documents.ts";

export function ChannelFaults({ settings }: { settings: StoredNotificationSettings }) {
  const faults = [
    { way: "at the webhook", fault: settings.webhookFault },
    { way: "by e-mail", fault: settings.mailFault },
  ];
  return faults.map(({ way, fault }) =>
    fault ? (
      <Note key={way} tone="bad" icon={TriangleAlert}>
        <p>
          The last notification did not arrive {way}, <Time at={fault.at} />: {fault.message}
        </p>
      </Note>
    ) : null,
  );
}
