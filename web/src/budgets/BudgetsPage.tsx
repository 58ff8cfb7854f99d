import { useSession } from "../session";
import { Page } from "../shell/Page";
import { AlertsSection } from "./AlertsSection";
import { BudgetsSection } from "./BudgetsSection";
import { MessagesSection } from "./MessagesSection";

/** What keeps spending in bounds, and who is told when it nears them. */
export default function BudgetsPage() {
    const { organization } = useSession();
    return (
        <Page title="Budgets and alerts" crumbs={[{ label: organization.name, to: `/org/${organization.id}/dashboard` }]}>
            <BudgetsSection />
            <AlertsSection />
            <MessagesSection />
        </Page>
    );
}
