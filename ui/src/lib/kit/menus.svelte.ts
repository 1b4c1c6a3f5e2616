/**
 * The one menu that can be open. Whoever opens it says what is in it and where; Menu.svelte draws
 * it.
 */
import type { Action } from "../actions";

export interface OpenMenu {
  /** Groups of actions, with a line between each two. */
  groups: Action[][];
  label: string;
  /** CSS pixels in the window. With `right`, x is the menu's right edge. */
  x: number;
  y: number;
  right?: boolean;
  /** Has the focus again when the menu closes. */
  from: HTMLElement | null;
  /** Opened by a key: its first item has the focus at once. */
  byKey: boolean;
}

class Menus {
  shown = $state.raw<OpenMenu | null>(null);

  open(menu: Omit<OpenMenu, "from">): void {
    const active = document.activeElement;
    this.shown = { ...menu, from: active instanceof HTMLElement ? active : null };
  }

  /** Opens below the button that was pressed. */
  below(event: MouseEvent, label: string, groups: Action[][], right = false): void {
    const button = event.currentTarget as HTMLElement;
    const box = button.getBoundingClientRect();
    // A click made with a key has no place in the window.
    const byKey = event.detail === 0;
    this.shown = {
      groups,
      label,
      x: right ? box.right : box.left,
      y: box.bottom + 4,
      right,
      from: button,
      byKey,
    };
  }

  close(): void {
    const from = this.shown?.from;
    this.shown = null;
    if (from?.isConnected) from.focus({ preventScroll: true });
  }
}

export const menus = new Menus();
