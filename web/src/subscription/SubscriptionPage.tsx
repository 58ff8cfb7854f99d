import { organizations, useAnswer, useLiveReload, type Subscription } from "../api";
import { BuyButton } from "../purchasing/BuyButton";
import { mayAdminister, maySeeCredits, useSession } from "../session";
import { Page } from "../shell/Page";
import { Shown, SkeletonBlocks } from "../ui";
import { AutoPurchasingCard } from "./AutoPurchasingCard";
import { CreditsCard } from "./CreditsCard";
import { PlanCard } from "./PlanCard";
import { Purchases } from "./Purchases";
import { TransferCard } from "./TransferCard";
import { Warnings } from "./Warnings";

/** S1 to S3: what of the plan is used, buying more, and buying more by itself. */
export function SubscriptionPage() {
    const { organization, user } = useSession();
    const answer = useAnswer(`subscription ${organization.id}`, (signal) => organizations.subscription(organization.id, signal));
    useLiveReload(organization.id, answer.reload);
    const buys = answer.data !== undefined && mayBuy(answer.data, mayAdminister(user, organization.id));
    return (
        <Page
            title="Subscription"
            crumbs={[{ label: "My plan", to: `/org/${organization.id}/subscription` }]}
            actions={buys && <BuyButton resetNote={answer.data?.resetNote} onBought={answer.reload} />}
        >
            <Shown answer={answer} what="The subscription" skeleton={<SkeletonBlocks figures={2} chart={false} />}>
                {(subscription) => (
                    <>
                        <Warnings subscription={subscription} />
                        <div className="subscription">
                            <div className="stack subscription-main">
                                <CreditsCard subscription={subscription} />
                                <TransferCard subscription={subscription} />
                                <AutoPurchasingCard
                                    auto={subscription.autoPurchasing}
                                    may={mayAdminister(user, organization.id)}
                                    onChanged={(autoPurchasing) => answer.set({ ...subscription, autoPurchasing })}
                                />
                            </div>
                            <PlanCard subscription={subscription} onChanged={answer.set} />
                        </div>
                        {maySeeCredits(user, organization.id) && <Purchases round={answer.data} onChanged={answer.reload} />}
                    </>
                )}
            </Shown>
        </Page>
    );
}

/** Without a limit there is nothing to buy; otherwise the server says, or else the role. */
function mayBuy(subscription: Subscription, byRole: boolean): boolean {
    return !subscription.plan.unlimited && (subscription.mayBuy ?? byRole);
}
