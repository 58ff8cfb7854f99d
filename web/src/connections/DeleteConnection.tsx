import { connections, useAnswer, type Connection } from "../api";
import { counted } from "../format";
import { Link } from "../router";
import { useSession } from "../session";
import { ConfirmDelete, toast } from "../ui";
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
    const list = used.data ?? [];
    return (
        <ConfirmDelete
            title={`Delete ${connection.name}?`}
            action={`Delete ${connection.name}`}
            waits={used.loading}
            onClose={onClose}
            onDelete={async () => {
                await connections.remove(connection);
                toast(`${connection.name} is deleted.`);
                onDeleted();
            }}
        >
            <p>What was entered is gone at once, and can't be brought back.</p>
            {list.length > 0 && (
                <div data-testid="used-by">
                    <p>{counted(list.length, `${words.scenario} names`, `${words.scenarios} name`)} it, and will fail where it is needed:</p>
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
        </ConfirmDelete>
    );
}
