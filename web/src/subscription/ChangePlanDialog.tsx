import { useState } from "react";
import { plans, reasonOf, useAnswer, type Plan, type Subscription } from "../api";
import { centicreditsOf, credits, price } from "../format";
import { useSession } from "../session";
import { Banner, Button, Dialog, ErrorState, Shown, SkeletonBlocks, TextField } from "../ui";
import { PlanPreview } from "./PlanPreview";
import { perPeriod } from "./period";
import { changeButton } from "./changeButton";

interface ChangePlanDialogProps {
    subscription: Subscription;
    onChanged: (subscription: Subscription) => void;
    onClose: () => void;
}

/** Which plan, how many credits, and before anything is done: what it costs and what becomes of the credits that are left. */
export function ChangePlanDialog({ subscription, onChanged, onClose }: ChangePlanDialogProps) {
    const { organization } = useSession();
    const list = useAnswer("plans", (signal) => plans.list(signal));
    const [chosen, setChosen] = useState<Plan>();
    const [text, setText] = useState("");
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const amount = chosen?.unlimited ? undefined : (centicreditsOf(text) ?? undefined);
    const wrong = chosen !== undefined && !chosen.unlimited && amount === undefined;
    const preview = useAnswer(chosen && !wrong ? `preview ${organization.id} ${chosen.id} ${amount}` : null, (signal) =>
        plans.preview(organization.id, chosen?.id ?? "", amount, signal),
    );
    const choose = (plan: Plan) => {
        setChosen(plan);
        setText(plan.centicredits === null ? "" : String(plan.centicredits / 100));
        setFailure(undefined);
    };
    const change = async () => {
        if (!chosen) return;
        setBusy(true);
        try {
            onChanged(await plans.change(organization.id, { plan: chosen.id, ...(amount === undefined ? {} : { centicredits: amount }) }));
            onClose();
        } catch (error) {
            setFailure(`The plan was not changed. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title="Change plan"
            wide
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Keep {subscription.plan.name}</Button>
                    <Button kind="primary" busy={busy} disabled={!preview.data || preview.data.change === "same"} onClick={change}>
                        {changeButton(preview.data, organization.timezone)}
                    </Button>
                </>
            }
        >
            <Shown answer={list} what="The plans" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(all) => (
                    <div className="stack">
                        <fieldset className="plan-choices">
                            <legend className="hidden-text">Plans</legend>
                            {all.map((plan) => (
                                <PlanChoice
                                    key={plan.id}
                                    plan={plan}
                                    chosen={chosen?.id === plan.id}
                                    own={plan.name === subscription.plan.name}
                                    onChoose={() => choose(plan)}
                                />
                            ))}
                        </fieldset>
                        {chosen && !chosen.unlimited && (
                            <TextField
                                label="Credits per period"
                                inputMode="numeric"
                                value={text}
                                error={wrong ? "A number of credits." : undefined}
                                onChange={(event) => setText(event.target.value)}
                            />
                        )}
                        {preview.error && <ErrorState error={preview.error} what="The preview" />}
                        {preview.latest && chosen && !preview.error && <PlanPreview preview={preview.latest} />}
                        {failure && <Banner tone="bad">{failure}</Banner>}
                    </div>
                )}
            </Shown>
        </Dialog>
    );
}

function PlanChoice({ plan, chosen, own, onChoose }: { plan: Plan; chosen: boolean; own: boolean; onChoose: () => void }) {
    return (
        <label className="plan-choice" data-chosen={chosen || undefined}>
            <input type="radio" name="plan" checked={chosen} onChange={onChoose} />
            <span className="plan-choice-name">
                {plan.name} {own && <span className="chip">now</span>}
            </span>
            <span className="muted tabular">
                {plan.unlimited || plan.centicredits === null ? "no limit" : `${credits(plan.centicredits)} credits`}
            </span>
            <span className="note tabular">
                {plan.price === null ? "not for sale" : `${price(plan.price, plan.currency)} ${perPeriod(plan.periodKind)}`}
            </span>
        </label>
    );
}
