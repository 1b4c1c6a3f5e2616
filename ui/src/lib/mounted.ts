/** What a test does with a screen that is mounted: finds, reads, presses and fills in. */
import { flushSync, tick } from "svelte";

/** What was asked for has come and is drawn. */
export async function settled(): Promise<void> {
  for (let n = 0; n < 40; n += 1) await Promise.resolve();
  await tick();
  flushSync();
}

export const found = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);

export const text = (testid: string) => found(testid)?.textContent.replaceAll(/\s+/g, " ").trim() ?? null;

export async function click(testid: string): Promise<void> {
  found(testid)?.click();
  await settled();
}

async function fill(testid: string, value: string, event: "input" | "change"): Promise<void> {
  const field = found(testid) as HTMLInputElement | HTMLSelectElement;
  field.value = value;
  field.dispatchEvent(new Event(event, { bubbles: true }));
  await settled();
}

export const type = (testid: string, value: string) => fill(testid, value, "input");

export const choose = (testid: string, value: string) => fill(testid, value, "change");

export async function submit(): Promise<void> {
  document.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
  await settled();
}
