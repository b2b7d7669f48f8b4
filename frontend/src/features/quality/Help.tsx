import { SimpleGrid, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { Section } from "@/ui/Section";

import { PUBLISHED } from "./published";

interface HelpProps {
  /** Whether the project has measures that are shares. */
  shares: boolean;
}

/** What the figures mean, in words. */
export function Help({ shares }: HelpProps) {
  return (
    <Section title="How to read these figures">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg">
        <Topic title="What alpha is">
          Krippendorff’s alpha says how far people agree beyond chance: one minus the disagreement there is, divided by
          the disagreement that chance alone would give. 1 is perfect agreement, 0 is chance, below 0 people contradict
          each other. It bears any number of people and missing answers. It says nothing of truth: people who are all
          wrong together agree.
        </Topic>
        <Topic title="Why two intervals">
          Over units: how alpha might have come out with other tasks. Over people: how it might have come out with other
          people like these. With few people the second is wide, and no number of further tasks makes it narrow. A
          decision compares the lower end of the wider one.
        </Topic>
        <Topic title="The marks .667 and .80">
          Krippendorff calls data reliable from .80, and fit for tentative conclusions from .667. They are meant for
          categories with a right answer. Preferences hardly ever reach them: where two values are about equally common,
          alpha ≈ 2p − 1 for raw agreement p, so 73 % raw is an alpha of .46.
        </Topic>
        <Topic title="Raw agreement, adjacent agreement, AC1">
          Raw agreement is the share of pairs of answers that are equal, adjacent agreement of those at most one place
          apart. Where nearly all answers are the same, raw agreement is high and alpha low; AC1 is hardly moved by
          that. Read them together: AC1 alone flatters people who cannot find the rare value.
        </Topic>
        <Topic title="When a figure is shown">
          Alpha is shown from 30 tasks that two people or more answered. It may gate a decision from 50, with at least
          10 units that hold another value than the commonest. A unit is what one value is given to: a task, or one of
          several things in it. Units of one task are not independent, so the interval over units draws whole tasks.
        </Topic>
        {shares && (
          <Topic title="What a share is">
            Where people find for themselves what there is to judge, some questions have no alpha: how much of it two
            people both found, or how alike they marked it. Each pair of answers to a task is compared, and what the
            pairs have in common is added up and divided by all that was compared: 100 % is full agreement. A share is
            not corrected for chance, so 80 % is not an alpha of .80. It is shown from 30 tasks with something to
            compare and may gate a decision from 50.
          </Topic>
        )}
        <Topic title="What to do when it is low">
          Open the measure and look for a person who differs from all others. Then read the tasks with the least
          agreement: most often the guidelines are silent on what they have in common, or a criterion’s anchors overlap.
        </Topic>
      </SimpleGrid>
      <Title order={3} mt="xl" mb={4}>
        Published agreement
      </Title>
      <Text size="sm" c="dimmed" maw="72ch">
        Compare only like with like: the level of measurement and how common each value is change the figure.
      </Text>
      <PublishedTable />
    </Section>
  );
}

function Topic({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <Text size="sm" maw="68ch">
        {children}
      </Text>
    </div>
  );
}

function PublishedTable() {
  return (
    <Table maw={860} mt="xs" verticalSpacing={5}>
      <caption className="visually-hidden">Published agreement</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Work</Table.Th>
          <Table.Th scope="col">What was measured</Table.Th>
          <Table.Th scope="col" ta="right">
            Figure
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {PUBLISHED.map(({ work, what, figure }) => (
          <Table.Tr key={`${work} ${what}`}>
            <Table.Td>{work}</Table.Td>
            <Table.Td>{what}</Table.Td>
            <Table.Td ta="right">{figure}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
