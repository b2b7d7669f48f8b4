import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { fieldsOf, sayError } from "@/api/errors";
import { invitationsQuery, invite } from "@/api/people";
import { fieldsUnder } from "@/lib/fields";
import { useFields } from "@/lib/useFields";
import { Problem } from "@/ui/Problem";

import { GrantRows } from "./GrantRows";
import { chosen, type GrantDraft } from "./grants";
import { LinkShown } from "./LinkShown";

interface InviteFields {
  email: string;
  grants: GrantDraft[];
  is_admin: boolean;
}

const NOTHING: InviteFields = { email: "", grants: [], is_admin: false };

/** For whom the link is, and what it gives them. */
export function InviteForm() {
  const client = useQueryClient();
  const { values, text, set } = useFields<InviteFields>(NOTHING);
  const create = useMutation({
    mutationFn: () =>
      invite({ email: values.email || undefined, is_admin: values.is_admin, grants: chosen(values.grants) }),
    meta: { showsItsErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery().queryKey }),
  });
  if (create.data) return <LinkShown label="Invitation link" invitation={create.data} />;
  const fields = fieldsOf(create.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack>
        {create.isError && !fields.email && <Problem>{sayError(create.error)}</Problem>}
        <TextInput
          label="E-mail"
          description="Leave it empty for a link that any one person can use."
          type="email"
          data-autofocus
          error={fields.email}
          {...text("email")}
        />
        <GrantRows
          grants={values.grants}
          problems={fieldsUnder(fields, "grants")}
          onChange={(grants) => {
            set("grants", grants);
          }}
        />
        <Checkbox
          label="Admin"
          description="Sees and changes every project and every account"
          checked={values.is_admin}
          onChange={(event) => {
            set("is_admin", event.currentTarget.checked);
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            Make link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
