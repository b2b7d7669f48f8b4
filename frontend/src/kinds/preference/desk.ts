import { verdictAtTurn } from "./answer";
import type { Answering } from "./answering";
import type { Desk } from "./commands";
import { isAnswered, type MissingReason, pick, pickMissing, unitAfter, unitBeside } from "./picking";
import { RATIONALE_ID } from "./Rationale";
import { canonicalIds, winnerOf } from "./sides";
import type { Answer, Content } from "./types";
import { digitsOf, overallUnitId, type Unit } from "./units";

/** What the keys do on this answer. Each reads the latest answer and focus, since keys may come faster than the screen. */
export function deskOn(answering: Answering, units: Unit[], goTo: (unit: string) => void): Desk {
  const { act, read, context, edit } = answering;
  const { content, settings } = context;
  const focused = () => unitAt(units, read().current);

  function give(choose: (unit: Unit) => ReturnType<typeof pick>) {
    const unit = focused();
    const action = unit && choose(unit);
    if (!unit || !action) return;
    const wasOpen = !isAnswered(unit, read().answer);
    act(action);
    if (wasOpen) goTo(unitAfter(units, unit.id, read().answer));
  }

  const giveMissing = (reason: MissingReason) => () => {
    give((unit) => pickMissing(unit, reason, context));
  };
  const shown = unitAt(units, answering.current);
  return {
    digits: shown ? digitsOf(shown, context) : [],
    pick: (key) => {
      give((unit) => pick(unit, key, context));
    },
    cannotAssess: giveMissing("cannot_assess"),
    notApplicable: shown?.type === "criterion" ? giveMissing("not_applicable") : null,
    move: (by) => {
      goTo(unitBeside(units, read().current, by));
    },
    toOverall: () => {
      const first = settings.mode === "pairwise" ? null : (content.responses[0]?.id ?? null);
      goTo(overallUnitId(settings.mode, null, first));
    },
    toRationale: () => document.getElementById(RATIONALE_ID)?.focus(),
    edit: settings.allow_edit
      ? () => {
          edit(responseToEdit(read().answer, content));
        }
      : null,
  };
}

function unitAt(units: Unit[], id: string): Unit | undefined {
  return units.find((each) => each.id === id) ?? units[0];
}

/** What is edited already, else the winner, else the first. */
export function responseToEdit(answer: Answer, content: Content): string {
  return answer.edit?.base ?? winnerOf(content, verdictAtTurn(answer, null)) ?? canonicalIds(content)[0] ?? "";
}
