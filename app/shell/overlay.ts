/** What the palette and the list of keys are told. */

/** What this person may do decides what is offered. */
export type Rights = { manages: boolean; administers: boolean };
export type OverlayProps = { rights: Rights; onClose: () => void; onShortcuts: () => void };
