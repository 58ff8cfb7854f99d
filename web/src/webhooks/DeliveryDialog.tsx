import { Fragment } from "react";
import { hooks as calls, useAnswer, type Delivery, type DeliveryContent, type NamedText } from "../api";
import { bytes } from "../format";
import { Button, Data, Dialog, Fact, Facts, Shown, Time } from "../ui";
import { Answered } from "./Answered";

interface DeliveryDialogProps {
    hookId: number;
    delivery: Delivery;
    onClose: () => void;
}

/** One delivery, as it was sent. */
export function DeliveryDialog({ hookId, delivery, onClose }: DeliveryDialogProps) {
    const answer = useAnswer(`delivery ${hookId} ${delivery.id}`, (signal) => calls.delivery(hookId, delivery.id, signal));
    return (
        <Dialog title="A delivery" wide onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
            <Facts>
                <Fact name="Came">
                    <Time at={delivery.loggedAt} />
                </Fact>
                <Fact name="Answered">
                    <Answered status={delivery.status} />
                </Fact>
                <Fact name="Size">{bytes(delivery.size)}</Fact>
            </Facts>
            <Shown answer={answer} what="This delivery">
                {({ data }) => (data ? <Content data={data} /> : <p className="muted">What was sent is not kept: it is confidential.</p>)}
            </Shown>
        </Dialog>
    );
}

function Content({ data }: { data: DeliveryContent }) {
    return (
        <div className="stack">
            <p className="tabular">
                {data.method}
                {data.address && ` from ${data.address}`}
            </p>
            <Named title="Query" fields={data.query ?? []} />
            <Named title="Headers" fields={data.headers ?? []} />
            <section className="delivery-part">
                <h3>{data.parsed ? "Read as" : "Body"}</h3>
                <Data name={data.parsed ? "Bundle" : "Body"} value={data.parsed ?? data.body ?? ""} empty="The body was empty." />
                {data.truncated && <p className="note">Only the beginning of it is kept.</p>}
                {!data.parsed && data.encoding === "base64" && data.body && <p className="note">It is no text, so it is shown as base64.</p>}
            </section>
        </div>
    );
}

function Named({ title, fields }: { title: string; fields: NamedText[] }) {
    if (fields.length === 0) return null;
    return (
        <section className="delivery-part">
            <h3>{title}</h3>
            <dl className="facts delivery-fields">
                {fields.map((field, at) => (
                    <Fragment key={at}>
                        <dt>{field.name}</dt>
                        <dd>{field.value}</dd>
                    </Fragment>
                ))}
            </dl>
        </section>
    );
}
