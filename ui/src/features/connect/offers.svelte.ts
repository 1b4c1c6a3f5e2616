/**
 * What a person can choose from while signing in: the profiles of this computer, and a company's
 * accounts and roles.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { AccountView, Fault, ProfileView } from "../../lib/backend/contract";

export class Offers {
  profiles = $state.raw<ProfileView[]>([]);
  /** About lines of the profiles' files that are left out. */
  notes = $state.raw<string[]>([]);
  accounts = $state.raw<AccountView[]>([]);
  roles = $state.raw<string[]>([]);
  /** A sign-in at the company is under way. */
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** Counts what was asked for; an older answer that comes later is dropped. */
  #turn = 0;

  async readProfiles(): Promise<void> {
    await this.#ask(
      () => call("list_profiles", {}),
      ({ profiles, notes }) => Object.assign(this, { profiles, notes }),
    );
  }

  /**
   * Signs in at the company's page, which the person approves in the browser, and reads their
   * accounts.
   */
  async readAccounts(start_url: string, sso_region: string): Promise<void> {
    this.accounts = [];
    this.roles = [];
    await this.#ask(
      () => call("company_accounts", { start_url, sso_region }),
      (found) => (this.accounts = found),
    );
  }

  async readRoles(start_url: string, sso_region: string, account: string): Promise<void> {
    this.roles = [];
    await this.#ask(
      () => call("company_roles", { start_url, sso_region, account }),
      (found) => (this.roles = found),
    );
  }

  /** Another page or region: what was read of the one before is no longer on offer. */
  forget(): void {
    this.#turn += 1;
    this.accounts = [];
    this.roles = [];
    this.busy = false;
    this.fault = null;
  }

  async #ask<T>(ask: () => Promise<T>, take: (found: T) => void): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    this.fault = null;
    try {
      const found = await ask();
      if (turn === this.#turn) take(found);
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
