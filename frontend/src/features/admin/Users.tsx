import { Group, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sayError } from "@/api/errors";
import { usersQuery } from "@/api/people";
import type { User } from "@/api/types";
import { count } from "@/lib/format";
import { DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { columns } from "./columns";
import { type Group as GroupName, GROUPS, inGroup, search } from "./directory";
import styles from "./Users.module.css";

const LABELS: Record<GroupName, string> = {
  accounts: "Can sign in",
  locked: "Deactivated",
  authors: "Authors of imported answers",
};

/** Everybody, by whether they can sign in. */
export function Users() {
  const users = useQuery(usersQuery());
  const [group, setGroup] = useState<GroupName>("accounts");
  const [text, setText] = useState("");
  if (users.isError) return <Problem onRetry={() => void users.refetch()}>{sayError(users.error)}</Problem>;
  return (
    <Section title="Accounts" flush>
      <Group gap="sm" className={styles.filters}>
        <GroupControl users={users.data ?? []} value={group} onChange={setGroup} />
        <TextInput
          aria-label="Search people"
          placeholder="Name, e-mail or pseudonym"
          leftSection={<Icon name="search" size={15} />}
          w={250}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
      </Group>
      <DataTable
        label="People"
        columns={columns(group)}
        rows={users.data && search(inGroup(users.data, group), text)}
        rowKey={(user) => user.id}
        empty={
          <EmptyState icon="search" title="Nobody">
            {text ? "Try another name." : "Nobody is in this group."}
          </EmptyState>
        }
      />
    </Section>
  );
}

interface GroupControlProps {
  users: readonly User[];
  value: GroupName;
  onChange: (group: GroupName) => void;
}

function GroupControl({ users, value, onChange }: GroupControlProps) {
  return (
    <SegmentedControl
      size="sm"
      aria-label="Which accounts"
      value={value}
      onChange={(group) => {
        onChange(group as GroupName);
      }}
      data={GROUPS.map((group) => ({ value: group, label: `${LABELS[group]} ${count(inGroup(users, group).length)}` }))}
    />
  );
}
