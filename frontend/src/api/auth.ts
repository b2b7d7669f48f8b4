import { sessionlessFetch } from "./client";
import { errorFrom } from "./errors";
import { csrfToken } from "./session";

const BASE = "/_allauth/browser/v1";

function send(method: string, address: string, body?: unknown): Promise<Response> {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return sessionlessFetch(
    new Request(new URL(BASE + address, window.location.origin), { method, headers, body: JSON.stringify(body) }),
  );
}

/** Any page brings the cookie with the token; it may be gone when somebody has cleared their cookies. */
async function fetchCsrfToken(): Promise<void> {
  await sessionlessFetch(new Request(new URL("/sign-in", window.location.origin)));
}

export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  if (!csrfToken()) await fetchCsrfToken();
  const response = await send("POST", "/auth/login", credentials);
  if (!response.ok) throw await errorFrom(response);
}

/** allauth answers 401 when it has signed somebody out: from then on nobody is signed in. */
export async function signOut(): Promise<void> {
  const response = await send("DELETE", "/auth/session");
  if (!response.ok && response.status !== 401) throw await errorFrom(response);
}

export async function changePassword(passwords: { current_password: string; new_password: string }): Promise<void> {
  const response = await send("POST", "/account/password/change", passwords);
  if (!response.ok) throw await errorFrom(response);
}
