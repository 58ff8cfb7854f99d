import { useState } from "react";
import { ledger, useAnswer } from "../api";
import { useSession } from "../session";
import { Purchases } from "../subscription/Purchases";
import { LinkButton, Shown, SkeletonBlocks } from "../ui";
import { AdminPage } from "./AdminPage";
import { GrantForm } from "./GrantForm";
import { LotsTable } from "./LotsTable";

/** One organization's credits as the operator sees them: what it has, granting more, voiding, invoices. */
export default function OrganizationPage({ organizationId }: { organizationId: number }) {
    const { user, organizations } = useSession();
    const name = organizations.find((one) => one.id === organizationId)?.name ?? `Organization ${organizationId}`;
    const answer = useAnswer(user.operator ? `balance ${organizationId}` : null, (signal) =>
        ledger.balance(organizationId, undefined, signal),
    );
    const [round, setRound] = useState(0);
    const changed = () => {
        answer.reload();
        setRound(round + 1);
    };
    return (
        <AdminPage
            tab="organizations"
            title={name}
            actions={
                <>
                    <LinkButton to={`/org/${organizationId}/subscription`}>Subscription</LinkButton>
                    <LinkButton to={`/org/${organizationId}/statement`}>Statement</LinkButton>
                </>
            }
        >
            <Shown answer={answer} what="Its balance" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(balance) => <LotsTable organizationId={organizationId} balance={balance} onChanged={changed} />}
            </Shown>
            <GrantForm organizationId={organizationId} onGranted={changed} />
            <Purchases organizationId={organizationId} round={round} onChanged={answer.reload} />
        </AdminPage>
    );
}
