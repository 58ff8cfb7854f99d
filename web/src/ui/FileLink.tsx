import downloadIcon from "lucide/download.svg";
import { Icon } from "./Icon";

/** A file that the server writes: the browser saves it as it comes, however long it is. */
export function FileLink({ to, name, children }: { to: string; name: string; children: string }) {
    return (
        <a className="button button-plain" href={to} download={name}>
            <Icon svg={downloadIcon} />
            {children}
        </a>
    );
}
