import { connections, reasonOf, type Connection } from "../api";
import { toast } from "../ui";

/** Asks the server and says what it answered, no more: nothing is sent to where it leads. */
export async function verify(one: Connection): Promise<boolean> {
    try {
        const verified = await connections.verify(one);
        if (verified) toast(`${one.name} can be opened. Nothing was sent to where it leads.`, { kind: "good" });
        else toast(`${one.name} can't be opened: the key that it was sealed with is gone. Enter it again.`, { kind: "bad" });
        return verified;
    } catch (error) {
        toast(`${one.name} was not verified. ${reasonOf(error)}`, { kind: "bad" });
        return false;
    }
}
