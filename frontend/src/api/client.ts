import createClient from "openapi-fetch";

import { errorFrom, errorOf, offlineError } from "./errors";
import type { paths } from "./schema";
import { csrfToken, signInAgain } from "./session";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** No sign-in dialog for these: they find out whether somebody is signed in. */
const QUIET = new Set(["/api/me/", "/api/invitations/look-up/", "/api/invitations/accept/"]);

/** `fetch` with the CSRF token, and one kind of error when the server cannot be reached. */
export async function sessionlessFetch(request: Request): Promise<Response> {
  const copy = request.clone();
  // Read anew each time: signing in changes the token.
  if (!SAFE.has(copy.method)) copy.headers.set("X-CSRFToken", csrfToken());
  try {
    return await fetch(copy);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw offlineError();
  }
}

/** On 401 it has the person sign in over the page and sends the request again. */
export async function sessionFetch(request: Request): Promise<Response> {
  const response = await sessionlessFetch(request);
  if (response.status !== 401 || QUIET.has(new URL(request.url).pathname)) return response;
  return (await signInAgain()) ? sessionlessFetch(request) : response;
}

/** The API with its types from the schema. */
export const client = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: sessionFetch,
  headers: { Accept: "application/json" },
});

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What the server answered. Throws `ApiError` for everything but 2xx. */
export async function unwrap<Data>(call: Promise<Answered<Data>>): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call;
  if (!response.ok) throw errorOf(response, error);
  return data as Exclude<Data, undefined>;
}

interface Options {
  path?: Record<string, string>;
  body?: unknown;
}

/** A call that the schema does not describe. */
export async function request<T>(method: string, template: string, options: Options = {}): Promise<T> {
  const address = template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(options.path?.[key] ?? ""));
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const response = await sessionFetch(new Request(new URL(address, window.location.origin), { method, headers, body }));
  if (!response.ok) throw await errorFrom(response);
  return (await response.json()) as T;
}
