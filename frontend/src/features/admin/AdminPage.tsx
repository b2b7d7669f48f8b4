import { Stack } from "@mantine/core";

import { useMe } from "@/api/useProject";
import { ErrorPage } from "@/ui/ErrorPage";
import { Page } from "@/ui/Page";

import { Invitations } from "./Invitations";
import { InviteButton } from "./InviteButton";
import { Users } from "./Users";

/** Everyone on this installation. For admins. */
export function AdminPage() {
  const me = useMe();
  if (!me.is_admin) return <ErrorPage status={403} />;
  return (
    <Page title="People" actions={<InviteButton />}>
      <Stack gap="lg">
        <Users />
        <Invitations />
      </Stack>
    </Page>
  );
}
