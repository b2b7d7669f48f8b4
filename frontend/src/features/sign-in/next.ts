/** Where to go after signing in: only addresses of this site. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/";
  return next.startsWith("/sign-in") ? "/" : next;
}
