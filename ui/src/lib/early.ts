/** Before each test: what a screen fetches when it is first shown is there, to be drawn at once. */
import { beforeEach } from "vitest";
import { fetchAll } from "./kit/later.svelte";

beforeEach(fetchAll);
