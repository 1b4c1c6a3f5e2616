// @vitest-environment jsdom
import { expect, it } from "vitest";
import List from "@lucide/svelte/icons/list";
import type { Column, Wish } from "./grid";
import { RowElement } from "./row";

const columns: Column[] = [{ id: "name", label: "Name", width: 200, least: 0 }];

/** What was asked for and taken back, in order, and how each is answered. */
class Asked {
  readonly log: string[] = [];
  readonly #answers = new Map<string, (url: string) => void>();

  wish(stamp: string): Wish {
    return {
      stamp,
      ask: (arrived) => {
        this.log.push(`ask ${stamp}`);
        this.#answers.set(stamp, arrived);
        return () => void this.log.push(`leave ${stamp}`);
      },
    };
  }

  async answer(stamp: string): Promise<void> {
    this.#answers.get(stamp)?.(`blob:${stamp}`);
    await Promise.resolve();
  }
}

function write(row: RowElement, name: string | null, picture?: Wish): string | undefined {
  const state = { id: "r", at: 0, selected: false, focused: false, landing: false, leaving: null };
  const held = name === null ? null : { name, title: { name, icon: List, picture }, words: [] };
  row.write({ ...state, held }, columns);
  return shown(row);
}

function shown(row: RowElement): string | undefined {
  const icon = row.element.querySelector(".icon");
  return icon?.querySelector("img")?.getAttribute("src") ?? (icon?.querySelector("svg") ? "icon" : undefined);
}

it("shows the kind until the item's own picture has arrived, and asks for it once", async () => {
  const [row, asked] = [new RowElement(), new Asked()];
  expect(write(row, "a.jpg", asked.wish("a"))).toBe("icon");
  expect(write(row, "a.jpg", asked.wish("a"))).toBe("icon");
  await asked.answer("a");
  expect([shown(row), asked.log]).toEqual(["blob:a", ["ask a"]]);
  expect(write(row, "a.jpg", asked.wish("a")), "written again it stays").toBe("blob:a");
});

it("takes back what it asked for once it is another item's, waits for one, or is out of sight", async () => {
  const [row, asked] = [new RowElement(), new Asked()];
  write(row, "a.jpg", asked.wish("a"));
  expect(write(row, "b.jpg", asked.wish("b"))).toBe("icon");
  await asked.answer("a");
  expect(shown(row), "too late").toBe("icon");
  await asked.answer("b");
  expect(write(row, "notes.txt"), "one without a picture").toBe("icon");
  write(row, "c.jpg", asked.wish("c"));
  write(row, null);
  write(row, "d.jpg", asked.wish("d"));
  row.rest();
  row.close();
  expect(asked.log).toEqual([..."abcd"].flatMap((each) => [`ask ${each}`, `leave ${each}`]));
});

it("shows the kind in the place of a picture that cannot be drawn", async () => {
  const [row, asked] = [new RowElement(), new Asked()];
  write(row, "a.jpg", asked.wish("a"));
  await asked.answer("a");
  row.element.querySelector("img")?.dispatchEvent(new Event("error"));
  expect(shown(row)).toBe("icon");
});
