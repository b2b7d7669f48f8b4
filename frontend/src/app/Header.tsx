import { ActionIcon, Avatar, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useMe } from "@/api/useProject";
import { Icon, type IconName } from "@/ui/Icon";
import { Keys } from "@/ui/Keys";
import { Logo } from "@/ui/Logo";

import { useFrame } from "./frameContext";
import styles from "./Shell.module.css";

export function Header() {
  const me = useMe();
  const { openPalette } = useFrame();
  return (
    <header className={styles.header}>
      <Link to="/" className={styles.brand} aria-label="Touchstone, home">
        <Logo /> Touchstone
      </Link>
      <nav className={styles.nav} aria-label="Main">
        <Link to="/" className={styles.link} activeOptions={{ exact: true }}>
          Home
        </Link>
        <Link to="/projects" className={styles.link}>
          Projects
        </Link>
        {me.is_admin && (
          <Link to="/people" className={styles.link}>
            People
          </Link>
        )}
      </nav>
      <UnstyledButton className={styles.search} onClick={openPalette}>
        <Icon name="search" size={15} />
        <span>Search</span>
        <Keys shortcut="mod+k" />
      </UnstyledButton>
      <ThemeButton />
      <UserMenu />
    </header>
  );
}

const NEXT = { light: "dark", dark: "auto", auto: "light" } as const;
const ICONS: Record<keyof typeof NEXT, IconName> = { light: "sun", dark: "moon", auto: "auto" };

function ThemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const label = { light: "Theme: light", dark: "Theme: dark", auto: "Theme: as the system" }[colorScheme];
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="transparent"
        className={styles.button}
        aria-label={label}
        onClick={() => {
          setColorScheme(NEXT[colorScheme]);
        }}
      >
        <Icon name={ICONS[colorScheme]} />
      </ActionIcon>
    </Tooltip>
  );
}

/** "Mia (demo manager)" → "M", "Ada Lovelace" → "AL". */
function initials(name: string): string {
  const words = name.replace(/\(.*?\)/g, "").match(/\p{L}+/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}

function UserMenu() {
  const me = useMe();
  const { openShortcuts, signOut } = useFrame();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={styles.user} aria-label={`Menu of ${me.display_name}`}>
          <Avatar color="gold.4" size={28} variant="filled" autoContrast>
            {initials(me.display_name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className={styles.name}>{me.display_name}</span>
          {me.email}
        </Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<Icon name="user" size={16} />}>
          My account
        </Menu.Item>
        <Menu.Item
          onClick={openShortcuts}
          leftSection={<Icon name="keyboard" size={16} />}
          rightSection={<Keys shortcut="?" />}
        >
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()} leftSection={<Icon name="exit" size={16} />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
