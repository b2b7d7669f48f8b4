import { Button, Loader, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useRouter } from "@tanstack/react-router";

import { fieldsOf, sayError } from "@/api/errors";
import { acceptInvitation, lookUpInvitation } from "@/api/people";
import type { InvitationFacts } from "@/api/types";
import { useFields } from "@/lib/useFields";
import { ButtonLink } from "@/ui/links";
import { Problem } from "@/ui/Problem";

import { Card } from "./Card";

/** The token stands behind the "#", which browsers send to no server. */
export function InvitationPage() {
  const token = useLocation().hash;
  const found = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => lookUpInvitation(token),
    retry: false,
    staleTime: Infinity,
  });
  if (found.data) return <AcceptForm token={token} facts={found.data} />;
  return (
    <Card title={found.isError ? "This link does not work" : "Invitation"}>
      {found.isError ? (
        <Stack>
          <Problem>{sayError(found.error)}</Problem>
          <ButtonLink to="/sign-in" search={{}} variant="default">
            Sign in
          </ButtonLink>
        </Stack>
      ) : (
        <Loader role="status" aria-label="Loading" />
      )}
    </Card>
  );
}

function AcceptForm({ token, facts }: { token: string; facts: InvitationFacts }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { values, text } = useFields({ email: facts.email ?? "", display_name: "", password: "" });
  const accept = useMutation({
    mutationFn: () => acceptInvitation(facts.resets ? { token, password: values.password } : { token, ...values }),
    meta: { showsItsErrors: true },
    onSuccess: async () => {
      client.clear();
      await router.invalidate();
      await navigate({ to: "/" });
    },
  });
  const fields = fieldsOf(accept.error);
  const general = accept.isError && Object.keys(fields).length === 0;

  return (
    <Card
      title={facts.resets ? "Choose a new password" : "Welcome"}
      lead={facts.resets ? undefined : "You were invited to Touchstone. Choose how you sign in."}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate();
        }}
      >
        <Stack>
          {general && <Problem>{sayError(accept.error)}</Problem>}
          {!facts.resets && (
            <>
              <TextInput
                label="E-mail"
                type="email"
                autoComplete="username"
                required
                readOnly={facts.email !== null}
                error={fields.email}
                {...text("email")}
              />
              <TextInput
                label="Your name"
                description="Managers see it. Exports carry a pseudonym instead."
                autoComplete="name"
                required
                error={fields.display_name}
                {...text("display_name")}
              />
            </>
          )}
          <PasswordInput
            label="Password"
            description="At least 10 characters"
            autoComplete="new-password"
            required
            minLength={10}
            error={fields.password}
            {...text("password")}
          />
          <Button type="submit" size="md" loading={accept.isPending}>
            {facts.resets ? "Save and sign in" : "Create account"}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
