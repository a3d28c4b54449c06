package import Platform

package typealias UnitID = Identifier<CompanyUnit>

/// A part of a company: a plant, a department.
package struct CompanyUnit: Hashable, Sendable {
    /// How many there may be one below the other.
    package static let depthLimit = 5
    package static let countLimit = 1000

    package let id: UnitID
    package let name: String
    package let parent: UnitID?
}

extension Users {
    /// All of a company, parents before what they have.
    package func units(of company: CompanyID, caller: Caller) async throws -> [CompanyUnit] {
        try caller.require(.readCompany(company))
        return try await database.read { try $0.units(of: company) }
    }

    package func addUnit(_ name: String, below parent: UnitID?, to company: CompanyID, by caller: Caller) async throws -> CompanyUnit {
        let name = try PlainText.read(name, "name")
        let id = UnitID.next()
        return try await change(by: caller, .changeCompany(company)) { change in
            _ = try change.company(company)
            let units = try change.transaction.units(of: company)
            var depth = 1
            var above = parent
            while let unit = above {
                guard let found = units.first(where: { $0.id == unit }) else { throw Refusal.noUnit("parent") }
                depth += 1
                above = found.parent
            }
            guard depth <= CompanyUnit.depthLimit, units.count < CompanyUnit.countLimit else {
                throw Refusal(
                    .unprocessable, code: "too_many_units",
                    detail: "a company has at most \(CompanyUnit.countLimit) units, \(CompanyUnit.depthLimit) one below the other")
            }
            try change.transaction.execute(
                "INSERT INTO company_units(id, company_id, parent_id, name) VALUES ($1, $2, $3, $4)", id, company, parent, name)
            var facts = ["unit": id.text, "name": name]
            facts["parent"] = parent?.text
            try change.audit(.unitAdded, "company:\(company)", after: facts)
            return CompanyUnit(id: id, name: name, parent: parent)
        }
    }

    /// One that has no units and no members.
    package func removeUnit(_ id: UnitID, from company: CompanyID, by caller: Caller) async throws {
        try await change(by: caller, .changeCompany(company)) { change in
            guard let unit = try change.transaction.units(of: company).first(where: { $0.id == id }) else {
                throw Refusal(.notFound, code: "no_such_unit", detail: "the company has no such unit")
            }
            let used = try change.transaction.row(
                "SELECT 1 AS one FROM members WHERE unit_id = $1 UNION ALL SELECT 1 FROM company_units WHERE parent_id = $1", id)
            guard used == nil else {
                throw Refusal(.conflict, code: "unit_in_use", detail: "the unit has members or units: move them first")
            }
            try change.transaction.execute("DELETE FROM company_units WHERE id = $1", id)
            try change.audit(.unitRemoved, "company:\(company)", before: ["unit": id.text, "name": unit.name])
        }
    }
}

extension Transaction {
    /// In the order in which they were made, so a parent comes first.
    func units(of company: CompanyID) throws -> [CompanyUnit] {
        try rows("SELECT id, name, parent_id FROM company_units WHERE company_id = $1 ORDER BY id", company).map {
            (row) throws(SQLError) in CompanyUnit(id: try row["id"], name: try row["name"], parent: try row["parent_id"])
        }
    }
}

extension Refusal {
    /// - Parameter member: where the unit was named.
    static func noUnit(_ member: String) -> Refusal {
        Refusal(
            .invalid, code: "no_such_unit", detail: "\(member): the company has no such unit",
            fields: [.init(member, code: "unknown", detail: "the company has no such unit")])
    }
}
