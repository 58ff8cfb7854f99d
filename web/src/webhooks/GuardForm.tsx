import { useState } from "react";
import { hooks as calls, reasonOf, type Hook } from "../api";
import { StructureSelect } from "../structures/StructureSelect";
import { Banner, Button, Check, SelectField, TextArea, TextField, toast } from "../ui";
import { draftOf, problemsOf, settingsOf, type Draft } from "./settings";

interface GuardFormProps {
    hook: Hook;
    changes: boolean;
    onChanged: () => void;
}

/** Who may deliver, and how a delivery is read. */
export function GuardForm({ hook, changes, onChanged }: GuardFormProps) {
    const kept = hook.data ?? {};
    const [name, setName] = useState(hook.name);
    const [draft, setDraft] = useState(() => draftOf(kept));
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const all = problemsOf(draft, kept);
    const problems = tried ? all : {};
    const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
    const save = async () => {
        setTried(true);
        if (Object.keys(all).length > 0 || name.trim() === "") return;
        setBusy(true);
        setFailure(undefined);
        try {
            if (name.trim() !== hook.name) await calls.rename(hook.id, name.trim());
            await calls.change(hook.id, settingsOf(draft));
            toast("Saved. It holds from the next delivery on.", { kind: "good" });
            setDraft({ ...draft, keySecret: "", signatureSecret: "" });
            onChanged();
        } catch (error) {
            setFailure(`Not all was saved. ${reasonOf(error)}`);
        }
        setBusy(false);
    };
    const secretField = (label: string, field: "keySecret" | "signatureSecret", isKept: boolean) => (
        <TextField
            label={label}
            type="password"
            autoComplete="new-password"
            value={draft[field]}
            disabled={!changes}
            error={problems[field]}
            placeholder={isKept ? "••••••••" : undefined}
            help={isKept ? "Kept, and not shown. Empty: it stays." : undefined}
            onChange={(event) => put({ [field]: event.target.value })}
        />
    );
    return (
        <form
            className="card settings-card"
            aria-labelledby="guards"
            onSubmit={(event) => {
                event.preventDefault();
                void save();
            }}
        >
            <h2 id="guards">Who may deliver, and how it is read</h2>
            <p className="muted">Whoever has the address, unless you say more. All that is chosen must hold.</p>
            <TextField
                label="Name"
                value={name}
                disabled={!changes}
                error={name.trim() === "" ? "It needs a name." : undefined}
                onChange={(event) => setName(event.target.value)}
            />
            {hook.type !== "mail" && (
                <>
                    <Check label="A key in a header" on={draft.hasKey} disabled={!changes} onChange={(hasKey) => put({ hasKey })} />
                    {draft.hasKey && (
                        <div className="settings-pair hook-part">
                            <TextField
                                label="Header of the key"
                                value={draft.keyHeader}
                                disabled={!changes}
                                error={problems.keyHeader}
                                onChange={(event) => put({ keyHeader: event.target.value })}
                            />
                            {secretField("Key", "keySecret", kept.apiKey?.secretSet === true)}
                        </div>
                    )}
                    <Check
                        label="A signature of the body (HMAC)"
                        on={draft.isSigned}
                        disabled={!changes}
                        onChange={(isSigned) => put({ isSigned })}
                    />
                    {draft.isSigned && (
                        <div className="settings-pair hook-part">
                            <TextField
                                label="Header of the signature"
                                value={draft.signatureHeader}
                                disabled={!changes}
                                error={problems.signatureHeader}
                                onChange={(event) => put({ signatureHeader: event.target.value })}
                            />
                            {secretField("Secret", "signatureSecret", kept.signature?.secretSet === true)}
                            <SelectField
                                label="Algorithm"
                                value={draft.algorithm}
                                disabled={!changes}
                                onChange={(event) => put({ algorithm: event.target.value as Draft["algorithm"] })}
                            >
                                <option value="sha256">SHA-256</option>
                                <option value="sha1">SHA-1</option>
                            </SelectField>
                            <SelectField
                                label="Written as"
                                value={draft.encoding}
                                disabled={!changes}
                                onChange={(event) => put({ encoding: event.target.value as Draft["encoding"] })}
                            >
                                <option value="hex">hex</option>
                                <option value="base64">base64</option>
                            </SelectField>
                            <TextField
                                label="What stands before it"
                                value={draft.prefix}
                                disabled={!changes}
                                help="Such as sha256=, or nothing."
                                onChange={(event) => put({ prefix: event.target.value })}
                            />
                        </div>
                    )}
                    <TextArea
                        label="Allowed addresses"
                        rows={3}
                        spellCheck={false}
                        value={draft.ip}
                        disabled={!changes}
                        help="IPv4 and IPv6, single ones or ranges such as 203.0.113.0/24, one a line. Empty: everyone."
                        onChange={(event) => put({ ip: event.target.value })}
                    />
                </>
            )}
            <StructureSelect
                teamId={hook.teamId}
                value={draft.udt === "" ? null : Number(draft.udt)}
                none="None: everything is taken"
                disabled={!changes}
                help="What doesn't fit it is refused with the name of the field (400)."
                onChange={(udt) => put({ udt: udt === null ? "" : String(udt) })}
            />
            <Check label="Get the request's headers" on={draft.headers} disabled={!changes} onChange={(headers) => put({ headers })} />
            <Check label="Get the request's method" on={draft.method} disabled={!changes} onChange={(method) => put({ method })} />
            <Check
                label="Take the body as one text, without reading it"
                on={draft.stringify}
                disabled={!changes}
                onChange={(stringify) => put({ stringify })}
            />
            {failure && <Banner tone="bad">{failure}</Banner>}
            {changes && (
                <div>
                    <Button kind="primary" type="submit" busy={busy}>
                        Save
                    </Button>
                </div>
            )}
        </form>
    );
}
