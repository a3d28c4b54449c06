enum Country: String, Sendable {
    case at = "AT", be = "BE", ch = "CH", cz = "CZ", de = "DE", dk = "DK", es = "ES", fi = "FI"
    case fr = "FR", gb = "GB", hu = "HU", ie = "IE", it = "IT", nl = "NL", no = "NO", pl = "PL"
    case pt = "PT", ro = "RO", se = "SE", si = "SI", sk = "SK"

    var name: String {
        switch self {
        case .at: "Austria"
        case .be: "Belgium"
        case .ch: "Switzerland"
        case .cz: "the Czech Republic"
        case .de: "Germany"
        case .dk: "Denmark"
        case .es: "Spain"
        case .fi: "Finland"
        case .fr: "France"
        case .gb: "the United Kingdom"
        case .hu: "Hungary"
        case .ie: "Ireland"
        case .it: "Italy"
        case .nl: "the Netherlands"
        case .no: "Norway"
        case .pl: "Poland"
        case .pt: "Portugal"
        case .ro: "Romania"
        case .se: "Sweden"
        case .si: "Slovenia"
        case .sk: "Slovakia"
        }
    }
}

/// A real European industrial town with the coordinates of its centre
/// (degrees, WGS 84), and the language a seller there writes in beside
/// English.
struct City: Sendable {
    let name: String
    let country: Country
    let latitude: Double
    let longitude: Double

    init(_ name: String, _ country: Country, _ latitude: Double, _ longitude: Double) {
        self.name = name
        self.country = country
        self.latitude = latitude
        self.longitude = longitude
    }

    var language: Language {
        switch country {
        case .de, .at, .ch: .german
        case .fr, .be: .french
        case .it: .italian
        case .es: .spanish
        case .pl: .polish
        default: .english
        }
    }

    static let all: [City] = [
        City("Dortmund", .de, 51.514, 7.468), City("Stuttgart", .de, 48.776, 9.183),
        City("Nürnberg", .de, 49.453, 11.077), City("Hamburg", .de, 53.551, 9.994),
        City("Leipzig", .de, 51.340, 12.375), City("Chemnitz", .de, 50.828, 12.921),
        City("Bielefeld", .de, 52.021, 8.535), City("Mannheim", .de, 49.488, 8.467),
        City("Augsburg", .de, 48.371, 10.898), City("Bremen", .de, 53.079, 8.802),
        City("Köln", .de, 50.938, 6.960), City("Kassel", .de, 51.312, 9.480),
        City("Linz", .at, 48.306, 14.286), City("Graz", .at, 47.071, 15.438),
        City("Winterthur", .ch, 47.499, 8.724),
        City("Lyon", .fr, 45.764, 4.836), City("Saint-Étienne", .fr, 45.440, 4.387),
        City("Lille", .fr, 50.629, 3.057), City("Mulhouse", .fr, 47.750, 7.336),
        City("Nantes", .fr, 47.218, -1.554), City("Toulouse", .fr, 43.605, 1.444),
        City("Le Havre", .fr, 49.494, 0.108), City("Liège", .be, 50.633, 5.568),
        City("Charleroi", .be, 50.411, 4.444),
        City("Torino", .it, 45.070, 7.687), City("Brescia", .it, 45.542, 10.212),
        City("Bologna", .it, 44.494, 11.343), City("Modena", .it, 44.647, 10.925),
        City("Bergamo", .it, 45.698, 9.677), City("Padova", .it, 45.406, 11.877),
        City("Vicenza", .it, 45.546, 11.535),
        City("Bilbao", .es, 43.263, -2.935), City("Zaragoza", .es, 41.649, -0.889),
        City("Sabadell", .es, 41.548, 2.107), City("Vigo", .es, 42.240, -8.721),
        City("Valladolid", .es, 41.652, -4.725), City("Valencia", .es, 39.470, -0.376),
        City("Katowice", .pl, 50.265, 19.024), City("Łódź", .pl, 51.759, 19.456),
        City("Poznań", .pl, 52.406, 16.925), City("Wrocław", .pl, 51.108, 17.038),
        City("Gdańsk", .pl, 54.352, 18.647), City("Bydgoszcz", .pl, 53.124, 18.008),
        City("Rotterdam", .nl, 51.924, 4.478), City("Eindhoven", .nl, 51.441, 5.470),
        City("Enschede", .nl, 52.221, 6.894), City("Ostrava", .cz, 49.835, 18.292),
        City("Brno", .cz, 49.195, 16.607), City("Plzeň", .cz, 49.747, 13.378),
        City("Göteborg", .se, 57.709, 11.975), City("Västerås", .se, 59.611, 16.545),
        City("Malmö", .se, 55.605, 13.004), City("Aarhus", .dk, 56.157, 10.211),
        City("Odense", .dk, 55.404, 10.402), City("Tampere", .fi, 61.498, 23.761),
        City("Bergen", .no, 60.393, 5.324), City("Birmingham", .gb, 52.486, -1.890),
        City("Sheffield", .gb, 53.381, -1.470), City("Leeds", .gb, 53.801, -1.549),
        City("Glasgow", .gb, 55.861, -4.250), City("Cork", .ie, 51.898, -8.476),
        City("Porto", .pt, 41.158, -8.629), City("Győr", .hu, 47.687, 17.635),
        City("Cluj-Napoca", .ro, 46.771, 23.624), City("Maribor", .si, 46.555, 15.646),
        City("Žilina", .sk, 49.223, 18.739),
    ]
}
