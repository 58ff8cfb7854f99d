import { useState } from "react";
import plus from "lucide/plus.svg";
import { rateCards, useAnswer } from "../api";
import { Button, Shown, SkeletonBlocks } from "../ui";
import { useSession } from "../session";
import { AdminPage } from "./AdminPage";
import { CardEditor } from "./CardEditor";
import { CardView } from "./CardView";
import { draftFrom } from "./card";

/** What each operation costs, card by card; a new card begins in the future, an old one stays as it was. */
export default function RatesPage() {
    const { user } = useSession();
    const answer = useAnswer(user.operator ? "rate cards" : null, (signal) => rateCards.list(signal));
    const [draft, setDraft] = useState<string>();
    const base = answer.data?.find((card) => card.inForce) ?? answer.data?.[0];
    return (
        <AdminPage
            tab="rates"
            title="Rate cards"
            actions={
                base && (
                    <Button icon={plus} onClick={() => setDraft(draftFrom(base, new Date()))}>
                        New card
                    </Button>
                )
            }
        >
            {draft !== undefined && (
                <CardEditor
                    initial={draft}
                    onClose={() => setDraft(undefined)}
                    onPublished={() => {
                        setDraft(undefined);
                        answer.reload();
                    }}
                />
            )}
            <Shown answer={answer} what="The rate cards" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(cards) => (
                    <>
                        {[...cards]
                            .sort((one, other) => other.effectiveFrom.localeCompare(one.effectiveFrom))
                            .map((card) => (
                                <CardView key={card.id} card={card} />
                            ))}
                    </>
                )}
            </Shown>
        </AdminPage>
    );
}
