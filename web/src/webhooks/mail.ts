import type { Hook } from "../api";

/** A mail hook of a server that takes no mail in has no domain after its `@`. */
export function takesNoMail({ type, url }: Pick<Hook, "type" | "url">): boolean {
    return type === "mail" && url.endsWith("@");
}

export const noMail = "This server takes no mail in yet: whoever runs it starts it with --mail-port and --mail-domain. The address then ends with that domain.";
