/**
 * What a connection is called before the person has named it: an address alone says nothing. Pure.
 */
import type { ProviderView } from "../../lib/backend/contract";
import { said, say } from "../../lib/words";

/** A number, this computer, or one word of a network at home. */
const nameless = /^(\[?[\da-f]*:[\da-f:.]*\]?|[\d.]+|localhost|[^.]+)(:\d+)?$/i;

/**
 * `suggested` is a bucket or a host. Where it is only the endpoint's address, the provider's name
 * is said with it: "MinIO at 127.0.0.1:9000". `provider` is empty where it is no known one.
 */
export function properName(suggested: string, endpoint: string, provider: string): string {
  const host = hostOf(endpoint);
  const bare = host.replace(/:\d+$/, "");
  if (suggested !== host && suggested !== bare) return suggested;
  if (!nameless.test(host)) return suggested;
  return provider ? say("connect-name-at", { provider, host }) : say("connect-name-server", { host });
}

/** The same for a provider of the list, or none yet. */
export function proposed(suggested: string, endpoint: string, provider: ProviderView | null): string {
  const known = provider && provider.id !== "other" ? said(provider.name) : "";
  return properName(suggested, endpoint, known);
}

/** With its port, where that is not the usual one. */
function hostOf(endpoint: string): string {
  const text = endpoint.includes("://") ? endpoint : `https://${endpoint}`;
  return URL.canParse(text) ? new URL(text).host : "";
}
