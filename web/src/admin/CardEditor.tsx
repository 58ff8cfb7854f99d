import { useState } from "react";
import { ApiError, rateCards, reasonOf, type CardProblem } from "../api";
import { exact } from "../format";
import { Banner, Button, Dialog, TextArea, toast } from "../ui";
import { readCard } from "./card";

interface CardEditorProps {
    initial: string;
    onPublished: () => void;
    onClose: () => void;
}

/** A new card as JSON: checked by the server first, published for good after a question. */
export function CardEditor({ initial, onPublished, onClose }: CardEditorProps) {
    const [text, setText] = useState(initial);
    const [problems, setProblems] = useState<CardProblem[]>();
    const [asking, setAsking] = useState(false);
    const [busy, setBusy] = useState(false);
    const read = readCard(text);
    const change = (next: string) => {
        setText(next);
        setProblems(undefined);
    };
    const check = async () => {
        if ("error" in read) return;
        setBusy(true);
        try {
            setProblems(await rateCards.check(read.card));
        } catch (error) {
            toast(`The card was not checked. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    const publish = async () => {
        if ("error" in read) return;
        setAsking(false);
        setBusy(true);
        try {
            await rateCards.publish(read.card);
            toast("The card is published.", { kind: "good" });
            onPublished();
        } catch (error) {
            const named = error instanceof ApiError ? error.suberrors.filter((one) => one.name) : [];
            if (named.length > 0) setProblems(named.map(({ name, message }) => ({ path: name ?? "", message })));
            toast(`The card was not published. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    const from = "error" in read ? "" : exact(new Date(read.from));
    return (
        <section className="card stack" aria-label="New rate card">
            <TextArea
                label="The card as JSON"
                className="card-text"
                rows={18}
                spellCheck={false}
                value={text}
                error={"error" in read ? read.error : undefined}
                onChange={(event) => change(event.target.value)}
            />
            {problems?.length === 0 && <Banner testId="card-good">The card is complete. It would begin on {from}.</Banner>}
            {problems && problems.length > 0 && (
                <Banner tone="bad" testId="card-problems">
                    <ul>
                        {problems.map((problem) => (
                            <li key={`${problem.path} ${problem.message}`}>
                                {problem.path && <code>{problem.path}</code>} {problem.message}
                            </li>
                        ))}
                    </ul>
                </Banner>
            )}
            <div className="row">
                <Button kind="primary" busy={busy} disabled={"error" in read || problems?.length !== 0} onClick={() => setAsking(true)}>
                    Publish …
                </Button>
                <Button busy={busy} disabled={"error" in read} onClick={check}>
                    Check
                </Button>
                <Button kind="quiet" onClick={onClose}>
                    Cancel
                </Button>
                <span className="note">It can be published once the check finds nothing.</span>
            </div>
            {asking && (
                <Dialog
                    title="Publish this card?"
                    onClose={() => setAsking(false)}
                    footer={
                        <>
                            <Button onClick={() => setAsking(false)}>Not yet</Button>
                            <Button kind="primary" onClick={publish}>
                                Publish from {from}
                            </Button>
                        </>
                    }
                >
                    A published card is never edited: from its day on every operation is priced by it, until a later card begins.
                </Dialog>
            )}
        </section>
    );
}
