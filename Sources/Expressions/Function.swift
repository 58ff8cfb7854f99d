import Values

/// A function of the language: what it is called and takes, and what it does.
struct Function: Sendable {
    /// Which arguments stand for a whole array when they end with `[]`; elsewhere `[]` is the first item.
    enum Arrays: Sendable {
        case none, first, all
    }

    typealias Body = @Sendable (Call) throws(EvaluationError) -> Value

    let name: String
    let description: FunctionDescription
    let arrays: Arrays
    let body: Body

    /// The parameters as `ParameterDescription` reads them; an example that needs no module's output.
    init(
        _ name: String, _ parameters: String, gives result: String, _ summary: String, example: String, arrays: Arrays = .none,
        _ body: @escaping Body
    ) {
        self.name = name
        description = FunctionDescription(
            name: name, parameters: ParameterDescription.list(parameters), result: result, summary: summary, example: example)
        self.arrays = arrays
        self.body = body
    }

    func wantsArray(at position: Int) -> Bool {
        switch arrays {
        case .none: false
        case .first: position == 0
        case .all: true
        }
    }
}

/// One evaluation of a function: its arguments, and where it is evaluated. Arguments too many are ignored; those that are missing or
/// left empty are null.
struct Call {
    let arguments: [Value]
    let context: any EvaluationContext

    var count: Int { arguments.count }

    func value(_ position: Int) -> Value { position < arguments.count ? arguments[position] : .null }

    func isGiven(_ position: Int) -> Bool { position < arguments.count && arguments[position] != .null }

    func text(_ position: Int) throws(EvaluationError) -> String { try Coercion.text(value(position)) }

    func text(_ position: Int, default other: String) throws(EvaluationError) -> String {
        isGiven(position) ? try text(position) : other
    }

    /// Nothing and the empty text are 0.
    func number(_ position: Int) throws(EvaluationError) -> Number {
        let value = value(position)
        return value == .null || value == .text("") ? .zero : try Coercion.number(value)
    }

    /// A number without its fraction, kept within what indexes and counts need.
    func integer(_ position: Int) throws(EvaluationError) -> Int {
        let number = try number(position).rounded(.towardZero)
        return number.int ?? (number.isNegative ? -Call.greatest : Call.greatest)
    }

    func integer(_ position: Int, default other: Int) throws(EvaluationError) -> Int {
        isGiven(position) && value(position) != .text("") ? min(max(try integer(position), -Call.greatest), Call.greatest) : other
    }

    private static let greatest = 1 << 40

    func date(_ position: Int) throws(EvaluationError) -> Timestamp { try Coercion.date(value(position), zone: context.zone) }

    func array(_ position: Int) -> [Value] { Coercion.array(value(position)) }

    /// The zone that an argument names, or else the organization's.
    func zone(_ position: Int) throws(EvaluationError) -> Zone {
        isGiven(position) ? Zone.find(try text(position)) ?? Zone.named(context.zone) : Zone.named(context.zone)
    }

    /// Several arguments, or the items of a single array.
    var list: [Value] { arguments.count == 1 ? array(0) : arguments.flatMap(Coercion.array) }
}
