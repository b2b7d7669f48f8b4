import type { Controller } from "./controller";
import { Fingers } from "./fingers";
import { isFree } from "./focus";
import type { Touch } from "./picking";

/** What the browser says of pointers, wheel and space bar, told to the controller. Returns what ends it. */
export function listen(surface: HTMLElement, controller: Controller): () => void {
  const fingers = new Fingers(controller.hand, () => controller.stage);
  const ending = new AbortController();
  const { signal } = ending;
  let place = surface.getBoundingClientRect();
  const measure = () => {
    place = surface.getBoundingClientRect();
  };

  function touchOf(event: PointerEvent): Touch {
    return {
      at: { x: event.clientX - place.left, y: event.clientY - place.top },
      kind: event.pointerType === "touch" || event.pointerType === "pen" ? event.pointerType : "mouse",
      button: event.button,
      shift: event.shiftKey,
      ctrl: event.ctrlKey || event.metaKey,
    };
  }

  function on(type: "pointerdown" | "pointermove" | "pointerup", tell: (id: number, touch: Touch) => void) {
    surface.addEventListener(
      type,
      (event) => {
        event.preventDefault();
        tell(event.pointerId, touchOf(event));
        controller.refresh();
      },
      { signal },
    );
  }

  surface.addEventListener("pointerenter", measure, { signal });
  surface.addEventListener(
    "pointerdown",
    (event) => {
      measure();
      // Prevented, the press does not focus by itself.
      surface.focus({ preventScroll: true });
      surface.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  on("pointerdown", (id, touch) => {
    fingers.down(id, touch);
  });
  on("pointermove", (id, touch) => {
    fingers.move(id, touch);
  });
  on("pointerup", (id, touch) => {
    fingers.up(id, touch);
  });
  surface.addEventListener(
    "pointercancel",
    (event) => {
      fingers.cancel(event.pointerId);
      controller.refresh();
    },
    { signal },
  );
  surface.addEventListener(
    "pointerleave",
    () => {
      controller.hand.leave();
      controller.refresh();
    },
    { signal },
  );
  surface.addEventListener("contextmenu", preventDefault, { signal });
  // The middle button scrolls or pastes in some browsers.
  surface.addEventListener("auxclick", preventDefault, { signal });
  surface.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      measure();
      controller.wheel(event, { x: event.clientX - place.left, y: event.clientY - place.top });
    },
    { signal, passive: false },
  );
  listenForSpace(controller, signal);
  return () => {
    ending.abort();
  };
}

function preventDefault(event: Event): void {
  event.preventDefault();
}

/** Held, the space bar makes the pointer move the image. */
function listenForSpace(controller: Controller, signal: AbortSignal): void {
  const hold = (panning: boolean) => {
    if (controller.hand.panning === panning) return;
    controller.hand.panning = panning;
    controller.refresh();
  };
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== " " || !isFree()) return;
      event.preventDefault();
      hold(true);
    },
    { signal },
  );
  window.addEventListener(
    "keyup",
    (event) => {
      if (event.key === " ") hold(false);
    },
    { signal },
  );
  window.addEventListener(
    "blur",
    () => {
      hold(false);
    },
    { signal },
  );
}
