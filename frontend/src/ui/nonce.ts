import { setNonce } from "get-nonce";

/** The page's nonce. Styles that libraries add at run time must carry it, or the browser drops them. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

if (styleNonce) setNonce(styleNonce);
