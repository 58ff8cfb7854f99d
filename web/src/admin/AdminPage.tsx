import type { ReactNode } from "react";
import shield from "lucide/shield.svg";
import { useSession } from "../session";
import { Page } from "../shell/Page";
import { EmptyState, LinkButton, LinkTabs } from "../ui";

const tabs = [
    { id: "organizations", label: "Organizations", to: "/admin/organizations" },
    { id: "plans", label: "Plans", to: "/admin/plans" },
    { id: "rates", label: "Rate cards", to: "/admin/rates" },
    { id: "mail", label: "Mail", to: "/admin/mail" },
];

interface AdminPageProps {
    tab: string;
    title: string;
    actions?: ReactNode;
    children: ReactNode;
}

/** A place of whoever runs this installation; nobody else sees what is in it. */
export function AdminPage({ tab, title, actions, children }: AdminPageProps) {
    const { user } = useSession();
    if (!user.operator) {
        return (
            <Page title="Administration">
                <EmptyState icon={shield} title="Only for the operator" action={<LinkButton to="/">Go to the dashboard</LinkButton>}>
                    Plans, prices and mail of this installation are set by whoever runs it.
                </EmptyState>
            </Page>
        );
    }
    return (
        <Page title={title} crumbs={[{ label: "Administration", to: "/admin/organizations" }]} actions={actions}>
            <LinkTabs label="Administration" tabs={tabs} chosen={tab} />
            {children}
        </Page>
    );
}
