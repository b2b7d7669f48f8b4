/** Whether nothing that uses keys itself has the focus. */
export function isFree(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.id === "workspace-main";
}
