import { useState } from "react";
import database from "lucide/database.svg";
import plus from "lucide/plus.svg";
import settingsIcon from "lucide/settings.svg";
import trash from "lucide/trash-2.svg";
import { dataStores as calls, useAnswer, type StoreRecord } from "../api";
import { bytes, counted } from "../format";
import { navigate, usePlace } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import {
    Button,
    ConfirmDelete,
    EmptyState,
    LinkButton,
    Pages,
    SearchField,
    SelectionBar,
    Shown,
    SkeletonBlocks,
    Table,
    useSelection,
    type Column,
} from "../ui";
import { RecordDialog } from "./RecordDialog";
import { StoreSettings } from "./StoreSettings";
import { pageSize, useRecords } from "./useRecords";

/** One data store, record by record. */
export default function StorePage({ storeId }: { storeId: number }) {
    const { user, organization } = useSession();
    const { search } = usePlace();
    const text = new URLSearchParams(search).get("text") ?? "";
    const [page, setPage] = useState(0);
    const store = useAnswer(`store ${storeId}`, (signal) => calls.read(storeId, signal));
    const { answer, records: rows, searchedTo, searchOn, busy } = useRecords(storeId, text, page);
    const [editing, setEditing] = useState<{ record?: StoreRecord }>();
    const [deleting, setDeleting] = useState<string[]>();
    const [removing, setRemoving] = useState(false);
    const [setting, setSetting] = useState(false);
    const changes = mayChange(user, organization.id);
    const selection = useSelection(
        rows,
        (record) => record.key,
        () => true,
        (record) => record.key,
    );
    const reload = () => (answer.reload(), store.reload());
    const columns: Column<StoreRecord>[] = [
        { id: "key", title: "Key", cell: (record) => <code className="cell-name record-key">{record.key}</code> },
        {
            id: "data",
            title: "Data",
            cell: (record) => <code className="record-data ellipsis">{JSON.stringify(record.data)}</code>,
        },
    ];
    if (store.error?.status === 404)
        return (
            <Page title="Data store" crumbs={[{ label: "Data stores", to: "/data-stores" }]}>
                <EmptyState icon={database} title="Its records can't be shown" action={<LinkButton to="/data-stores">All data stores</LinkButton>}>
                    It isn't here any more, or this server can't show records.
                </EmptyState>
            </Page>
        );
    return (
        <Page
            title={store.data?.name ?? "Data store"}
            crumbs={[{ label: "Data stores", to: "/data-stores" }]}
            actions={
                changes && (
                    <>
                        <Button icon={settingsIcon} disabled={!store.data} onClick={() => setSetting(true)}>
                            Settings
                        </Button>
                        <Button icon={trash} onClick={() => setRemoving(true)}>
                            Delete
                        </Button>
                        <Button kind="primary" icon={plus} onClick={() => setEditing({})}>
                            Add a record
                        </Button>
                    </>
                )
            }
        >
            <div className="filters" role="search" aria-label="Filter">
                <SearchField
                    label="Search in keys and data"
                    value={text}
                    onSearch={(next) => navigate(`${location.pathname}${next === "" ? "" : `?text=${encodeURIComponent(next)}`}`, { replace: true })}
                />
                <p className="note filters-note">
                    {store.data && `${counted(store.data.records, "record", "records")}, ${bytes(store.data.size)} of ${bytes(store.data.maxSize)}`}
                </p>
            </div>
            <Shown answer={{ ...answer, data: answer.latest }} what="The records" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(shown) => (
                    <section className="card card-flush">
                        {rows.length === 0 ? (
                            <EmptyState icon={database} title={text === "" ? "No records yet" : searchedTo === null ? "No record holds that" : "Nothing found so far"}>
                                {text === "" && "Modules add them, or you do."}
                            </EmptyState>
                        ) : (
                            <Table
                                label="Records"
                                testId="records-table"
                                columns={columns}
                                rows={rows}
                                rowKey={(record) => record.key}
                                onOpen={(record) => setEditing({ record })}
                                selection={changes ? selection : undefined}
                            />
                        )}
                        {searchedTo !== null && (
                            <div className="table-line">
                                <span>Records after {searchedTo} have not been searched yet</span>
                                <Button small busy={busy} onClick={searchOn}>
                                    Search on
                                </Button>
                            </div>
                        )}
                        {text === "" && shown.count > pageSize && (
                            <div className="table-line">
                                <Pages page={page} size={pageSize} total={shown.count} onChoose={setPage} />
                            </div>
                        )}
                    </section>
                )}
            </Shown>
            {selection.rows.length > 0 && (
                <SelectionBar text={`${counted(selection.rows.length, "record", "records")} chosen`} onClear={selection.clear}>
                    <Button kind="danger" icon={trash} onClick={() => setDeleting(selection.rows.map((record) => record.key))}>
                        Delete
                    </Button>
                </SelectionBar>
            )}
            {editing && changes && (
                <RecordDialog
                    storeId={storeId}
                    record={editing.record}
                    onClose={() => setEditing(undefined)}
                    onSaved={() => {
                        setEditing(undefined);
                        reload();
                    }}
                />
            )}
            {deleting && (
                <ConfirmDelete
                    title={`Delete ${counted(deleting.length, "record", "records")}?`}
                    action={`Delete ${counted(deleting.length, "record", "records")}`}
                    onClose={() => setDeleting(undefined)}
                    onDelete={async () => {
                        await calls.removeRecords(storeId, deleting);
                        setDeleting(undefined);
                        selection.clear();
                        reload();
                    }}
                />
            )}
            {setting && store.data && (
                <StoreSettings
                    store={store.data}
                    onClose={() => setSetting(false)}
                    onSaved={() => {
                        setSetting(false);
                        store.reload();
                    }}
                />
            )}
            {removing && store.data && (
                <ConfirmDelete
                    title={`Delete ${store.data.name}?`}
                    action="Delete this data store"
                    onClose={() => setRemoving(false)}
                    onDelete={async () => {
                        await calls.remove(storeId);
                        navigate("/data-stores");
                    }}
                />
            )}
        </Page>
    );
}
