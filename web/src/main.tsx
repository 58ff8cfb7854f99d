import { createRoot } from "react-dom/client";
import { App } from "./App";

const root = document.getElementById("pages");
if (!root) throw new Error("index.html has no element 'pages'");
createRoot(root).render(<App />);
