import type { Command } from "@/lib/commands";

import {
  deleteSelected,
  drawInTheMiddle,
  grow,
  hasNext,
  nudge,
  select,
  selectAll,
  selectNext,
  setHidden,
  setLabel,
  setLocked,
  setTool,
  showAll,
  toggleFlag,
  toggleNoObjects,
} from "./acting";
import { copySelected, cutSelected, duplicate, hasCopied, paste } from "./copying";
import { isFree, isOnStage } from "./focus";
import { drawable } from "./labels";
import { fit, showActualSize, zoomBy, zoomToBoxes } from "./looking";
import { remember } from "./remembering";
import type { StageCore, Tool } from "./stage";
import { acceptSuggested, openOn, rejectSuggested, reopenSuggestions, stepSuggestion } from "./suggesting";
import type { Label } from "./types";

// Everything that can be done on the stage, with its key. The toolbar and the panels press the same commands.

export const ZOOM_STEP = 1.25;

type More = Omit<Partial<Command>, "disabled"> & {
  /** Whether the command can be run now; asked when a key is pressed, so that commands need not be made anew. */
  when?: () => boolean;
};

function command(id: string, label: string, group: string, run: () => void, { when, ...more }: More = {}): Command {
  return {
    ...{ id: `boxes.${id}`, label, group, run, ...more },
    get disabled() {
      return when?.() === false;
    },
  };
}

export function stageCommands(stage: StageCore): Command[] {
  return [
    ...lookCommands(stage),
    ...selectCommands(stage),
    ...(stage.disabled ? [] : [...toolCommands(stage), ...changeCommands(stage), ...labelCommands(stage)]),
    ...(stage.disabled || !stage.suggestion ? [] : suggestionCommands(stage)),
  ];
}

const PICTURE = "Picture";

function lookCommands(stage: StageCore): Command[] {
  const { state } = stage;
  return [
    command("fit", "Fit the image", PICTURE, () => fit(stage), { shortcut: "0" }),
    command("actual-size", "Actual size (1:1)", PICTURE, () => showActualSize(stage), { shortcut: "o" }),
    command("zoom-in", "Zoom in", PICTURE, () => zoomBy(stage, ZOOM_STEP), { shortcut: "+" }),
    command("zoom-in-too", "Zoom in", PICTURE, () => zoomBy(stage, ZOOM_STEP), { shortcut: "=", hidden: true }),
    command("zoom-out", "Zoom out", PICTURE, () => zoomBy(stage, 1 / ZOOM_STEP), { shortcut: "-" }),
    command("zoom-to", "Zoom to the selected boxes", PICTURE, () => zoomToBoxes(stage, state.get().selection), {
      shortcut: "z",
      when: () => hasSelection(stage),
    }),
    command("titles", "Show or hide the titles of boxes", PICTURE, () => showTitles(stage), { shortcut: "w" }),
    command("invert", "Invert the colours", PICTURE, () => invert(stage), { shortcut: "i" }),
    command("as-it-is", "Show the colours as they are", PICTURE, () => {
      state.set({ adjustments: { brightness: 1, contrast: 1, invert: false } });
    }),
  ];
}

function showTitles({ state }: StageCore): void {
  const titles = !state.get().titles;
  state.set({ titles, said: titles ? "Titles shown" : "Titles hidden" });
  remember({ titles });
}

function invert({ state }: StageCore): void {
  const { adjustments } = state.get();
  state.set({ adjustments: { ...adjustments, invert: !adjustments.invert } });
}

const TOOLS: { tool: Tool; label: string; shortcut: string }[] = [
  { tool: "select", label: "Select", shortcut: "v" },
  { tool: "draw", label: "Draw", shortcut: "n" },
  { tool: "extreme", label: "Draw by four extreme points", shortcut: "e" },
  { tool: "comment", label: "Comment", shortcut: "c" },
];

export function toolCommandId(tool: Tool): string {
  return `boxes.tool-${tool}`;
}

function toolCommands(stage: StageCore): Command[] {
  const { state } = stage;
  return [
    ...TOOLS.map(({ tool, label, shortcut }) =>
      command(`tool-${tool}`, label, "Tools", () => setTool(stage, tool), {
        shortcut,
        when: () => tool === "select" || tool === "comment" || state.get().label !== null,
      }),
    ),
    command("add", "Add a box in the middle", "Tools", () => drawInTheMiddle(stage), {
      shortcut: "b",
      when: () => state.get().label !== null,
    }),
    command("snap", "Snap to edges", "Tools", () => snap(stage), { shortcut: "m" }),
  ];
}

function snap({ state }: StageCore): void {
  const snapping = !state.get().snapping;
  state.set({ snapping, said: snapping ? "Snapping to edges" : "Not snapping" });
  remember({ snapping });
}

const SELECTION = "Selection";

function selectCommands(stage: StageCore): Command[] {
  const { state } = stage;
  const selected = { when: () => hasSelection(stage) };
  return [
    command("escape", "Cancel, or clear the selection", SELECTION, () => escape(stage), { shortcut: "escape" }),
    // Not past the last box: whoever goes by Tab must come to what lies after the picture.
    command("next", "Next box", SELECTION, () => selectNext(stage, 1), {
      ...{ shortcut: "tab", hidden: true, when: () => isOnStage() && hasNext(stage, 1) },
    }),
    command("previous", "Previous box", SELECTION, () => selectNext(stage, -1), {
      ...{ shortcut: "shift+tab", hidden: true, when: () => isOnStage() && hasNext(stage, -1) },
    }),
    command("all", "Select all boxes", SELECTION, () => selectAll(stage), { shortcut: "mod+a" }),
    command("hide", "Hide the selected boxes", SELECTION, () => setHidden(stage, state.get().selection, true), {
      ...{ shortcut: "h", ...selected },
    }),
    command("show-all", "Show all boxes", SELECTION, () => showAll(stage), { shortcut: "shift+h" }),
    command("copy", "Copy", SELECTION, () => copySelected(stage), {
      ...{ shortcut: "mod+c", when: () => hasSelection(stage) && !hasSelectedText() },
    }),
  ];
}

/** Whoever has selected words beside the picture means to copy those. */
function hasSelectedText(): boolean {
  return window.getSelection()?.isCollapsed === false;
}

function hasSelection({ state }: StageCore): boolean {
  return state.get().selection.length > 0;
}

/** One thing at a time: what is being drawn, the comment, the selection, the tool. */
function escape(stage: StageCore): void {
  const { gesture, comment, tool, selection, suggested } = stage.state.get();
  if (gesture) stage.state.set({ gesture: null, said: "Cancelled" });
  else if (comment) stage.state.set({ comment: null });
  else if (selection.length > 0 || suggested !== null) select(stage, []);
  else if (tool !== "select") setTool(stage, "select");
}

const BOXES = "Boxes";

function changeCommands(stage: StageCore): Command[] {
  const { state, context } = stage;
  const selected = { when: () => hasSelection(stage) };
  return [
    command("delete", "Delete", BOXES, () => deleteSelected(stage), { shortcut: "delete", ...selected }),
    command("delete-too", "Delete", BOXES, () => deleteSelected(stage), {
      ...{ shortcut: "backspace", hidden: true, ...selected },
    }),
    command("lock", "Lock or unlock", BOXES, () => toggleLock(stage), { shortcut: "shift+l", ...selected }),
    command("unlock-all", "Unlock all boxes", BOXES, () => setLocked(stage, [...state.get().locked], false)),
    command("cut", "Cut", BOXES, () => cutSelected(stage), { shortcut: "mod+x", ...selected }),
    command("paste", "Paste", BOXES, () => paste(stage), { shortcut: "mod+v", when: hasCopied }),
    command("duplicate", "Duplicate", BOXES, () => duplicate(stage), { shortcut: "mod+d", ...selected }),
    ...arrowCommands(stage),
    ...(context.settings.occlusion ? flagCommands(stage) : []),
    ...(context.settings.no_objects
      ? [
          command("no-objects", "No objects here", BOXES, () => toggleNoObjects(stage), {
            ...{ shortcut: "x", when: () => stage.read().boxes.length === 0 },
          }),
        ]
      : []),
  ];
}

function toggleLock(stage: StageCore): void {
  const { selection, locked } = stage.state.get();
  setLocked(stage, selection, !selection.every((id) => locked.has(id)));
}

function flagCommands(stage: StageCore): Command[] {
  const selected = { when: () => hasSelection(stage) };
  return [
    command("occluded", "Occluded", BOXES, () => toggleFlag(stage, "occluded"), { shortcut: "q", ...selected }),
    command("truncated", "Truncated", BOXES, () => toggleFlag(stage, "truncated"), { shortcut: "t", ...selected }),
  ];
}

const ARROWS = [
  { arrow: "left", x: -1, y: 0, grown: "Narrower" },
  { arrow: "right", x: 1, y: 0, grown: "Wider" },
  { arrow: "up", x: 0, y: -1, grown: "Lower" },
  { arrow: "down", x: 0, y: 1, grown: "Higher" },
];

function arrowCommands(stage: StageCore): Command[] {
  const when = () => hasSelection(stage) && isFree();
  return ARROWS.flatMap(({ arrow, x, y, grown }) =>
    [
      { keys: "", by: 1 },
      { keys: "shift+", by: 10 },
    ].flatMap(({ keys, by }) => [
      command(`move-${arrow}-${by}`, `Move ${arrow} by ${by} px`, BOXES, () => nudge(stage, { x: x * by, y: y * by }), {
        ...{ shortcut: `${keys}arrow${arrow}`, hidden: true, when },
      }),
      command(`grow-${arrow}-${by}`, `${grown} by ${by} px`, BOXES, () => grow(stage, { x: x * by, y: y * by }), {
        ...{ shortcut: `mod+${keys}arrow${arrow}`, hidden: true, when },
      }),
    ]),
  );
}

function labelCommands(stage: StageCore): Command[] {
  const withKey = drawable(stage.context.settings).filter((label) => label.shortcut !== null);
  return withKey.map((label: Label) =>
    command(`label-${label.key}`, label.title, "Labels", () => setLabel(stage, label.key), {
      ...(label.shortcut !== null && { shortcut: label.shortcut }),
    }),
  );
}

const SUGGESTIONS = "Suggestions";

function suggestionCommands(stage: StageCore): Command[] {
  const { state } = stage;
  const isOpen = () => openOn(stage).length > 0;
  const isFocused = () => state.get().suggested !== null;
  const focused = () => [state.get().suggested].filter((id) => id !== null);
  const all = () => openOn(stage).map((box) => box.id);
  return [
    command("next-suggestion", "Next suggestion", SUGGESTIONS, () => stepSuggestion(stage, 1), {
      ...{ shortcut: "j", when: isOpen },
    }),
    command("previous-suggestion", "Previous suggestion", SUGGESTIONS, () => stepSuggestion(stage, -1), {
      ...{ shortcut: "k", when: isOpen },
    }),
    command("accept", "Accept the suggestion", SUGGESTIONS, () => acceptSuggested(stage, focused()), {
      ...{ shortcut: "y", when: isFocused },
    }),
    command("reject", "Reject the suggestion", SUGGESTIONS, () => rejectSuggested(stage, focused()), {
      ...{ shortcut: "r", when: isFocused },
    }),
    command("accept-all", "Accept all shown suggestions", SUGGESTIONS, () => acceptSuggested(stage, all()), {
      ...{ shortcut: "shift+y", when: isOpen },
    }),
    command("reject-all", "Reject all shown suggestions", SUGGESTIONS, () => rejectSuggested(stage, all()), {
      ...{ shortcut: "shift+r", when: isOpen },
    }),
    command("reopen", "Bring rejected suggestions back", SUGGESTIONS, () => reopenSuggestions(stage), {
      when: () => stage.read().rejected !== undefined,
    }),
  ];
}
