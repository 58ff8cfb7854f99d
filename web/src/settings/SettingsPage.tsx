import { mayAdminister, useSession } from "../session";
import { Page } from "../shell/Page";
import { LinkButton } from "../ui";
import { ApiTokens } from "./ApiTokens";
import { BrandSettings } from "./BrandSettings";
import { OrganizationSettings } from "./OrganizationSettings";

export default function SettingsPage() {
    const { user, organization } = useSession();
    return (
        <Page title="Settings" crumbs={[{ label: organization.name, to: `/org/${organization.id}/dashboard` }]}>
            <OrganizationSettings key={organization.id} />
            {user.operator && <BrandSettings />}
            <ApiTokens />
            {mayAdminister(user, organization.id) && (
                <section className="card settings-card" aria-labelledby="acts-link">
                    <h2 id="acts-link">Log of acts</h2>
                    <p className="muted">Who bought, granted, refunded, or changed plans, prices, budgets, roles and tokens, and when.</p>
                    <div>
                        <LinkButton to={`/org/${organization.id}/acts`}>Open the log of acts</LinkButton>
                    </div>
                </section>
            )}
        </Page>
    );
}
