/** Comparisons in the fake world: what the next one comes to, told at once. */
import type { Commands, CompareCount, ComparedFile, Fault } from "../contract";
import { gone, refuse } from "./faults";
import { told } from "./told";

type Args<K extends keyof Commands> = Commands[K]["args"];

export class FakeComparisons {
  /** What the next comparison finds; none is one that is still running. */
  found: ComparedFile[] | null = [
    { name: "report 1.txt", result: "same", why: told("files-compare-why-sum", { algorithm: "SHA-256" }) },
  ];
  odd = 0;
  fault: Fault | null = null;
  saved: string | null = "checksums.csv";
  asked: Omit<Args<"compare_files">, "ticks">[] = [];
  readonly open = new Map<string, ComparedFile[]>();
  #next = 1;

  begin({ ticks, ...asked }: Args<"compare_files">): string {
    this.asked.push(asked);
    const id = `compare-${this.#next++}`;
    const found = this.found ?? [];
    this.open.set(id, found);
    const sum = (result: ComparedFile["result"]) => found.filter((file) => file.result === result).length;
    const count: CompareCount = {
      ...{ of: found.length, done: found.length, odd: this.odd, complete: true, fault: null },
      ...{ same: sum("same"), differs: sum("differs"), only_stored: sum("only_stored") },
      ...{ only_here: sum("only_here"), unclear: sum("unclear") },
    };
    ticks.push({ ...count, done: 0, of: Math.max(found.length, 3), complete: false });
    if (this.fault) ticks.push({ ...count, complete: false, fault: this.fault });
    else if (this.found) ticks.push(count);
    return id;
  }

  read({ compare, from, most }: Args<"read_compared">): ComparedFile[] {
    return (this.open.get(compare) ?? refuse(gone("compare"))).slice(from, from + most);
  }

  close({ compare }: Args<"close_compare">): null {
    this.open.delete(compare);
    return null;
  }
}
