import { ActionIcon, Button, Group, Input, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { projectsQuery } from "@/api/projects";
import { Icon } from "@/ui/Icon";

import { type GrantDraft, ROLES } from "./grants";

interface GrantRowsProps {
  grants: GrantDraft[];
  /** What is wrong with a row, by its place. */
  problems: Record<string, string>;
  onChange: (grants: GrantDraft[]) => void;
}

/** The roles that a new person starts with. */
export function GrantRows({ grants, problems, onChange }: GrantRowsProps) {
  const change = (place: number, part: Partial<GrantDraft>) => {
    onChange(grants.map((grant, index) => (index === place ? { ...grant, ...part } : grant)));
  };
  return (
    <Stack gap="xs" role="group" aria-label="Roles in projects">
      <div>
        <Input.Label component="div">Roles in projects</Input.Label>
        <Input.Description>They can be changed later in each project.</Input.Description>
      </div>
      {grants.map((grant, place) => (
        <GrantRow
          key={place}
          grant={grant}
          problem={problems[String(place)]}
          onChange={(part) => {
            change(place, part);
          }}
          onRemove={() => {
            onChange(grants.filter((_, index) => index !== place));
          }}
        />
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => {
            onChange([...grants, { project: null, role: "annotator" }]);
          }}
        >
          Add a role
        </Button>
      </Group>
    </Stack>
  );
}

interface GrantRowProps {
  grant: GrantDraft;
  problem?: string;
  onChange: (part: Partial<GrantDraft>) => void;
  onRemove: () => void;
}

function GrantRow({ grant, problem, onChange, onRemove }: GrantRowProps) {
  const projects = useQuery(projectsQuery()).data ?? [];
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        <Select
          aria-label="Project"
          placeholder="Project"
          flex={1}
          required
          searchable
          nothingFoundMessage="No such project"
          data={projects.map((project) => ({ value: project.id, label: project.title }))}
          value={grant.project}
          onChange={(project) => {
            onChange({ project });
          }}
        />
        <Select
          aria-label="Role"
          w={140}
          data={ROLES}
          value={grant.role}
          allowDeselect={false}
          onChange={(role) => {
            if (role) onChange({ role });
          }}
        />
        <ActionIcon variant="subtle" color="gray" aria-label="Remove this role" onClick={onRemove}>
          <Icon name="trash" size={16} />
        </ActionIcon>
      </Group>
      {problem && (
        <Text size="sm" c="var(--ts-bad)" role="alert">
          {problem}
        </Text>
      )}
    </div>
  );
}
