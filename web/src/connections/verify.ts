import { connections, reasonOf, type Connection } from "../api";
import { toast } from "../ui";

/** Asks the server to try it, and says what came of that. */
export async function verify(one: Connection): Promise<boolean> {
    try {
        const { verified, message } = await connections.verify(one);
        if (verified) toast(`${one.name} can be used.`, { kind: "good" });
        else toast(`${one.name} can't be used. ${message ?? ""}`.trim(), { kind: "bad" });
        return verified;
    } catch (error) {
        toast(`${one.name} was not verified. ${reasonOf(error)}`, { kind: "bad" });
        return false;
    }
}
