import Engine
import Ledger
import StorageCore
import Stores
import Values

/// When the credits run out, as the dashboard says it.
enum ForecastRecord {
    static func record(_ figures: PeriodFigures, perDay: Credits, _ transaction: any Transaction) throws -> Record {
        let reset = figures.zone.day(containing: figures.period.end)
        let forecast = Forecast.make(days: try days(figures, transaction), left: figures.left, today: figures.today, reset: reset)
        var record: Record = ["is": word(forecast), "day": JSON.null, "earliest": JSON.null, "latest": JSON.null, "perDay": perDay]
        if case .ends(let day, let earliest, let latest) = forecast {
            record["day"] = day.description
            record["earliest"] = earliest.description
            record["latest"] = latest?.description ?? JSON.null
        }
        return record
    }

    /// Credits of each whole day before today, as far as there is history: the day of the organization's making is no whole one.
    private static func days(_ figures: PeriodFigures, _ transaction: any Transaction) throws -> [Credits] {
        let first = max(
            figures.zone.day(containing: Instant(figures.organization.created)).adding(days: 1),
            figures.today.adding(days: -Forecast.window))
        guard first < figures.today else { return [] }
        let days = (first.number..<figures.today.number).map { LocalDay(number: $0) }
        return try DayRows.rows(days, of: figures.organization.id, transaction).map { $0.usage.credits }
    }

    private static func word(_ forecast: Forecast) -> String {
        switch forecast {
        case .noLimit: "noLimit"
        case .tooEarly: "tooEarly"
        case .lasts: "lasts"
        case .ends: "ends"
        case .gone: "gone"
        }
    }
}
