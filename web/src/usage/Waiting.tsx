import arrowUp from "lucide/arrow-up.svg";
import { counted } from "../format";
import { Button } from "../ui";

/** New rows wait here until the reader wants them. */
export function Waiting({ count, onShow }: { count: number; onShow: () => void }) {
    return (
        <div className="waiting" role="status">
            {count > 0 && (
                <Button kind="primary" small icon={arrowUp} onClick={onShow}>
                    {counted(count, "new run", "new runs")}
                </Button>
            )}
        </div>
    );
}
