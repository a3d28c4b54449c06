import Testing
@testable import Search

/// Each file of these indexes is sound, and agrees with the manifest; what two of them say of each other does not.
@Suite("Check compares segments with each other")
struct SegmentComparisonTests {
    private let disk = SimulatedDirectory()

    /// Two segments: in the first `a` twice (the second time it counts), `b` and `c`; in the second `b` again, and `d`.
    init() throws {
        var writer = try disk.makeWriter(try Schema(fields: [Field(name: "title", type: .text)]))
        for keys in [["a", "a", "b", "c"], ["b", "d"]] {
            for key in keys { try writer.put(.document(["id": .string(key), "title": .string("bolt")])) }
            _ = try writer.commit()
        }
        try writer.close()
        try disk.expectSound("as written")
    }

    /// What `check` says after the manifest is changed, with its checksum right.
    private func damage(_ change: (inout Manifest) throws -> Void) throws -> [String] {
        let name = try #require(try Manifest.newest(in: disk))
        var manifest = try Manifest.read(name, in: disk)
        #expect(manifest.segments.map(\.file.documentCount) == [4, 2])
        manifest.generation += 1
        try change(&manifest)
        try manifest.write(to: disk)
        return try disk.findDamage().map { "\($0.file): \($0.reason)" }
    }

    /// Gives the first segment other live documents.
    private func setLive(_ documents: [Int], _ manifest: inout Manifest) throws {
        var bits = BitSet(count: 4)
        for document in documents { bits.insert(document) }
        let name = LiveDocuments.name(segment: manifest.segments[0].file.name, generation: manifest.generation)
        let written = try LiveDocuments.write(bits, as: name, in: disk)
        manifest.segments[0].live = Manifest.Live(name: name, identity: written.identity, count: documents.count)
    }

    @Test("one key live in two segments")
    func twoSegments() throws {
        let found = try damage { try setLive([1, 2, 3], &$0) }
        #expect(found == ["seg-2: key 'b' has two live documents, document 0 and document 2 of seg-1"])
    }

    @Test("one key live twice in a segment")
    func oneSegment() throws {
        let found = try damage { try setLive([0, 1, 3], &$0) }
        #expect(found == ["seg-1: key 'a' has two live documents, document 1 and document 0 of seg-1"])
    }

    @Test("a live document that was replaced in its segment: its key leads to the other")
    func replaced() throws {
        let found = try damage { try setLive([0, 3], &$0) }
        #expect(found == ["seg-1: key 'a' does not lead to its live document 0"])
    }

    @Test("no live file means that all documents are live")
    func allLive() throws {
        let found = try damage { $0.segments[0].live = nil }
        #expect(found == ["seg-1: key 'a' has two live documents, document 1 and document 0 of seg-1"])
    }

    @Test("segments in another order than their sequences")
    func fallingSequences() throws {
        let found = try damage { $0.segments.swapAt(0, 1) }
        #expect(found == ["seg-1: begins with sequence 1, but seg-2 before it ends with 6"])
    }

    @Test("a sequence that the next document would get once more")
    func nextSequence() throws {
        let found = try damage { $0.nextSequence = 6 }
        #expect(found == ["seg-2: has sequence 6, but the manifest gives 6 next"])
    }

    @Test("one segment twice")
    func segmentTwice() throws {
        let found = try damage { $0.segments.append($0.segments[1]) }
        #expect(found.contains("seg-2: begins with sequence 5, but seg-2 before it ends with 6"))
        #expect(found.contains("seg-2: key 'b' has two live documents, document 0 and document 0 of seg-2"))
    }
}
