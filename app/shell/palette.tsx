"use client";
/** Go to, make, find: one field and one list, by keyboard or pointer (cmdk in a dialog). Recent things come first. */
import { Command as Cmdk } from "cmdk";
import { CornerDownRight, RadioTower, Search, Siren, ToggleLeft, ToggleRight, Waypoints } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { Modal } from "#ui/modal";
import { Time } from "#ui/time";
import { formatCount } from "../wording/numbers.ts";
import type { OverlayProps } from "./overlay.ts";
import { type Command, commandsFor, isMeant } from "./palette-commands.tsx";
import type { Found, FoundKind } from "./palette-search.ts";
import { askedToggle, switchOver, type Toggle } from "./palette-toggles.ts";
import { recentItems, rememberItem } from "./recent-items.ts";
import { usePaletteSearch } from "./use-palette-search.ts";

const KINDS: Record<FoundKind, { heading: string; icon: ReactNode }> = {
  integration: { heading: "Integrations", icon: <Waypoints aria-hidden="true" /> },
  subscription: { heading: "Subscriptions", icon: <RadioTower aria-hidden="true" /> },
  event: { heading: "Events", icon: <Siren aria-hidden="true" /> },
  delivery: { heading: "Deliveries", icon: <CornerDownRight aria-hidden="true" /> },
};
const ORDER: readonly FoundKind[] = ["integration", "subscription", "event", "delivery"];

export function Palette({ rights, onClose, onShortcuts }: OverlayProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const [recent] = useState(recentItems);
  const { found, toggles, more, isSearching, problem } = usePaletteSearch(text, rights.manages);
  const { places, actions } = commandsFor(rights, onShortcuts);
  const wanted = (commands: Command[]) => commands.filter((command) => isMeant(command, text.trim()));
  const asked = rights.manages ? askedToggle(text) : null;
  const shown = {
    places: wanted(places),
    actions: [...toggles.map((toggle) => commandTo(toggle, router.refresh)), ...(asked ? [] : wanted(actions))],
  };
  const count = shown.places.length + shown.actions.length + found.length;
  const nothing = asked ? noneTo(asked) : `Nothing is found for “${text.trim()}”.`;
  const said = count === 0 ? nothing : asked && more > 0 ? moreTo(asked, more) : null;
  const status = problem ?? (isSearching ? "Searching …" : said);

  function run({ does }: Pick<Command, "does">) {
    if (typeof does === "object" && "type" in does) {
      setText(does.type);
      // A press leaves the focus on the list.
      field.current?.focus();
      return;
    }
    onClose();
    if (typeof does === "function") does();
    else router.push(does.href);
  }
  function open(item: Found) {
    rememberItem(item);
    run({ does: { href: item.href } });
  }
  const itemOf = (item: Found, place: string) => (
    <Item key={item.href} id={`${place} ${item.href}`} icon={KINDS[item.kind].icon} onSelect={() => open(item)}>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" dir="auto">
          {item.label}
        </span>
        <span className="block truncate text-meta text-ink-3" dir="auto">
          {item.detail}
        </span>
      </span>
      {item.at ? (
        <span className="flex-none text-meta text-ink-3">
          <Time at={item.at} />
        </span>
      ) : null}
    </Item>
  );

  return (
    <Modal
      title="Search and go to"
      titleHidden
      onClose={onClose}
      className="top-3 max-h-[calc(100dvh-24px)] md:top-[12vh] md:max-h-[72vh]"
    >
      <Cmdk label="Search and go to" shouldFilter={false} loop className="flex min-h-0 flex-col">
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <Search size={17} aria-hidden="true" className="text-ink-3" />
          <Cmdk.Input
            ref={field}
            value={text}
            onValueChange={setText}
            placeholder="A page, an action, a name, a host, an id …"
            className="h-12 w-full min-w-0 bg-transparent text-[16px] outline-none"
          />
        </div>
        <Cmdk.List label="Results" className="min-h-0 flex-1 overflow-y-auto p-1.5">
          {text === "" && recent.length > 0 ? (
            <Group heading="Recent">{recent.map((item) => itemOf(item, "recent"))}</Group>
          ) : null}
          <Commands heading="Go to" commands={shown.places} onRun={run} />
          <Commands heading="Do" commands={shown.actions} onRun={run} />
          {ORDER.map((kind) => {
            const items = found.filter((item) => item.kind === kind);
            return items.length === 0 ? null : (
              <Group key={kind} heading={KINDS[kind].heading}>
                {items.map((item) => itemOf(item, "found"))}
              </Group>
            );
          })}
        </Cmdk.List>
        <p
          role="status"
          className="px-4 text-dense text-ink-2 not-empty:border-t not-empty:border-line not-empty:py-2.5"
        >
          {status}
        </p>
      </Cmdk>
    </Modal>
  );
}

function commandTo(toggle: Toggle, redraw: () => void): Command {
  const icon = toggle.isOn ? <ToggleRight aria-hidden="true" /> : <ToggleLeft aria-hidden="true" />;
  return { id: toggle.id, label: toggle.label, icon, does: () => void switchOver(toggle, redraw) };
}

type Asked = NonNullable<ReturnType<typeof askedToggle>>;

function moreTo({ rest }: Asked, more: number): string {
  return `${formatCount(more)} more; type ${rest === "" ? "a name" : "more of the name"}.`;
}

function noneTo({ kind, isOn, rest }: Asked): string {
  const state = kind === "integration" ? (isOn ? "disabled" : "enabled") : isOn ? "inactive" : "active";
  return rest === "" ? `No ${kind} is ${state}.` : `No ${state} ${kind} is found for “${rest}”.`;
}

function Commands(props: { heading: string; commands: Command[]; onRun: (command: Command) => void }) {
  const { heading, commands, onRun } = props;
  if (commands.length === 0) return null;
  return (
    <Group heading={heading}>
      {commands.map((command) => (
        <Item
          key={command.id ?? command.label}
          id={command.id ?? command.label}
          icon={command.icon}
          onSelect={() => onRun(command)}
        >
          <span className="flex-1">{command.label}</span>
          <span aria-hidden="true" className="flex gap-1 max-md:hidden">
            {command.keys?.map((key) => (
              <kbd
                key={key}
                className="min-w-5 rounded-mark border border-line px-1 text-center font-sans text-[11px] leading-[16px] text-ink-3"
              >
                {key}
              </kbd>
            ))}
          </span>
        </Item>
      ))}
    </Group>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Cmdk.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-meta **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Cmdk.Group>
  );
}

type ItemProps = { id: string; icon: ReactNode; onSelect: () => void; children: ReactNode };

function Item({ id, icon, onSelect, children }: ItemProps) {
  return (
    <Cmdk.Item
      value={id}
      onSelect={onSelect}
      className="flex min-h-10 cursor-pointer items-center gap-3 rounded-[7px] px-2.5 py-1.5 data-[selected=true]:bg-selected md:min-h-9"
    >
      <span className="text-ink-3 *:size-4">{icon}</span>
      {children}
    </Cmdk.Item>
  );
}
