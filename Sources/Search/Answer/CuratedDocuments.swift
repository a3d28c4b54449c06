/// Documents of a snapshot that the request or a rule has singled out: those at fixed places, and those that are no hits.
struct CuratedDocuments {
    struct Pin {
        var segment: Int
        var document: Int
        /// Among all hits, from 0.
        var place: Int
        var rule: String?
    }

    /// Rising by place.
    private(set) var pins: [Pin] = []
    /// For each segment, documents that the search does not find by itself; nil: none.
    private let withdrawn: [BitSet?]

    /// `isKept`: whether the filters of the search keep a document. Pins that they don't keep, or that no living document has,
    /// have no place; those that want a taken place get the next free one.
    init(_ curation: Curation, in snapshot: Snapshot, isKept: (_ segment: Int, _ document: Int) throws -> Bool) throws {
        var withdrawn: [BitSet?] = Array(repeating: nil, count: snapshot.views.count)
        func withdraw(_ segment: Int, _ document: Int) {
            if withdrawn[segment] == nil { withdrawn[segment] = BitSet(count: snapshot.views[segment].segment.documentCount) }
            withdrawn[segment]?.insert(document)
        }
        for id in curation.hidden { if let found = try snapshot.place(ofID: id) { withdraw(found.segment, found.document) } }
        var found: [Pin] = []
        for pin in curation.pins {
            guard let at = try snapshot.place(ofID: pin.id), withdrawn[at.segment]?.contains(at.document) != true else { continue }
            guard try isKept(at.segment, at.document) else { continue }
            withdraw(at.segment, at.document)
            found.append(Pin(segment: at.segment, document: at.document, place: max(0, pin.position - 1), rule: pin.rule))
        }
        // Sorting by place and, in one place, by order of mention; the sort of the standard library is stable.
        var free = 0
        for pin in found.sorted(by: { $0.place < $1.place }) {
            var pin = pin
            pin.place = max(pin.place, free)
            free = pin.place + 1
            pins.append(pin)
        }
        self.withdrawn = withdrawn
    }

    /// The segments as the search sees them.
    func views(of snapshot: Snapshot) -> [SegmentView] {
        snapshot.views.enumerated().map { number, view in
            guard let withdrawn = withdrawn[number] else { return view }
            var live = view.live ?? BitSet(count: view.segment.documentCount, all: true)
            live.subtract(withdrawn)
            return SegmentView(segment: view.segment, file: view.file, live: live)
        }
    }

    /// Lays pins and found hits into one list, from where the page before ended, `limit` of them. Where the found ones run out,
    /// the pins left follow.
    ///
    /// - Parameters:
    ///   - shown, pinsShown: hits of the pages before, and how many of them were pins.
    ///   - ranked: the hits found that were not shown yet, as far as a page may need them.
    func page<Hit>(
        shown: Int, pinsShown: Int, _ ranked: some Collection<Hit>, limit: Int, _ pinned: (Pin) throws -> Hit
    ) rethrows -> Page<Hit> {
        var page = Page<Hit>(shown: shown, pinsShown: min(pinsShown, pins.count))
        var rest = ranked[...]
        while page.hits.count < limit {
            if page.pinsShown < pins.count, rest.isEmpty || pins[page.pinsShown].place <= page.shown {
                page.hits.append((try pinned(pins[page.pinsShown]), pins[page.pinsShown]))
                page.pinsShown += 1
            } else if let next = rest.popFirst() {
                page.hits.append((next, nil))
            } else {
                break
            }
            page.shown += 1
        }
        page.hasMore = !rest.isEmpty || page.pinsShown < pins.count
        return page
    }

    struct Page<Hit> {
        var hits: [(hit: Hit, pin: Pin?)] = []
        /// Hits, and pins among them, up to the end of this page.
        var shown: Int
        var pinsShown: Int
        var hasMore = false
    }
}
