import { useSession } from "../session";
import { Page } from "../shell/Page";
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
        </Page>
    );
}
