import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { connections, reasonOf, useAnswer, type Connection } from "../api";
import { counted } from "../format";
import { Link } from "../router";
import { useSession } from "../session";
import { Banner, Button, Dialog, toast } from "../ui";
import { useWords } from "../words";

interface DeleteConnectionProps {
    connection: Connection;
    onDeleted: () => void;
    onClose: () => void;
}

/** Names what would stop working before it does. */
export function DeleteConnection({ connection, onDeleted, onClose }: DeleteConnectionProps) {
    const { organization } = useSession();
    const words = useWords();
    const used = useAnswer(`used ${connection.type} ${connection.id}`, (signal) => connections.usedBy(organization.id, connection.id, signal));
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const remove = async () => {
        setBusy(true);
        try {
            await connections.remove(connection);
            toast(`${connection.name} is deleted.`);
            onDeleted();
        } catch (error) {
            setFailure(`It was not deleted. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    const list = used.data ?? [];
    return (
        <Dialog
            title={`Delete ${connection.name}?`}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Keep it</Button>
                    <Button kind="danger" icon={trash} busy={busy} disabled={used.loading} onClick={remove}>
                        Delete {connection.name}
                    </Button>
                </>
            }
        >
            <div className="stack">
                <p>What was entered is gone at once, and can't be brought back.</p>
                {list.length > 0 && (
                    <div data-testid="used-by">
                        <p>
                            {counted(list.length, `${words.scenario} names`, `${words.scenarios} name`)} it, and will fail where it is needed:
                        </p>
                        <ul className="used-by">
                            {list.map((one) => (
                                <li key={one.scenarioId}>
                                    <Link to={`/scenarios/${one.scenarioId}/edit`}>{one.name}</Link>
                                    {one.isActive && <span className="chip">on</span>}
                                    <span className="note">{one.modules.map((module) => module.label || module.module).join(", ")}</span>
                                </li>
                            ))}
                        </ul>
                    </div>
                )}
                {used.data !== undefined && list.length === 0 && <p className="muted">No {words.scenario} of this organization names it.</p>}
                {failure && <Banner tone="bad">{failure}</Banner>}
            </div>
        </Dialog>
    );
}
