extension Balance {
    /// Sets `amount` aside from the lots, whole or not at all.
    @discardableResult
    package mutating func reserve(_ amount: Credits, as id: Reservation.ID, until lapses: Instant? = nil) throws(ReservationProblem)
        -> [Entry]
    {
        guard !reservations.contains(where: { $0.id == id }) else { throw .alreadyOpen(id) }
        let burn = lots.burn(amount, at: now)
        guard burn.shortfall == .zero else { throw .insufficient(needed: amount, available: burn.paid) }
        var entries: [Entry] = []
        for part in burn.parts { adjust(index(of: part.lot), by: -part.credits, .reservation, into: &entries) }
        reservations.append(Reservation(id: id, amount: amount, parts: burn.parts, lapses: lapses))
        lookAhead()
        return entries
    }

    /// Charges what the operation cost. Too much set aside goes back, the last taken first; what is missing is taken as any charge, so it
    /// may become debt.
    @discardableResult
    package mutating func settle(_ id: Reservation.ID, actual: Credits, for key: EventKey? = nil) throws(ReservationProblem) -> [Entry] {
        precondition(actual >= .zero, "an operation does not cost less than nothing")
        let reservation = try close(id)
        var (entries, open) = ([Entry](), min(actual, reservation.amount))
        for part in reservation.parts where open > .zero {
            let credits = min(open, part.credits)
            open -= credits
            let index = index(of: part.lot)
            adjust(index, by: credits, .release, into: &entries)
            use(credits, of: index, .charge, for: key, into: &entries)
        }
        usedInPeriod += min(actual, reservation.amount)
        giveBack(max(.zero, reservation.amount - actual), of: reservation.parts, .release, charge: nil, into: &entries)
        payDebt(into: &entries)
        if actual > reservation.amount { take(actual - reservation.amount, for: key, into: &entries) }
        return entries
    }

    /// Gives all of it back: the operation did not take place.
    @discardableResult
    package mutating func release(_ id: Reservation.ID) throws(ReservationProblem) -> [Entry] {
        let reservation = try close(id)
        var entries: [Entry] = []
        giveBack(reservation.amount, of: reservation.parts, .release, charge: nil, into: &entries)
        payDebt(into: &entries)
        return entries
    }

    /// Set aside and not settled yet.
    package var reserved: Credits { reservations.lazy.map(\.amount).sum() }

    mutating func lapseReservations(into entries: inout [Entry]) {
        for reservation in reservations where reservation.lapses.map({ $0 <= now }) ?? false {
            giveBack(reservation.amount, of: reservation.parts, .release, charge: nil, into: &entries)
        }
        reservations.removeAll { $0.lapses.map { $0 <= now } ?? false }
    }

    private mutating func close(_ id: Reservation.ID) throws(ReservationProblem) -> Reservation {
        guard let index = reservations.firstIndex(where: { $0.id == id }) else { throw .gone(id) }
        defer { lookAhead() }
        return reservations.remove(at: index)
    }
}
