import { useState, type ReactNode } from "react";
import plus from "lucide/plus.svg";
import { navigate } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, EmptyState, Shown, SkeletonBlocks, Table, type Column } from "../ui";
import { useTeamThings } from "./useTeamThings";

interface TeamListProps<One> {
    title: string;
    /** "data store", in the middle of a sentence. */
    one: string;
    icon: string;
    /** Its address; each one's is below it. */
    path: string;
    testId: string;
    read: (teamId: number, signal: AbortSignal) => Promise<One[]>;
    columns: Column<One>[];
    /** What they are for, as long as there are none. */
    children: ReactNode;
    /** The dialog that makes one. */
    adding: (props: { teams: { id: number; name: string }[]; onClose: () => void }) => ReactNode;
}

/** The things of one kind that teams have: a table in which each leads to its own page, and the button that makes one. */
export function TeamList<One extends { id: number }>({ title, one, icon, path, testId, read, columns, children, adding }: TeamListProps<One>) {
    const { user, organization } = useSession();
    const { teams, answer } = useTeamThings(path, read);
    const [asking, setAsking] = useState(false);
    const add = mayChange(user, organization.id) && (
        <Button kind="primary" icon={plus} onClick={() => setAsking(true)}>
            New {one}
        </Button>
    );
    return (
        <Page title={title} actions={answer.data && answer.data.length > 0 && add}>
            <Shown answer={answer} what={`The ${one}s`} skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(rows) => (
                    <section className="card card-flush">
                        {rows.length === 0 ? (
                            <EmptyState icon={icon} title={`No ${one}s yet`} action={add}>
                                {children}
                            </EmptyState>
                        ) : (
                            <Table
                                label={title}
                                testId={testId}
                                columns={columns}
                                rows={rows}
                                rowKey={(row) => row.id}
                                onOpen={(row) => navigate(`${path}/${row.id}`)}
                            />
                        )}
                    </section>
                )}
            </Shown>
            {asking && adding({ teams, onClose: () => setAsking(false) })}
        </Page>
    );
}
