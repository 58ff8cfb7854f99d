import type { Organization } from "../api";
import { Link, navigate } from "../router";
import { useSession } from "../session";
import { Table, Time, type Column } from "../ui";
import { AdminPage } from "./AdminPage";

const columns: Column<Organization>[] = [
    { id: "name", title: "Organization", cell: (one) => <Link to={`/admin/organizations/${one.id}`}>{one.name}</Link> },
    { id: "zone", title: "Time zone", minor: true, cell: (one) => one.timezone },
    { id: "paused", title: "State", cell: (one) => (one.isPaused ? "Paused" : "Running") },
    { id: "reset", title: "Resets", align: "end", cell: (one) => <Time at={one.nextReset} /> },
];

/** Whose credits the operator looks after. */
export default function OrganizationsPage() {
    const { organizations } = useSession();
    return (
        <AdminPage tab="organizations" title="Organizations">
            <section className="card card-flush" aria-label="Organizations">
                <Table
                    label="Organizations"
                    testId="organizations-table"
                    columns={columns}
                    rows={organizations}
                    rowKey={(one) => one.id}
                    onOpen={(one) => navigate(`/admin/organizations/${one.id}`)}
                />
            </section>
        </AdminPage>
    );
}
