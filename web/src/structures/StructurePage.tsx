import { useState } from "react";
import copyIcon from "lucide/copy.svg";
import trash from "lucide/trash-2.svg";
import { reasonOf, structures as calls, useAnswer, type DataStructure } from "../api";
import { navigate, useLeaveGuard } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Banner, Button, Shown, SkeletonBlocks, TextField, toast } from "../ui";
import { DeleteStructure } from "./DeleteStructure";
import { draftsOf, problemsOf, specsOf } from "./fields";
import { StructureForm } from "./StructureForm";

/** One data structure, field by field. */
export default function StructurePage({ structureId }: { structureId: number }) {
    const { user, organization } = useSession();
    const answer = useAnswer(`structure ${structureId}`, (signal) => calls.read(structureId, signal));
    const [deleting, setDeleting] = useState(false);
    const structure = answer.data;
    const changes = mayChange(user, organization.id);
    const clone = async () => {
        if (!structure) return;
        try {
            const made = await calls.clone(structure.id, `${structure.name} (copy)`);
            toast(`${made.name} was made.`, { kind: "good" });
            navigate(`/data-structures/${made.id}`);
        } catch (error) {
            toast(`It was not copied. ${reasonOf(error)}`, { kind: "bad" });
        }
    };
    return (
        <Page
            title={structure?.name ?? "Data structure"}
            crumbs={[{ label: "Data structures", to: "/data-structures" }]}
            actions={
                structure &&
                changes && (
                    <>
                        <Button icon={copyIcon} onClick={clone}>
                            Copy
                        </Button>
                        <Button icon={trash} onClick={() => setDeleting(true)}>
                            Delete
                        </Button>
                    </>
                )
            }
        >
            <Shown answer={answer} what="This data structure" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(shown) => <Editor key={JSON.stringify(shown)} structure={shown} changes={changes} onSaved={answer.set} />}
            </Shown>
            {deleting && structure && <DeleteStructure structure={structure} onClose={() => setDeleting(false)} />}
        </Page>
    );
}

function Editor({ structure, changes, onSaved }: { structure: DataStructure; changes: boolean; onSaved: (saved: DataStructure) => void }) {
    const [name, setName] = useState(structure.name);
    const [first] = useState(() => draftsOf(structure.spec));
    const [drafts, setDrafts] = useState(first);
    const [strict, setStrict] = useState(structure.strict);
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const isChanged = name !== structure.name || drafts !== first || strict !== structure.strict;
    useLeaveGuard(isChanged, "What you changed in this data structure is not saved. Leave?");
    const save = async () => {
        setTried(true);
        if (name.trim() === "" || problemsOf(drafts).size > 0) return;
        setBusy(true);
        setFailure(undefined);
        try {
            const saved = await calls.change(structure.id, { name: name.trim(), spec: specsOf(drafts), strict });
            toast("Saved. It holds for what is written from now on.", { kind: "good" });
            onSaved(saved);
        } catch (error) {
            setFailure(`Nothing was saved. ${reasonOf(error)}`);
        }
        setBusy(false);
    };
    return (
        <form
            className="card structure-card"
            aria-label="The data structure"
            onSubmit={(event) => {
                event.preventDefault();
                void save();
            }}
        >
            <TextField
                label="Name"
                autoComplete="off"
                className="structure-name"
                maxLength={128}
                value={name}
                disabled={!changes}
                error={name.trim() === "" ? "It needs a name." : undefined}
                onChange={(event) => setName(event.target.value)}
            />
            <h2>Fields</h2>
            <StructureForm drafts={drafts} strict={strict} tried={tried} disabled={!changes} onChange={setDrafts} onStrict={setStrict} />
            {failure && <Banner tone="bad">{failure}</Banner>}
            {changes && (
                <div>
                    <Button kind="primary" type="submit" busy={busy} disabled={!isChanged}>
                        Save
                    </Button>
                </div>
            )}
        </form>
    );
}
