extension DemoCatalog {
    /// A schema file for the listings: what is searched, filtered, counted and
    /// sorted. Attributes that are not named here are stored and shown.
    package static var schemaJSON: String {
        var lines = topFields
        lines += textAttributes.map {
            #"{"name":"attributes.\#($0)","type":"keyword","facet":true,"filter":true}"#
        }
        lines += numberAttributes.map {
            #"{"name":"attributes.\#($0)","type":"double","facet":true,"filter":true,"sort":true}"#
        }
        return "{\"id\":\"id\",\"fields\":[\n  " + lines.joined(separator: ",\n  ") + "\n]}\n"
    }

    private static let topFields = [
        #"{"name":"title","type":"text","analyzer":"english","weight":4,"suggest":true}"#,
        #"{"name":"mpn","type":"identifier"}"#,
        #"{"name":"sku","type":"identifier"}"#,
        #"{"name":"ean","type":"identifier"}"#,
        #"{"name":"brand","type":"keyword","facet":true,"filter":true,"sort":true}"#,
        #"{"name":"categories","type":"path","facet":true,"filter":true}"#,
        #"{"name":"description","type":"text","analyzer":"english","weight":1}"#,
        #"{"name":"sellerName","type":"keyword","facet":true,"filter":true}"#,
        #"{"name":"sellerCountry","type":"keyword","facet":true,"filter":true}"#,
        #"{"name":"productId","type":"keyword","filter":true}"#,
        #"{"name":"price","type":"double","facet":true,"filter":true,"sort":true}"#,
        #"{"name":"stock","type":"int","filter":true,"sort":true}"#,
        #"{"name":"leadTimeDays","type":"int","filter":true,"sort":true}"#,
        #"{"name":"packSize","type":"int","filter":true}"#,
        #"{"name":"rating","type":"double","facet":true,"filter":true,"sort":true}"#,
        #"{"name":"popularity","type":"int","filter":true,"sort":true}"#,
        #"{"name":"discontinued","type":"bool","facet":true,"filter":true}"#,
        #"{"name":"certifications","type":"keyword","array":true,"facet":true,"filter":true}"#,
        #"{"name":"location","type":"geo","filter":true,"sort":true}"#,
        #"{"name":"updatedAt","type":"date","filter":true,"sort":true}"#,
    ]

    private static let textAttributes = [
        "material", "colour", "size", "thread", "standard", "strengthClass", "finish", "voltage",
        "ipRating", "nominalSize", "mounting", "sealing", "bearingNumber", "protectionClass",
        "countryOfOrigin",
    ]

    private static let numberAttributes = [
        "lengthMm", "widthMm", "heightMm", "diameterMm", "boreMm", "outsideDiameterMm",
        "crossSectionMm2", "currentA", "powerKw", "pressureBar", "volumeMl", "poles",
    ]
}
