import { Stack } from "@mantine/core";

import { Page } from "@/ui/Page";

import { Appearance } from "./Appearance";
import { PasswordForm } from "./PasswordForm";
import { ProfileForm } from "./ProfileForm";
import { Sessions } from "./Sessions";
import { Tokens } from "./Tokens";

export function AccountPage() {
  return (
    <Page title="My account" narrow>
      <Stack gap="lg">
        <ProfileForm />
        <PasswordForm />
        <Sessions />
        <Tokens />
        <Appearance />
      </Stack>
    </Page>
  );
}
