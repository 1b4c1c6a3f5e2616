/**
 * Signing in to storage: what the person typed, what the check found, the steps of the probe, and
 * saving. The secret parts live here only while the form is open: `clear` empties them after saving
 * and on leaving.
 */
import { proposed } from "./naming";
import { Offers } from "./offers.svelte";
import { call, faultOf, stream, type Stream } from "../../lib/backend/backend";
import type {
  ConnectionView,
  Fault,
  Finding,
  ImportCard,
  SecretStorage,
  Keychain,
  Login,
  LoginField,
  Offered,
  Probed,
  ProbeStep,
  ProviderView,
  Repair,
  SignInMethod,
} from "../../lib/backend/contract";
import { Importing } from "./importing.svelte";
import { empty, isText, type TextField } from "./login";

export class LoginForm {
  login = $state<Login>(empty(""));
  /** `undefined` until checked; then whether the login may be saved. */
  probed = $state.raw<Probed | null>(null);
  steps = $state.raw<ProbeStep[]>([]);
  checking = $state(false);
  saving = $state(false);
  name = $state("");
  storage = $state<SecretStorage>("keychain");
  fault = $state.raw<Fault | null>(null);
  /** Findings that the person has not touched since. */
  findings = $state.raw<Finding[]>([]);
  readonly providers: ProviderView[];
  readonly importing = new Importing((card) => this.take(card));
  /** The connection whose place this login takes. */
  editing = $state.raw<ConnectionView | null>(null);
  /** The field that the person came for. */
  wanted = $state.raw<LoginField | null>(null);
  /** What the saved secret was for: while all of this stays, it need not be typed again. */
  #secretFor: Pick<Login, "endpoint" | "proxy" | "trust" | "access_key"> | null = $state.raw(null);
  /** A proxy and certificates of a connection file, used once the person accepted each. */
  offered = $state.raw<Offered | null>(null);
  /** The card that filled the form; Rust keeps its secrets. */
  kept = $state.raw<ImportCard | null>(null);
  /** How many certificates were chosen. */
  certificates = $state(0);
  /** Whether the secret can be kept here; known once a login was tried. */
  keychain = $state.raw<Keychain>("ready");
  /** What the person can choose from, once it was asked for. */
  readonly offers = new Offers();
  #steps: Stream<ProbeStep> | null = null;
  /** Counts the checks; an answer to an older one is dropped. */
  #turn = 0;

  constructor(providers: ProviderView[]) {
    this.providers = providers;
    const first = providers[0];
    if (first) this.login = empty(first.id, first.default_region);
  }

  get provider(): ProviderView | null {
    return this.providers.find((each) => each.id === this.login.provider) ?? null;
  }

  /** The login works and may be saved. */
  get works(): boolean {
    return typeof this.probed?.draft === "string";
  }

  /** A secret that Rust has is used: the box is empty, and nothing was typed over it. */
  get keptSecret(): boolean {
    if (this.login.secret_key !== "") return false;
    return this.kept?.has_secret === true || (this.#secretFor !== null && !this.leadsElsewhere);
  }

  /** The saved connection has a secret, which would now go to somebody else than before. */
  get leadsElsewhere(): boolean {
    const before = this.#secretFor;
    return before !== null && secretFields.some((field) => before[field] !== this.login[field].trim());
  }

  /** Fills the form from a connection that is to be changed. */
  async change(connection: ConnectionView, wanted: LoginField | null, value: string | null): Promise<void> {
    this.editing = connection;
    try {
      const { fill, has_secret } = await call("edit_connection", { connection: connection.id });
      this.login = { ...empty(fill.provider), ...fill };
      const { endpoint, proxy, trust, access_key } = this.login;
      this.#secretFor = has_secret ? { endpoint, proxy, trust: trust.trim(), access_key } : null;
      this.certificates = fill.trust.match(/BEGIN CERTIFICATE/g)?.length ?? 0;
      if (fill.method === "profile") void this.offers.readProfiles();
      if (wanted && value !== null && isText(wanted)) this.#mend(wanted, value);
      this.wanted = wanted;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  /** Fills the form from a card. What it leaves open is as at the start. */
  take(card: ImportCard): void {
    this.#forgetDraft();
    this.steps = [];
    this.findings = [];
    this.fault = null;
    const region = this.providers.find((each) => each.id === card.fill.provider)?.default_region ?? "";
    this.login = { ...empty(card.fill.provider, region), ...card.fill, region: card.fill.region || region };
    this.certificates = 0;
    this.offered = card.offered;
    if (card.fill.method === "profile") void this.offers.readProfiles();
    this.kept = card;
  }

  /** Uses the proxy out of the file, or leaves it. */
  answerProxy(use: boolean): void {
    if (!this.offered) return;
    if (use) {
      this.set("proxy", this.offered.proxy);
      this.login.proxy_of_file = true;
    }
    this.#answered({ ...this.offered, proxy: "" });
  }

  /** Trusts the certificates out of the file, or leaves them. */
  answerCertificates(trust: boolean): void {
    const certificates = this.offered?.certificates;
    if (!this.offered || !certificates) return;
    if (trust) {
      this.certificates = certificates.fingerprints.length;
      this.set("trust", certificates.pem);
    }
    this.#answered({ ...this.offered, certificates: null });
  }

  #answered(left: Offered): void {
    this.offered = left.proxy === "" && left.certificates === null ? null : left;
  }

  finding(field: LoginField): Finding | null {
    return this.findings.find((each) => each.field === field) ?? null;
  }

  /** The step that failed, with its repairs. */
  get failed(): ProbeStep | null {
    return this.steps.find((step) => step.state === "fail") ?? null;
  }

  chooseProvider(id: string): void {
    const before = this.provider;
    const theirs = this.#usualEndpoint();
    this.set("provider", id);
    const after = this.provider;
    const { region } = this.login;
    const untouched = region === "" || region === before?.default_region;
    const foreign = after?.regions.length !== 0 && !after?.regions.some((each) => each.id === region);
    if (after && (untouched || foreign)) this.login.region = after.default_region;
    this.#followEndpoint(theirs);
    if (after && !after.needs_endpoint) this.login.endpoint = "";
  }

  /** Another way to sign in; what was typed for the one before stays, for coming back to it. */
  chooseMethod(method: SignInMethod): void {
    this.login.method = method;
    if (method === "profile") void this.offers.readProfiles();
    this.findings = [];
    this.#touched("access_key");
  }

  /** A profile also says where its storage is; what the person typed themselves stays. */
  chooseProfile(name: string): void {
    this.set("profile", name);
    const found = this.offers.profiles.find((each) => each.name === name);
    if (found?.region) this.set("region", found.region);
    if (!found?.provider) return;
    this.chooseProvider(found.provider);
    if (found.region) this.set("region", found.region);
    this.set("endpoint", found.endpoint ?? "");
  }

  /** Asks for a file; its certificates are trusted besides the system's. */
  async chooseCertificate(): Promise<void> {
    try {
      const chosen = await call("choose", { kind: "certificate" });
      if (!chosen) return;
      const { pem, fingerprints } = await call("read_certificate", { chosen: chosen.id });
      this.certificates = fingerprints.length;
      this.set("trust", pem);
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  forgetCertificate(): void {
    this.certificates = 0;
    this.set("trust", "");
  }

  setRequesterPays(value: boolean): void {
    this.login.requester_pays = value;
    this.#touched("bucket");
  }

  setReadOnly(value: boolean): void {
    this.login.read_only = value;
    this.#touched("bucket");
  }

  /** A change by the person or a repair: whatever was found about the old text no longer counts. */
  set(field: TextField, value: string): void {
    const theirs = this.#usualEndpoint();
    this.login[field] = value;
    if (field === "proxy") this.login.proxy_of_file = false;
    if (field === "region") this.#followEndpoint(theirs);
    if (field === "bucket" || field === "prefix") this.login.unlisted = false;
    if (field === "start_url" || field === "sso_region") this.offers.forget();
    this.#touched(field);
  }

  /** A change that was offered: whose the proxy was, it stays. */
  #mend(field: TextField, value: string): void {
    const { proxy_of_file } = this.login;
    this.set(field, value);
    if (field === "proxy") this.login.proxy_of_file = proxy_of_file;
  }

  /** Further buckets, with commas or spaces between. */
  setMoreBuckets(text: string): void {
    this.login.more_buckets = text.split(/[\s,]+/).filter(Boolean);
    this.#touched("bucket");
  }

  setPathStyle(value: boolean | null): void {
    this.login.path_style = value;
    this.#touched("path_style");
  }

  repair({ change }: Repair): void {
    switch (change.kind) {
      case "set":
        if (change.field === "path_style") this.setPathStyle(change.value === "true");
        else if (change.field === "provider") this.chooseProvider(change.value);
        else if (isText(change.field)) this.#mend(change.field, change.value);
        break;
      case "trim":
        if (isText(change.field)) this.#mend(change.field, this.login[change.field].trim());
        break;
      case "swap_keys": {
        const { access_key, secret_key } = this.login;
        this.set("access_key", secret_key);
        this.set("secret_key", access_key);
        break;
      }
      case "choose_certificate":
        void this.chooseCertificate();
        break;
      case "accept_way":
        this.login.accepts_way = true;
        void this.check();
        break;
      case "accept_cost":
        this.setRequesterPays(true);
        void this.check();
        break;
      case "unlisted":
        this.login.unlisted = true;
        void this.check();
        break;
      case "path_style":
        this.setPathStyle(change.value);
    }
  }

  async check(): Promise<void> {
    this.#forgetDraft();
    const turn = ++this.#turn;
    this.steps = [];
    this.findings = [];
    this.fault = null;
    this.checking = true;
    const steps = stream((step: ProbeStep) => this.#step(step));
    this.#steps?.close();
    this.#steps = steps;
    try {
      const probed = await call("probe_login", {
        login: $state.snapshot(this.login),
        kept: this.kept?.id ?? null,
        editing: this.editing?.id ?? null,
        steps,
      });
      if (turn !== this.#turn) return void discard(probed.draft);
      this.probed = probed;
      this.findings = probed.findings;
      this.name = this.editing?.name ?? proposed(probed.suggested_name, this.login.endpoint, this.provider);
      this.keychain = probed.keychain;
      const lasting = this.editing?.kind !== "session" && (probed.keychain === "ready" || !probed.has_secret);
      this.storage = lasting ? "keychain" : "session";
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.checking = false;
    }
  }

  /** Saves and answers the new connection; null when it did not work, and `fault` says why. */
  async save(): Promise<ConnectionView | null> {
    const draft = this.probed?.draft ?? null;
    if (draft === null || this.saving) return null;
    this.saving = true;
    this.fault = null;
    try {
      const made = await call("save_connection", {
        draft,
        name: this.name.trim(),
        storage: this.storage,
        replaces: this.editing?.id ?? null,
      });
      this.probed = null;
      this.clear();
      return made;
    } catch (caught) {
      this.fault = faultOf(caught);
      return null;
    } finally {
      this.saving = false;
    }
  }

  /** Leaves the form: nothing typed stays in the page, and an unsaved draft is given up. */
  leave(): void {
    this.#turn += 1;
    this.#steps?.close();
    this.#forgetDraft();
    this.clear();
  }

  /** Back from saving to the fields, with what was typed. */
  edit(): void {
    this.#forgetDraft();
    this.steps = [];
  }

  clear(): void {
    Object.assign(this.login, { access_key: "", secret_key: "", session_token: "" });
    this.kept = null;
    this.offered = null;
    this.importing.leave();
  }

  /** Where the provider's storage is in this region; empty where only the person knows. */
  #usualEndpoint(): string {
    const template = this.provider?.endpoint_template ?? "";
    return template.includes("{region}") && this.login.region === ""
      ? ""
      : template.replace("{region}", this.login.region);
  }

  /** The endpoint goes along with provider and region, unless the person wrote one. */
  #followEndpoint(before: string): void {
    if (this.login.endpoint === before || this.login.endpoint === "")
      this.login.endpoint = this.#usualEndpoint();
  }

  #touched(field: LoginField): void {
    // What was accepted was the form as it was.
    this.login.accepts_way = false;
    this.findings = this.findings.filter((each) => each.field !== field);
    if (!this.probed && this.steps.length === 0) return;
    this.#forgetDraft();
    if (!this.checking) this.steps = [];
  }

  #step(step: ProbeStep): void {
    const known = this.steps.some((each) => each.id === step.id);
    this.steps = known
      ? this.steps.map((each) => (each.id === step.id ? step : each))
      : [...this.steps, step];
  }

  #forgetDraft(): void {
    const draft = this.probed?.draft ?? null;
    this.probed = null;
    void discard(draft);
  }
}

async function discard(draft: string | null): Promise<void> {
  // A draft that is already gone is what was wanted.
  if (draft !== null) await call("discard_draft", { draft }).catch(() => undefined);
}

/** What a secret is sent to, by, and for. */
const secretFields = ["endpoint", "proxy", "trust", "access_key"] as const;
