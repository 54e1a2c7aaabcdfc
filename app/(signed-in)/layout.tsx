/** The shell around every page of someone who is signed in: navigation, and the page beside it. */
import type { ReactNode } from "react";
import { currentViewer, mayAdminister, mayDefine } from "../session.ts";
import { Landing } from "../shell/landing.tsx";
import { BottomBar, TopBar } from "../shell/phone-bars.tsx";
import { placesFor } from "../shell/places.tsx";
import { QuickAccess } from "../shell/quick-access.tsx";
import { ReachableLinks } from "../shell/reachable-links.tsx";
import { SideBar } from "../shell/side-bar.tsx";
import { TimeZone } from "../shell/time-zone.tsx";
import { UnreadProvider } from "../shell/unread.tsx";
import { CatchUp } from "./catch-up.tsx";
import { NothingSent } from "./nothing-sent.tsx";
import { SendingWatch } from "./sending-watch.tsx";
import { SessionNote } from "./session-note.tsx";
import { StaleNote } from "./stale-note.tsx";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  const administers = mayAdminister(viewer);
  const places = placesFor({ administers });
  return (
    <div className="min-h-dvh md:flex">
      <a
        href="#main"
        className="absolute top-[-60px] left-3 z-50 rounded-control bg-raised px-3 py-2 shadow-2 focus:top-3"
      >
        Skip to content
      </a>
      <UnreadProvider said={{ count: viewer.unreadNotificationCount }}>
        <TopBar userName={viewer.name} />
        <SideBar tenantName={viewer.tenant.name} userName={viewer.name} places={places} />
      </UnreadProvider>
      <main id="main" className="min-w-0 flex-1 outline-none">
        <div className="mx-auto max-w-[1240px] px-4 pt-4 pb-28 md:px-7 md:pt-6 md:pb-16">
          <SendingWatch said={{ isDelivering: viewer.isDelivering }}>
            {viewer.isDelivering ? null : <NothingSent />}
          </SendingWatch>
          {children}
          <TimeZone />
        </div>
      </main>
      <StaleNote />
      <SessionNote />
      <CatchUp />
      <ReachableLinks />
      <Landing />
      <QuickAccess manages={mayDefine(viewer)} administers={administers} />
      <BottomBar places={places} />
    </div>
  );
}
