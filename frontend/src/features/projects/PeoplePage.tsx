import { ActionIcon, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sayError } from "@/api/errors";
import { membersQuery, removeMember, useRefreshProject } from "@/api/projects";
import type { Member } from "@/api/types";
import { useMe, useProject } from "@/api/useProject";
import { toast } from "@/lib/toasts";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
import { StatusBadge } from "@/ui/StatusBadge";

import { AddMember } from "./AddMember";
import { InviteLink } from "./InviteLink";

export function PeoplePage() {
  const project = useProject();
  const me = useMe();
  const members = useQuery(membersQuery(project.id));
  const [leaving, setLeaving] = useState<Member | null>(null);
  const refresh = useRefreshProject(project.id);
  const remove = useMutation({
    mutationFn: (member: Member) => removeMember(member.id),
    onSuccess: async (_, member) => {
      toast({ tone: "good", message: `${member.user.display_name} is no longer ${member.role} here.` });
      setLeaving(null);
      await refresh();
    },
  });

  const columns: Column<Member>[] = [
    {
      key: "name",
      title: "Name",
      cell: ({ user }) => (
        <>
          <Text fw={560} component="span">
            {user.display_name}
          </Text>
          {user.id === me.id && (
            <Text component="span" c="dimmed">
              {" "}
              (you)
            </Text>
          )}
          {user.is_placeholder && (
            <Text component="span" c="dimmed">
              {" "}
              · author of imported answers, cannot sign in
            </Text>
          )}
        </>
      ),
    },
    {
      key: "pseudonym",
      title: "Pseudonym in exports",
      cell: ({ user }) => (
        <Text ff="monospace" size="sm">
          {user.pseudonym}
        </Text>
      ),
    },
    { key: "role", title: "Role", cell: (member) => <StatusBadge status={member.role} /> },
    { key: "since", title: "Since", cell: (member) => <RelativeTime time={member.created_at} /> },
    {
      key: "actions",
      title: "",
      align: "right",
      cell: (member) => (
        <Tooltip label="Take this role away">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Take the role of ${member.role} away from ${member.user.display_name}`}
            onClick={() => {
              setLeaving(member);
            }}
          >
            <Icon name="trash" size={16} />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ];

  return (
    <Stack gap="lg">
      <Section
        title="People"
        help="Annotators answer tasks, reviewers settle disputes, managers run the project. One person may have several roles."
        actions={
          <Group gap="xs">
            <InviteLink project={project} />
            <AddMember project={project} />
          </Group>
        }
        flush
      >
        {members.isError ? (
          <Problem onRetry={() => void members.refetch()}>{sayError(members.error)}</Problem>
        ) : (
          <DataTable
            label="People of this project"
            columns={columns}
            rows={members.data}
            rowKey={(member) => member.id}
            empty={
              <EmptyState icon="people" title="Nobody yet">
                Add people who have an account, or invite new ones.
              </EmptyState>
            }
          />
        )}
      </Section>
      <ConfirmDialog
        opened={leaving !== null}
        title="Take this role away?"
        action="Take away"
        danger
        busy={remove.isPending}
        onConfirm={() => {
          if (leaving) remove.mutate(leaving);
        }}
        onClose={() => {
          setLeaving(null);
        }}
      >
        {leaving?.user.display_name} will no longer be {leaving?.role} of this project. Answers given so far stay.
      </ConfirmDialog>
    </Stack>
  );
}
