/** What an account without integrations is shown: what one is, and for who may make one, the ways to start. */
import {
  BookOpen,
  Building2,
  CircleCheck,
  Flame,
  Layers,
  type LucideIcon,
  Plus,
  ShieldCheck,
  Siren,
  Users,
} from "lucide-react";
import { ButtonLink } from "#ui/button";
import { FirstRun } from "#ui/first-run";
import { Reassurances } from "#ui/reassurances";
import { SignpostPicture } from "#ui/signpost-picture";
import { StartCard } from "#ui/start-card";
import { TEMPLATES } from "./new/templates.ts";
import { TryInboxButton } from "./try-inbox-button.tsx";

const ICONS: Record<string, LucideIcon> = {
  "emergency-alerts": Siren,
  "one-brand": Building2,
  "new-incidents": Flame,
  "read-receipts": BookOpen,
};

const REASSURANCES = [
  { icon: ShieldCheck, text: "Nothing is sent until you save, and a test is always marked as one." },
  { icon: Layers, text: "If your system is down, deliveries are kept and sent again. None is dropped." },
  { icon: Users, text: "Your colleagues see who changed what, and can restore any version." },
];

/** `isEnabled` false: the page says above whom to ask. */
type FirstIntegrationProps = { manages: boolean; isEnabled: boolean };

export function FirstIntegration({ manages, isEnabled }: FirstIntegrationProps) {
  return (
    <FirstRun
      title="Tell another system the moment something happens"
      actions={
        manages ? (
          <>
            <ButtonLink href="/integrations/new" variant="primary" icon={Plus}>
              New integration
            </ButtonLink>
            <TryInboxButton />
          </>
        ) : null
      }
      picture={<Picture />}
    >
      <p>
        An integration waits for one type of event, checks it against your filters, and sends what passes to an address
        of yours. Build one in about two minutes. You see which past events would have matched before you save.
      </p>
      {manages || !isEnabled ? null : (
        <p className="mt-2">Your role can look but not change. Ask an editor of your account to create one.</p>
      )}
    </FirstRun>
  );
}

/** Below the first: what to start from, and what need not be feared. */
export function StartingPoints() {
  return (
    <>
      <h2 id="starting-points" className="mb-2.5 text-section">
        Or start from one of these
      </h2>
      <ul aria-labelledby="starting-points" className="grid gap-3 md:grid-cols-2">
        {TEMPLATES.map(({ id, name, description }) => (
          <StartCard key={id} href={`/integrations/new?template=${id}`} icon={ICONS[id] ?? Siren} title={name}>
            {description}
          </StartCard>
        ))}
      </ul>
      <Reassurances reassurances={REASSURANCES} />
    </>
  );
}

function Picture() {
  return (
    <SignpostPicture
      label="How an integration works"
      arms={[
        { title: "Trigger", text: <>An alert is sent: {strong("“Fire panel, Lakeside”")}</> },
        {
          title: "Filters",
          text: (
            <>
              priority is {strong("Emergency")} and brand is {strong("Lakeside")}
            </>
          ),
        },
        {
          title: "Action",
          text: (
            <>
              POST to {strong("safety-desk.example.com")}
              <span className="flex items-center gap-1.25 text-dense font-medium text-ok-ink">
                <CircleCheck size={15} aria-hidden="true" />
                arrived in 0.4 s
              </span>
            </>
          ),
        },
      ]}
    />
  );
}

function strong(text: string) {
  return <span className="font-medium">{text}</span>;
}
