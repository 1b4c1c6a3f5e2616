/**
 * An action is defined once, with its words, its icon, its keys, when it can run and what it does; toolbars, menus, the
 * palette and the keyboard all read the same object. The definitions are in the `…actions.ts` of the features; views make
 * none. Keys are written as "Ctrl+Shift+N"; on a Mac Ctrl is the ⌘ key.
 */
import PenLine from "@lucide/svelte/icons/pen-line";
import type { Component } from "svelte";

export interface Action {
  id: string;
  label: string;
  /** First one is shown; all of them work. */
  keys: string[];
  icon?: Component<{ size?: number | string }>;
  /** Removes something for good: shown in its colour and last in a menu. */
  grave?: boolean;
  /** In a field that is being typed in, its keys are the field's own. */
  editing?: boolean;
  can(): boolean;
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

/** Another name: files have it, and connections. */
export function renaming(run: () => void, can: () => boolean): Action {
  return act("rename", "Rename…", run, { keys: ["F2"], icon: PenLine, can });
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

/** What can run now and has every word of `text` in its label, those whose label begins with the text first. */
export function sought(actions: readonly Action[], text: string): Action[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const fits = (label: string) => words.every((word) => label.includes(word));
  const found = actions.filter((action) => action.can() && fits(action.label.toLowerCase()));
  const begins = (action: Action) => action.label.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((action) => !begins(action))];
}

/** Whether a press belongs to a field being typed in rather than to the page. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** "Upload files (Ctrl+U)": the words of a button whose icon alone is shown. */
export function hint(action: Action): string {
  const key = action.keys[0];
  return key ? `${action.label} (${shown(key)})` : action.label;
}

/** Keys as printed on the keyboard in front of the person. */
export function shown(keys: string, mac = onMac()): string {
  const names: Record<string, string> = {
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    Escape: "Esc",
    Delete: "Del",
    ...(mac ? { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" } : {}),
  };
  return keys
    .split("+")
    .map((key) => names[key] ?? key)
    .join(mac ? "" : "+");
}

function onMac(): boolean {
  return typeof navigator !== "undefined" && navigator.userAgent.includes("Mac OS X");
}
