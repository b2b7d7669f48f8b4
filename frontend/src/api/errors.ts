/** Every failed call: what the server said, or `offline` when it could not be reached. */
export class ApiError extends Error {
  readonly code: string;
  readonly detail: string;
  readonly fields: Record<string, string>;
  readonly status: number;
  /** The whole answer: some errors carry more (`stale_draft` brings the server's draft). */
  readonly body: Record<string, unknown>;
  readonly retryAfter: number | null;

  constructor(status: number, body: Record<string, unknown>, retryAfter: number | null = null) {
    const detail = typeof body.detail === "string" ? body.detail : "Something went wrong. Try again.";
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : `http_${String(status)}`;
    this.detail = detail;
    this.fields = isTexts(body.fields) ? body.fields : {};
    this.body = body;
    this.retryAfter = retryAfter;
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}

export function offlineError(): ApiError {
  return new ApiError(0, { code: "offline", detail: "The server cannot be reached. Check your connection." });
}

/** The error in a refused answer whose body is read already. */
export function errorOf(response: Response, body: unknown): ApiError {
  const known = typeof body === "object" && body !== null && !Array.isArray(body);
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return new ApiError(
    response.status,
    known ? (body as Record<string, unknown>) : { detail: `The server answered ${String(response.status)}.` },
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

export async function errorFrom(response: Response): Promise<ApiError> {
  return errorOf(response, await response.json().catch(() => null));
}

/** A sentence for people about any failure. */
export function sayError(error: unknown): string {
  if (error instanceof ApiError) return error.detail;
  return error instanceof Error && error.message ? error.message : "Something went wrong. Try again.";
}

/** What is wrong with each field of a form that was sent. */
export function fieldsOf(error: unknown): Record<string, string> {
  return error instanceof ApiError ? error.fields : {};
}
