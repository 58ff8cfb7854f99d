import { incompletes, reasonOf } from "../api";
import { counted } from "../format";
import { toast } from "../ui";

/** Begins attempts at those chosen; what another one is trying already is passed over. */
export async function retryChosen(scenarioId: number, ids: string[], latest: boolean): Promise<boolean> {
    try {
        const begun = await incompletes.retryMany(scenarioId, { ids }, latest);
        const left = ids.length - begun.length;
        toast(
            `${counted(begun.length, "attempt has", "attempts have")} begun${left > 0 ? `; ${left} could not be tried now` : ""}.`,
            left > 0 ? {} : { kind: "good" },
        );
        return true;
    } catch (error) {
        toast(`Nothing was tried again. ${reasonOf(error)}`, { kind: "bad" });
        return false;
    }
}
