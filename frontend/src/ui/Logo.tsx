interface LogoProps {
  size?: number;
}

/** A dark stone with the streak that gold left on it. */
export function Logo({ size = 26 }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M9.2 3.6 21.7 2.5c1 0 1.9.5 2.5 1.3l5.2 9.4c.4.7.5 1.6.2 2.4l-4.7 11.4c-.4 1-1.4 1.7-2.5 1.8l-12.3.7c-1 0-2-.4-2.6-1.3L2.1 19.1c-.5-.8-.6-1.8-.2-2.7L6.7 5.4c.4-1 1.4-1.7 2.5-1.8Z"
        fill="#3b4a5b"
      />
      <path
        d="M9.2 3.6 21.7 2.5c1 0 1.9.5 2.5 1.3l1.3 2.3L8 14.2 4.3 11l2.4-5.6c.4-1 1.4-1.7 2.5-1.8Z"
        fill="#52647a"
      />
      <path
        d="M8.3 22.6C12.6 19.8 18 14.9 23.2 8.6"
        fill="none"
        stroke="#e0b43a"
        strokeWidth="3.1"
        strokeLinecap="round"
      />
      <path
        d="M11.6 24.3c2.4-1.6 4.8-3.7 7-6"
        fill="none"
        stroke="#e0b43a"
        strokeWidth="1.5"
        strokeLinecap="round"
        opacity=".7"
      />
    </svg>
  );
}
