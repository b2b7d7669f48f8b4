// Random names, also on pages without HTTPS, where `crypto.randomUUID` does not exist.

export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];

function browserName(agent: string): string {
  return BROWSERS.find(([pattern]) => pattern.test(agent))?.[1] ?? "Browser";
}

/** The name of this window in drafts: what a person recognises, and a part that tells two windows apart. */
export const THIS_WINDOW = `${browserName(navigator.userAgent)} ${randomUuid().slice(0, 8)}`;
