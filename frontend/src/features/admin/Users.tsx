import { ActionIcon, Badge, Group, Menu, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { sayError } from "@/api/errors";
import { changeUser, makeResetLink, usersQuery } from "@/api/people";
import type { User } from "@/api/types";
import { useMe } from "@/api/useProject";
import { toast } from "@/lib/toasts";
import { CopyField } from "@/ui/CopyField";
import { type Column,DataTable } from "@/ui/DataTable";
import { DemoBadge } from "@/ui/DemoBadge";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

const columns: Column<User>[] = [
  {
    key: "name",
    title: "Name",
    cell: (user) => (
      <Group gap="xs">
        <Text fw={560}>{user.display_name}</Text>
        {user.is_admin && <Badge color="gold" size="sm" tt="none">admin</Badge>}
        {user.is_demo && <DemoBadge />}
        {user.is_placeholder && <Badge color="gray" size="sm" tt="none">imported author</Badge>}
        {!user.is_active && !user.is_placeholder && <Badge color="red" size="sm" tt="none">locked</Badge>}
      </Group>
    ),
  },
  { key: "email", title: "E-mail", cell: (user) => user.email ?? "–" },
  { key: "pseudonym", title: "Pseudonym", cell: (user) => <Text ff="monospace" size="sm">{user.pseudonym}</Text> },
  { key: "seen", title: "Last sign-in", cell: (user) => (user.last_login ? <RelativeTime time={user.last_login} /> : "never") },
  { key: "actions", title: "", align: "right", cell: (user) => !user.is_placeholder && <UserMenu user={user} /> },
];

export function Users() {
  const users = useQuery(usersQuery());
  return (
    <Section title="Accounts" flush>
      {users.isError ? (
        <Problem onRetry={() => void users.refetch()}>{sayError(users.error)}</Problem>
      ) : (
        <DataTable label="Accounts" columns={columns} rows={users.data} rowKey={(user) => user.id} empty={null} />
      )}
    </Section>
  );
}

function UserMenu({ user }: { user: User }) {
  const me = useMe();
  const client = useQueryClient();
  const [link, setLink] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: changeUser,
    onSuccess: async (changed) => {
      toast({ tone: "good", message: `${changed.display_name} is changed.` });
      await client.invalidateQueries({ queryKey: usersQuery().queryKey });
    },
  });
  const reset = useMutation({
    mutationFn: () => makeResetLink(user.id),
    onSuccess: (made) => {
      setLink(made.url);
    },
  });
  const turn = (field: "is_active" | "is_admin") => () => {
    change.mutate({ id: user.id, [field]: !user[field] });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${user.display_name}`}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => {
              reset.mutate();
            }}
          >
            Make a link for a new password
          </Menu.Item>
          <Menu.Item disabled={user.id === me.id} onClick={turn("is_admin")}>
            {user.is_admin ? "No longer an admin" : "Make an admin"}
          </Menu.Item>
          <Menu.Item disabled={user.id === me.id} onClick={turn("is_active")}>
            {user.is_active ? "Lock the account" : "Unlock the account"}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={link !== null}
        onClose={() => {
          setLink(null);
        }}
        title={`A new password for ${user.display_name}`}
      >
        <Stack>
          <CopyField label="Link" description="Shown only now. It works once." value={link ?? ""} />
        </Stack>
      </Modal>
    </>
  );
}
