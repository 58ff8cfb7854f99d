import { useState } from "react";
import copy from "lucide/copy.svg";
import key from "lucide/key-round.svg";
import plus from "lucide/plus.svg";
import trash from "lucide/trash-2.svg";
import { ApiError, apiTokens, useAnswer, type ApiToken } from "../api";
import { Button, Dialog, Icon, IconButton, Shown, SkeletonBlocks, Table, TextField, Time, toast, type Column } from "../ui";

/** Tokens for scripts and SDKs. A whole token is shown once. */
export function ApiTokens() {
    const answer = useAnswer("tokens", (signal) => apiTokens.list(signal));
    const [label, setLabel] = useState("");
    const [busy, setBusy] = useState(false);
    const [made, setMade] = useState<ApiToken>();
    const [removing, setRemoving] = useState<ApiToken>();
    const make = async () => {
        if (label.trim() === "") return;
        setBusy(true);
        try {
            setMade(await apiTokens.make(label.trim()));
            setLabel("");
            answer.reload();
        } catch (error) {
            toast(`No token was made. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    const remove = async (token: ApiToken) => {
        setRemoving(undefined);
        try {
            await apiTokens.remove(token.id);
            answer.reload();
        } catch (error) {
            toast(`The token was not removed. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
    };
    const columns: Column<ApiToken>[] = [
        { id: "label", title: "Label", cell: (token) => token.label },
        { id: "token", title: "Token", cell: (token) => <code>{token.token}</code> },
        { id: "created", title: "Made", align: "end", cell: (token) => <Time at={token.created} /> },
        {
            id: "remove",
            title: "Remove",
            untitled: true,
            align: "end",
            cell: (token) => <IconButton small icon={trash} label={`Remove ${token.label}`} onClick={() => setRemoving(token)} />,
        },
    ];
    return (
        <section className="card card-flush settings-tokens" aria-labelledby="tokens">
            <div className="card-header">
                <h2 id="tokens">API tokens</h2>
                <span className="note">for scripts and tools that act in your name</span>
            </div>
            <form
                className="settings-token-form"
                onSubmit={(event) => {
                    event.preventDefault();
                    make();
                }}
            >
                <TextField label="Label" placeholder="What it is for" value={label} onChange={(event) => setLabel(event.target.value)} />
                <Button type="submit" icon={plus} busy={busy} disabled={label.trim() === ""}>
                    Make a token
                </Button>
            </form>
            {made && (
                <div className="banner settings-token" role="status">
                    <Icon svg={key} size={18} />
                    <div className="stack">
                        <span>This is the whole token of {made.label}. It is not shown again.</span>
                        <code data-testid="new-token">{made.token}</code>
                    </div>
                    <IconButton
                        small
                        icon={copy}
                        label="Copy the token"
                        onClick={() =>
                            navigator.clipboard.writeText(made.token).then(
                                () => toast("Copied."),
                                () => {},
                            )
                        }
                    />
                </div>
            )}
            <Shown answer={answer} what="The tokens" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(list) =>
                    list.length === 0 ? (
                        <p className="table-line">No tokens yet.</p>
                    ) : (
                        <Table label="API tokens" columns={columns} rows={list} rowKey={(token) => token.id} />
                    )
                }
            </Shown>
            {removing && (
                <Dialog
                    title={`Remove ${removing.label}?`}
                    onClose={() => setRemoving(undefined)}
                    footer={
                        <>
                            <Button onClick={() => setRemoving(undefined)}>Keep it</Button>
                            <Button kind="danger" icon={trash} onClick={() => remove(removing)}>
                                Remove the token
                            </Button>
                        </>
                    }
                >
                    What uses it stops working at once. This can't be undone.
                </Dialog>
            )}
        </section>
    );
}
