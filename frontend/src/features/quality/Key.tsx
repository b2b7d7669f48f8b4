import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

import type { Measure } from "@/api/types";

import plot from "./IntervalPlot.module.css";
import styles from "./Key.module.css";
import { DRAWN } from "./words";

/** What the signs of the plots mean. */
export function Key({ statistic }: { statistic: Measure["statistic"] }) {
  return (
    <Group gap="lg" className={styles.key}>
      <Sign text={statistic}>
        <circle className={plot.dot} cx={14} cy={8} r={5} />
      </Sign>
      <Sign text={`95 % interval over ${DRAWN[statistic]}`}>
        <line className={plot.units} x1={2} x2={26} y1={8} y2={8} />
      </Sign>
      <Sign text="95 % interval over people">
        <path className={plot.people} d="M2 3v10M2 8h24M26 3v10" />
      </Sign>
      {statistic === "alpha" && (
        <Sign text="Krippendorff’s marks: .667 tentative, .80 reliable">
          <line className={plot.mark} x1={14} x2={14} y1={0} y2={16} />
        </Sign>
      )}
    </Group>
  );
}

function Sign({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Group gap={7} wrap="nowrap">
      <svg width={28} height={16} aria-hidden="true">
        {children}
      </svg>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Group>
  );
}
