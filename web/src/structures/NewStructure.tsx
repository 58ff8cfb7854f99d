import { useState } from "react";
import { structures, type DataStructure } from "../api";
import { NewThing } from "../team/NewThing";
import { problemsOf, specsOf, type FieldDraft } from "./fields";
import { StructureForm } from "./StructureForm";

interface NewStructureProps {
    teams: { id: number; name: string }[];
    onMade: (made: DataStructure) => void;
    onClose: () => void;
}

/** A data structure with its fields, made on its page or beside a list of them. */
export function NewStructure({ teams, onMade, onClose }: NewStructureProps) {
    const [drafts, setDrafts] = useState<FieldDraft[]>([]);
    const [strict, setStrict] = useState(false);
    return (
        <NewThing
            what="data structure"
            teams={teams}
            wide
            incomplete={problemsOf(drafts).size > 0}
            onClose={onClose}
            make={async (name, teamId) => onMade(await structures.make({ name, teamId, spec: specsOf(drafts), strict }))}
        >
            {() => <StructureForm drafts={drafts} strict={strict} tried onChange={setDrafts} onStrict={setStrict} />}
        </NewThing>
    );
}
