
/** The name of an event. */
export type EventName = keyof Events;

/** Where events go. */
export interface Destination {
  /** The server, such as "https://us.i.posthog.com"; it may have a path prefix. */
  readonly host: string;
  /** The project key, "phc_..". */
  readonly key: string;
  /** The install's id, a UUID, as the application keeps it; null while the user has not agreed, or has opted out: nothing is sent. */
  readonly install: string | null;
}

/** What a property's values can be: labels, some labels of a list, or a plain value. */
type Values =
  | { readonly one: readonly string[] }
  | { readonly some: readonly string[] }
  | { readonly type: "bool" | "integer" | "number" }
  | { readonly digits: number; readonly salt: string; readonly lowerCase: boolean };

type Properties = { readonly [key: string]: unknown };

type Declared = { readonly [key: string]: Values & { readonly optional?: true } };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What keeps an event from being sent, or null. The answer holds no value. */
export function problem(event: string, properties: Properties): string | null {
  const declared = declaration(event);
  if (declared === null) return "the catalogue does not list this event";
  for (const key of Object.keys(properties)) {
    if (!Object.hasOwn(declared, key)) return `${event} has a property that is not declared`;
  }
  for (const [key, values] of Object.entries(declared)) {
    const value = properties[key];
    if (value === undefined ? values.optional !== true : !fits(value, values)) {
      return `${event}: ${key} is ${value === undefined ? "missing" : "not a value of its list or type"}`;
    }
  }
  return null;
}

/** Whether this is an event of the catalogue, with such properties. */
export function isEvent<E extends EventName>(event: E, properties: Properties): properties is Properties & Events[E] {
  return problem(event, properties) === null;
}

/** Sends one event. True if the server accepted it; it never throws. */
export async function capture<E extends EventName>(
  event: E,
  properties: Events[E],
  to: Destination,
): Promise<boolean> {
  try {
    const given: Properties = { ...properties };
    const declared = declaration(event);
    if (to.install === null || !UUID.test(to.install)) return false;
    if (declared === null || problem(event, given) !== null) return false;
    const treated: { [key: string]: unknown } = {};
    for (const [key, values] of Object.entries(declared)) {
      const value = await treat(given[key], values);
      if (value !== undefined) treated[key] = value;
    }
    const now = new Date().toISOString();
    const body = {
      api_key: to.key,
      sent_at: now,
      batch: [
        {
          event,
          uuid: crypto.randomUUID(),
          distinct_id: to.install,
          timestamp: now,
          properties: {
            ...treated,
            $process_person_profile: false,
            $geoip_disable: true,
            $ip: null,
            $lib: LIBRARY,
            $lib_version: LIBRARY_VERSION,
          },
        },
      ],
    };
    const answer = await fetch(`${to.host.replace(/\/+$/, "")}/batch/`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      keepalive: true,
      signal: AbortSignal.timeout(10_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

function declaration(event: string): Declared | null {
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event] ?? null) : null;
}

function fits(value: unknown, values: Values): boolean {
  if ("one" in values) return typeof value === "string" && values.one.includes(value);
  if ("some" in values) return Array.isArray(value) && value.every((one) => values.some.includes(one));
  if ("digits" in values) return typeof value === "string";
  switch (values.type) {
    case "bool":
      return typeof value === "boolean";
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return Number.isFinite(value);
  }
}

/** What leaves of a value that fits. */
async function treat(value: unknown, values: Values): Promise<unknown> {
  if ("some" in values && Array.isArray(value)) {
    return values.some.filter((label) => value.includes(label)).join(",");
  }
  if (!("digits" in values) || typeof value !== "string") return value;
  const text = values.lowerCase ? value.trim().toLowerCase() : value.trim();
  if (text === "") return undefined;
  const bytes = new TextEncoder().encode(values.salt + text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.slice(0, values.digits);
}
