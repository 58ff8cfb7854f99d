import Ledger
import Testing

struct AccountTests {
    @Test func `operations are admitted as long as they fit`() {
        var account = Account(balance: Credits(2))
        let admitted = (0..<3).map { _ in account.admit(Credits(1)) }
        #expect(admitted == [true, true, false])
        account.release(Credits(1))
        let again = account.admit(Credits(1))
        #expect(again)
        account.commit(Credits(2))
        #expect(account.balance == .zero)
        #expect(account.held == .zero)
    }

    @Test func `what costs nothing is admitted at any balance`() {
        var account = Account(balance: Credits(centicredits: -5))
        let (free, paid) = (account.admit(.zero), account.admit(Credits(centicredits: 1)))
        #expect(free && !paid)
    }

    @Test func `without a limit everything is admitted`() {
        var account = Account(balance: nil)
        let admitted = account.admit(Credits(1_000_000))
        account.commit(Credits(1_000_000))
        #expect(admitted && account.available == nil)
    }

    @Test func `an unknown price is clamped to what fits, and what goes beyond is debt`() {
        var account = Account(balance: Credits(10))
        let clamped = account.admit(upTo: Credits(50), atLeast: Credits(1))
        let refused = account.admit(upTo: Credits(50), atLeast: Credits(1))
        #expect(clamped == Credits(10) && refused == nil)
        account.commit(Credits(10), actual: Credits(12))
        #expect(account.balance == Credits(-2))
        #expect(account.available == .zero)
    }

    @Test func `never more is admitted than there is`() {
        withSeeds(200) { generator, seed in
            let start = Credits(centicredits: .random(in: 0...1_000, using: &generator))
            var (account, open, spent) = (Account(balance: start), [Credits](), Credits.zero)
            for _ in 0..<50 {
                switch Int.random(in: 0..<4, using: &generator) {
                case 0, 1:
                    let amount = Credits(centicredits: .random(in: 0...200, using: &generator))
                    if account.admit(amount) { open.append(amount) }
                case 2: if let amount = open.popLast() { account.release(amount) }
                default:
                    guard let amount = open.popLast() else { continue }
                    account.commit(amount)
                    spent += amount
                }
                #expect(spent + open.sum() <= start, "seed \(seed)")
                #expect(account.available == start - spent - open.sum(), "seed \(seed)")
            }
        }
    }
}
