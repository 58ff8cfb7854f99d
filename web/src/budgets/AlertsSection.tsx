import { alerts, useAnswer, type Alerts } from "../api";
import { mayAdminister, useSession } from "../session";
import { Banner, LinkButton, Shown, SkeletonBlocks } from "../ui";
import { AlertsForm } from "./AlertsForm";

/** At which shares of the credits who is told, by which way, about what. */
export function AlertsSection() {
    const { organization, user } = useSession();
    const answer = useAnswer(`alerts ${organization.id}`, (signal) => alerts.read(organization.id, signal));
    const may = mayAdminister(user, organization.id);
    return (
        <section className="card" aria-labelledby="alerts">
            <div className="card-header">
                <h2 id="alerts">Alerts</h2>
                <span className="note">for the whole organization, once per threshold and period</span>
            </div>
            <Shown answer={answer} what="The alerts" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(shown: Alerts) => (
                    <>
                        {!shown.mailConfigured && (
                            <Banner
                                tone="warn"
                                testId="no-mail"
                                action={
                                    user.operator && (
                                        <LinkButton small to="/admin/mail">
                                            Set the mail server
                                        </LinkButton>
                                    )
                                }
                            >
                                No mail can be sent yet: this installation has no mail server. Messages wait in the log below.
                            </Banner>
                        )}
                        <AlertsForm alerts={shown} may={may} onChanged={answer.set} />
                    </>
                )}
            </Shown>
        </section>
    );
}
