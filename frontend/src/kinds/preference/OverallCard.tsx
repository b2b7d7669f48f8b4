import { ranksAt, ratingsAt, verdictAtTurn } from "./answer";
import styles from "./answer.module.css";
import { useAnswering } from "./answering";
import { contradiction } from "./contradictions";
import { type ScaleChoice, ScaleRow } from "./ScaleRow";
import { presetOf, ratingWords } from "./scales";
import { letterOf, pointOf, screenPoints, verdictAt } from "./sides";
import { sayOverall } from "./summary";
import type { PairwiseVerdict, Rating } from "./types";
import { UnitFrame } from "./UnitFrame";
import type { Unit } from "./units";

type OverallUnit = Extract<Unit, { type: "overall" }>;

const QUESTIONS = {
  pairwise: "Which response is better?",
  rating: "How good is each response?",
  ranking: "Which place has each response? Equal places are ties.",
};

/** The verdict on one turn, or on the whole. */
export function OverallCard({ units, turn }: { units: OverallUnit[]; turn: number | null }) {
  const { answer, context, current } = useAnswering();
  const { content, settings } = context;
  const note = turn === null ? contradiction(answer, context) : null;
  const title = turn === null ? "Overall" : `Turn ${String(turn + 1)}`;
  const many = content.responses.length > 1;
  return (
    <section className={styles.card} data-current={units.some((unit) => unit.id === current)} aria-label={title}>
      <h2 className={styles.cardTitle}>
        {title} <Said turn={turn} />
      </h2>
      <p className={styles.question}>{many ? QUESTIONS[settings.mode] : "How good is the response?"}</p>
      {units.map((unit) => (
        <UnitFrame key={unit.id} unit={unit} letter={unit.response && many ? letterOf(content, unit.response) : null}>
          <OverallInput unit={unit} />
        </UnitFrame>
      ))}
      {settings.mode === "ranking" && <RankingFoot turn={turn} />}
      {note && (
        <p className={styles.note} role="status">
          {note}
        </p>
      )}
    </section>
  );
}

/** The verdict in words: the buttons may be too narrow for them. */
function Said({ turn }: { turn: number | null }) {
  const { answer, context } = useAnswering();
  const verdict = verdictAtTurn(answer, turn);
  if (!verdict || context.settings.mode !== "pairwise") return null;
  const said = sayOverall(verdict, context.settings, context.content, (id) => letterOf(context.content, id));
  return <span className={styles.said}>{said}</span>;
}

function OverallInput({ unit }: { unit: OverallUnit }) {
  const { settings } = useAnswering().context;
  if (unit.response === null) return <VerdictInput unit={unit} />;
  return settings.mode === "rating" ? (
    <RatingInput unit={unit} id={unit.response} />
  ) : (
    <RankInput unit={unit} id={unit.response} />
  );
}

const ASIDE: Partial<Record<PairwiseVerdict["verdict"], { label: string; shortcut: string }>> = {
  both_bad: { label: "Both bad", shortcut: "x" },
  cannot_assess: { label: "Cannot assess", shortcut: "u" },
};

/** The strength scale from left to right, and the answers that are not on it. */
function VerdictInput({ unit }: { unit: OverallUnit }) {
  const { answer, act, context, disabled, problems } = useAnswering();
  const verdict = verdictAtTurn(answer, unit.turn);
  const point = pointOf(verdict);
  const points = screenPoints(context.content, context.settings);
  const select = (next: PairwiseVerdict | null) => {
    act(next ? { type: "verdict", verdict: next, turn: unit.turn } : { type: "clear_overall", turn: unit.turn });
  };
  const choices = points.map(({ canonical, screen, label, key }): ScaleChoice => {
    const side = screen < 0 ? "left" : screen > 0 ? "right" : "middle";
    const narrow = screen === 0 ? "=" : `${screen < 0 ? "A" : "B"}\n${"+".repeat(Math.abs(screen))}`;
    return { id: String(canonical), label, side, narrow, shortcut: canonical === 0 ? `${key} t` : key };
  });
  return (
    <>
      <ScaleRow
        label={unit.title}
        choices={choices}
        selected={point === null ? null : String(point)}
        disabled={disabled}
        invalid={unit.id in problems}
        onSelect={(id) => {
          select(id === null ? null : verdictAt(Number(id)));
        }}
      />
      <ScaleRow
        label={`${unit.title}, other answers`}
        layout="wrap"
        choices={Object.entries(ASIDE).map(([id, { label, shortcut }]) => ({ id, label, shortcut, aside: true }))}
        selected={verdict && verdict.verdict in ASIDE ? verdict.verdict : null}
        disabled={disabled}
        onSelect={(id) => {
          select(id === "both_bad" || id === "cannot_assess" ? { verdict: id } : null);
        }}
      />
    </>
  );
}

function RatingInput({ unit, id }: { unit: OverallUnit; id: string }) {
  const { answer, act, context, current, disabled, problems } = useAnswering();
  const preset = presetOf(context.settings);
  const rating = ratingsAt(answer, unit.turn)[id];
  const points = preset.points.map((value): ScaleChoice => {
    const words = ratingWords(preset, value);
    const short = preset.points.length > 2 ? String(value) : undefined;
    return {
      id: String(value),
      label: words,
      short,
      hint: words,
      shortcut: short === undefined ? String(value) : undefined,
    };
  });
  const aside = {
    id: "cannot_assess",
    label: "Cannot assess",
    short: "?",
    aside: true,
    shortcut: unit.id === current ? "u" : undefined,
  };
  return (
    <ScaleRow
      label={unit.title}
      choices={[...points, aside]}
      selected={rating === undefined ? null : String(rating)}
      disabled={disabled}
      invalid={unit.id in problems}
      onSelect={(chosen) => {
        if (chosen === null) act({ type: "unrate", response: id, turn: unit.turn });
        else act({ type: "rating", response: id, rating: ratingFrom(chosen), turn: unit.turn });
      }}
    />
  );
}

function ratingFrom(chosen: string): Rating {
  return chosen === "cannot_assess" ? chosen : Number(chosen);
}

function RankInput({ unit, id }: { unit: OverallUnit; id: string }) {
  const { answer, act, context, disabled, problems } = useAnswering();
  const of = context.content.responses.map((response) => response.id);
  const rank = ranksAt(answer, unit.turn)[id];
  return (
    <ScaleRow
      label={unit.title}
      choices={of.map((_, place) => ({
        id: String(place + 1),
        label: `Place ${String(place + 1)}`,
        short: String(place + 1),
      }))}
      selected={rank === undefined ? null : String(rank)}
      disabled={disabled}
      invalid={unit.id in problems}
      onSelect={(chosen) => {
        act({ type: "rank", response: id, rank: chosen === null ? null : Number(chosen), turn: unit.turn, of });
      }}
    />
  );
}

/** The order in words, and the way out for who cannot rank them. */
function RankingFoot({ turn }: { turn: number | null }) {
  const { answer, act, context, disabled } = useAnswering();
  const overall = turn === null ? answer.overall : answer.turns?.[String(turn)];
  const unable = overall !== undefined && "verdict" in overall;
  return (
    <>
      <ScaleRow
        label="Other answers"
        layout="wrap"
        choices={[{ id: "cannot_assess", label: "Cannot assess", aside: true, shortcut: "u" }]}
        selected={unable ? "cannot_assess" : null}
        disabled={disabled}
        onSelect={(id) => {
          act(id === null ? { type: "clear_overall", turn } : { type: "cannot_rank", turn });
        }}
      />
      {overall && !unable && (
        <p className={styles.order} role="status">
          {sayOverall(overall, context.settings, context.content, (id) => letterOf(context.content, id))}
        </p>
      )}
    </>
  );
}
