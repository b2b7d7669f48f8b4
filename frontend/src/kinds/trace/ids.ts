/** A new name for an error or a counterfactual; also on pages without HTTPS, where `crypto.randomUUID` does not exist. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
