import { Center, Loader } from "@mantine/core";

/** Something is on its way. */
export function Waiting() {
  return (
    <Center py={80}>
      <Loader role="status" aria-label="Loading" />
    </Center>
  );
}
