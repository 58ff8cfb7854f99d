// A classic script in the head: the chosen theme stands before the first paint. What is chosen where: style/theme.ts.
try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
    // Storage may be forbidden; the system's theme stays.
}

export {};
