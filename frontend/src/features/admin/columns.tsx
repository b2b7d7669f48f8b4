import { Badge, Group, Text } from "@mantine/core";

import type { User } from "@/api/types";
import { useMe } from "@/api/useProject";
import type { Column } from "@/ui/DataTable";
import { DemoBadge } from "@/ui/DemoBadge";
import { RelativeTime } from "@/ui/RelativeTime";

import type { Group as GroupName } from "./directory";
import { UserActions } from "./UserActions";

const name: Column<User> = { key: "name", title: "Name", cell: (user) => <Name user={user} /> };

const created: Column<User> = {
  key: "created",
  title: "Created",
  cell: (user) => <RelativeTime time={user.created_at} />,
};

const ofAccounts: Column<User>[] = [
  { key: "email", title: "E-mail", cell: (user) => user.email },
  {
    key: "admin",
    title: "Admin",
    cell: (user) =>
      user.is_admin ? (
        <Badge color="gold" tt="none" miw="max-content">
          admin
        </Badge>
      ) : (
        "–"
      ),
  },
  created,
  {
    key: "seen",
    title: "Last sign-in",
    cell: (user) => (user.last_login ? <RelativeTime time={user.last_login} /> : "never"),
  },
  { key: "actions", title: "", align: "right", cell: (user) => <UserActions user={user} /> },
];

/** Authors of imported answers have no account, so there is little to say of them and nothing to do. */
export function columns(group: GroupName): Column<User>[] {
  return group === "authors" ? [name, created] : [name, ...ofAccounts];
}

function Name({ user }: { user: User }) {
  const me = useMe();
  return (
    <>
      <Group gap="xs">
        <Text fw={560}>{user.display_name}</Text>
        {user.id === me.id && <Text c="dimmed">(you)</Text>}
        {user.is_demo && <DemoBadge />}
      </Group>
      <Text ff="monospace" size="xs" c="dimmed" title="Pseudonym in exports">
        {user.pseudonym}
      </Text>
    </>
  );
}
