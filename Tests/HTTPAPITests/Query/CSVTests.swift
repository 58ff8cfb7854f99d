import Testing

@testable import HTTPAPI

struct CSVTests {
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("-19.05", "-19.05"),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1+1", "'-1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("", ""),
    ])
    func `a cell is quoted where it must be, and never a formula`(_ cell: String, _ written: String) {
        var csv = CSV(header: ["a", "b"])
        csv.add([cell, "1"])
        #expect(String(decoding: csv.bytes, as: UTF8.self) == "a,b\r\n\(written),1\r\n")
    }
}
