/**
 * An action is defined once, with its words, its icon, its keys, when it can run and what it does;
 * toolbars, menus, the palette and the keyboard all read the same object. The definitions are in
 * the `…actions.ts` of the features; views make none. Keys are written as "Ctrl+Shift+N"; on a Mac
 * Ctrl is the ⌘ key.
 */
import PenLine from "@lucide/svelte/icons/pen-line";
import type { Component } from "svelte";
import { say, type MessageId } from "./words";

export interface Action {
  id: string;
  label: string;
  /** Its former names and other words for it: the palette finds it by these as well. */
  also?: MessageId;
  /** First one is shown; all of them work. */
  keys: string[];
  icon?: Component<{ size?: number | string }>;
  /** Removes something for good: shown in its colour and last in a menu. */
  grave?: boolean;
  /** In a field that is being typed in, its keys are the field's own. */
  editing?: boolean;
  /** A choice that is on or off: a menu shows a tick beside it while it is on. */
  checked?(): boolean;
  /** With `checked`: one of its group in the menu, of which only one is on. */
  radio?: boolean;
  can(): boolean;
  /** Why it cannot run now; null where that is plain, or where it can. */
  why?(): string | null;
  run(): void;
}

/** An action without keys that can always run, but for what `more` says. */
export function act(id: string, label: string, run: () => void, more: Partial<Action> = {}): Action {
  return { id, label, keys: [], can: () => true, run, ...more };
}

/** The same in a menu about something else than what is shown, which its keys are for. */
export function unheard(action: Action): Action {
  return { ...action, keys: [] };
}

/** What a screen reader calls an action in a menu. */
export function menuRole({ checked, radio = false }: Action) {
  if (!checked) return "menuitem";
  return radio ? "menuitemradio" : "menuitemcheckbox";
}

/** The reason in the menu and on hover, while it cannot run. */
export function reason(action: Action): string | null {
  return action.can() ? null : (action.why?.() ?? null);
}

/** Another name: files have it, and connections. */
export function renaming(run: () => void, can: () => boolean, why?: () => string | null): Action {
  return act("rename", say("page-rename-action"), run, {
    ...{ keys: ["F2"], icon: PenLine, can },
    ...(why && { why }),
  });
}

/** A press as written in `keys`: modifiers in the order Ctrl, Alt, Shift, then the key. */
export function pressed(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  return [control && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", key === " " ? "Space" : key]
    .filter(Boolean)
    .join("+");
}

/** The action that a press asks for, when it can run now. */
export function matching(actions: readonly Action[], event: KeyboardEvent): Action | null {
  const press = pressed(event);
  return actions.find((action) => action.keys.includes(press) && action.can()) ?? null;
}

/** Why nothing comes of a press whose action cannot run now; null where that is plain. */
export function barred(actions: readonly Action[], event: KeyboardEvent): string | null {
  const press = pressed(event);
  return (
    actions
      .filter(({ keys }) => keys.includes(press))
      .map(reason)
      .find((why) => why !== null) ?? null
  );
}

/**
 * What can run now and has every word of `text` in its label or its other names: those whose label
 * begins with the text first, those that are found by another name last.
 */
export function sought(actions: readonly Action[], text: string): Action[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const within = (names: string) => words.every((word) => names.includes(word));
  const ranked: Action[][] = [[], [], []];
  for (const action of actions) {
    if (!action.can()) continue;
    const label = action.label.toLowerCase();
    const also = action.also ? say(action.also).toLowerCase() : "";
    const rank = label.startsWith(wanted) ? 0 : within(label) ? 1 : within(`${label} ${also}`) ? 2 : null;
    if (rank !== null) ranked[rank]?.push(action);
  }
  return ranked.flat();
}

/** Whether a press belongs to a field being typed in rather than to the page. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/**
 * "Upload files (Ctrl+U)": the words of a button whose icon alone is shown; or why it cannot be
 * pressed.
 */
export function hint(action: Action): string {
  const stopped = reason(action);
  if (stopped !== null) return say("page-hint-off", { action: action.label, reason: stopped });
  const key = action.keys[0];
  return key ? say("page-hint", { action: action.label, keys: shown(key) }) : action.label;
}

const pictures: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑" };
const onMacs: Record<string, string> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
const named: Record<string, MessageId> = {
  Ctrl: "page-key-ctrl",
  Alt: "page-key-alt",
  Shift: "page-key-shift",
  Tab: "page-key-tab",
  Enter: "page-key-enter",
  Escape: "page-key-escape",
  Delete: "page-key-delete",
};

/** Keys as printed on the keyboard in front of the person. */
export function shown(keys: string, mac = onMac()): string {
  const print = (key: string) =>
    pictures[key] ?? (mac ? onMacs[key] : undefined) ?? (named[key] ? say(named[key]) : key);
  return keys
    .split(/\+(?=.)/)
    .map(print)
    .join(mac ? "" : "+");
}

function onMac(): boolean {
  return typeof navigator !== "undefined" && navigator.userAgent.includes("Mac OS X");
}
