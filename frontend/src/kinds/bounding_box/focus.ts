/** Whether keys that move about, such as Tab and the arrows, mean the picture: nothing else that uses them has the focus. */
export function isFree(): boolean {
  const focused = document.activeElement;
  return (
    focused === null || focused === document.body || focused.id === "workspace-main" || focused.matches("[data-stage]")
  );
}

/** Whether the stage itself has the focus. */
export function isOnStage(): boolean {
  return document.activeElement?.matches("[data-stage]") ?? false;
}
