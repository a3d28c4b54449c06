/// The words that hold a sentence together and say nothing of what it is about: articles, prepositions, conjunctions,
/// pronouns, forms of to be and to have. No negations: `without` and `kein` change what is meant.
///
/// They do two things. In a query where all words must be there, function words need not (`nut for bolt`); and in a text
/// they show its language best, being the most frequent and the most different words there are.
enum FunctionWords {
    /// Whether a folded word is one of the language.
    static func contains(_ word: [UInt8], of language: SnowballLanguage) -> Bool { byLanguage[language]?.contains(word) ?? false }

    /// Folded, as `standard` terms are: people leave diacritics out.
    private static let byLanguage: [SnowballLanguage: Set<[UInt8]>] = {
        var sets: [SnowballLanguage: Set<[UInt8]>] = [:]
        for language in SnowballLanguage.allCases {
            sets[language] = Set(words(of: language).map { folded(Array($0.utf8)) })
        }
        return sets
    }()

    /// As they are written, in lower case.
    static func words(of language: SnowballLanguage) -> [Substring] {
        let text = germanic(language) ?? romance(language) ?? other(language) ?? eastern(language) ?? ""
        return text.split(separator: " ")
    }

    private static func germanic(_ language: SnowballLanguage) -> String? {
        switch language {
        case .english, .porter:
            """
            a an the and or but if of to in on at by for from with as into onto upon than then that this these those there \
            is are was were be been being am has have had having do does did it its he him his she her they them their we us \
            our you your i me my who whom whose which what when where why how so such can could may might shall should will \
            would must about between through during also any some each both other
            """
        case .german:
            """
            der die das den dem des ein eine einen einem einer eines und oder aber auch als wie wenn dass in im ins an am ans \
            auf aus bei beim bis durch für gegen mit nach seit um unter über von vom vor zu zum zur zwischen ist sind war \
            waren wird werden wurde wurden sein hat haben hatte kann können er sie es wir ihr ihre ihren ihrem ihrer sich \
            dieser diese dieses diesen diesem welche welcher welches man so sowie noch nur bzw was wer wo wann warum
            """
        case .dutch:
            """
            de het een en of maar ook als dan dat die dit deze in op aan bij tot met van voor door over onder naar om uit te \
            ten ter tussen tegen is zijn was waren wordt worden werd heeft hebben had kan kunnen hij zij ze wij we jij je u \
            ik hun haar zich er hier daar wat wie waar hoe welke zo nog voor via
            """
        case .danish:
            """
            den det de en et og eller men som at i på af til fra med for ved om over under mellem efter før er var være bliver \
            blev har havde kan skal vil han hun vi jeg du sig sin sit sine der dette denne disse hvad hvem hvor hvordan når \
            også så nogle
            """
        case .norwegian:
            """
            den det de en ei et og eller men som at i på av til fra med for ved om over under mellom etter før er var være \
            blir ble har hadde kan skal vil han hun vi jeg du seg sin sitt sine der dette denne disse hva hvem hvor hvordan \
            når også så noen
            """
        case .swedish:
            """
            den det de en ett och eller men som att i på av till från med för vid om över under mellan efter före är var vara \
            blir blev har hade kan ska skall han hon vi jag du sig sin sitt sina där detta denna dessa vad vem hur när också \
            så några
            """
        case .yiddish:
            """
            דער די דאָס דעם אַ אַן און אָדער אָבער אין אויף פֿון צו מיט פֿאַר בײַ איז זענען געווען האָט האָבן ער זי עס מיר איר זיי \
            וואָס ווער ווי אַז
            """
        default: nil
        }
    }

    private static func romance(_ language: SnowballLanguage) -> String? {
        switch language {
        case .french:
            """
            le la les l un une des du de d et ou mais donc que qui quoi dont où ce cet cette ces se s à au aux en dans par pour \
            sur sous avec chez entre vers depuis pendant est sont était être été a ont avait avoir il elle ils elles on nous \
            vous je tu lui leur leurs son sa ses mon ma mes notre votre y comme si ainsi aussi plus très quel quelle quels \
            quelles comment quand
            """
        case .italian:
            """
            il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai \
            dalle in nel nello nella nei nelle su sul sulla sui sulle con per tra fra e ed o ma che chi cui è sono era essere \
            stato ha hanno aveva si ci ne lui lei loro noi voi io questo questa questi queste quello quella come quando dove \
            anche più
            """
        case .spanish:
            """
            el la los las lo un una unos unas de del a al y e o u pero que quien cuyo en con por para sobre entre desde hasta \
            hacia es son era eran ser fue ha han había se su sus mi tu nos le les él ella ellos este esta estos estas ese esa \
            como cuando donde cual también más muy
            """
        case .catalan:
            """
            el la els les l un una uns unes de del dels d a al als i o però que qui en amb per sobre entre des fins és són era \
            ser ha han havia es s seu seva seus seves aquest aquesta aquests aquestes com quan on també més molt
            """
        case .portuguese:
            """
            o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sobre entre desde \
            até e ou mas que quem cujo é são era ser foi tem têm ao aos à às se seu sua seus suas ele ela eles elas este esta \
            estes estas esse essa como quando onde qual também mais muito
            """
        case .romanian:
            """
            un o unei unui niște și sau dar de la în din pe cu pentru prin spre între despre până ca că care ce cine este sunt \
            era fi fost a au are al ai ale se său sa lui ei lor el ea ei ele acest această acești aceste cum când unde mai \
            foarte
            """
        default: nil
        }
    }

    private static func other(_ language: SnowballLanguage) -> String? {
        switch language {
        case .finnish:
            """
            ja tai mutta sekä että jos kun kuin joka jotka mikä mitä on ovat oli olivat olla ollut se ne tämä nämä hän he minä \
            sinä me te sen niiden tämän myös vain kanssa varten jälkeen ennen yli alle
            """
        case .hungarian:
            """
            a az egy és vagy de hogy ha mint is meg van volt vannak lesz lehet ez ezek ők ő mi ti én te aki ami amely amelyek \
            mely hol mikor hogyan után előtt alatt között által szerint számára való
            """
        case .turkish:
            """
            ve veya ya da ile için bir bu şu o ama ancak ki de gibi kadar göre daha en çok olan olarak her ne nasıl nerede mi
            """
        case .russian:
            """
            и или но а в во на с со к ко о об от до из у за по под над для при через между что как это этот эта эти тот та \
            те он она оно они мы вы я ты его её их который которая которые где когда чем был была были быть есть также же ли бы
            """
        case .serbian:
            """
            и или али а у на са с од до из за по под над о код кроз између да што како ово овај ова ови тај та је су био била \
            бити се који која које i ili ali u sa od do iz za po pod nad o kod kroz između da što kako ovo ovaj ova ovi taj ta \
            je su bio bila biti se koji koja koje
            """
        case .irish:
            """
            an na agus nó ach i in ar le do de ó go chun faoi is tá bhí bí sé sí siad mé tú muid a seo sin mar nuair cad
            """
        case .lithuanian:
            """
            ir ar arba bet kad kaip kai į iš su už ant po prie nuo iki apie dėl per tarp yra buvo būti tai šis ši šie jis ji \
            jie mes kuris kuri kurie
            """
        case .greek:
            """
            ο η το οι τα του της των τον την τους τις ένα ένας μία μια και ή αλλά σε στο στη στην στον στα στους στις από με \
            για προς κατά μετά πριν μεταξύ που πως ότι όταν είναι ήταν έχει έχουν να θα αυτό αυτός αυτή αυτά
            """
        case .arabic:
            """
            في من إلى على عن مع و أو ثم أن إن كان كانت هو هي هم هذا هذه ذلك تلك التي الذي الذين ما كل بعد قبل بين عند
            """
        case .armenian: "և եւ կամ բայց որ է են էր էին մեջ համար հետ մասին այս այդ այն նա նրանք մենք դուք ես ինչ որպես"
        case .basque: "eta edo baina ere da dira zen ziren du dute bat hau hori hura hauek zer nor nola non baino arte"
        default: nil
        }
    }

    private static func eastern(_ language: SnowballLanguage) -> String? {
        switch language {
        case .hindi:
            """
            का की के को में से पर और या लेकिन है हैं था थे थी हो यह ये वह वे इस उस जो कि तक लिए साथ भी ही एक ने कर
            """
        case .nepali: "को का की मा र वा तर ले लाई बाट सँग छ छन् थियो हो यो यी त्यो ती जो कि पनि एक लागि"
        case .indonesian:
            """
            dan atau tetapi di ke dari pada untuk dengan oleh yang ini itu adalah akan telah sudah juga sebagai dalam para ia \
            mereka kami kita saya anda
            """
        case .tamil: "ஒரு இந்த அந்த மற்றும் அல்லது என்று என்ற ஆனால் உள்ள இது அது இவை அவை அவர் நான் நீ நாம் மேலும் போன்ற"
        default: nil
        }
    }
}
