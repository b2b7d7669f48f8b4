/** Who is asked to sign in again when a call meets 401; the app sets it, tests may. */
type Reauthenticate = () => Promise<boolean>;

let reauthenticate: Reauthenticate | null = null;
let pending: Promise<boolean> | null = null;

export function onSessionExpired(handler: Reauthenticate | null): void {
  reauthenticate = handler;
}

/** Ask once, however many calls meet 401 together. Resolves to whether the same person is signed in again. */
export function signInAgain(): Promise<boolean> {
  if (!reauthenticate) return Promise.resolve(false);
  pending ??= reauthenticate().finally(() => {
    pending = null;
  });
  return pending;
}

export function csrfToken(): string {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? decodeURIComponent(cookie.slice("csrftoken=".length)) : "";
}
