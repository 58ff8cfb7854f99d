import check from "lucide/circle-check.svg";
import x from "lucide/circle-x.svg";
import { Icon } from "../ui";

/** What the statuses say that this server answers by itself; a scenario may answer any. */
const meanings: Record<number, string> = {
    400: "could not be read, or too many waited",
    401: "key or signature missing or wrong",
    403: "address not allowed",
    409: "stopped: it closed a loop",
    410: "switched off, or nobody listened",
    413: "too large",
    429: "too many at once",
};

/** Always shape and text, never colour alone. */
export function Answered({ status }: { status: number }) {
    const isGood = status < 400;
    const meaning = meanings[status];
    return (
        <span className={`mark mark-${isGood ? "good" : "bad"}`}>
            <Icon svg={isGood ? check : x} />
            {status}
            {meaning && <span className="note">{meaning}</span>}
        </span>
    );
}
