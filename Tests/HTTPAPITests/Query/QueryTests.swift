import Automation
import Testing
import Values

@testable import HTTPAPI

struct QueryTests {
    @Test(arguments: [
        "cols[]=id&cols[]=name", "cols%5B%5D=id&cols%5B%5D=name", "cols=id&cols=name", "cols[0]=id&cols[1]=name",
        "cols%5b%5d=id&cols[]=name",
    ])
    func `a list is read however it is written`(_ query: String) {
        #expect(QueryItems(query).list("cols") == ["id", "name"])
        #expect(Columns(QueryItems(query)).contains("name"))
        #expect(!Columns(QueryItems(query)).contains("zone"))
    }

    @Test(arguments: ["", "cols[]=*", "cols[]=id&cols[]=*"])
    func `nothing asked for, or a star, is all`(_ query: String) { #expect(Columns(QueryItems(query)).contains("zone")) }

    @Test(arguments: ["pg[limit]=10&pg[offset]=5&pg[sortDir]=desc", "pg%5Blimit%5D=10&pg%5Boffset%5D=5&pg%5BsortDir%5D=desc"])
    func `a page is read with brackets raw and encoded`(_ query: String) throws {
        let page = try Page(QueryItems(query), sorts: ["name"])
        #expect(page.limit == 10 && page.offset == 5 && page.descending && page.sortBy == "name")
    }

    @Test(arguments: ["pg[limit]=x", "pg[limit]=-1", "pg[sortBy]=password", "pg[sortDir]=up"])
    func `a page that can't be is refused`(_ query: String) {
        #expect(throws: Problem.self) { try Page(QueryItems(query), sorts: ["name"]) }
    }

    @Test func `a page of a list never overlaps the next`() throws {
        let rows = Array(0..<25)
        let pages = try (0..<3).map { try Page(QueryItems("pg[limit]=10&pg[offset]=\($0 * 10)"), sorts: ["n"]).slice(rows, by: <) }
        #expect(pages.flatMap { $0 } == rows)
    }

    @Test(arguments: [
        ("a+b", "a b"), ("%C3%A9", "é"), ("100%", "100%"), ("%zz", "%zz"), ("%z%41", "%zA"), ("%%41", "%A"), ("%+1", "% 1"), ("%4", "%4"),
        ("", ""), ("a%2Bb", "a+b"), ("%E2%82%AC", "€"),
    ])
    func `form text is decoded`(_ text: String, _ decoded: String) { #expect(FormText.decode(text.utf8) == decoded) }

    @Test func `an instant may be milliseconds or ISO`() throws {
        #expect(try QueryItems("from=1632371744497").instant("from") == Timestamp(milliseconds: 1_632_371_744_497))
        #expect(try QueryItems("from=2021-09-23T04:35:44.497Z").instant("from") == Timestamp(milliseconds: 1_632_371_744_497))
        #expect(throws: Problem.self) { try QueryItems("from=yesterday").instant("from") }
    }
}
