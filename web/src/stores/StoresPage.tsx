import { useState } from "react";
import database from "lucide/database.svg";
import plus from "lucide/plus.svg";
import { building, reasonOf, useAnswer, type DataStore } from "../api";
import { bytes, count } from "../format";
import { Link, navigate } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, Dialog, EmptyState, SelectField, Shown, SkeletonBlocks, Table, TextField, toast, type Column } from "../ui";
import { useWords } from "../words";

/** What runs remember from one to the next. */
export default function StoresPage() {
    const { user, organization, teams, team } = useSession();
    const words = useWords();
    const shown = team ? [team] : teams;
    const answer = useAnswer(shown.length === 0 ? null : `all stores ${shown.map((one) => one.id).join(" ")}`, async (signal) => {
        const lists = await Promise.all(shown.map((one) => building.dataStores(one.id, signal)));
        return lists.flat();
    });
    const [adding, setAdding] = useState(false);
    const add = mayChange(user, organization.id) && (
        <Button kind="primary" icon={plus} onClick={() => setAdding(true)}>
            New data store
        </Button>
    );
    const columns: Column<DataStore>[] = [
        {
            id: "name",
            title: "Name",
            cell: (store) => (
                <Link to={`/data-stores/${store.id}`} className="hook-name">
                    {store.name}
                </Link>
            ),
        },
        { id: "records", title: "Records", align: "end", cell: (store) => count(store.records) },
        { id: "size", title: "Size", align: "end", cell: (store) => `${bytes(store.size)} of ${bytes(store.maxSize)}` },
    ];
    return (
        <Page title="Data stores" actions={answer.data && answer.data.length > 0 && add}>
            <Shown answer={answer} what="The data stores" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(rows) => (
                    <section className="card card-flush">
                        {rows.length === 0 ? (
                            <EmptyState icon={database} title="No data stores yet" action={add}>
                                Records by key that {words.scenarios} write in one run and read in another.
                            </EmptyState>
                        ) : (
                            <Table
                                label="Data stores"
                                testId="stores-table"
                                columns={columns}
                                rows={rows}
                                rowKey={(store) => store.id}
                                onOpen={(store) => navigate(`/data-stores/${store.id}`)}
                            />
                        )}
                    </section>
                )}
            </Shown>
            {adding && <NewStore teams={shown} onClose={() => setAdding(false)} />}
        </Page>
    );
}

function NewStore({ teams, onClose }: { teams: { id: number; name: string }[]; onClose: () => void }) {
    const [name, setName] = useState("");
    const [size, setSize] = useState("1");
    const [teamId, setTeamId] = useState(teams[0]?.id);
    const [busy, setBusy] = useState(false);
    const megabytes = Number(size);
    const wrong = !(Number.isInteger(megabytes) && megabytes >= 1);
    const make = async () => {
        if (name.trim() === "" || wrong || teamId === undefined) return;
        setBusy(true);
        try {
            const store = await building.makeDataStore({ name: name.trim(), teamId, maxSizeMB: megabytes });
            navigate(`/data-stores/${store.id}`);
        } catch (error) {
            toast(`It was not made. ${reasonOf(error)}`, { kind: "bad" });
            setBusy(false);
        }
    };
    return (
        <Dialog
            title="New data store"
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="primary" busy={busy} disabled={name.trim() === "" || wrong} onClick={make}>
                        Create data store
                    </Button>
                </>
            }
        >
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    void make();
                }}
            >
                <TextField label="Name" value={name} onChange={(event) => setName(event.target.value)} />
                {teams.length > 1 && (
                    <SelectField label="Team" value={teamId} onChange={(event) => setTeamId(Number(event.target.value))}>
                        {teams.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.name}
                            </option>
                        ))}
                    </SelectField>
                )}
                <TextField
                    label="Room, in MB"
                    inputMode="numeric"
                    value={size}
                    error={wrong ? "A whole number, at least 1." : undefined}
                    onChange={(event) => setSize(event.target.value)}
                />
                <button type="submit" hidden />
            </form>
        </Dialog>
    );
}
