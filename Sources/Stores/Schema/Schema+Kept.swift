extension Schema {
    static let kept = [
        // The run that came first to where a bundle failed: attempts that fail further on share what it kept. None: kept before parts were shared.
        "ALTER TABLE incomplete_execution ADD COLUMN first_run TEXT",
        // With its parts. What it takes alone, and not what all take together.
        "ALTER TABLE incomplete_execution ADD COLUMN size INTEGER NOT NULL DEFAULT 0",
        "UPDATE incomplete_execution SET size = LENGTH(point)",
        "CREATE INDEX incomplete_of_first_run ON incomplete_execution (organization, first_run)",
        // Larger parts of what incomplete executions go on with, once for all that come from the same run. They outlive the run's journal.
        """
        CREATE TABLE kept_part (
            organization INTEGER NOT NULL, first_run TEXT NOT NULL, digest TEXT NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (organization, first_run, digest)) STRICT
        """,
        // What comes in for it is sealed. Rather one too many: the blueprint says it, and the next time that it is saved this is set by it.
        "ALTER TABLE scenario ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0",
        """
        UPDATE scenario SET confidential = 1 WHERE EXISTS (SELECT 1 FROM blueprint WHERE blueprint.scenario = scenario.id
            AND blueprint.version = scenario.version
            AND (content LIKE '%"confidential":true%' OR content LIKE '%"confidential": true%'))
        """,
    ]
}
