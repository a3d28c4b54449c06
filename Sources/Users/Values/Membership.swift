package import Platform

/// Names a company; the record itself lives with the verbs of companies.
package enum CompanySubject {}
package typealias CompanyID = Identifier<CompanySubject>

/// What somebody may do in a company. Owners may all; each has at least one.
package enum CompanyRole: String, Sendable, CaseIterable, SQLConvertible {
    case owner
    /// Members, units, limits; not owners.
    case admin
    /// Lets purchases through that others may not decide alone.
    case approver
    case purchaser
    case viewer
}

package struct Membership: Hashable, Sendable {
    package let company: CompanyID
    package let role: CompanyRole

    package init(company: CompanyID, role: CompanyRole) {
        self.company = company
        self.role = role
    }
}
