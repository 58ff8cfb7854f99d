import { useState } from "react";
import plus from "lucide/plus.svg";
import pencil from "lucide/pencil.svg";
import { plans, useAnswer, type Plan } from "../api";
import { bytes, credits, price } from "../format";
import { perPeriod, periodKinds } from "../subscription/period";
import { Button, IconButton, Shown, SkeletonBlocks, Table, type Column } from "../ui";
import { useSession } from "../session";
import { AdminPage } from "./AdminPage";
import { PlanEditor } from "./PlanEditor";

/** What can be subscribed to, at which price. */
export default function PlansPage() {
    const { user } = useSession();
    const answer = useAnswer(user.operator ? "plans" : null, (signal) => plans.list(signal));
    const [editing, setEditing] = useState<{ plan: Plan; fresh: boolean }>();
    const first = answer.data?.[0];
    return (
        <AdminPage
            tab="plans"
            title="Plans"
            actions={
                first && (
                    <Button icon={plus} onClick={() => setEditing({ plan: first, fresh: true })}>
                        New plan
                    </Button>
                )
            }
        >
            {editing && (
                <PlanEditor
                    key={`${editing.plan.id} ${editing.fresh}`}
                    base={editing.plan}
                    fresh={editing.fresh}
                    onClose={() => setEditing(undefined)}
                    onSaved={() => {
                        setEditing(undefined);
                        answer.reload();
                    }}
                />
            )}
            <Shown answer={answer} what="The plans" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(list) => (
                    <section className="card card-flush" aria-label="Plans">
                        <Table
                            label="Plans"
                            testId="plans-table"
                            columns={columnsWith((plan) => setEditing({ plan, fresh: false }))}
                            rows={list}
                            rowKey={(plan) => plan.id}
                        />
                    </section>
                )}
            </Shown>
        </AdminPage>
    );
}

function columnsWith(onEdit: (plan: Plan) => void): Column<Plan>[] {
    return [
        {
            id: "name",
            title: "Plan",
            cell: (plan) => (
                <>
                    {plan.name} {!plan.shipped && <span className="chip">own</span>}
                </>
            ),
        },
        { id: "id", title: "Identifier", minor: true, cell: (plan) => <code>{plan.id}</code> },
        {
            id: "centicredits",
            title: "Credits",
            align: "end",
            cell: (plan) => (plan.centicredits === null ? "no limit" : credits(plan.centicredits)),
        },
        {
            id: "transfer",
            title: "Data transfer",
            align: "end",
            minor: true,
            cell: (plan) => (plan.transferBytes === null ? "no limit" : bytes(plan.transferBytes)),
        },
        { id: "period", title: "Period", minor: true, cell: (plan) => periodKinds[plan.periodKind] },
        {
            id: "price",
            title: "Price",
            align: "end",
            cell: (plan) => (plan.price === null ? "not for sale" : `${price(plan.price, plan.currency)} ${perPeriod(plan.periodKind)}`),
        },
        {
            id: "extra",
            title: "Extra credits",
            minor: true,
            cell: (plan) => (plan.sellsExtra ? `${plan.extraPercent} %, by ${credits(plan.manualUnit)}` : "none"),
        },
        {
            id: "edit",
            title: "Change",
            untitled: true,
            align: "end",
            cell: (plan) => <IconButton small icon={pencil} label={`Edit ${plan.name}`} onClick={() => onEdit(plan)} />,
        },
    ];
}
