import type { Tone } from "../labels";
import { NOTHING_SAID } from "../summary";
import type { Person } from "./people";

// What people said on one question, beside each other.

export interface SaidCell {
  words: string;
  tone?: Tone;
}

export interface SaidRow {
  key: string;
  title: string;
  /** One for each person. */
  cells: SaidCell[];
  /** People say different things; never so for texts. */
  differs: boolean;
  isText: boolean;
  /** The part of an answer that can be taken over from here. */
  part: string | null;
}

type Say = (person: Person) => string | SaidCell;

/** A question whose answers can be the same or not. Null where nobody answered it. */
export function saidRow(key: string, title: string, people: readonly Person[], say: Say, part: string | null = key) {
  return rowOf(key, title, people, say, part, false);
}

/** Something written freely. Null where nobody wrote anything. */
export function textRow(key: string, title: string, people: readonly Person[], say: Say, part: string | null = null) {
  return rowOf(key, title, people, say, part, true);
}

function rowOf(
  key: string,
  title: string,
  people: readonly Person[],
  say: Say,
  part: string | null,
  isText: boolean,
): SaidRow | null {
  const cells = people.map((person) => {
    const said = say(person);
    const cell = typeof said === "string" ? { words: said } : said;
    return cell.words === "" ? { ...cell, words: NOTHING_SAID } : cell;
  });
  if (cells.every(({ words }) => words === NOTHING_SAID)) return null;
  return { key, title, cells, isText, part, differs: !isText && differ(people, cells) };
}

/** A suggestion stands beside the answers; that it differs is no dispute. */
function differ(people: readonly Person[], cells: readonly SaidCell[]): boolean {
  const given = cells.filter((_, at) => people[at]?.kind !== "suggestion").map(({ words }) => words);
  return new Set(given.filter((words) => words !== NOTHING_SAID)).size > 1;
}

export function isRow(row: SaidRow | null): row is SaidRow {
  return row !== null;
}
