import { Component, lazy, Suspense, type ReactNode } from "react";
import { match, usePlace } from "../router";
import { Button, EmptyState, LinkButton, Skeleton } from "../ui";
import { ScenariosPage } from "../scenarios/ScenariosPage";
import { UsagePage } from "../usage/UsagePage";
import { Page } from "./Page";
import { SubscriptionPage } from "../subscription/SubscriptionPage";

// What needs charts or a canvas comes in a chunk of its own.
const DashboardPage = lazy(() => import("../dashboard/DashboardPage"));
const StatementPage = lazy(() => import("../statement/StatementPage"));
const BudgetsPage = lazy(() => import("../budgets/BudgetsPage"));
const ActsPage = lazy(() => import("../acts/ActsPage"));
const OrganizationsPage = lazy(() => import("../admin/OrganizationsPage"));
const OrganizationPage = lazy(() => import("../admin/OrganizationPage"));
const PlansPage = lazy(() => import("../admin/PlansPage"));
const RatesPage = lazy(() => import("../admin/RatesPage"));
const MailPage = lazy(() => import("../admin/MailPage"));
const SettingsPage = lazy(() => import("../settings/SettingsPage"));
const ScenarioPage = lazy(() => import("../scenario/ScenarioPage"));
const WebhooksPage = lazy(() => import("../webhooks/WebhooksPage"));
const WebhookPage = lazy(() => import("../webhooks/WebhookPage"));
const StoresPage = lazy(() => import("../stores/StoresPage"));
const StorePage = lazy(() => import("../stores/StorePage"));
const StructuresPage = lazy(() => import("../structures/StructuresPage"));
const StructurePage = lazy(() => import("../structures/StructurePage"));
const ConnectionsPage = lazy(() => import("../connections/ConnectionsPage"));
const IncompletePage = lazy(() => import("../incomplete/IncompletePage"));
const RunPage = lazy(() => import("../run/RunPage"));
const BuilderPage = lazy(() => import("../builder/BuilderPage"));

type Values = Record<string, string>;

const routes: [pattern: string, page: (values: Values) => ReactNode][] = [
    ["/org/:id/dashboard", () => <DashboardPage />],
    ["/org/:id/subscription", () => <SubscriptionPage />],
    ["/org/:id/usage", () => <UsagePage />],
    ["/org/:id/statement", () => <StatementPage />],
    ["/org/:id/budgets", () => <BudgetsPage />],
    ["/org/:id/settings", () => <SettingsPage />],
    ["/org/:id/acts", () => <ActsPage />],
    ["/admin/organizations", () => <OrganizationsPage />],
    ["/admin/organizations/:id", (values) => <OrganizationPage organizationId={Number(values.id)} />],
    ["/admin/plans", () => <PlansPage />],
    ["/admin/rates", () => <RatesPage />],
    ["/admin/mail", () => <MailPage />],
    ["/webhooks", () => <WebhooksPage />],
    ["/webhooks/:id", (values) => <WebhookPage hookId={Number(values.id)} />],
    ["/data-stores", () => <StoresPage />],
    ["/data-stores/:id", (values) => <StorePage storeId={Number(values.id)} />],
    ["/data-structures", () => <StructuresPage />],
    ["/data-structures/:id", (values) => <StructurePage structureId={Number(values.id)} />],
    ["/connections", () => <ConnectionsPage />],
    ["/scenarios", () => <ScenariosPage />],
    ["/scenarios/:id", (values) => <ScenarioPage scenarioId={Number(values.id)} tab="diagram" />],
    ["/scenarios/:id/history", (values) => <ScenarioPage scenarioId={Number(values.id)} tab="history" />],
    ["/scenarios/:id/incomplete", (values) => <ScenarioPage scenarioId={Number(values.id)} tab="incomplete" />],
    ["/scenarios/:id/incomplete/:one", (values) => <IncompletePage scenarioId={Number(values.id)} id={values.one ?? ""} />],
    ["/scenarios/:id/settings", (values) => <ScenarioPage scenarioId={Number(values.id)} tab="settings" />],
    ["/scenarios/:id/history/:run", (values) => <RunPage scenarioId={Number(values.id)} runId={values.run ?? ""} />],
    ["/scenarios/:id/edit", (values) => <BuilderPage scenarioId={Number(values.id)} />],
];

export function Places() {
    const { path } = usePlace();
    if (path === "/") return null;
    for (const [pattern, page] of routes) {
        const values = match(pattern, path);
        // A page of another thing starts afresh; tabs of the same thing share what they have read.
        if (values) {
            return (
                <Boundary key={`${pattern.split("/")[1]} ${values.id ?? ""}`}>
                    <Suspense fallback={<Skeleton />}>{page(values)}</Suspense>
                </Boundary>
            );
        }
    }
    return <Nowhere />;
}

function Nowhere() {
    return (
        <Page title="Not found">
            <EmptyState title="There is nothing at this address" action={<LinkButton to="/">Go to the dashboard</LinkButton>}>
                The link may be old, or a letter of it is missing.
            </EmptyState>
        </Page>
    );
}

/** A mistake in one place leaves the others usable. */
class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
    override state = { failed: false };

    static getDerivedStateFromError() {
        return { failed: true };
    }

    override render() {
        if (!this.state.failed) return this.props.children;
        return (
            <EmptyState
                title="This page stopped with a mistake of ours"
                action={<Button onClick={() => location.reload()}>Load it again</Button>}
            >
                What you saved is safe; the mistake is in drawing the page. Its details are in the browser's console.
            </EmptyState>
        );
    }
}
