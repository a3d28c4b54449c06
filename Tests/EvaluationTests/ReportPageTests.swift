import Testing

@testable import Evaluation

@Suite struct ReportPageTests {
    private func page(baseline: Bool, title: String = "A <b>\"bold\"</b> & 'plain' title</script><script>") throws -> String {
        let judgements = try Judgements(text: "q1 0 a 2\nq1 0 m 1\nq2 0 a 1\nq3 0 b 1\nq4 0 b 0\nq5 0 b 1\n", name: "j")
        let questions = try QuerySet(text: "q1\tbolt <m8>\nq2\tnut & washer\nq3\tgloves\nq4\tx\n", name: "q")
        let run = try Run(text: "q1 Q0 x 1 2 new&\nq1 Q0 a 2 1 new&\nq2 Q0 a 1 2 new&\n", name: "r")
        let old = baseline ? try Run(text: "q1 Q0 a 1 2 <old>\nq2 Q0 x 1 2 <old>\nq2 Q0 a 2 1 <old>\n", name: "r") : nil
        let metrics = try Metric.list("ndcg@10,mrr")
        let listing = HitListing(run: run, baseline: old, judgements: judgements, questions: questions, count: 5) { _ in title }
        var report = Report(
            try Scorecard(run, against: judgements, metrics: metrics),
            baseline: try old.map { try Scorecard($0, against: judgements, metrics: metrics) })
        if old != nil { report.add([try Gate("mrr:-1%"), try Gate("ndcg@10:+20%")], listing: listing) }
        return try ReportPage(
            report, listing: listing, collection: TestCollection(questions: questions, judgements: judgements),
            settings: [("Search", "match <any>")]
        ).html
    }

    /// Texts between tags, and the tags, of a page without comments.
    private func tags(_ page: String) -> [String] {
        page.split(separator: "<").dropFirst().map { String($0.prefix { $0 != ">" }) }
    }

    @Test("nothing that a document, a query or a run is called becomes markup")
    func escaping() throws {
        for baseline in [false, true] {
            let page = try page(baseline: baseline)
            let plain = try self.page(baseline: baseline, title: "title")
            // The same tags, whatever the titles hold.
            #expect(tags(page).map { $0.prefix { $0 != " " } } == tags(plain).map { $0.prefix { $0 != " " } })
            #expect(page.contains("A &lt;b&gt;&quot;bold&quot;&lt;/b&gt; &amp; &#39;plain&#39; title&lt;/script&gt;&lt;script&gt;"))
            #expect(page.contains("bolt &lt;m8&gt;") && page.contains("nut &amp; washer") && page.contains("match &lt;any&gt;"))
            #expect(!page.contains("<old>") && !page.contains("<m8>"))
        }
        #expect(escaped("a\u{0}b\u{1B}c\u{85}d\te") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\te")
    }

    @Test("the page needs nothing but itself")
    func selfContained() throws {
        let page = try page(baseline: true)
        for outside in ["http:", "https:", "src=", "href=", "@import", "url("] {
            #expect(!page.contains(outside), "\(outside)")
        }
        #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
        #expect(page.split(separator: "<script>").count == 2)
        for tag in ["main", "ul", "ol", "div", "details", "summary", "svg", "figure", "dl", "section", "span", "select"] {
            let names = tags(page).map { String($0.prefix { $0 != " " }) }
            #expect(names.count { $0 == tag } == names.count { $0 == "/" + tag }, "\(tag)")
        }
    }

    @Test("figures, tests, gates, hits with grades and moves, what was missed and facts of the data are there")
    func contents() throws {
        let page = try page(baseline: true)
        for part in [
            "95 % interval", "(t-test)", "(randomisation)", "<li class=\"passed\">gate mrr:-1% passed", "<li class=\"failed\">gate ndcg@10:+20% failed",
            "class=\"move down\">-1</span>", "class=\"move up\">new</span>", "Judged relevant, not among these", "class=\"grade none\"",
            "class=\"grade best\" title=\"judged 2\"", "data-kinds=\"zero unanswered\"", "4, of which 4 have judgements",
            "6: grade 0: 1, grade 1: 4, grade 2: 1",
        ] { #expect(page.contains(part), "\(part)") }
        #expect(page.components("<details class=\"query\"") == 4)
        let alone = try self.page(baseline: false)
        #expect(!alone.contains("Gates</h2>") && !alone.contains("class=\"before\"") && !alone.contains(">change<"))
    }

    @Test("plots draw a bar a query in the order of values, and say it by name of value")
    func plots() {
        let plot = Plot.values([0.25, 1, 0], baseline: [0.5, 0.5, 0.5])
        #expect(plot.contains("data-order=\"1 0 2\" data-said=\"1.0000_(was_0.5000) 0.2500_(was_0.5000) 0.0000_(was_0.5000)\""))
        // The best is as high as the plot; 0 has no bar.
        #expect(plot.contains("d=\"M25 200V0h283.3V200zM358.3 200V150h283.3V200z\""))
        #expect(plot.contains("class=\"before\" d=\"M0 100h333.3M333.3 100h333.3M666.7 100h333.3\""))
        let differences = Plot.differences([-0.5, 0, 0.25])
        #expect(differences.contains("data-order=\"2 1 0\" data-said=\"+0.2500 0.0000 -0.5000\""))
        #expect(differences.contains("<span>+0.50</span><span>0</span><span>-0.50</span>"))
        // Ten tenths, the last with 1 in it.
        #expect(Plot.distribution([0, 0.05, 1, 0.95], baseline: nil).contains("<span>2</span><span></span><span>0</span>"))
        #expect(!Plot.values([0, 0], baseline: nil).contains("nan") && !Plot.differences([0]).contains("nan"))
    }
}

extension String {
    fileprivate func components(_ part: String) -> Int { split(separator: part, omittingEmptySubsequences: false).count - 1 }
}
