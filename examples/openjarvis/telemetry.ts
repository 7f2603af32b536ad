// Made from the catalogue "OpenJarvis telemetry": change the catalogue, not this file.
// Text that only the application can treat is left out, and so are properties that depend on an
// origin and events that are sent once or gathered first.

/** Every event that can be sent from here, with its properties. */
export interface Events {
  /** The install script began its work. */
  install_started: {
    /** The operating system. */
    os: "darwin" | "linux" | "wsl" | "windows" | "unknown";
    /** The processor's architecture. */
    arch: "x86_64" | "arm64" | "aarch64" | "unknown";
  };
  /** A stage of the installation was done. */
  install_stage_completed: {
    /** A stage of the installation. */
    stage: "deps" | "uv" | "python" | "venv" | "package" | "ollama" | "model_download" | "config" | "verify" | "complete";
    /** How long the stage took, in milliseconds. */
    elapsed_ms: number;
    /** The operating system. */
    os: "darwin" | "linux" | "wsl" | "windows" | "unknown";
  };
  /** The installation succeeded. */
  install_completed: {
    /** How long the whole installation took, in milliseconds. */
    total_elapsed_ms: number;
    /** The operating system. */
    os: "darwin" | "linux" | "wsl" | "windows" | "unknown";
    /** The processor's architecture. */
    arch: "x86_64" | "arm64" | "aarch64" | "unknown";
  };
  /** The installation failed. */
  install_failed: {
    /** A stage of the installation. */
    stage: "deps" | "uv" | "python" | "venv" | "package" | "ollama" | "model_download" | "config" | "verify" | "complete";
    /** What the stage's program exited with. */
    exit_code: number;
    /** The operating system. */
    os: "darwin" | "linux" | "wsl" | "windows" | "unknown";
    /** The processor's architecture. */
    arch: "x86_64" | "arm64" | "aarch64" | "unknown";
  };
  /** The user ran the script that removes the product. */
  uninstall_started: {
    /** Whole days since the installation. */
    days_since_install: number;
    /** The operating system. */
    os: "darwin" | "linux" | "wsl" | "windows" | "unknown";
  };
  /** The application was opened. */
  app_opened: {
    /** The surface that the user works with. */
    platform: "cli" | "macos" | "linux" | "windows" | "tauri-macos" | "tauri-linux" | "tauri-windows" | "web";
  };
  /** The wizard of the first run was finished. */
  setup_completed: {
    /** A set of choices that the setup offers. */
    preset: "morning-digest-mac" | "deep-research" | "code-assistant" | "minimal" | "custom" | "default";
    /** A pseudonym of `model`: The model that was chosen: equal names give equal hashes. Only a hash of it leaves. */
    model_hash: string;
    /** What runs the model. */
    engine: "ollama" | "vllm" | "mlx" | "llama_cpp" | "openai" | "anthropic" | "google" | "unknown";
  };
  /** The user changed the model. */
  model_changed: {
    /** A pseudonym of `from_model`: The model before: equal names give equal hashes. Only a hash of it leaves. */
    from_model_hash: string;
    /** A pseudonym of `to_model`: The model after: equal names give equal hashes. Only a hash of it leaves. */
    to_model_hash: string;
    /** What runs the model after. */
    engine: "ollama" | "vllm" | "mlx" | "llama_cpp" | "openai" | "anthropic" | "google" | "unknown";
  };
  /** A connector was set up. */
  connector_auth_completed: {
    /** The connector; one of the user's own is custom. */
    connector_name: "google" | "gmail" | "calendar" | "drive" | "github" | "notion" | "strava" | "weather" | "hackernews" | "slack" | "telegram" | "discord" | "webhook" | "sendblue" | "whatsapp" | "signal" | "custom";
  };
  /** A feature was used. */
  feature_used: {
    /** A part of the product. */
    feature_name: "chat" | "voice" | "agents" | "skills" | "memory" | "tools" | "connectors" | "scheduler" | "workflows" | "digest" | "research" | "evals" | "feedback" | "telemetry_dashboard" | "settings";
  };
  /** The user rated an answer. */
  feedback_submitted: {
    /** The rating. */
    rating: number;
    /** Whether there was a comment; never the comment. */
    has_comment: boolean;
  };
  /** An error was shown to the user. */
  error_shown_to_user: {
    /** The class of an error, never its text. */
    error_class: "network_error" | "engine_unreachable" | "model_not_found" | "tool_timeout" | "tool_error" | "rate_limit" | "auth_failure" | "permission_denied" | "validation_error" | "config_error" | "unknown_error";
    /** The surface that the user works with. */
    platform: "cli" | "macos" | "linux" | "windows" | "tauri-macos" | "tauri-linux" | "tauri-windows" | "web";
  };
  /** A setting was changed. */
  settings_changed: {
    /** The setting; never its value. */
    setting_key: "theme" | "language" | "default_model" | "default_engine" | "temperature" | "context_length" | "voice_enabled" | "memory_enabled" | "digest_time" | "analytics_enabled" | "telemetry_enabled" | "auto_update" | "other";
  };
}

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

const LIBRARY = "telemetry-events";

const LIBRARY_VERSION = "0.1.0";

const EVENTS: { readonly [event: string]: Declared } = {
  install_started: {
    os: { one: ["darwin", "linux", "wsl", "windows", "unknown"] },
    arch: { one: ["x86_64", "arm64", "aarch64", "unknown"] },
  },
  install_stage_completed: {
    stage: { one: ["deps", "uv", "python", "venv", "package", "ollama", "model_download", "config", "verify", "complete"] },
    elapsed_ms: { type: "integer" },
    os: { one: ["darwin", "linux", "wsl", "windows", "unknown"] },
  },
  install_completed: {
    total_elapsed_ms: { type: "integer" },
    os: { one: ["darwin", "linux", "wsl", "windows", "unknown"] },
    arch: { one: ["x86_64", "arm64", "aarch64", "unknown"] },
  },
  install_failed: {
    stage: { one: ["deps", "uv", "python", "venv", "package", "ollama", "model_download", "config", "verify", "complete"] },
    exit_code: { type: "integer" },
    os: { one: ["darwin", "linux", "wsl", "windows", "unknown"] },
    arch: { one: ["x86_64", "arm64", "aarch64", "unknown"] },
  },
  uninstall_started: {
    days_since_install: { type: "integer" },
    os: { one: ["darwin", "linux", "wsl", "windows", "unknown"] },
  },
  app_opened: {
    platform: { one: ["cli", "macos", "linux", "windows", "tauri-macos", "tauri-linux", "tauri-windows", "web"] },
  },
  setup_completed: {
    preset: { one: ["morning-digest-mac", "deep-research", "code-assistant", "minimal", "custom", "default"] },
    model_hash: { digits: 16, salt: "", lowerCase: false },
    engine: { one: ["ollama", "vllm", "mlx", "llama_cpp", "openai", "anthropic", "google", "unknown"] },
  },
  model_changed: {
    from_model_hash: { digits: 16, salt: "", lowerCase: false },
    to_model_hash: { digits: 16, salt: "", lowerCase: false },
    engine: { one: ["ollama", "vllm", "mlx", "llama_cpp", "openai", "anthropic", "google", "unknown"] },
  },
  connector_auth_completed: {
    connector_name: { one: ["google", "gmail", "calendar", "drive", "github", "notion", "strava", "weather", "hackernews", "slack", "telegram", "discord", "webhook", "sendblue", "whatsapp", "signal", "custom"] },
  },
  feature_used: {
    feature_name: { one: ["chat", "voice", "agents", "skills", "memory", "tools", "connectors", "scheduler", "workflows", "digest", "research", "evals", "feedback", "telemetry_dashboard", "settings"] },
  },
  feedback_submitted: {
    rating: { type: "integer" },
    has_comment: { type: "bool" },
  },
  error_shown_to_user: {
    error_class: { one: ["network_error", "engine_unreachable", "model_not_found", "tool_timeout", "tool_error", "rate_limit", "auth_failure", "permission_denied", "validation_error", "config_error", "unknown_error"] },
    platform: { one: ["cli", "macos", "linux", "windows", "tauri-macos", "tauri-linux", "tauri-windows", "web"] },
  },
  settings_changed: {
    setting_key: { one: ["theme", "language", "default_model", "default_engine", "temperature", "context_length", "voice_enabled", "memory_enabled", "digest_time", "analytics_enabled", "telemetry_enabled", "auto_update", "other"] },
  },
};
