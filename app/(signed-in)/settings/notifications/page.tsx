/** Where notifications go beside the inbox. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayAdminister } from "../../../session.ts";
import { ChannelFaults } from "./channel-faults.tsx";
import { NotificationSettingsQuery } from "./documents.ts";
import { SettingsForm } from "./settings-form.tsx";

export const metadata: Metadata = { title: "Notification settings" };

export default async function NotificationSettingsPage() {
  if (!mayAdminister(await currentViewer())) notFound();
  const { notificationSettings } = await ask(NotificationSettingsQuery, {});
  return (
    <>
      <PageHeader
        crumb={{ href: "/settings", label: "Settings", here: "Notifications" }}
        title="Notifications"
        lead="Everybody finds them behind the bell. They can also go to a webhook, and to the administrators by e-mail."
      />
      <div className="grid max-w-[640px] gap-4">
        <ChannelFaults settings={notificationSettings} />
        <SettingsForm settings={notificationSettings} />
      </div>
    </>
  );
}
