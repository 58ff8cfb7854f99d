import tree from "lucide/list-tree.svg";
import { structures, type DataStructure } from "../api";
import { count } from "../format";
import { Link, navigate } from "../router";
import { TeamList } from "../team/TeamList";
import type { Column } from "../ui";
import { NewStructure } from "./NewStructure";

/** What records, deliveries and files are held to. */
export default function StructuresPage() {
    return (
        <TeamList
            title="Data structures"
            one="data structure"
            icon={tree}
            path="/data-structures"
            testId="structures-table"
            read={structures.list}
            columns={columns}
            adding={({ teams, onClose }) => (
                <NewStructure teams={teams} onMade={(made) => navigate(`/data-structures/${made.id}`)} onClose={onClose} />
            )}
        >
            A list of fields with their types. Data stores and webhooks can be held to one; JSON, CSV and XML modules write their texts by it.
        </TeamList>
    );
}

const columns: Column<DataStructure>[] = [
    {
        id: "name",
        title: "Name",
        cell: (structure) => (
            <Link to={`/data-structures/${structure.id}`} className="hook-name">
                {structure.name}
            </Link>
        ),
    },
    { id: "fields", title: "Fields", align: "end", cell: (structure) => count(structure.spec.length) },
    { id: "others", title: "Other fields", align: "end", minor: true, cell: (structure) => (structure.strict ? "refused" : "let in") },
];
