import { useState } from "react";
import plug from "lucide/plug.svg";
import plus from "lucide/plus.svg";
import { connections as calls, isKey, useAnswer, type Connection } from "../api";
import { counted } from "../format";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { useTeamThings } from "../team/useTeamThings";
import { Button, EmptyState, Shown, SkeletonBlocks, Table, TextField } from "../ui";
import { useWords } from "../words";
import { AddConnection } from "./AddConnection";
import { ChangeConnection } from "./ChangeConnection";
import { columnsFor, type Asking } from "./columns";
import { DeleteConnection } from "./DeleteConnection";

/** Where modules go, and as whom. Secrets come in and never go out. */
export default function ConnectionsPage() {
    const { user, organization } = useSession();
    const words = useWords();
    const types = useAnswer("connection types", (signal) => calls.types(signal));
    const { teams, answer } = useTeamThings("connections", calls.list);
    const [asking, setAsking] = useState<Asking>();
    const [text, setText] = useState("");
    const changes = mayChange(user, organization.id);
    const isServed = answer.error?.status !== 404;
    const done = () => {
        setAsking(undefined);
        answer.reload();
    };
    const rows = (answer.data ?? []).filter((one) => one.name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()));
    return (
        <Page
            title="Connections and keys"
            actions={
                changes &&
                isServed &&
                types.data && (
                    <Button kind="primary" icon={plus} onClick={() => setAsking({ what: "add" })}>
                        Add
                    </Button>
                )
            }
        >
            {isServed ? (
                <Shown answer={answer} what="The connections" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                    {(all) =>
                        all.length === 0 ? (
                            <section className="card">
                                <EmptyState
                                    icon={plug}
                                    title="Nothing is connected yet"
                                    action={
                                        changes && (
                                            <Button kind="primary" icon={plus} onClick={() => setAsking({ what: "add" })}>
                                                Add a connection or key
                                            </Button>
                                        )
                                    }
                                >
                                    A mail server, a mailbox, an API key: what modules of {words.scenarios} sign in with stands here, sealed, and can be
                                    changed in one place.
                                </EmptyState>
                            </section>
                        ) : (
                            <>
                                <div className="filters" role="search" aria-label="Filter">
                                    <TextField label="Name" value={text} onChange={(event) => setText(event.target.value)} />
                                    <p className="note filters-note">{counted(rows.length, "connection or key", "connections and keys")}</p>
                                </div>
                                <section className="card card-flush">
                                    <Table
                                        label="Connections and keys"
                                        testId="connections-table"
                                        columns={columnsFor(types.data ?? [], changes, setAsking)}
                                        rows={rows}
                                        rowKey={(one) => `${isKey(one.type) ? "key" : "connection"} ${one.id}`}
                                        {...(changes ? { onOpen: (one: Connection) => setAsking({ what: "change", one }) } : {})}
                                    />
                                </section>
                            </>
                        )
                    }
                </Shown>
            ) : (
                <EmptyState icon={plug} title="This server keeps no connections">
                    Modules that sign in somewhere can't be used with it. A newer version of the server can.
                </EmptyState>
            )}
            {asking?.what === "add" && <AddConnection types={types.data ?? []} teams={teams} onAdded={done} onClose={() => setAsking(undefined)} />}
            {asking?.what === "change" && (
                <ChangeConnection
                    connection={asking.one}
                    type={types.data?.find((type) => type.type === asking.one.type)}
                    onChanged={done}
                    onClose={() => setAsking(undefined)}
                />
            )}
            {asking?.what === "delete" && <DeleteConnection connection={asking.one} onDeleted={done} onClose={() => setAsking(undefined)} />}
        </Page>
    );
}
