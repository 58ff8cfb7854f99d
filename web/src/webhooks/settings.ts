import type { HookSettings } from "../api/types";

/** What stands in the form; secrets only where they were typed. */
export interface Draft {
    headers: boolean;
    method: boolean;
    stringify: boolean;
    ip: string;
    udt: string;
    hasKey: boolean;
    keyHeader: string;
    keySecret: string;
    isSigned: boolean;
    signatureHeader: string;
    algorithm: "sha256" | "sha1";
    encoding: "hex" | "base64";
    prefix: string;
    signatureSecret: string;
}

export function draftOf(settings: HookSettings): Draft {
    const { apiKey, signature } = settings;
    return {
        headers: settings.headers === true,
        method: settings.method === true,
        stringify: settings.stringify === true,
        ip: addressesOf(settings.ip).join("\n"),
        udt: settings.udt ? String(settings.udt) : "",
        hasKey: Boolean(apiKey),
        keyHeader: apiKey?.header ?? "x-make-apikey",
        keySecret: "",
        isSigned: Boolean(signature),
        signatureHeader: signature?.header ?? "X-Hub-Signature-256",
        algorithm: signature?.algorithm ?? "sha256",
        encoding: signature?.encoding ?? "hex",
        prefix: signature ? (signature.prefix ?? "") : "sha256=",
        signatureSecret: "",
    };
}

/** What is sent. A secret that was not typed stays. */
export function settingsOf(draft: Draft): HookSettings {
    const addresses = addressesOf(draft.ip);
    return {
        headers: draft.headers,
        method: draft.method,
        stringify: draft.stringify,
        ip: addresses.length === 0 ? null : addresses,
        udt: draft.udt === "" ? null : Number(draft.udt),
        apiKey: draft.hasKey ? { header: draft.keyHeader.trim(), ...secret(draft.keySecret) } : null,
        signature: draft.isSigned
            ? {
                  header: draft.signatureHeader.trim(),
                  algorithm: draft.algorithm,
                  encoding: draft.encoding,
                  prefix: draft.prefix,
                  ...secret(draft.signatureSecret),
              }
            : null,
    };
}

const secret = (typed: string) => (typed === "" ? {} : { secret: typed });

/** A guard without its secret would let nobody in. */
export function problemsOf(draft: Draft, kept: HookSettings): Partial<Record<"keyHeader" | "keySecret" | "signatureHeader" | "signatureSecret", string>> {
    const problems: ReturnType<typeof problemsOf> = {};
    if (draft.hasKey && draft.keyHeader.trim() === "") problems.keyHeader = "The header needs a name.";
    if (draft.hasKey && draft.keySecret === "" && !kept.apiKey?.secretSet) problems.keySecret = "The key is needed.";
    if (draft.isSigned && draft.signatureHeader.trim() === "") problems.signatureHeader = "The header needs a name.";
    if (draft.isSigned && draft.signatureSecret === "" && !kept.signature?.secretSet) problems.signatureSecret = "The secret is needed.";
    return problems;
}

function addressesOf(given: string | string[] | null | undefined): string[] {
    const texts = Array.isArray(given) ? given : [given ?? ""];
    return texts.flatMap((text) => text.split(/[\s,]+/)).filter(Boolean);
}
