/**
 * The one door to the host. `call` runs a command of the contract, `stream` makes the argument
 * through which a command sends news back. Every failure leaves here as a `Refusal` that carries a
 * `Fault`, so nothing on screen ever has to guess what it caught. Which host answers (Tauri or the
 * fake) is decided once, in main.ts; this file knows neither.
 */
import type { Commands, Fault } from "./contract";

export type CommandName = keyof Commands;

/** Who carries out the commands. */
export interface Host {
  call(name: CommandName, args: Record<string, unknown>): Promise<unknown>;
  /** Bytes of a file that is open to be looked at. */
  bytes?(
    reading: string,
    start: number,
    length: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** Where an `<img>` reads all of such a file. */
  address?(reading: string): string;
  /**
   * Asks the person where to put a file of these bytes, and puts it there; null where they chose no
   * place.
   */
  save?(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string | null>;
}

/** News from a running command. After `close` whatever still arrives is dropped. */
export class Stream<T> {
  #receive: ((item: T) => void) | null;

  constructor(receive: (item: T) => void) {
    this.#receive = receive;
  }

  push(item: T): void {
    this.#receive?.(item);
  }

  close(): void {
    this.#receive = null;
  }
}

/** A command's failure; `fault` is what the person reads. */
export class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

let host: Host | null = null;

export function useHost(chosen: Host): void {
  host = chosen;
}

export function stream<T>(receive: (item: T) => void): Stream<T> {
  return new Stream(receive);
}

export async function call<K extends CommandName>(
  name: K,
  args: Commands[K]["args"],
): Promise<Commands[K]["result"]> {
  try {
    if (!host) throw new Error(`no host yet for ${name}`);
    return (await host.call(name, args)) as Commands[K]["result"];
  } catch (caught) {
    throw new Refusal(faultOf(caught, name));
  }
}

/**
 * The bytes of a reading from `start`, `length` of them or as many as there are. Aborted, it
 * rejects with the reason.
 */
export async function bytes(
  reading: string,
  start: number,
  length: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted();
  try {
    if (!host?.bytes) throw new Error("no host yet for bytes");
    return await host.bytes(reading, start, length, signal);
  } catch (caught) {
    signal?.throwIfAborted();
    throw new Refusal(faultOf(caught, "bytes"));
  }
}

export function address(reading: string): string {
  return host?.address?.(reading) ?? "";
}

/** Whether what the page made can be put into a file. */
export function canSave(): boolean {
  return host?.save !== undefined;
}

/** Where the bytes were put, by the person's choice; null where there was none. */
export async function save(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  try {
    if (!host?.save) throw new Error("no host that saves");
    return await host.save(name, bytes);
  } catch (caught) {
    throw new Refusal(faultOf(caught, "save"));
  }
}

/**
 * The fault inside whatever was caught. What is no fault becomes the general one, with its text
 * kept for support.
 */
export function faultOf(caught: unknown, during = "page"): Fault {
  if (caught instanceof Refusal) return caught.fault;
  if (isFault(caught)) return caught;
  return {
    code: "unexpected",
    title: { id: "page-unexpected-title", values: {} },
    what: { id: "page-unexpected-what", values: {} },
    next: { id: "page-unexpected-next", values: {} },
    details: `${during}: ${textOf(caught)}`,
    retry: true,
  };
}

function isFault(caught: unknown): caught is Fault {
  if (typeof caught !== "object" || caught === null) return false;
  const parts = caught as Record<string, unknown>;
  const text = (part: string) => typeof parts[part] === "string";
  const message = (part: string) =>
    typeof parts[part] === "object" && parts[part] !== null && "id" in parts[part];
  return (
    ["code", "details"].every(text) && ["title", "what", "next"].every((part) => text(part) || message(part))
  );
}

function textOf(caught: unknown): string {
  if (caught instanceof Error) return caught.stack ?? caught.message;
  if (typeof caught === "string") return caught;
  try {
    return JSON.stringify(caught) ?? String(caught);
  } catch {
    return String(caught);
  }
}
