import database from "lucide/database.svg";
import { building, type DataStore } from "../api";
import { bytes, count } from "../format";
import { Link } from "../router";
import { TeamList } from "../team/TeamList";
import type { Column } from "../ui";
import { useWords } from "../words";
import { NewStore } from "./NewStore";

/** What runs remember from one to the next. */
export default function StoresPage() {
    const words = useWords();
    return (
        <TeamList
            title="Data stores"
            one="data store"
            icon={database}
            path="/data-stores"
            testId="stores-table"
            read={building.dataStores}
            columns={columns}
            adding={(props) => <NewStore {...props} />}
        >
            Records by key that {words.scenarios} write in one run and read in another.
        </TeamList>
    );
}

const columns: Column<DataStore>[] = [
    {
        id: "name",
        title: "Name",
        cell: (store) => (
            <Link to={`/data-stores/${store.id}`} className="hook-name">
                {store.name}
            </Link>
        ),
    },
    { id: "records", title: "Records", align: "end", cell: (store) => count(store.records) },
    { id: "size", title: "Size", align: "end", cell: (store) => `${bytes(store.size)} of ${bytes(store.maxSize)}` },
];
